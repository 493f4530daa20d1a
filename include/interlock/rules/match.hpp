#pragma once

#include <cstdint>
#include <span>

#include <interlock/rules/table.hpp>

/// One table, all its values at hand. No allocation, no exceptions, safe to call from any number of threads.
namespace interlock::rules {

/// The row that decides: the first one (in table order) that admits every value.
/// @param values one a column, each below the column's number of values
/// @return `no_row` if none matches, which a compiled table rules out
/// @par Complexity one lookup a group of columns; for more than 64 rows also one word a 4096 rows and group, and
///   one word a group for each candidate word
[[nodiscard]] row_index first_match(const table& of, std::span<const value_index> values) noexcept;

/// Decides `rows.size()` combinations at once. `columns[c][i]` is the value of column c in combination i.
/// @par Complexity as `first_match`, but with the index arithmetic of a block done together
void first_match_batch(const table& of, std::span<const value_index* const> columns,
                       std::span<row_index> rows) noexcept;

/// Sets bit r of `matching` for every row r that admits the values; `matching.size() == of.words`.
/// @return the number of rows that match
std::uint32_t all_matches(const table& of, std::span<const value_index> values,
                          std::span<std::uint64_t> matching) noexcept;

/// The columns in which one row refuses the values; empty for a row that matches.
[[nodiscard]] column_set failed_columns(const row& of, std::span<const value_index> values) noexcept;

}  // namespace interlock::rules
