// Any text as a scenario: it is decided or refused with problems, always in the same way, and a decision is JSON.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <interlock/text/decide.hpp>

namespace {

namespace text = interlock::text;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_problems(const text::diagnostics& problems, std::string_view whole) {
  require(!problems.empty());
  const text::diagnostic* before = nullptr;
  for (const text::diagnostic& problem : problems) {
    require(problem.at.line >= 1 && problem.at.column >= 1 && problem.at.column <= whole.size() + 1);
    require(before == nullptr || before->at <= problem.at);
    require(!problem.code.empty() && !problem.message.empty() && problem.found.size() <= 80);
    require(text::write_error(problem).find('\n') == std::string::npos);
    before = &problem;
  }
}

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
