#include <interlock/rules/regions.hpp>
#include <interlock/rules/volume.hpp>

#include <algorithm>
#include <map>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/rules/evaluate.hpp>

#include "support.hpp"

using namespace test_rules;

namespace {

rules::box random_box(rng& random, const rules::book& of) {
  rules::box box = rules::whole_space(of);
  for (std::size_t input = 0; input < box.size(); ++input) {
    const rules::value_set chosen = box[input] & random();
    if (chosen != 0) box[input] = chosen;
  }
  return box;
}

struct visited_region {
  rules::box inputs;
  std::vector<rules::row_index> rows;
  rules::row_index row;
};

std::vector<visited_region> regions_of(const rules::book& of, std::uint16_t table, const rules::box& within) {
  std::vector<visited_region> all;
  const bool finished = rules::for_each_region(of, table, within, [&](const rules::region& part) {
    all.push_back({{part.inputs.begin(), part.inputs.end()}, {part.rows.begin(), part.rows.end()}, part.row});
    return true;
  });
  REQUIRE(finished);
  return all;
}

// Each point lies in exactly one region, whose rows are those that the evaluation meets there.
std::size_t check_regions(const rules::book& of, std::uint16_t table, const rules::box& within) {
  const std::vector<visited_region> regions = regions_of(of, table, within);
  rules::volume sum;
  for (const visited_region& part : regions) sum += rules::volume_of(part.inputs);
  REQUIRE(sum == rules::volume_of(within));

  memory lent{of};
  rules::value_set outcomes = 0;
  std::size_t points = 0;
  for_each_point(values_of(of), [&](const point& at) {
    if (!contains(within, at)) return;
    ++points;
    const auto holds = [&](const visited_region& part) { return contains(part.inputs, at); };
    REQUIRE(std::ranges::count_if(regions, holds) == 1);
    const visited_region& part = *std::ranges::find_if(regions, holds);
    rules::evaluation by_need{of, lent.lend(), [&](std::uint16_t input) { return at[input]; }};
    REQUIRE(by_need.decide(table) == part.row);
    REQUIRE(lent.rows == part.rows);
    REQUIRE(part.row == decide_eagerly(of, table, at));
    if (part.row != rules::no_row) outcomes |= rules::only(of.tables[table].rows[part.row].outcome);
  });
  REQUIRE(rules::outcomes_over(of, table, within) == outcomes);
  return points;
}

}  // namespace

TEST_CASE("regions: disjoint, complete, and what the evaluation does at each of their points") {
  rng random{7};
  std::size_t points = 0;
  std::size_t books = 0;
  for (; books < 400; ++books) {
    const auto book = compiled(random_book(random, 1 + below(random, 4), true));
    const rules::book& of = book.view();
    CAPTURE(books);
    const auto last = static_cast<std::uint16_t>(of.tables.size() - 1);
    points += check_regions(of, last, rules::whole_space(of));
    points += check_regions(of, last, random_box(random, of));
  }
  CHECK(books == 400);
  CHECK(points > 4'000);
}

TEST_CASE("regions: over a gap there is a region without a row, unless a table that feeds is not asked") {
  rng random{8};
  for (int repeat = 0; repeat < 100; ++repeat) {
    auto tables = random_book(random, 1, false);
    const auto book = compiled(tables);
    CHECK(check_regions(book.view(), 0, rules::whole_space(book.view())) > 0);
  }
}

TEST_CASE("regions: the visit can be stopped") {
  rng random{9};
  const auto book = compiled(random_table(random, {.rows = 6, .any_percent = 20}, rules::hit_policy::first));
  std::size_t visited = 0;
  CHECK(!rules::for_each_region(book.view(), 0, rules::whole_space(book.view()),
                                [&](const rules::region&) { return ++visited < 2; }));
  CHECK(visited == 2);
}

TEST_CASE("evaluation: an unknown input matters only where it is asked for") {
  rng random{10};
  std::size_t answered = 0;
  std::size_t refused = 0;
  for (int repeat = 0; repeat < 200; ++repeat) {
    const auto book = compiled(random_book(random, 3, true));
    const rules::book& of = book.view();
    const auto last = static_cast<std::uint16_t>(of.tables.size() - 1);
    const auto unknown = static_cast<std::uint16_t>(below(random, of.inputs.size()));
    memory lent{of};
    for_each_point(values_of(of), [&](const point& at) {
      bool asked = false;
      rules::evaluation by_need{of, lent.lend(), [&](std::uint16_t input) {
                                  asked = asked || input == unknown;
                                  return input == unknown ? rules::no_value : at[input];
                                }};
      const rules::row_index row = by_need.decide(last);
      REQUIRE((row == rules::no_row) == asked);
      if (asked) REQUIRE(by_need.missing_input() == unknown);
      if (!asked) REQUIRE(row == decide_eagerly(of, last, at));
      ++(asked ? refused : answered);
    });
  }
  CHECK(answered > 500);
  CHECK(refused > 500);
}

TEST_CASE("volume: exact where 64 bits are too few, saturating where 128 are") {
  const std::vector<rules::value_set> empty;
  CHECK(rules::volume_of(empty).to_string() == "1");
  CHECK(rules::volume_of(std::vector<rules::value_set>{0b1011, 0b11}).to_string() == "6");
  const std::vector<rules::value_set> ten(20, 0x3ff);
  CHECK(rules::volume_of(ten).to_string() == "100000000000000000000");
  const std::vector<rules::value_set> largest(21, ~rules::value_set{0});  // 64^21 = 2^126
  CHECK(rules::volume_of(largest).to_string() == "85070591730234615865843651857942052864");
  rules::volume sum = rules::volume_of(largest);
  for (int times = 0; times < 3; ++times) sum += rules::volume_of(largest);
  const std::vector<rules::value_set> too_many(22, ~rules::value_set{0});
  CHECK(sum.to_string() == "340282366920938463463374607431768211455");
  CHECK(rules::volume_of(too_many) == sum);
  rules::volume carry{0, ~std::uint64_t{0}};
  carry += rules::volume{0, 1};
  CHECK(carry == rules::volume{1, 0});
  CHECK(carry.to_string() == "18446744073709551616");
}
