#include "rule_mutants.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include <interlock/text/book.hpp>

namespace spec::defects {
namespace {

namespace text = interlock::text;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::uint16_t table_in(const rules::book& of, std::string_view name) {
  const int found = of.table_named(name);
  REQUIRE(found >= 0);
  return static_cast<std::uint16_t>(found);
}

std::size_t input_in(const rules::book& of, std::string_view name) {
  const int found = of.input_named(name);
  REQUIRE(found >= 0);
  return static_cast<std::size_t>(found);
}

std::string rows_in(const rules::book& of, const rules::region& found) {
  std::string rows;
  for (std::size_t table = 0; table < of.tables.size(); ++table)
    if (found.rows[table] != rules::no_row)
      rows.append(rows.empty() ? "" : ", ").append(of.tables[table].rows[found.rows[table]].id);
  return rows;
}

}  // namespace

rule_texts::rule_texts() {
  for (const auto& entry : std::filesystem::directory_iterator(INTERLOCK_SOURCE_DIR "/rules")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name.ends_with(".schema.json")) continue;
    if (name == "inputs.json") {
      inputs_ = text::read_inputs({name, content_of(entry.path())}).value();
      continue;
    }
    auto read = text::read_table({name, content_of(entry.path())});
    REQUIRE(read.has_value());
    tables_.push_back(*std::move(read));
  }
  std::ranges::sort(tables_, {}, &rules::table_definition::name);
}

rule_texts& rule_texts::put(std::string_view row, std::string_view column, const rules::condition& wanted) {
  for (rules::table_definition& table : tables_) {
    const auto found = std::ranges::find(table.rows, row, &rules::row_definition::id);
    if (found == table.rows.end()) continue;
    const auto named = [&](const rules::column_definition& each) {
      return column == each.name || column == each.table || column == each.input;
    };
    const auto at = std::ranges::find_if(table.columns, named);
    REQUIRE(at != table.columns.end());
    found->when[static_cast<std::size_t>(at - table.columns.begin())] = wanted;
    return *this;
  }
  FAIL("there is no row ", row);
  return *this;
}

rules::compiled_book rule_texts::compiled() const {
  auto made = rules::compile(tables_, inputs_, {.analyse = false});
  REQUIRE(made.has_value());
  return *std::move(made);
}

std::vector<std::string> rule_texts::findings() const {
  std::vector<std::string> found;
  const auto made = rules::compile(tables_, inputs_);
  if (made.has_value()) return found;
  for (const rules::finding& each : made.error()) found.emplace_back(rules::to_string(each.code));
  return found;
}

rules::box where(const rules::book& of, std::initializer_list<known> inputs) {
  rules::box made = rules::whole_space(of);
  for (const known& each : inputs) {
    const std::size_t input = input_in(of, each.input);
    const auto values = of.inputs[input].values;
    const auto found = std::ranges::find(values, each.value);
    REQUIRE(found != values.end());
    made[input] = rules::only(static_cast<rules::value_index>(found - values.begin()));
  }
  return made;
}

std::string way_to(const rules::book& of, std::string_view table, const rules::box& within,
                   std::initializer_list<std::string_view> outcomes) {
  const std::uint16_t asked = table_in(of, table);
  const rules::table& answers = of.tables[asked];
  rules::value_set wanted = 0;
  for (const std::string_view each : outcomes) {
    const auto found = std::ranges::find(answers.outcomes, each);
    REQUIRE(found != answers.outcomes.end());
    wanted |= rules::only(static_cast<rules::value_index>(found - answers.outcomes.begin()));
  }
  std::string way;
  rules::for_each_region(of, asked, within, [&](const rules::region& found) {
    REQUIRE(found.row != rules::no_row);
    if ((wanted & rules::only(answers.rows[found.row].outcome)) != 0) way = rows_in(of, found);
    return way.empty();
  });
  return way;
}

std::string reader_of(const rules::book& of, std::string_view table, const rules::box& within, std::string_view input) {
  const std::uint16_t asked = table_in(of, table);
  const std::size_t read = input_in(of, input);
  std::string reader;
  rules::for_each_region(of, asked, within, [&](const rules::region& found) {
    if (found.inputs[read] != within[read]) reader = of.tables[asked].rows[found.row].id;
    return reader.empty();
  });
  return reader;
}

}  // namespace spec::defects
