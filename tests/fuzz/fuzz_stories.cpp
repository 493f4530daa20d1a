// Any text as a story: it is played or refused with problems, always in the same way, and what is written is JSON that
// holds a decision for each step.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <interlock/text/play.hpp>
#include <interlock/text/scenario.hpp>

#include "fuzz_checks.hpp"

namespace {

namespace text = interlock::text;

using interlock::fuzz::check_problems;
using interlock::fuzz::require;

/// Nothing here reads what was played, but what is no JSON, or has a key twice, is no scenario for just that reason.
void check_json(std::string_view played) {
  const auto read = text::read_scenario(played);
  require(!read.has_value());
  const text::diagnostics problems = read.error();
  for (const text::diagnostic& problem : problems) {
    const bool deeper = problem.message.starts_with("objects and arrays are nested");  // by two than what was read
    require((problem.code != "syntax" || deeper) && problem.code != "duplicate-key");
  }
}

void check_report(std::string_view report) {
  require(report.starts_with("time ") && report.find("\naccount  ") != std::string_view::npos);
  for (const char c : report) require(c == '\n' || (c >= ' ' && c <= '~'));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view whole{reinterpret_cast<const char*>(data), size};
  auto played = text::play(whole, {.as_json = true});
  const auto again = text::play(whole, {.as_json = true});
  require(played == again);
  const auto report = text::play(whole);
  require(report.has_value() == played.has_value());
  if (!played) {
    check_problems(std::move(played).error(), whole);
    return 0;
  }
  check_json(*played);
  check_report(*report);
  return 0;
}
