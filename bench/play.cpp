#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/authn/decide.hpp>
#include <interlock/text/play.hpp>
#include <interlock/text/scenario.hpp>

#include "files.hpp"
#include "ratios.hpp"

namespace bench {
namespace {

namespace authn = interlock::authn;
namespace json = boost::json;
namespace text = interlock::text;

/// A month of wrong passwords, one a second: the first step of an example.
struct month {
  std::string story;
  text::scenario guess;
  std::int64_t guesses;
};

const month& month_of_guesses() {
  static const month read = [] {
    json::object story =
        json::parse(read_file(INTERLOCK_SOURCE_DIR "/examples/stories/month-of-guesses.json")).as_object();
    json::array& steps = story.at("steps").as_array();
    steps.resize(1);
    const json::object& step = steps[0].as_object();
    json::object scenario = story.at("given").as_object();
    for (const char* const key : {"request", "evidence"}) scenario[key] = step.at(key);
    auto guess = text::read_scenario(json::serialize(scenario));
    if (!guess) std::abort();
    return month{json::serialize(story), *std::move(guess), step.at("repeat").as_int64()};
  }();
  return read;
}

/// Nothing but `decide`, and the account for the next guess.
void decided(benchmark::State& state) {
  const month& of = month_of_guesses();
  while (state.KeepRunningBatch(of.guesses)) {
    authn::facts facts = of.guess.facts();
    for (std::int64_t i = 0; i < of.guesses; ++i) {
      facts.now += std::chrono::seconds{1};
      facts.account = authn::decide(facts)->account;
    }
    if (facts.account.attempts.consecutive_lockouts != 10) std::abort();
  }
}

void played(benchmark::State& state) {
  const month& of = month_of_guesses();
  while (state.KeepRunningBatch(of.guesses)) {
    const auto report = text::play(of.story);
    if (!report || report->find("lockouts in a row 10") == std::string::npos) std::abort();
  }
}

[[maybe_unused]] const benchmark::internal::Benchmark* const registered[] = {
    benchmark::RegisterBenchmark(guess_decided.data(), decided),
    benchmark::RegisterBenchmark(guess_played.data(), played),
};

}  // namespace
}  // namespace bench
