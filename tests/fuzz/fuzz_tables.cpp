// Any text as a rule table: it compiles or is refused with problems, in bounded time, and what can be read can be
// written and read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <interlock/text/book.hpp>
#include <interlock/text/write_table.hpp>

namespace {

namespace rules = interlock::rules;
namespace text = interlock::text;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_problems(const text::diagnostics& problems, std::string_view whole) {
  require(!problems.empty());
  for (const text::diagnostic& problem : problems) {
    require(problem.at.line >= 1 && problem.at.column >= 1);
    require(problem.at.column <= whole.size() + 1);
    require(!problem.code.empty() && !problem.message.empty() && problem.found.size() <= 80);
  }
}

void check_round_trip(const text::source& from) {
  auto read = text::read_table(from);
  if (!read) return check_problems(std::move(read).error(), from.text);
  const std::string written = text::write_table(*read);
  const auto again = text::read_table({from.name, written});
  require(again.has_value() && *again == *read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view whole{reinterpret_cast<const char*>(data), size};
  const text::source source{"fuzz", whole};
  check_round_trip(source);
  auto compiled = text::compile_book({&source, 1}, {.require_reasons = true, .analysis_steps = 10'000});
  if (!compiled) check_problems(std::move(compiled).error(), whole);
  return 0;
}
