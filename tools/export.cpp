#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include <interlock/authn/decide.hpp>
#include <interlock/text/book.hpp>
#include <interlock/text/export_cases.hpp>
#include <interlock/text/export_machine.hpp>
#include <interlock/text/export_markdown.hpp>

#include "command.hpp"
#include "streams.hpp"
#include "table_files.hpp"

namespace interlock::tools {
namespace {

constexpr option export_options[] = {{"--format", "FORMAT", "markdown or cases; mermaid, dot or scxml: the machine"}};

constexpr std::array<std::string_view, 5> formats{"markdown", "cases", "mermaid", "dot", "scxml"};

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

void export_cases() {
  text::export_cases([](std::string_view line) {
    print(line);
    print("\n");
  });
}

status run_export(const arguments& given) {
  const auto format = given.value("--format");
  if (!format) return misused("`--format FORMAT` is missing; FORMAT is markdown, cases, mermaid, dot or scxml");
  if (*format == "markdown") return export_markdown(given.operands());
  if (std::ranges::find(formats, *format) == formats.end())
    return misused("unknown format " + with_suggestion(*format, formats));
  if (!given.operands().empty())
    return misused(std::string{*format} + " is about what is inside the command: no PATH is taken");
  if (*format == "cases") export_cases();
  if (*format == "mermaid") print(text::export_mermaid());
  if (*format == "dot") print(text::export_dot());
  if (*format == "scxml") print(text::export_scxml());
  return status::done;
}

}  // namespace

constinit const command export_command{
    .name = "export",
    .purpose = "Writes the rule tables, or the transaction machine, in another notation.",
    .operands = "[PATH ...]",
    .operands_max = std::numeric_limits<std::size_t>::max(),
    .remark =
        "markdown is a page for readers. PATH is a table, or a folder that is searched for *.json; without PATH the\n"
        "tables inside the command are used.\n"
        "cases are tests for other implementations, a line `{\"id\": ..., \"scenario\": {...}, \"decision\": {...}}`\n"
        "each: one for every rule, two for every two rules that differ in one condition, one for every region that "
        "the\n"
        "rules tell apart.\n"
        "mermaid, dot and scxml draw the transaction machine from its table; scxml has a transition for every row.",
    .options = export_options,
    .run = run_export,
};

}  // namespace interlock::tools
