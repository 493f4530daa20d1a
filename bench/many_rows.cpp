#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <interlock/rules/compile.hpp>
#include <interlock/rules/match.hpp>

#include "ratios.hpp"

namespace bench {
namespace {

namespace rules = interlock::rules;

constexpr std::size_t rows_count = 10'000;
constexpr std::size_t columns_count = 20;
constexpr std::size_t values_count = 4;
constexpr std::size_t conditions_count = 8;
constexpr std::size_t end_rows = 100;  // "early" and "late" are the first and the last of this many rows

using point = std::array<rules::value_index, columns_count>;
using masks = std::array<std::uint8_t, columns_count>;  // the values that a row admits, one bit each

/// Rows that each ask eight columns for one value, all by chance.
rules::table_definition definition() {
  xorshift random;
  rules::table_definition made{"many", "Which of many rules applies?", rules::hit_policy::first, {}, {"ONE", "OTHER"},
                               {}};
  std::vector<std::string> values;
  for (std::size_t value = 0; value < values_count; ++value) values.push_back(std::to_string(value));
  for (std::size_t column = 0; column < columns_count; ++column)
    made.columns.push_back({"c" + std::to_string(column), values, ""});
  for (std::size_t number = 0; number < rows_count; ++number) {
    std::vector<rules::condition> when(columns_count);
    for (std::size_t asked = 0; asked < conditions_count;) {
      rules::condition& cell = when[random.below(columns_count)];
      if (!cell.words.empty()) continue;
      cell = {rules::condition::kind::one_of, {values[random.below(values_count)]}};
      ++asked;
    }
    made.rows.push_back({std::to_string(number), when, number % 2 == 0 ? "ONE" : "OTHER", "", {}});
  }
  return made;
}

struct many_rows {
  rules::compiled_book book = compiled();
  const rules::table& table = book.view().tables.front();
  std::vector<masks> plain = plain_rows();
  std::vector<point> early, late;  // one a row
  std::size_t live = 0;            // rows of which it is shown that they decide something

  many_rows() {
    xorshift random;
    for (rules::row_index row = 0; row < rows_count; ++row) {
      const auto where = decided_by(row, random);
      if (!where) continue;
      ++live;
      if (row < end_rows) early.push_back(*where);
      if (row >= rows_count - end_rows) late.push_back(*where);
    }
  }

  [[nodiscard]] rules::row_index loop(const point& given) const noexcept {
    for (rules::row_index row = 0; row < plain.size(); ++row)
      if (admits(plain[row], given)) return row;
    return rules::no_row;
  }

 private:
  static rules::compiled_book compiled() {
    const rules::table_definition table = definition();
    auto book = rules::compile({&table, 1}, {.analyse = false});
    if (!book) std::abort();
    return *std::move(book);
  }

  [[nodiscard]] std::vector<masks> plain_rows() const {
    std::vector<masks> all;
    for (const rules::row& row : table.rows) {
      masks& made = all.emplace_back();
      for (std::size_t column = 0; column < columns_count; ++column)
        made[column] = static_cast<std::uint8_t>(row.when[column]);
    }
    return all;
  }

  static bool admits(const masks& row, const point& given) noexcept {
    for (std::size_t column = 0; column < columns_count; ++column)
      if ((row[column] >> given[column] & 1) == 0) return false;
    return true;
  }

  /// A combination that the row decides, by chance; both ways of deciding must find it.
  [[nodiscard]] std::optional<point> decided_by(rules::row_index row, xorshift& random) const {
    for (int tries = 0; tries < 1000; ++tries) {
      point made{};
      for (std::size_t column = 0; column < columns_count; ++column) {
        do made[column] = static_cast<rules::value_index>(random.below(values_count));
        while ((plain[row][column] >> made[column] & 1) == 0);
      }
      const rules::row_index found = rules::first_match(table, made);
      if (found != loop(made)) std::abort();
      if (found == row) return made;
    }
    return std::nullopt;
  }
};

const many_rows& given() {
  static const many_rows made;
  return made;
}

template <class Decide>
void decide_points(benchmark::State& state, const std::vector<point>& points, Decide decide) {
  std::size_t at = 0;
  for (auto unused : state) {
    static_cast<void>(unused);
    benchmark::DoNotOptimize(decide(points[at]));
    at = at + 1 == points.size() ? 0 : at + 1;
  }
  state.counters["live"] = static_cast<double>(given().live);
}

const auto by_loop = [](const point& p) { return given().loop(p); };
const auto by_table = [](const point& p) { return rules::first_match(given().table, p); };

[[maybe_unused]] const benchmark::internal::Benchmark* const registered[] = {
    benchmark::RegisterBenchmark(plain_loop_early.data(),
                                 [](auto& state) { decide_points(state, given().early, by_loop); }),
    benchmark::RegisterBenchmark(plain_loop_late.data(),
                                 [](auto& state) { decide_points(state, given().late, by_loop); }),
    benchmark::RegisterBenchmark(many_rows_early.data(),
                                 [](auto& state) { decide_points(state, given().early, by_table); }),
    benchmark::RegisterBenchmark(many_rows_late.data(),
                                 [](auto& state) { decide_points(state, given().late, by_table); }),
};

}  // namespace
}  // namespace bench
