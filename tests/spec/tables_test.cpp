#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/evaluate.hpp>
#include <interlock/rules/match.hpp>
#include <interlock/rules/regions.hpp>
#include <interlock/rules/volume.hpp>

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

  [[nodiscard]] rules::book book() const { return {inputs_, {&table_, 1}}; }

  rules::row_index decide_lazily(std::span<const value_index> values) {
    const rules::book book = this->book();
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

// The next combination of what an oracle reads, in the order in which it reads; what it leaves unread stays free.
class reading_point final : public point {
 public:
  explicit reading_point(const rules::table& of) : point{of}, read_(of.columns.size(), rules::no_value) {}

  [[nodiscard]] rules::box box() const {
    rules::box found;
    for (std::size_t column = 0; column < read_.size(); ++column)
      found.push_back(read_[column] == rules::no_value ? rules::all_values(table().columns[column].values.size())
                                                       : rules::only(read_[column]));
    return found;
  }

  bool next() {
    path_.resize(asked_);
    asked_ = 0;
    std::ranges::fill(read_, rules::no_value);
    while (!path_.empty() && path_.back().taken + 1u == table().columns[path_.back().column].values.size())
      path_.pop_back();
    if (path_.empty()) return false;
    ++path_.back().taken;
    return true;
  }

 private:
  struct choice {
    std::size_t column;
    value_index taken;
  };

  [[nodiscard]] value_index value(std::size_t column) const override {
    if (read_[column] != rules::no_value) return read_[column];
    if (asked_ == path_.size()) path_.push_back({column, 0});
    return read_[column] = path_[asked_++].taken;
  }

  mutable std::vector<choice> path_;
  mutable std::vector<value_index> read_;
  mutable std::size_t asked_ = 0;
};

// @return how many combinations the oracle and the table were compared over, box by box
std::uint64_t compare_by_boxes(const rules::table& of, table_oracle oracle) {
  const lone_table lone{of};
  reading_point reads{of};
  rules::volume covered;
  do {
    const value_index wanted = oracle(reads);
    const rules::box box = reads.box();
    covered += rules::volume_of(box);
    CAPTURE(of.outcomes[wanted]);
    REQUIRE(rules::outcomes_over(lone.book(), 0, box) == rules::only(wanted));
  } while (reads.next());
  CHECK(covered.high == 0);
  return covered.low;
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
                       of.rows[by_hand].outcome == oracle(given_point{of, values});
    if (right) continue;
    CAPTURE(points);
    CAPTURE(of.rows[by_hand].id);
    REQUIRE(rules::first_match(of, values) == by_hand);
    REQUIRE(lone.decide_lazily(values) == by_hand);
    REQUIRE(of.rows[by_hand].outcome == oracle(given_point{of, values}));
  } while (advance(of, values));
  return points;
}

}  // namespace

TEST_CASE("there is an oracle for every table of the shipped book") {
  std::size_t named = 0;
#define SPEC_CHECK(each)                                                                \
  CHECK(shipped_book().tables[static_cast<std::size_t>(table_id::each)].name == #each); \
  ++named;
  SPEC_TABLES(SPEC_CHECK)
#undef SPEC_CHECK
  CHECK(named == tables_count);
}

TEST_CASE("every table answers every combination of its columns as the reference does") {
  const rules::book& book = shipped_book();
  for (std::size_t index = 0; index < book.tables.size(); ++index) {
    CAPTURE(book.tables[index].name);
    CHECK(compare_by_boxes(book.tables[index], oracle_for(static_cast<table_id>(index))) ==
          space_of(book.tables[index]));
  }
}

TEST_CASE("every table answers each combination alone, with the row that is the first by hand") {
  const rules::book& book = shipped_book();
  std::set<std::string_view> by_boxes_alone;
  for (std::size_t index = 0; index < book.tables.size(); ++index) {
    const rules::table& table = book.tables[index];
    CAPTURE(table.name);
    if (space_of(table) > 100'000)
      by_boxes_alone.insert(table.name);
    else
      CHECK(compare_everywhere(table, oracle_for(static_cast<table_id>(index))) == space_of(table));
  }
  CHECK(by_boxes_alone == std::set<std::string_view>{"continuation"});
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
