#pragma once

#include <interlock/authn/decide.hpp>
#include <interlock/rules/evaluate.hpp>

#include "observe.hpp"

namespace interlock::authn {

static_assert(shipped::inputs_count <= inputs_max && shipped::tables_count <= tables_max);

/// The rule tables asked about one situation, with the memory that takes. A table is evaluated when first asked.
class deliberation {
 public:
  explicit deliberation(const situation& about) noexcept
      : evaluation_{book_, {inputs_, rows_, order_, consulted_}, observer{about}} {}
  deliberation(const deliberation&) = delete;
  deliberation& operator=(const deliberation&) = delete;

  /// The deciding row, or `rules::no_row` when evidence is missing.
  rules::row_index decide(shipped::table_id which) noexcept {
    return evaluation_.decide(static_cast<std::uint16_t>(which));
  }

  /// The outcome of a table whose evidence is known to be there.
  template <class Outcome>
  [[nodiscard]] Outcome answer(shipped::table_id which) noexcept {
    return static_cast<Outcome>(book_.tables[static_cast<std::size_t>(which)].rows[decide(which)].outcome);
  }

  [[nodiscard]] bool consulted(shipped::table_id which) const noexcept {
    return rows_[static_cast<std::size_t>(which)] != rules::no_row;
  }

  [[nodiscard]] missing_evidence missing() const noexcept;

  /// The row that an answer goes back to: where a row combines the answers of tables, the row of the last of them.
  [[nodiscard]] rule_reference decided_by(shipped::table_id root) const noexcept;

  void record(decision& made) const noexcept;

 private:
  struct observer {
    const situation& about;
    rules::value_index operator()(std::uint16_t input) const noexcept {
      return observe(about, static_cast<shipped::input_id>(input));
    }
  };

  const rules::book& book_ = shipped_book();
  std::array<rules::value_index, inputs_max> inputs_;
  std::array<rules::row_index, tables_max> rows_;
  std::array<std::uint16_t, tables_max> order_;
  std::array<rules::column_set, tables_max> consulted_;
  rules::evaluation<observer> evaluation_;
};

}  // namespace interlock::authn
