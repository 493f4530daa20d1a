#pragma once

#include <cstdint>
#include <span>

#include <interlock/result.hpp>
#include <interlock/rules/definition.hpp>
#include <interlock/rules/finding.hpp>
#include <interlock/rules/table.hpp>

namespace interlock::rules {

/// A book together with the memory that it looks at. Movable; `view()` stays valid as long as the object or one
/// that was moved from it lives.
class compiled_book {
 public:
  struct storage;
  explicit compiled_book(const storage* owned) noexcept;  ///< takes it over
  compiled_book(compiled_book&&) noexcept;
  compiled_book& operator=(compiled_book&&) noexcept;
  ~compiled_book();

  [[nodiscard]] const book& view() const noexcept;

 private:
  const storage* storage_;  // owned; none once moved from
};

/// What `compile` requires and analyses.
struct compile_options {
  bool require_reasons = false;  ///< a row without `because` or `sources`, an input without a sentence is a finding
  bool analyse = true;           ///< false: words only, for tables that were analysed before
  /// Work that each question about one table may take, see `analysis_steps_max`.
  std::uint64_t analysis_steps = analysis_steps_max;
};

/// Resolves all words, then proves every table complete and free of conflicts and dead parts.
/// @param inputs  what columns may name instead of declaring values; each must be used
/// Pure. Word problems of all tables are reported together; the analysis runs on tables whose words are right.
/// @return the book, or every finding in document order
/// @par Complexity linear in the text for the words; the analysis is worst-case exponential in the number of
///   columns, bounded by `analysis_steps_max`
[[nodiscard]] result<compiled_book, findings> compile(std::span<const table_definition> tables,
                                                      std::span<const input_definition> inputs,
                                                      compile_options options = {});

/// The same for tables that declare all their inputs themselves.
[[nodiscard]] inline result<compiled_book, findings> compile(std::span<const table_definition> tables,
                                                             compile_options options = {}) {
  return compile(tables, std::span<const input_definition>{}, options);
}

}  // namespace interlock::rules
