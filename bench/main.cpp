#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "ratios.hpp"

namespace {

/// Keeps the time of every repetition, and compares medians at the end. Processor time: waiting for a turn is none.
class ratio_reporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override {
    PrintBasicContext(&GetErrorStream(), context);
    return true;
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      measured& of = measured_[run.run_name.function_name];
      of.nanoseconds.push_back(run.cpu_accumulated_time / static_cast<double>(run.iterations) * 1e9);
      of.remark.clear();
      for (const auto& [name, counter] : run.counters)
        of.remark += "  " + std::to_string(static_cast<long>(counter.value)) + " " + name;
    }
  }

  void Finalize() override {
    std::printf("%-40s %10s %10s %10s\n", "nanoseconds each", "median", "least", "most");
    for (auto& [name, of] : measured_) {
      std::ranges::sort(of.nanoseconds);
      std::printf("%-40s %10.1f %10.1f %10.1f%s\n", name.c_str(), of.median(), of.nanoseconds.front(),
                  of.nanoseconds.back(), of.remark.c_str());
    }
    std::printf("\n%-72s %8s %8s\n", "ratio of medians", "is", "goal");
    for (const bench::ratio& one : bench::ratios) {
      const auto of = measured_.find(std::string{one.of});
      const auto to = measured_.find(std::string{one.to});
      if (of == measured_.end() || to == measured_.end()) continue;
      const std::string words = of->first + " : " + to->first;
      const double is = of->second.median() / to->second.median();
      std::printf("%-72s %8.4f %8.4f%s\n", words.c_str(), is, one.goal, is <= one.goal ? "" : "  missed");
    }
  }

 private:
  struct measured {
    std::vector<double> nanoseconds;  // sorted at the end
    std::string remark;

    [[nodiscard]] double median() const {
      const std::size_t half = nanoseconds.size() / 2;
      return nanoseconds.size() % 2 == 1 ? nanoseconds[half] : (nanoseconds[half - 1] + nanoseconds[half]) / 2;
    }
  };

  std::map<std::string, measured> measured_;
};

}  // namespace

int main(int argc, char** argv) {
  // Baselines and candidates take turns, so that whatever else the machine does meets all of them.
  std::string defaults[] = {"--benchmark_repetitions=11", "--benchmark_enable_random_interleaving=true",
                            "--benchmark_min_time=0.1"};
  std::vector<char*> words{argv[0]};
  for (std::string& one : defaults) words.push_back(one.data());
  words.insert(words.end(), argv + 1, argv + argc);
  int count = static_cast<int>(words.size());
  benchmark::Initialize(&count, words.data());
  if (benchmark::ReportUnrecognizedArguments(count, words.data())) return 2;
  ratio_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return 0;
}
