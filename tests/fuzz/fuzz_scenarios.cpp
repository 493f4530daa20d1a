// Any text as a scenario: it is decided or refused with problems, always in the same way, and a decision is JSON.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <interlock/text/decide.hpp>

#include "fuzz_checks.hpp"

namespace {

namespace text = interlock::text;

using interlock::fuzz::check_problems;
using interlock::fuzz::require;

/// Nothing here reads decisions, but what is no JSON, or has a key twice, is no scenario for just that reason.
void check_json(std::string_view decision) {
  const auto read = text::read_scenario(decision);
  require(!read.has_value());
  const text::diagnostics problems = read.error();
  for (const text::diagnostic& problem : problems) require(problem.code != "syntax" && problem.code != "duplicate-key");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view whole{reinterpret_cast<const char*>(data), size};
  auto decided = text::decide(whole, text::layout::compact);
  const auto again = text::decide(whole, text::layout::compact);
  require(decided == again);
  if (!decided) {
    check_problems(std::move(decided).error(), whole);
    return 0;
  }
  require(decided->find('\n') == std::string::npos);
  check_json(*decided);
  check_json(*text::decide(whole));
  return 0;
}
