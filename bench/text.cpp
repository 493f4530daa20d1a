#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/text/decide.hpp>

#include "files.hpp"
#include "ratios.hpp"

namespace bench {
namespace {

namespace json = boost::json;
namespace text = interlock::text;

struct exchange {
  std::string scenario;
  json::value decision;
};

/// Every example that is a scenario, with its decision.
std::vector<exchange> read_examples() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{INTERLOCK_SOURCE_DIR "/examples"})
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<exchange> found;
  for (const auto& file : files) {
    std::string scenario = read_file(file);
    if (const auto decision = text::decide(scenario, text::layout::compact))
      found.push_back({std::move(scenario), json::parse(*decision)});
  }
  if (found.empty()) std::abort();
  return found;
}

template <class Answer>
void answer_all(benchmark::State& state, Answer answer) {
  static const std::vector<exchange> examples = read_examples();
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(examples.size())))
    for (const exchange& one : examples) benchmark::DoNotOptimize(answer(one));
  state.counters["scenarios"] = static_cast<double>(examples.size());
}

std::string by_json(const exchange& one) {
  const json::value scenario = json::parse(one.scenario);
  benchmark::DoNotOptimize(&scenario);
  return json::serialize(one.decision);
}

std::string by_decide(const exchange& one) { return *text::decide(one.scenario, text::layout::compact); }

[[maybe_unused]] const benchmark::internal::Benchmark* const registered[] = {
    benchmark::RegisterBenchmark(parse_and_serialise.data(), [](auto& state) { answer_all(state, by_json); }),
    benchmark::RegisterBenchmark(text_decision.data(), [](auto& state) { answer_all(state, by_decide); }),
};

}  // namespace
}  // namespace bench
