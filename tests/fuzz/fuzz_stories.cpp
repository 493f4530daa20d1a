// Any text as a story: it is played or refused with problems, always in the same way, and what is written is JSON that
// holds a decision for each step. An attack that starts from it is a story that can be played.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <interlock/text/attack.hpp>
#include <interlock/text/play.hpp>
#include <interlock/text/scenario.hpp>

#include "fuzz_checks.hpp"

namespace {

namespace text = interlock::text;

using interlock::fuzz::check_problems;
using interlock::fuzz::require;

/// What is written may be nested somewhat deeper than what was read.
bool is_too_deep(const text::diagnostic& problem) {
  return problem.message.starts_with("objects and arrays are nested");
}

/// Nothing here reads what was played, but what is no JSON, or has a key twice, is no scenario for just that reason.
void check_json(std::string_view played) {
  const auto read = text::read_scenario(played);
  require(!read.has_value());
  const text::diagnostics problems = read.error();
  for (const text::diagnostic& problem : problems) {
    require((problem.code != "syntax" || is_too_deep(problem)) && problem.code != "duplicate-key");
  }
}

void check_report(std::string_view report) {
  require(report.starts_with("time ") && report.find("\naccount  ") != std::string_view::npos);
  for (const char c : report) require(c == '\n' || (c >= ' ' && c <= '~'));
}

/// A minute of the attack that every text may start; its story is played like any other.
void check_attack(std::string_view whole, std::uint64_t steps_max) {
  text::attack_options asked{.within = "PT1M", .story = "guess-from-any", .steps_max = steps_max};
  const auto found = text::attack(whole, asked);
  require(found == text::attack(whole, asked));
  if (!found) return check_problems(found.error(), whole);
  const auto played = text::play(*found);
  require(played.has_value() || is_too_deep(played.error().front()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view whole{reinterpret_cast<const char*>(data), size};
  constexpr std::uint64_t steps_max = 100;  // a few bytes could ask for hours
  auto played = text::play(whole, {.as_json = true, .steps_max = steps_max});
  const auto again = text::play(whole, {.as_json = true, .steps_max = steps_max});
  require(played == again);
  check_attack(whole, steps_max);
  const auto report = text::play(whole, {.as_json = false, .steps_max = steps_max});
  require(report.has_value() == played.has_value());
  if (!played) {
    check_problems(std::move(played).error(), whole);
    return 0;
  }
  check_json(*played);
  check_report(*report);
  return 0;
}
