#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <interlock/rules/analysis.hpp>
#include <interlock/rules/table.hpp>

#include "rules/analysis/box_subtraction.hpp"

/// The questions of analysis.hpp with the limit to the work as an argument, and what only the compiler asks.
namespace interlock::rules {

[[nodiscard]] boxes_found find_gaps(const table& of, std::size_t most, std::uint64_t steps);

struct overlaps_found {
  std::vector<overlap> pairs;
  bool complete = true;
  bool more = false;  ///< there are pairs beyond those returned
};
[[nodiscard]] overlaps_found find_overlaps(const table& of, std::size_t most, std::uint64_t steps);

/// A combination that each row decides; empty for a row that decides none, or was not settled in time.
struct live_points {
  std::vector<point> points;
  rows_found dead;
};
[[nodiscard]] live_points find_live_points(const table& of, std::uint64_t steps);

/// The earlier rows that together cover a dead row: none can be left out, unless the work was too much.
[[nodiscard]] std::vector<row_index> smallest_cover(const table& of, row_index dead, std::uint64_t steps);

/// Columns whose value never changes the outcome.
struct columns_found {
  column_set columns = 0;
  bool complete = true;  ///< false: columns that were not settled in time are not among them
};
[[nodiscard]] columns_found find_dead_columns(const table& of, const live_points& live, std::uint64_t steps);

/// Two values of one column lead to the same row wherever the other columns agree.
[[nodiscard]] verdict same_rows(const table& of, const live_points& live, std::size_t column, value_index one,
                                value_index other, std::uint64_t steps);

/// Two values of one column lead to the same outcome wherever the other columns agree.
[[nodiscard]] verdict find_same_outcomes(const table& of, std::size_t column, value_index one, value_index other,
                                         std::uint64_t steps);

}  // namespace interlock::rules
