#include <string>

#include <interlock/text/decide.hpp>

#include "command.hpp"
#include "streams.hpp"

namespace interlock::tools {
namespace {

constexpr option decide_options[] = {{"--lines", "", "one scenario a line in, one decision a line out"}};

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// What stands in the place of a decision that could not be made; everything goes to standard error as well.
std::string refused_line(text::diagnostics problems, std::uint32_t number) {
  for (text::diagnostic& problem : problems) problem.at.line = number;
  complain(problems);
  return text::write_error(problems.front());
}

status decide_lines(std::string_view file) {
  input from{file};
  status result = status::done;
  std::string line;
  for (std::uint32_t number = 1; can_print() && from.line(line); ++number) {
    if (is_blank(line)) continue;
    const auto decided = text::decide(line, text::layout::compact, shown_name(file));
    if (!decided) result = status::unusable;
    print(decided ? *decided : refused_line(decided.error(), number));
    print("\n");
    if (from.would_wait()) flush();
  }
  return from.broken() ? status::unusable : result;
}

status decide_one(std::string_view file) {
  const auto scenario = read_file(file);
  if (!scenario) return status::unusable;
  const auto decided = text::decide(*scenario, text::layout::indented, shown_name(file));
  if (!decided) {
    complain(decided.error());
    return status::unusable;
  }
  print(*decided);
  print("\n");
  return status::done;
}

status decide(const arguments& given) {
  return given.has("--lines") ? decide_lines(given.file()) : decide_one(given.file());
}

}  // namespace

constinit const command decide_command{
    .name = "decide",
    .purpose = "Decides one request: reads a scenario, writes the decision.",
    .operands = "[FILE]",
    .remark =
        "FILE absent or `-` is standard input. A line that is no scenario gives an object with the key `error`\n"
        "in its place, and exit status 2 at the end.",
    .options = decide_options,
    .run = decide,
};

}  // namespace interlock::tools
