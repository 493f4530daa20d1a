#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound of the rules half. Exceeding one is a finding, never undefined behaviour.
namespace interlock::rules {

inline constexpr std::size_t values_per_column_max = 64;                      // one bit each in a value_set
inline constexpr std::size_t outcomes_per_table_max = values_per_column_max;  // an outcome may feed a column
inline constexpr std::size_t columns_per_table_max = 64;                      // one bit each in a column_set
inline constexpr std::size_t rows_per_table_max = 65'536;
inline constexpr std::size_t tables_per_book_max = 256;
inline constexpr std::size_t inputs_per_book_max = 4'096;

/// Regions reported for one table and one kind of finding; the finding says when there are more.
inline constexpr std::size_t witnesses_per_finding_max = 20;

/// Work one analysis may spend (rows looked at while space is subtracted) before it answers "undecided".
inline constexpr std::uint64_t analysis_steps_max = 200'000'000;

}  // namespace interlock::rules
