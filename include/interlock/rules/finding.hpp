#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Problems of a set of tables, each with its place in the definition and a witness.
namespace interlock::rules {

/// The kind of a problem; docs/reference.md#diagnostics. The words are permanent.
enum class finding_code : std::uint8_t {
  limit_exceeded,
  empty_name,
  duplicate_table,
  duplicate_input,
  duplicate_column,
  duplicate_value,
  duplicate_outcome,
  duplicate_row_id,
  no_columns,
  no_rows,
  column_without_values,
  unknown_table,
  unknown_input,
  cycle,
  vocabulary_mismatch,  ///< one input is declared with different values
  cell_count,           ///< a row has more or fewer conditions than the table has columns
  unknown_value,
  duplicate_word,        ///< a condition names a value twice
  impossible_condition,  ///< a condition admits no value
  unknown_outcome,
  missing_reason,
  missing_source,
  gap,
  conflict,
  unused_input,  ///< declared, but no table looks at it
  dead_row,
  dead_column,   ///< a column whose value never changes the outcome of its table
  dead_value,    ///< a value that no table of the book tells apart from another one
  dead_outcome,  ///< a declared outcome that no row that can fire produces
  undecided,     ///< the analysis ran into `analysis_steps_max`
};

/// The word for a code as it stands in diagnostics, e.g. `dead-row`.
[[nodiscard]] std::string_view to_string(finding_code code) noexcept;

/// A place in a list of table definitions, or of input definitions; the parts that do not apply are `none`.
struct place {
  static constexpr std::uint32_t none = 0xffff'ffff;
  /// The part of a table that a finding is about.
  enum class part : std::uint8_t {
    table,
    name,
    question,
    column,
    column_value,
    column_table,
    column_input,
    outcome,
    row,
    row_id,
    row_condition,
    row_outcome,
    row_because,
    row_sources,
    input,
    input_name,
    input_value,
    input_means
  };
  part what = part::table;
  std::uint32_t table = 0;    ///< `none` for input*
  std::uint32_t item = none;  ///< column for column*, outcome for outcome, row for row*, input for input*
  std::uint32_t cell = none;  ///< value for column_value and input_value, column for row_condition
  std::uint32_t word = none;  ///< word within a condition

  bool operator==(const place&) const = default;
};

/// One problem of a set of tables. It owns its text.
struct finding {
  finding_code code = finding_code::limit_exceeded;
  place at;
  std::string message;     ///< one sentence, lower case, no full stop
  std::string found;       ///< the offending text, may be empty
  std::string suggestion;  ///< the nearest word that would be right, may be empty
  /// Combinations that show it, as `column=VALUE` in the order of the columns; empty for findings about words.
  std::vector<std::vector<std::string>> witnesses;

  bool operator==(const finding&) const = default;
};

using findings = std::vector<finding>;  ///< in document order, never empty on failure

/// The candidate that `word` was probably meant to be: the one with the smallest edit distance, letter case aside.
/// Pure. @return empty if none is near enough to be a slip of the pen
[[nodiscard]] std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace interlock::rules
