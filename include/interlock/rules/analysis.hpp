#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <interlock/rules/table.hpp>

/// Exact questions about one table over the product of its columns' values. Each answer holds for every
/// combination, found by subtracting boxes, never by sampling or by comparing rows pairwise.
namespace interlock::rules {

using cells = std::vector<value_set>;  ///< a box over the columns of one table

/// `complete` is false when `analysis_steps_max` stopped the search; what was found until then still holds.
struct boxes_found {
  std::vector<cells> boxes;
  bool complete = true;
  bool more = false;  ///< there are boxes beyond those returned
};

/// Disjoint boxes that no row matches, at most `most`.
[[nodiscard]] boxes_found gaps(const table& of, std::size_t most);

/// Two rows that both match every combination in the box `where`.
struct overlap {
  row_index first = 0;
  row_index second = 0;
  cells where;
};
/// Pairs of rows with a combination that both match, at most `most`.
[[nodiscard]] std::vector<overlap> overlaps(const table& of, std::size_t most);

/// Rows that can never decide: all they match is matched by the union of earlier rows (`first`), or they are
/// covered by the union of the other rows (`unique`).
struct rows_found {
  std::vector<row_index> rows;
  bool complete = true;
};
[[nodiscard]] rows_found dead_rows(const table& of);

/// Two values of one column lead to the same outcome wherever the other columns agree.
enum class verdict : std::uint8_t { no, yes, undecided };
[[nodiscard]] verdict same_outcomes(const table& of, std::uint16_t column, value_index one, value_index other);

}  // namespace interlock::rules
