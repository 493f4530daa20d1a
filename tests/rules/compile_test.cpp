#include <interlock/rules/compile.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace test_rules;
using rules::finding_code;
using part = rules::place::part;

namespace {

rules::row_definition row(const std::string& id, std::vector<rules::condition> when, const std::string& then) {
  return {id, std::move(when), then, "because", {"S1"}};
}

// Opens for staff, for guests by day.
rules::table_definition door() {
  return {.name = "door",
          .question = "Does the door open?",
          .policy = rules::hit_policy::first,
          .columns = {{"badge", {"NONE", "GUEST", "STAFF"}, {}}, {"hour", {"DAY", "NIGHT"}, {}}},
          .outcomes = {"OPEN", "SHUT"},
          .rows = {row("D1", {is("NONE"), any()}, "SHUT"), row("D2", {is("GUEST"), is("NIGHT")}, "SHUT"),
                   row("D3", {any(), any()}, "OPEN")}};
}

// Rings when the door is shut and the light is off.
rules::table_definition bell() {
  return {.name = "bell",
          .question = "Does the bell ring?",
          .policy = rules::hit_policy::unique,
          .columns = {{"door", {}, "door"}, {"light", {"ON", "OFF"}, {}}},
          .outcomes = {"RINGS", "SILENT"},
          .rows = {row("B1", {is("SHUT"), is("OFF")}, "RINGS"), row("B2", {is("SHUT"), is("ON")}, "SILENT"),
                   row("B3", {is("OPEN"), any()}, "SILENT")}};
}

rules::findings findings_of(const std::vector<rules::table_definition>& tables, rules::compile_options options = {}) {
  options.require_reasons = true;
  auto compiled = rules::compile(tables, options);
  return compiled ? rules::findings{} : std::move(compiled).error();
}

// The table alone has this one finding.
void check_only(const std::vector<rules::table_definition>& tables, finding_code code, const rules::place& at,
                std::string_view found, std::string_view suggestion = {}) {
  const rules::findings all = findings_of(tables);
  CAPTURE(to_string(code));
  for (const rules::finding& one : all) CAPTURE(one.message);
  REQUIRE(all.size() == 1);
  CHECK(to_string(all[0].code) == to_string(code));
  CHECK(all[0].at == at);
  CHECK(all[0].found == found);
  CHECK(all[0].suggestion == suggestion);
  CHECK(!all[0].message.empty());
  CHECK(!all[0].message.ends_with('.'));
}

}  // namespace

TEST_CASE("compile: a book keeps its words, with tables behind those that feed them") {
  auto compiled = rules::compile(std::vector{bell(), door()}, {.require_reasons = true});
  REQUIRE(compiled.has_value());
  const rules::book& book = compiled->view();
  REQUIRE(book.tables.size() == 2);
  CHECK(book.tables[0].name == "door");
  CHECK(book.tables[1].name == "bell");
  CHECK(book.table_named("bell") == 1);
  CHECK(book.table_named("window") == -1);
  CHECK(book.input_named("light") == 0);  // in the order in which definitions name them
  CHECK(book.input_named("badge") == 1);
  CHECK(book.input_named("door") == -1);
  const rules::table& ringing = book.tables[1];
  CHECK(ringing.columns[0].fed);
  CHECK(ringing.columns[0].source == 0);
  CHECK(!ringing.columns[1].fed);
  CHECK(ringing.columns[0].values[1] == "SHUT");
  CHECK(ringing.policy == rules::hit_policy::unique);
  CHECK(ringing.question == "Does the bell ring?");
  CHECK(ringing.rows[2].id == "B3");
  CHECK(ringing.rows[2].because == "because");
  CHECK(ringing.rows[2].sources[0] == "S1");
  CHECK(ringing.rows[2].when[0] == 0b01);
  CHECK(ringing.rows[2].conditioned == 0b01);
  CHECK(ringing.rows[2].outcome == 1);
}

TEST_CASE("compile: a moved book still looks at its own words") {
  auto compiled = rules::compile(std::vector{door()});
  REQUIRE(compiled.has_value());
  const rules::compiled_book moved = std::move(*compiled);
  CHECK(moved.view().tables[0].rows[2].id == "D3");
}

TEST_CASE("compile: nothing in, an empty book out") {
  const auto compiled = rules::compile(std::vector<rules::table_definition>{});
  REQUIRE(compiled.has_value());
  CHECK(compiled->view().tables.empty());
}

TEST_CASE("compile: words that are wrong, each with its place and the nearest right one") {
  auto table = door();
  table.rows[1].when[0].words = {"GUST"};
  check_only({table}, finding_code::unknown_value, {part::row_condition, 0, 1, 0, 0}, "GUST", "GUEST");
  table = door();
  table.rows[1].when[0].words = {"GUEST", "guest"};
  check_only({table}, finding_code::unknown_value, {part::row_condition, 0, 1, 0, 1}, "guest", "GUEST");
  table = door();
  table.rows[1].when[0].words = {"GUEST", "GUEST"};
  check_only({table}, finding_code::duplicate_word, {part::row_condition, 0, 1, 0, 1}, "GUEST");
  table = door();
  table.rows[1].when[1] = {rules::condition::kind::none_of, {"DAY", "NIGHT"}};
  check_only({table}, finding_code::impossible_condition, {part::row_condition, 0, 1, 1}, "");
  table = door();
  table.rows[1].then = "SHUUT";
  check_only({table}, finding_code::unknown_outcome, {part::row_outcome, 0, 1}, "SHUUT", "SHUT");
  table = door();
  table.rows[1].when.pop_back();
  check_only({table}, finding_code::cell_count, {part::row_condition, 0, 1}, "");
  table = door();
  table.rows[2].id = "D1";
  check_only({table}, finding_code::duplicate_row_id, {part::row_id, 0, 2}, "D1");
  table = door();
  table.rows[2].id.clear();
  check_only({table}, finding_code::empty_name, {part::row_id, 0, 2}, "");
  table = door();
  table.rows[2].because.clear();
  check_only({table}, finding_code::missing_reason, {part::row_because, 0, 2}, "");
  table = door();
  table.rows[2].sources = {""};
  check_only({table}, finding_code::missing_source, {part::row_sources, 0, 2}, "");
}

TEST_CASE("compile: heads that are wrong") {
  auto table = door();
  table.name.clear();
  check_only({table}, finding_code::empty_name, {part::name, 0}, "");
  check_only({door(),
              [] {
                auto t = bell();
                t.columns[0].table = "dor";
                return t;
              }()},
             finding_code::unknown_table, {part::column_table, 1, 0}, "dor", "door");
  table = door();
  table.question.clear();
  check_only({table}, finding_code::missing_reason, {part::question, 0}, "");
  table = door();
  table.outcomes.emplace_back("SHUT");
  check_only({table}, finding_code::duplicate_outcome, {part::outcome, 0, 2}, "SHUT");
  table = door();
  table.columns[1].values.emplace_back("DAY");
  check_only({table}, finding_code::duplicate_value, {part::column_value, 0, 1, 2}, "DAY");
  table = door();
  table.columns[1].values.clear();
  check_only({table}, finding_code::column_without_values, {part::column, 0, 1}, "hour");
  table = door();
  table.columns[1].name = "badge";
  table.columns[1].values = table.columns[0].values;
  table.rows[1].when[1] = any();
  check_only({table}, finding_code::duplicate_column, {part::column, 0, 1}, "badge");
  table = door();
  table.rows.clear();
  check_only({table}, finding_code::no_rows, {part::table, 0}, "");
  table = door();
  table.columns.clear();
  for (rules::row_definition& each : table.rows) each.when.clear();
  check_only({table}, finding_code::no_columns, {part::table, 0}, "");
}

TEST_CASE("compile: words that disagree between tables") {
  auto twin = door();
  for (rules::row_definition& each : twin.rows) each.id += "x";
  check_only({door(), twin}, finding_code::duplicate_table, {part::name, 1}, "door");
  twin.name = "gate";
  twin.rows[2].id = "D1";
  check_only({door(), twin}, finding_code::duplicate_row_id, {part::row_id, 1, 2}, "D1");
  twin.rows[2].id = "D3x";
  twin.columns[0].values = {"GUEST", "NONE", "STAFF"};
  check_only({door(), twin}, finding_code::vocabulary_mismatch, {part::column, 1, 0}, "badge");
  auto ringing = bell();
  ringing.columns[0].values = {"OPEN", "SHUT"};
  check_only({door(), ringing}, finding_code::vocabulary_mismatch, {part::column_table, 1, 0}, "door");
  ringing = bell();
  ringing.columns[1] = {"again", {}, "door"};
  for (rules::row_definition& each : ringing.rows) each.when[1] = any();
  check_only({door(), ringing}, finding_code::duplicate_column, {part::column, 1, 1}, "again");
}

TEST_CASE("compile: tables that need one another") {
  auto first = door();
  first.columns[1] = {"bell", {}, "bell"};
  first.rows[1].when[1] = is("SILENT");
  const rules::findings found = findings_of({first, bell()});
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == finding_code::cycle);
  CHECK(found[0].at == rules::place{part::column_table, 1, 0});
  CHECK(found[0].message == "tables need one another in a circle: `door` needs `bell` needs `door`");
}

TEST_CASE("compile: more than a limit allows") {
  auto table = door();
  table.columns[1].values.resize(65);
  for (std::size_t value = 0; value < 65; ++value) table.columns[1].values[value] = numbered("V", value);
  table.rows[1].when[1] = any();
  check_only({table}, finding_code::limit_exceeded, {part::column_value, 0, 1, 64}, "V64");
  table = door();
  table.outcomes.resize(65);
  for (std::size_t outcome = 2; outcome < 65; ++outcome) table.outcomes[outcome] = numbered("O", outcome);
  check_only({table}, finding_code::limit_exceeded, {part::outcome, 0, 64}, "O64");
  table = door();
  for (std::size_t column = 2; column < 65; ++column) table.columns.push_back({numbered("c", column), {"A", "B"}, {}});
  check_only({table}, finding_code::limit_exceeded, {part::column, 0, 64}, "c64");
  table = door();
  while (table.rows.size() <= rules::rows_per_table_max)
    table.rows.push_back(row(numbered("R", table.rows.size()), {any(), any()}, "OPEN"));
  check_only({table}, finding_code::limit_exceeded, {part::row, 0, 65'536}, "R65536");

  std::vector<rules::table_definition> tables;
  while (tables.size() <= rules::tables_per_book_max) {
    tables.push_back(door());
    tables.back().name += std::to_string(tables.size());
    for (rules::row_definition& each : tables.back().rows) each.id += numbered("-", tables.size());
  }
  check_only(tables, finding_code::limit_exceeded, {part::table, 256}, "door257");
}

TEST_CASE("compile: all problems of all tables at once, in document order") {
  auto table = door();
  table.rows[2].then = "AJAR";
  table.columns[1].values.emplace_back("DAY");
  table.rows[0].when[0].words = {"NOBODY"};
  auto ringing = bell();
  ringing.rows[0].then = "RING";
  const rules::findings found = findings_of({table, ringing});
  std::vector<std::string_view> codes;
  for (const rules::finding& one : found) codes.push_back(to_string(one.code));
  CHECK(codes ==
        std::vector<std::string_view>{"duplicate-value", "unknown-value", "unknown-outcome", "unknown-outcome"});
}

TEST_CASE("compile: a table is analysed although the words of another one are wrong") {
  auto table = door();
  table.rows[2].when[0] = is("STAFF");
  auto ringing = bell();
  ringing.rows[0].then = "RING";
  const rules::findings found = findings_of({table, ringing});
  REQUIRE(found.size() == 2);
  CHECK(found[0].code == finding_code::gap);
  CHECK(found[0].witnesses == std::vector<std::vector<std::string>>{{"badge=GUEST", "hour=DAY"}});
  CHECK(found[0].message == "no rule matches `badge=GUEST, hour=DAY`");
  CHECK(found[1].code == finding_code::unknown_outcome);
}

TEST_CASE("compile: a dead rule names the rules that cover it, and none that it does not need") {
  auto table = door();
  table.rows.insert(table.rows.begin() + 2, row("D2b", {is("GUEST"), is("DAY")}, "OPEN"));
  table.rows.insert(table.rows.begin() + 3, row("D2c", {is("GUEST"), any()}, "SHUT"));
  const rules::findings found = findings_of({table});
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == finding_code::dead_row);
  CHECK(found[0].at == rules::place{part::row, 0, 3});
  CHECK(found[0].message == "the rule `D2c` never decides: all it matches is matched before by `D2`, `D2b`");
  CHECK(found[0].witnesses ==
        std::vector<std::vector<std::string>>{{"badge=GUEST", "hour=NIGHT"}, {"badge=GUEST", "hour=DAY"}});
}

TEST_CASE("compile: a value is dead only if no table of the book needs it") {
  auto table = door();
  table.columns[0].values.emplace_back("OWNER");
  check_only({table}, finding_code::dead_value, {part::column_value, 0, 0, 3}, "OWNER");
  auto other = bell();
  other.columns.push_back(table.columns[0]);
  for (rules::row_definition& each : other.rows) each.when.push_back(any());
  other.rows[2].when[2] = is_not("OWNER");
  other.rows.push_back(row("B4", {is("OPEN"), any(), is("OWNER")}, "RINGS"));
  CHECK(findings_of({table, other}).empty());
}

TEST_CASE("compile: an analysis that is too much work is a finding, not an answer") {
  const rules::findings found = findings_of({door()}, {.analysis_steps = 2});
  REQUIRE(!found.empty());
  for (const rules::finding& one : found) CHECK(one.code == finding_code::undecided);
}

TEST_CASE("findings: the nearest word") {
  const std::array<std::string_view, 4> words{"ALLOW", "DENY", "CHALLENGE", "ON"};
  CHECK(rules::nearest_word("ALOW", words) == "ALLOW");
  CHECK(rules::nearest_word("AlLow", words) == "ALLOW");
  CHECK(rules::nearest_word("DNEY", words) == "DENY");
  CHECK(rules::nearest_word("CHALENGES", words) == "CHALLENGE");
  CHECK(rules::nearest_word("NO", words) == "ON");
  CHECK(rules::nearest_word("REFUSE", words).empty());
  CHECK(rules::nearest_word(std::string(1'000, 'A'), words).empty());
  CHECK(rules::nearest_word("", words).empty());
}

namespace {

const std::vector<rules::input_definition> inputs{{"hour", {"DAY", "NIGHT"}, "by the sun"},
                                                  {"badge", {"NONE", "GUEST", "STAFF"}, "at the reader"}};

// The door, which names what it looks at.
rules::table_definition naming_door() {
  rules::table_definition made = door();
  made.columns = {{"badge", {}, {}, "badge"}, {"hour", {}, {}, "hour"}};
  return made;
}

void check_only(const rules::table_definition& table, std::span<const rules::input_definition> declared,
                finding_code code, const rules::place& at, std::string_view suggestion = {}) {
  auto compiled = rules::compile({&table, 1}, declared, {.require_reasons = true});
  CAPTURE(to_string(code));
  REQUIRE(!compiled.has_value());
  const rules::findings all = std::move(compiled).error();
  for (const rules::finding& one : all) CAPTURE(one.message);
  REQUIRE(all.size() == 1);
  CHECK(to_string(all[0].code) == to_string(code));
  CHECK(all[0].at == at);
  CHECK(all[0].suggestion == suggestion);
}

}  // namespace

TEST_CASE("compile: inputs that are declared once give the book that columns with values give") {
  const auto made = rules::compile(std::vector{bell(), naming_door()}, inputs, {.require_reasons = true});
  const auto same = rules::compile(std::vector{bell(), door()}, {.require_reasons = true});
  REQUIRE(made.has_value());
  REQUIRE(same.has_value());
  REQUIRE(made->view().inputs.size() == same->view().inputs.size());
  for (std::size_t input = 0; input < 3; ++input) {
    CHECK(made->view().inputs[input].name == same->view().inputs[input].name);
    CHECK(std::ranges::equal(made->view().inputs[input].values, same->view().inputs[input].values));
  }
  for (std::size_t column = 0; column < 2; ++column) {
    CHECK(made->view().tables[0].columns[column].name == same->view().tables[0].columns[column].name);
    CHECK(made->view().tables[0].columns[column].source == same->view().tables[0].columns[column].source);
  }
}

TEST_CASE("compile: columns and the inputs that they name") {
  rules::table_definition changed = naming_door();
  changed.columns[1].input = "hours";
  changed.rows[1].when[1] = any();
  check_only(changed, inputs, finding_code::unknown_input, {.what = part::column_input, .item = 1}, "hour");
  changed.columns[1].input = "weather";
  check_only(changed, inputs, finding_code::unknown_input, {.what = part::column_input, .item = 1});

  changed = naming_door();
  changed.columns[1].values = {"DAY", "NIGHT"};
  check_only(changed, inputs, finding_code::vocabulary_mismatch, {.what = part::column_input, .item = 1});

  // A column may declare what is declared already, but alike.
  changed = naming_door();
  changed.columns[1] = {"hour", {"DAY", "NIGHT"}, {}};
  CHECK(rules::compile({&changed, 1}, inputs).has_value());
  changed.columns[1].values = {"NIGHT", "DAY"};
  check_only(changed, inputs, finding_code::vocabulary_mismatch, {.what = part::column, .item = 1});
}

TEST_CASE("compile: what is wrong with declared inputs") {
  const rules::table_definition table = naming_door();
  const auto none = rules::place::none;
  const auto with = [](std::size_t at, rules::input_definition changed) {
    std::vector<rules::input_definition> all = inputs;
    if (at == all.size()) all.emplace_back();
    all[at] = std::move(changed);
    return all;
  };
  check_only(table, with(2, {"hour", {"DAY", "NIGHT"}, "again"}), finding_code::duplicate_input,
             {.what = part::input_name, .table = none, .item = 2});
  check_only(table, with(2, {"light", {"ON", "OFF"}, "of the lamp"}), finding_code::unused_input,
             {.what = part::input, .table = none, .item = 2});
  check_only(table, with(0, {"hour", {"DAY", "NIGHT", "DAY"}, "by the sun"}), finding_code::duplicate_value,
             {.what = part::input_value, .table = none, .item = 0, .cell = 2});
  check_only(table, with(0, {"hour", {}, "by the sun"}), finding_code::column_without_values,
             {.what = part::input, .table = none, .item = 0});
  check_only(table, with(0, {"hour", {"DAY", "NIGHT"}, ""}), finding_code::missing_reason,
             {.what = part::input_means, .table = none, .item = 0});
  check_only(table, with(2, {"", {"ON", "OFF"}, "of the lamp"}), finding_code::empty_name,
             {.what = part::input_name, .table = none, .item = 2});
  check_only(table, with(0, {"hour", {"DAY", "NIGHT", "DUSK"}, "by the sun"}), finding_code::dead_value,
             {.what = part::input_value, .table = none, .item = 0, .cell = 2});
}
