// Findings about meaning, compared with brute force over random books.

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/rules/compile.hpp>

#include "support.hpp"

using namespace test_rules;
using rules::finding_code;
using part = rules::place::part;

namespace {

// What stands where: enough to compare findings without their words.
using fact = std::tuple<std::string_view, part, std::uint32_t, std::uint32_t, std::uint32_t>;

fact fact_of(finding_code code, const rules::place& at) {
  return {rules::to_string(code), at.what, at.table, at.item, at.cell};
}

struct expected_table {
  std::set<fact> facts;
  bool sound = true;
};

bool has_gap(const rules::table& of) {
  bool gap = false;
  for_each_point(values_of(of), [&](const point& at) { gap = gap || first_row(of, at) == rules::no_row; });
  return gap;
}

std::set<fact> conflicts(const rules::table& of, std::uint32_t table) {
  std::set<fact> found;
  for_each_point(values_of(of), [&](const point& at) {
    std::uint32_t matching = 0;
    for (std::uint32_t row = 0; row < of.rows.size(); ++row)
      if (matches(of.rows[row], at) && ++matching > 1)
        found.insert(fact_of(finding_code::conflict, {part::row, table, row}));
  });
  return found;
}

bool same_everywhere(const rules::table& of, std::size_t column, rules::value_index one, rules::value_index other) {
  bool same = true;
  for_each_point(values_of(of), [&](point at) {
    at[column] = one;
    const rules::value_index before = of.rows[first_row(of, at)].outcome;
    at[column] = other;
    same = same && of.rows[first_row(of, at)].outcome == before;
  });
  return same;
}

expected_table expect(const rules::table& of, std::uint32_t table) {
  expected_table expected;
  if (has_gap(of)) expected.facts.insert(fact_of(finding_code::gap, {part::table, table}));
  if (of.policy == rules::hit_policy::unique) expected.facts.merge(conflicts(of, table));
  expected.sound = expected.facts.empty();
  if (!expected.sound) return expected;

  std::set<rules::row_index> live;
  for_each_point(values_of(of), [&](const point& at) { live.insert(first_row(of, at)); });
  std::set<rules::value_index> produced;
  for (std::uint32_t row = 0; row < of.rows.size(); ++row) {
    if (live.contains(row)) produced.insert(of.rows[row].outcome);
    if (!live.contains(row)) expected.facts.insert(fact_of(finding_code::dead_row, {part::row, table, row}));
  }
  for (std::uint32_t outcome = 0; outcome < of.outcomes.size(); ++outcome)
    if (!produced.contains(static_cast<rules::value_index>(outcome)))
      expected.facts.insert(fact_of(finding_code::dead_outcome, {part::outcome, table, outcome}));
  for (std::uint32_t column = 0; column < of.columns.size(); ++column) {
    bool dead = true;
    for (rules::value_index value = 1; value < of.columns[column].values.size(); ++value)
      dead = dead && same_everywhere(of, column, 0, value);
    if (dead) expected.facts.insert(fact_of(finding_code::dead_column, {part::column, table, column}));
  }
  return expected;
}

bool same_row_everywhere(const rules::table& of, std::size_t column, rules::value_index one, rules::value_index other) {
  bool same = true;
  for_each_point(values_of(of), [&](point at) {
    at[column] = one;
    const rules::row_index before = first_row(of, at);
    at[column] = other;
    same = same && first_row(of, at) == before;
  });
  return same;
}

// Values of inputs, and outcomes of tables that feed, for which every table always takes the row that it takes for an
// earlier one; unless all columns that take them are dead.
void add_dead_values(const rules::book& of, bool fed, std::uint16_t source, std::size_t values, rules::place at,
                     std::set<fact>& facts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> uses;
  bool all_dead = true;
  for (std::uint32_t table = 0; table < of.tables.size(); ++table)
    for (std::uint32_t column = 0; column < of.tables[table].columns.size(); ++column) {
      const rules::column& by = of.tables[table].columns[column];
      if (by.fed != fed || by.source != source) continue;
      if (uses.empty() && !fed) at = {part::column_value, table, column};
      uses.emplace_back(table, column);
      all_dead = all_dead && facts.contains(fact_of(finding_code::dead_column, {part::column, table, column}));
    }
  const auto never_produced = [&](rules::value_index outcome) {
    return fed && facts.contains(fact_of(finding_code::dead_outcome, {part::outcome, source, outcome}));
  };
  for (rules::value_index value = 1; !all_dead && value < values; ++value)
    for (rules::value_index earlier = 0; earlier < value; ++earlier) {
      const auto same = [&](const auto& use) {
        return same_row_everywhere(of.tables[use.first], use.second, earlier, value);
      };
      if (never_produced(value) || never_produced(earlier) || !std::ranges::all_of(uses, same)) continue;
      (fed ? at.item : at.cell) = value;
      facts.insert(fact_of(finding_code::dead_value, at));
    }
}

void add_dead_values(const rules::book& of, std::set<fact>& facts) {
  for (std::uint16_t input = 0; input < of.inputs.size(); ++input)
    add_dead_values(of, false, input, of.inputs[input].values.size(), {}, facts);
  for (std::uint16_t table = 0; table < of.tables.size(); ++table)
    add_dead_values(of, true, table, of.tables[table].outcomes.size(), {part::outcome, table}, facts);
}

std::set<fact> facts_of(const std::vector<rules::table_definition>& tables) {
  auto compiled = rules::compile(tables);
  std::set<fact> found;
  if (!compiled)
    for (const rules::finding& one : std::move(compiled).error()) found.insert(fact_of(one.code, one.at));
  return found;
}

}  // namespace

TEST_CASE("compile: findings about meaning equal brute force over random books") {
  rng random{11};
  std::multiset<std::string_view> met;
  std::size_t books = 0;
  for (; books < 1'200; ++books) {
    std::vector<rules::table_definition> tables;
    const std::size_t values = 2 + below(random, 3);  // equal in all tables, which share their inputs
    for (std::size_t number = 0; number < 1 + below(random, 2); ++number) {
      const shape of{.columns = 1 + below(random, 3),
                     .values_min = values,
                     .values_max = values,
                     .outcomes = 1 + below(random, 3),
                     .rows = 2 + below(random, 5),
                     .any_percent = 35,
                     .last_row_catches_all = below(random, 8) != 0};
      const std::string name = number == 0 ? "a" : "b";
      tables.push_back(below(random, 3) == 0 ? random_partition(random, of)
                                             : random_table(random, of, rules::hit_policy::first, name));
      tables.back().name = name;
      for (rules::row_definition& row : tables.back().rows) row.id = name + row.id;
      if (below(random, 6) == 0) tables.back().policy = rules::hit_policy::unique;
    }
    const auto book = compiled(tables);
    std::set<fact> expected;
    bool sound = true;
    for (std::uint32_t table = 0; table < tables.size(); ++table) {
      const expected_table alone = expect(book.view().tables[table], table);
      sound = sound && alone.sound;
      expected.insert(alone.facts.begin(), alone.facts.end());
    }
    if (sound) add_dead_values(book.view(), expected);
    CAPTURE(books);
    REQUIRE(facts_of(tables) == expected);
    for (const fact& one : expected) met.insert(std::get<0>(one));
    if (expected.empty()) met.insert("none");
  }
  CHECK(books == 1'200);
  for (const char* kind : {"gap", "conflict", "dead-row", "dead-outcome", "dead-column", "dead-value", "none"}) {
    CAPTURE(kind);
    CHECK(met.count(kind) >= 20);
  }
}
