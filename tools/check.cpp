#include <limits>
#include <string>
#include <vector>

#include <interlock/authn/decide.hpp>
#include <interlock/text/book.hpp>
#include <interlock/text/write_table.hpp>

#include "command.hpp"
#include "streams.hpp"
#include "table_files.hpp"

namespace interlock::tools {
namespace {

// --- the tables inside the library, written back as text

std::vector<std::string> words(std::span<const std::string_view> from) { return {from.begin(), from.end()}; }

rules::condition condition_of(rules::value_set admitted, std::span<const std::string_view> values) {
  using kind = rules::condition::kind;
  if (admitted == rules::all_values(values.size())) return {};
  rules::condition made{kind::one_of, {}};
  for (rules::value_index value = 0; value < values.size(); ++value)
    if ((admitted & rules::only(value)) != 0) made.words.emplace_back(values[value]);
  return made;
}

rules::table_definition definition_of(const rules::table& table, const rules::book& book) {
  rules::table_definition made{std::string{table.name}, std::string{table.question}, table.policy, {}, {}, {}};
  for (const rules::column& column : table.columns) {
    const bool fed = column.fed;
    made.columns.push_back({std::string{column.name}, fed ? std::vector<std::string>{} : words(column.values),
                            fed ? std::string{book.tables[column.source].name} : std::string{}});
  }
  made.outcomes = words(table.outcomes);
  for (const rules::row& row : table.rows) {
    rules::row_definition& written = made.rows.emplace_back();
    written.id = row.id;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      written.when.push_back(condition_of(row.when[column], table.columns[column].values));
    written.then = table.outcomes[row.outcome];
    written.because = row.because;
    written.sources = words(row.sources);
  }
  return made;
}

table_files shipped_tables() {
  const rules::book& book = authn::shipped_book();
  table_files files;
  for (const rules::table& table : book.tables)
    files.push_back({"rules/" + std::string{table.name} + ".json", text::write_table(definition_of(table, book))});
  return files;
}

// --- the answer

/// A problem of the tables is what was asked for; a text that is no table at all is not.
bool is_finding(const text::diagnostic& problem) {
  for (auto code = rules::finding_code{}; code <= rules::finding_code::undecided;
       code = static_cast<rules::finding_code>(static_cast<int>(code) + 1))
    if (rules::to_string(code) == problem.code) return true;
  return false;
}

status report(const text::diagnostics& problems) {
  status result = status::negative;
  for (const text::diagnostic& problem : problems) {
    if (is_finding(problem)) {
      print(text::to_string(problem) + "\n");
    } else {
      complain(text::to_string(problem));
      result = status::unusable;
    }
  }
  return result;
}

std::string count(std::size_t number, const std::string& what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

status check(const arguments& given) {
  table_files files;
  const bool shipped = given.operands().empty();
  if (shipped) files = shipped_tables();
  if (!add_files(given.operands(), files)) return status::unusable;
  if (files.empty()) {
    complain("interlock check: there are no tables (*.json) to check");
    return status::unusable;
  }
  std::vector<text::source> sources;
  for (const table_file& file : files) sources.push_back({file.name, file.text});
  const auto book = text::compile_book(sources, {.require_reasons = shipped});
  if (!book) return report(book.error());
  if (book->view().tables.empty()) {
    complain("interlock check: inputs are declared, and no table");
    return status::unusable;
  }
  std::size_t rules_total = 0;
  for (const rules::table& table : book->view().tables) rules_total += table.rows.size();
  print(count(book->view().tables.size(), "table") + " with " + count(rules_total, "rule") + ": no problem found\n");
  return status::done;
}

}  // namespace

constinit const command check_command{
    .name = "check",
    .purpose = "Finds every gap, conflict, dead rule, dead value and bad word of rule tables, each with a witness.",
    .operands = "[PATH ...]",
    .operands_max = std::numeric_limits<std::size_t>::max(),
    .remark =
        "PATH is a table, a declaration of inputs, or a folder that is searched for *.json; all together are one\n"
        "book. Schemas (*.schema.json) are left out. Without PATH the tables inside the command are checked. Exit\n"
        "status 1 if there is a problem.",
    .options = {},
    .run = check,
};

}  // namespace interlock::tools
