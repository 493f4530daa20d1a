#include <interlock/rules/match.hpp>

#include <initializer_list>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace test_rules;

static_assert(noexcept(rules::first_match(std::declval<const rules::table&>(), {})));
static_assert(noexcept(rules::first_match_batch(std::declval<const rules::table&>(), {}, {})));
static_assert(noexcept(rules::all_matches(std::declval<const rules::table&>(), {}, {})));
static_assert(noexcept(rules::failed_columns(std::declval<const rules::row&>(), {})));

namespace {

point random_point(rng& random, const rules::table& of) {
  point at;
  for (const rules::column& column : of.columns)
    at.push_back(static_cast<rules::value_index>(below(random, column.values.size())));
  return at;
}

// A combination that the row matches, so that late rows are met as often as early ones.
point point_of(rng& random, const rules::table& of, const rules::row& row) {
  point at = random_point(random, of);
  for (std::size_t column = 0; column < at.size(); ++column)
    while ((row.when[column] >> at[column] & 1) == 0)
      at[column] = static_cast<rules::value_index>(below(random, of.columns[column].values.size()));
  return at;
}

void check_all_matches(const rules::table& of, const point& at) {
  std::vector<std::uint64_t> matching(of.words);
  const std::uint32_t count = rules::all_matches(of, at, matching);
  std::uint32_t expected = 0;
  for (rules::row_index row = 0; row < of.rows.size(); ++row) {
    const bool by_loop = matches(of.rows[row], at);
    expected += by_loop ? 1 : 0;
    REQUIRE((matching[row / 64] >> row % 64 & 1) == (by_loop ? 1 : 0));
    REQUIRE((rules::failed_columns(of.rows[row], at) == 0) == by_loop);
  }
  CHECK(count == expected);
}

std::size_t check_table(rng& random, const rules::table& of, std::size_t points) {
  std::vector<point> all;
  for (std::size_t number = 0; number < points; ++number)
    all.push_back(number % 2 == 0 ? random_point(random, of)
                                  : point_of(random, of, of.rows[below(random, of.rows.size())]));
  std::vector<std::vector<rules::value_index>> columns(of.columns.size());
  std::vector<const rules::value_index*> starts;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    for (const point& at : all) columns[column].push_back(at[column]);
    starts.push_back(columns[column].data());
  }
  std::vector<rules::row_index> by_batch(points);
  rules::first_match_batch(of, starts, by_batch);
  for (std::size_t number = 0; number < points; ++number) {
    const rules::row_index expected = first_row(of, all[number]);
    REQUIRE(rules::first_match(of, all[number]) == expected);
    REQUIRE(by_batch[number] == expected);
  }
  check_all_matches(of, all.front());
  check_all_matches(of, all.back());
  return points;
}

}  // namespace

TEST_CASE("match: first, batch and all agree with a loop over the rows, for every size of table") {
  rng random{1};
  std::size_t checked = 0;
  for (const std::size_t rows :
       std::initializer_list<std::size_t>{1, 2, 26, 63, 64, 65, 127, 128, 129, 700, 4095, 4096, 4097, 9000})
    for (const std::size_t columns : std::initializer_list<std::size_t>{1, 2, 7, 8, 9, 14, 20, 64}) {
      const shape of{.columns = columns,
                     .values_min = 1,
                     .values_max = 6,
                     .rows = rows,
                     .any_percent = 40,
                     .last_row_catches_all = rows % 2 == 0};
      const auto book = compiled(random_table(random, of, rules::hit_policy::first));
      CAPTURE(rows);
      CAPTURE(columns);
      checked += check_table(random, book.view().tables.front(), 300);
    }
  CHECK(checked == 14 * 8 * 300);
}

TEST_CASE("match: columns of up to 64 values") {
  rng random{2};
  std::size_t checked = 0;
  for (const std::size_t columns : std::initializer_list<std::size_t>{3, 12}) {
    const shape of{.columns = columns,
                   .values_min = 1,
                   .values_max = 64,
                   .rows = 100,
                   .any_percent = 30,
                   .last_row_catches_all = false};
    for (int repeat = 0; repeat < 20; ++repeat)
      checked +=
          check_table(random, compiled(random_table(random, of, rules::hit_policy::first)).view().tables.front(), 200);
  }
  CHECK(checked == 2 * 20 * 200);
}

TEST_CASE("match: the failed columns are those whose condition refuses the value") {
  rules::table_definition table{.name = "t", .question = "?", .columns = {}, .outcomes = {"x"}, .rows = {}};
  for (const char* name : {"a", "b", "c"}) table.columns.push_back({name, {"0", "1", "2"}, {}});
  table.rows.push_back({"r", {is("1"), any(), is_not("2")}, "x", {}, {}});
  const auto book = compiled(table);
  const rules::row& row = book.view().tables.front().rows.front();
  CHECK(rules::failed_columns(row, point{1, 0, 0}) == 0);
  CHECK(rules::failed_columns(row, point{0, 0, 0}) == 0b001);
  CHECK(rules::failed_columns(row, point{1, 2, 2}) == 0b100);
  CHECK(rules::failed_columns(row, point{2, 2, 2}) == 0b101);
}
