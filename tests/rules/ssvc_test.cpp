// Decision tables of the CERT/CC SSVC project: real, and not written for this library.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_to.hpp>

#include <interlock/rules/analysis.hpp>
#include <interlock/rules/match.hpp>
#include <interlock/text/book.hpp>
#include <interlock/text/write_table.hpp>

#include "support.hpp"

using namespace test_rules;
namespace json = boost::json;
namespace text = interlock::text;

namespace {

json::value read_json(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  const std::string content{std::istreambuf_iterator<char>{file}, {}};
  return json::parse(content);
}

std::string string_of(const json::value& value) { return json::value_to<std::string>(value); }

std::vector<std::string> value_keys(const json::value& decision_point) {
  std::vector<std::string> keys;
  for (const json::value& value : decision_point.at("values").as_array()) keys.push_back(string_of(value.at("key")));
  return keys;
}

// One column a decision point but the outcome, one row a mapping.
rules::table_definition converted(const json::value& from, const std::string& name) {
  const std::string outcome = string_of(from.at("outcome"));
  rules::table_definition table{.name = name,
                                .question = string_of(from.at("definition")),
                                .policy = rules::hit_policy::unique,
                                .columns = {},
                                .outcomes = {},
                                .rows = {}};
  for (const auto& point : from.at("decision_points").as_object()) {
    if (point.key() == outcome) {
      table.outcomes = value_keys(point.value());
    } else {
      table.columns.push_back({std::string{point.key()}, value_keys(point.value()), {}});
    }
  }
  for (const json::value& mapping : from.at("mapping").as_array()) {
    rules::row_definition row{
        .id = name + numbered("/", table.rows.size()), .when = {}, .then = {}, .because = {}, .sources = {}};
    for (const rules::column_definition& column : table.columns)
      row.when.push_back(is(string_of(mapping.at(column.name))));
    row.then = string_of(mapping.at(outcome));
    table.rows.push_back(row);
  }
  return table;
}

// In the order of their names, which are those of the files.
std::vector<rules::table_definition> all_tables() {
  std::vector<rules::table_definition> tables;
  const std::filesystem::path folder = std::filesystem::path{INTERLOCK_TESTS_DIR} / "vectors/ssvc";
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".json")
      tables.push_back(converted(read_json(entry.path()), entry.path().stem().string()));
  std::ranges::sort(tables, {}, &rules::table_definition::name);
  return tables;
}

}  // namespace

TEST_CASE("SSVC: all sixteen tables are total and free of conflicts, through the text format") {
  std::size_t tables = 0;
  std::size_t rows = 0;
  std::size_t combinations = 0;
  for (const rules::table_definition& definition : all_tables()) {
    CAPTURE(definition.name);
    const std::string written = text::write_table(definition);
    const text::source source{definition.name, written};
    const auto book = text::compile_book({&source, 1}, {.analyse = false});
    REQUIRE(book.has_value());
    const rules::table& table = book->view().tables.front();
    CHECK(rules::gaps(table, 1).boxes.empty());
    CHECK(rules::overlaps(table, 1).empty());
    CHECK(rules::dead_rows(table).rows.empty());
    for_each_point(values_of(table), [&](const point& at) {
      const rules::row_index row = rules::first_match(table, at);
      REQUIRE(row == first_row(table, at));
      REQUIRE(row != rules::no_row);
      ++combinations;
    });
    ++tables;
    rows += table.rows.size();
  }
  CHECK(tables == 16);
  CHECK(rows == 1'574);
  CHECK(combinations == 1'574);  // one row a combination
}

TEST_CASE("SSVC: nothing is dead but one outcome that is declared and never produced") {
  std::vector<std::string> findings;
  std::size_t tables = 0;
  for (const rules::table_definition& definition : all_tables()) {
    ++tables;
    auto compiled = rules::compile(std::vector{definition});
    if (compiled) continue;
    for (const rules::finding& found : std::move(compiled).error())
      findings.push_back(definition.name + " " + std::string{to_string(found.code)} + " " + found.found);
  }
  CHECK(tables == 16);
  CHECK(findings == std::vector<std::string>{"cvss_v4_0_qualitative_severity_ratings_4_0_0 dead-outcome N"});
}
