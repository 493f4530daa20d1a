#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include <interlock/rules/definition.hpp>
#include <interlock/rules/limits.hpp>

/// Compiled tables: flat, immutable, without ownership. Only `compile()` and the code that the table compiler
/// generates make them, so they are valid by construction. Copying one copies a few pointers.
namespace interlock::rules {

using value_set = std::uint64_t;   ///< bit v: value v is in the set
using column_set = std::uint64_t;  ///< bit c: column c is in the set
using value_index = std::uint8_t;
using row_index = std::uint32_t;

inline constexpr value_index no_value = std::numeric_limits<value_index>::max();
inline constexpr row_index no_row = std::numeric_limits<row_index>::max();

/// The set that holds every one of `count` values (0 to 64).
constexpr value_set all_values(std::size_t count) noexcept {
  return count >= 64 ? ~value_set{0} : (value_set{1} << count) - 1;
}
constexpr value_set only(value_index value) noexcept { return value_set{1} << value; }

/// A word of the host's vocabulary with its closed set of values; shared by all tables that name it.
struct input {
  std::string_view name;
  std::span<const std::string_view> values;
};

/// A column of a table: an input of the book, or the outcome of another table.
struct column {
  std::string_view name;
  std::span<const std::string_view> values;
  bool fed = false;          ///< true: the value is the outcome of `book.tables[source]`
  std::uint16_t source = 0;  ///< otherwise: the value is that of `book.inputs[source]`
};

/// A row of a table. It admits a combination if each column has a value of `when`.
struct row {
  std::string_view id;
  std::string_view because;
  std::span<const std::string_view> sources;
  std::span<const value_set> when;  ///< per column the values that the row admits, never empty
  column_set conditioned = 0;       ///< the columns in which the row does not admit every value
  value_index outcome = 0;
};

/// 64-bit words that hold one bit for each of `words` words.
constexpr std::uint32_t summary_words(std::uint32_t words) noexcept { return (words + 63) / 64; }

/// Columns that are looked up together: one bit set of rows for each combination of their values. Combinations are
/// numbered with the last column counting fastest.
struct column_group {
  std::uint16_t column_first = 0;  ///< the group covers [column_first, column_last) of the table, at most 8 columns
  std::uint16_t column_last = 0;
  std::uint32_t entry_first = 0;  ///< the group's first bit set; bit set e starts at `table.group_rows[e * words]`
  /// Numbers a combination with one multiplication, for tables of 8 columns or more: take the 8 values from
  /// `load_first` on as bytes of a word, lowest first; the product of those in `mask` and `multiplier` has the number
  /// in its highest byte. No byte carries into the next one, since the strides fall.
  std::uint16_t load_first = 0;
  std::uint64_t mask = 0;
  std::uint64_t multiplier = 0;
};

/// One compiled table. At least one row matches every combination of values, unless the analysis was switched off.
struct table {
  std::string_view name;
  std::string_view question;
  hit_policy policy = hit_policy::unique;
  std::span<const column> columns;
  std::span<const std::string_view> outcomes;
  std::span<const row> rows;

  std::uint32_t words = 0;  ///< 64-bit words in a bit set of rows
  /// Bit sets of the rows that admit one value: that of value v of column c starts at
  /// `value_rows[value_rows_at[c] + v * words]`.
  std::span<const std::uint64_t> value_rows;
  std::span<const std::uint32_t> value_rows_at;
  /// The same for groups of columns; within a group the stride of each column stands in `group_strides[c]`.
  std::span<const column_group> groups;
  std::span<const std::uint32_t> group_strides;
  std::span<const std::uint64_t> group_rows;
  /// For tables of more than 64 rows: one bit a word of `group_rows`, set where that word is not zero, in
  /// `summary_words(words)` words a bit set. Empty otherwise.
  std::span<const std::uint64_t> group_summary;
};

/// Tables that feed one another without cycles, each behind the tables that feed it.
struct book {
  std::span<const input> inputs;
  std::span<const table> tables;

  /// Index of the table with that name, or -1. Linear in the number of tables.
  [[nodiscard]] int table_named(std::string_view name) const noexcept;
  /// Index of the input with that name, or -1. Linear in the number of inputs.
  [[nodiscard]] int input_named(std::string_view name) const noexcept;
};

}  // namespace interlock::rules
