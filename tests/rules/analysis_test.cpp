#include <interlock/rules/analysis.hpp>

#include <algorithm>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace test_rules;

namespace {

constexpr std::size_t all = 1'000'000;

shape small_shape(rng& random) {
  return {.columns = 1 + below(random, 5),
          .values_min = 1,
          .values_max = 2 + below(random, 3),
          .outcomes = 1 + below(random, 4),
          .rows = 1 + below(random, 12),
          .any_percent = static_cast<unsigned>(20 + below(random, 60)),
          .last_row_catches_all = below(random, 2) == 0};
}

void check_gaps(const rules::table& of) {
  const rules::boxes_found found = rules::gaps(of, all);
  REQUIRE(found.complete);
  REQUIRE(!found.more);
  for_each_point(values_of(of), [&](const point& at) {
    const auto holding = std::ranges::count_if(found.boxes, [&](const rules::cells& box) { return contains(box, at); });
    REQUIRE(holding == (first_row(of, at) == rules::no_row ? 1 : 0));  // disjoint, and exactly the gaps
  });
}

void check_overlaps(const rules::table& of) {
  std::set<std::pair<rules::row_index, rules::row_index>> expected;
  for_each_point(values_of(of), [&](const point& at) {
    for (rules::row_index second = 0; second < of.rows.size(); ++second)
      for (rules::row_index first = 0; first < second; ++first)
        if (matches(of.rows[first], at) && matches(of.rows[second], at)) expected.insert({first, second});
  });
  const std::vector<rules::overlap> found = rules::overlaps(of, all);
  REQUIRE(found.size() == expected.size());
  for (const rules::overlap& pair : found) {
    REQUIRE(expected.contains({pair.first, pair.second}));
    for_each_point(values_of(of), [&](const point& at) {
      REQUIRE(contains(pair.where, at) == (matches(of.rows[pair.first], at) && matches(of.rows[pair.second], at)));
    });
  }
}

void check_dead_rows(const rules::table& of) {
  std::vector<rules::row_index> expected;
  for (rules::row_index number = 0; number < of.rows.size(); ++number) {
    bool dead = true;
    for_each_point(values_of(of), [&](const point& at) {
      if (!matches(of.rows[number], at)) return;
      bool taken = false;
      for (rules::row_index other = 0; other < of.rows.size(); ++other) {
        const bool rival = of.policy == rules::hit_policy::first ? other < number : other != number;
        taken = taken || (rival && matches(of.rows[other], at));
      }
      dead = dead && taken;
    });
    if (dead) expected.push_back(number);
  }
  const rules::rows_found found = rules::dead_rows(of);
  REQUIRE(found.complete);
  REQUIRE(found.rows == expected);
}

std::size_t check_same_outcomes(const rules::table& of) {
  const auto outcome = [&](const point& at) {
    const rules::row_index row = first_row(of, at);
    return row == rules::no_row ? rules::no_value : of.rows[row].outcome;
  };
  std::size_t pairs = 0;
  for (std::uint16_t column = 0; column < of.columns.size(); ++column)
    for (rules::value_index one = 0; one < of.columns[column].values.size(); ++one)
      for (rules::value_index other = 0; other < of.columns[column].values.size(); ++other, ++pairs) {
        bool same = true;
        for_each_point(values_of(of), [&](point at) {
          at[column] = one;
          const rules::value_index before = outcome(at);
          at[column] = other;
          same = same && outcome(at) == before;
        });
        REQUIRE(rules::same_outcomes(of, column, one, other) == (same ? rules::verdict::yes : rules::verdict::no));
      }
  return pairs;
}

}  // namespace

TEST_CASE("analysis: every answer equals brute force over random small tables") {
  rng random{3};
  std::size_t tables = 0;
  std::size_t with_gaps = 0;
  std::size_t pairs = 0;
  for (; tables < 1'500; ++tables) {
    const auto policy = tables % 2 == 0 ? rules::hit_policy::first : rules::hit_policy::unique;
    const auto book = compiled(random_table(random, small_shape(random), policy));
    const rules::table& of = book.view().tables.front();
    CAPTURE(tables);
    check_gaps(of);
    check_overlaps(of);
    check_dead_rows(of);
    pairs += check_same_outcomes(of);
    if (!rules::gaps(of, 1).boxes.empty()) ++with_gaps;
  }
  CHECK(tables == 1'500);
  CHECK(with_gaps > 100);  // both kinds of tables were met
  CHECK(with_gaps < 1'300);
  CHECK(pairs > 20'000);
}

TEST_CASE("analysis: a partition has no gaps, no overlaps and no dead rows") {
  rng random{4};
  for (int repeat = 0; repeat < 100; ++repeat) {
    const shape of{.columns = 1 + below(random, 8), .values_min = 1, .values_max = 6, .rows = 1 + below(random, 200)};
    const auto book = compiled(random_partition(random, of));
    const rules::table& table = book.view().tables.front();
    CHECK(rules::gaps(table, 1).boxes.empty());
    CHECK(rules::overlaps(table, 1).empty());
    CHECK(rules::dead_rows(table).rows.empty());
  }
}

TEST_CASE("analysis: a search that is cut short says so") {
  rng random{5};
  const auto book = compiled(random_table(
      random,
      {.columns = 4, .values_min = 4, .values_max = 4, .rows = 1, .any_percent = 0, .last_row_catches_all = false},
      rules::hit_policy::first));
  const rules::table& of = book.view().tables.front();
  const std::size_t boxes = rules::gaps(of, all).boxes.size();
  REQUIRE(boxes > 1);
  CHECK(rules::gaps(of, boxes).more == false);
  const rules::boxes_found part = rules::gaps(of, boxes - 1);
  CHECK(part.more);
  CHECK(part.boxes.size() == boxes - 1);
}

TEST_CASE("analysis: ten thousand rows of twenty columns are settled") {
  rng random{6};
  const shape of{.columns = 20, .values_min = 2, .values_max = 8, .rows = 10'000, .any_percent = 60};
  const auto book = compiled(random_table(random, of, rules::hit_policy::first));
  const rules::table& table = book.view().tables.front();
  CHECK(rules::gaps(table, 1).boxes.empty());
  CHECK(rules::dead_rows(table).complete);
}
