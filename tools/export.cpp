#include <array>
#include <limits>
#include <string>
#include <vector>

#include <interlock/authn/decide.hpp>
#include <interlock/text/book.hpp>
#include <interlock/text/export.hpp>

#include "command.hpp"
#include "streams.hpp"
#include "table_files.hpp"

namespace interlock::tools {
namespace {

constexpr option options[] = {
    {"--format", "FORMAT", "markdown: a page for readers; cases: tests for other implementations"}};

constexpr std::array<std::string_view, 2> formats{"markdown", "cases"};

status misused(const std::string& why) {
  complain("interlock export: " + why);
  return status::unusable;
}

status export_markdown(std::span<const std::string_view> paths) {
  if (paths.empty()) {
    print(text::export_markdown(authn::shipped_book()));
    return status::done;
  }
  table_files files;
  if (!add_files(paths, files)) return status::unusable;
  std::vector<text::source> sources;
  for (const table_file& file : files) sources.push_back({file.name, file.text});
  const auto book = text::compile_book(sources);
  if (!book) {
    complain(book.error());
    return status::unusable;
  }
  print(text::export_markdown(book->view()));
  return status::done;
}

status export_cases() {
  text::export_cases([](std::string_view line) {
    print(line);
    print("\n");
  });
  return status::done;
}

status export_tables(const arguments& given) {
  const auto format = given.value("--format");
  if (!format) return misused("`--format FORMAT` is missing; FORMAT is markdown or cases");
  if (*format == "markdown") return export_markdown(given.operands());
  if (*format != "cases") return misused("unknown format " + with_suggestion(*format, formats));
  if (!given.operands().empty()) return misused("cases are about the tables inside the command: no PATH is taken");
  return export_cases();
}

}  // namespace

constinit const command export_command{
    .name = "export",
    .purpose = "Writes the rule tables in another notation.",
    .operands = "[PATH ...]",
    .operands_max = std::numeric_limits<std::size_t>::max(),
    .remark =
        "PATH is a table, or a folder that is searched for *.json; without PATH the tables inside the command are\n"
        "taken. A case is a line `{\"id\": ..., \"scenario\": {...}, \"decision\": {...}}`: one for every rule, two\n"
        "for every two rules that differ in one condition, one for every region that the rules tell apart.",
    .options = options,
    .run = export_tables,
};

}  // namespace interlock::tools
