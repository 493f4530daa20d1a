#pragma once

#include <interlock/authn/decide.hpp>

#include "authn/observe/observe.hpp"

namespace interlock::authn {

static_assert(shipped::inputs_count <= inputs_max && shipped::tables_count <= tables_max);

/// The rule tables asked about one decision_context. A table is evaluated when first asked, an input observed when a
/// table first looks at it; both are noted in the decision. Rows and order are those of `rules::evaluation`, worked out
/// in advance as `rules::decision_graph`, and written as a function a table.
class table_evaluation {
 public:
  table_evaluation(const decision_context& about, decision& made) noexcept : about_{about}, made_{made} {
    answers_.fill(rules::no_value);
  }
  table_evaluation(const table_evaluation&) = delete;
  table_evaluation& operator=(const table_evaluation&) = delete;

  /// @return false when evidence is missing
  [[nodiscard]] bool decide(shipped::table_id which) noexcept { return value(which) != rules::no_value; }

  /// The outcome of a table whose evidence is known to be there.
  template <class Outcome>
  [[nodiscard]] Outcome answer(shipped::table_id which) noexcept {
    return static_cast<Outcome>(value(which));
  }

  /// The same as its index.
  [[nodiscard]] rules::value_index value(shipped::table_id which) noexcept {
    return outcome(static_cast<std::uint16_t>(which));
  }

  [[nodiscard]] bool consulted(shipped::table_id which) const noexcept {
    return answers_[static_cast<std::size_t>(which)] != rules::no_value;
  }

  [[nodiscard]] missing_evidence missing() const noexcept;

  /// The row that the answer of a root table goes back to: where a row combines the answers of tables, the row of
  /// the last of them.
  [[nodiscard]] rule_reference decided_by(shipped::table_id root) const noexcept;

 private:
  struct walked;

  rules::value_index outcome(std::uint16_t table) noexcept {
    const rules::value_index known = answers_[table];
    return known != rules::no_value ? known : consult(table);
  }
  rules::value_index consult(std::uint16_t table) noexcept;

  const decision_context& about_;
  decision& made_;
  std::array<rules::value_index, tables_max> answers_;  // one a table; `no_value`: not consulted
  std::array<rules::row_index, tables_max> rows_;       // of the tables that were consulted
  shipped::input_id missing_{};
};

}  // namespace interlock::authn
