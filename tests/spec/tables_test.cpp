#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/evaluate.hpp>
#include <interlock/rules/match.hpp>

#include "table_oracles.hpp"

namespace spec {
namespace {

namespace rules = interlock::rules;
using interlock::authn::shipped_book;

/// A table on its own, its columns answered by the host.
class lone_table {
 public:
  explicit lone_table(const rules::table& of) : columns_(of.columns.begin(), of.columns.end()), table_{of} {
    for (std::size_t index = 0; index < columns_.size(); ++index) {
      inputs_.push_back({columns_[index].name, columns_[index].values});
      columns_[index].fed = false;
      columns_[index].source = static_cast<std::uint16_t>(index);
    }
    table_.columns = columns_;
    observed_.resize(inputs_.size());
  }

  rules::row_index decide_lazily(std::span<const value_index> values) {
    const rules::book book{inputs_, {&table_, 1}};
    const auto observe = [&](std::uint16_t input) { return values[input]; };
    rules::evaluation<decltype(observe)> asked{book, {observed_, {&row_, 1}, {&order_, 1}, {&consulted_, 1}}, observe};
    return asked.decide(0);
  }

 private:
  std::vector<rules::column> columns_;
  std::vector<rules::input> inputs_;
  std::vector<value_index> observed_;
  rules::table table_;
  rules::row_index row_ = 0;
  std::uint16_t order_ = 0;
  rules::column_set consulted_ = 0;
};

bool admits(const rules::row& row, std::span<const value_index> values) {
  for (std::size_t column = 0; column < values.size(); ++column)
    if ((row.when[column] >> values[column] & 1) == 0) return false;
  return true;
}

rules::row_index first_by_hand(const rules::table& of, std::span<const value_index> values) {
  for (rules::row_index row = 0; row < of.rows.size(); ++row)
    if (admits(of.rows[row], values)) return row;
  return rules::no_row;
}

// Counts through all combinations like an odometer.
bool advance(const rules::table& of, std::vector<value_index>& values) {
  for (std::size_t column = 0; column < values.size(); ++column) {
    if (++values[column] < of.columns[column].values.size()) return true;
    values[column] = 0;
  }
  return false;
}

std::size_t space_of(const rules::table& of) {
  std::size_t combinations = 1;
  for (const rules::column& column : of.columns) combinations *= column.values.size();
  return combinations;
}

// @return how many points were looked at
std::size_t compare_everywhere(const rules::table& of, table_oracle oracle) {
  lone_table lone{of};
  std::vector<value_index> values(of.columns.size());
  std::size_t points = 0;
  do {
    ++points;
    const rules::row_index by_hand = first_by_hand(of, values);
    REQUIRE(by_hand != rules::no_row);
    const bool right = rules::first_match(of, values) == by_hand && lone.decide_lazily(values) == by_hand &&
                       of.rows[by_hand].outcome == oracle(point{of, values});
    if (right) continue;
    CAPTURE(points);
    CAPTURE(of.rows[by_hand].id);
    REQUIRE(rules::first_match(of, values) == by_hand);
    REQUIRE(lone.decide_lazily(values) == by_hand);
    REQUIRE(of.rows[by_hand].outcome == oracle(point{of, values}));
  } while (advance(of, values));
  return points;
}

}  // namespace

TEST_CASE("the vocabulary of the tests is that of the shipped book") {
  const rules::book& book = shipped_book();
  std::size_t named = 0;
#define SPEC_CHECK(each)                                                      \
  CHECK(book.inputs[static_cast<std::size_t>(input_id::each)].name == #each); \
  ++named;
  SPEC_INPUTS(SPEC_CHECK)
#undef SPEC_CHECK
  CHECK(named == book.inputs.size());
#define SPEC_CHECK(each)                                                      \
  CHECK(book.tables[static_cast<std::size_t>(table_id::each)].name == #each); \
  ++named;
  SPEC_TABLES(SPEC_CHECK)
#undef SPEC_CHECK
  CHECK(named == book.inputs.size() + book.tables.size());
}

TEST_CASE("every table answers every combination of its columns as the reference does") {
  const rules::book& book = shipped_book();
  constexpr std::size_t points_max = std::size_t{1} << 24;
  std::size_t points = 0;
  for (std::size_t index = 0; index < book.tables.size(); ++index) {
    const rules::table& table = book.tables[index];
    CAPTURE(table.name);
    REQUIRE(space_of(table) <= points_max);
    const std::size_t looked_at = compare_everywhere(table, oracle_for(static_cast<table_id>(index)));
    CHECK(looked_at == space_of(table));
    points += looked_at;
  }
  // activation 36, authentication 38400, automatic_unlock 6, destination 36, factor_challenge 12,
  // factor_enrollment 36, gate 960, lock_disclosure 16, password_attempt 24, password_expiry 54,
  // recovery_method 32768, recovery_source 4, sign_on 6, standing 72, threat 18, threat_log 4, unlock_schedule 18
  CHECK(points == 72'470);
}

TEST_CASE("in tables where one row at most may match, one does everywhere") {
  std::size_t tables = 0;
  for (const rules::table& table : shipped_book().tables) {
    if (table.policy != rules::hit_policy::unique) continue;
    ++tables;
    CAPTURE(table.name);
    std::vector<value_index> values(table.columns.size());
    do {
      const auto matching = std::ranges::count_if(table.rows, [&](const auto& row) { return admits(row, values); });
      CHECK(matching == 1);
    } while (advance(table, values));
  }
  CHECK(tables == 3);
}

}  // namespace spec
