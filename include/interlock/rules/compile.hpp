#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include <boost/system/result.hpp>

#include <interlock/rules/definition.hpp>
#include <interlock/rules/finding.hpp>
#include <interlock/rules/table.hpp>

namespace interlock::rules {

/// A book together with the memory that it looks at. Movable; `view()` stays valid as long as the object or one
/// that was moved from it lives.
class compiled_book {
 public:
  struct storage;
  explicit compiled_book(std::unique_ptr<const storage> owned) noexcept;
  compiled_book(compiled_book&&) noexcept;
  compiled_book& operator=(compiled_book&&) noexcept;
  ~compiled_book();

  [[nodiscard]] const book& view() const noexcept;

 private:
  std::unique_ptr<const storage> storage_;
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
[[nodiscard]] boost::system::result<compiled_book, findings> compile(std::span<const table_definition> tables,
                                                                     std::span<const input_definition> inputs,
                                                                     compile_options options = {});

/// The same for tables that declare all their inputs themselves.
[[nodiscard]] inline boost::system::result<compiled_book, findings> compile(std::span<const table_definition> tables,
                                                                            compile_options options = {}) {
  return compile(tables, std::span<const input_definition>{}, options);
}

}  // namespace interlock::rules
