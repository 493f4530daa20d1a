#pragma once

#include <interlock/authn/decide.hpp>

#include "authn/observe/observe.hpp"

namespace interlock::authn {

static_assert(shipped::inputs_count <= inputs_max && shipped::tables_count <= tables_max);

/// The rule tables asked about one situation. A table is evaluated when first asked, an input observed when a table
/// first looks at it; both are noted in the decision. The walk is that of `rules::evaluation`, over tables that the
/// compiler knows: see table_evaluation.cpp.
class deliberation {
 public:
  deliberation(const situation& about, decision& made) noexcept : about_{about}, made_{made} {
    answers_.fill(rules::no_value);
  }
  deliberation(const deliberation&) = delete;
  deliberation& operator=(const deliberation&) = delete;

  /// @return false when evidence is missing
  [[nodiscard]] bool decide(shipped::table_id which) noexcept { return outcome(which) != rules::no_value; }

  /// The outcome of a table whose evidence is known to be there.
  template <class Outcome>
  [[nodiscard]] Outcome answer(shipped::table_id which) noexcept {
    return static_cast<Outcome>(outcome(which));
  }

  /// The same as its index.
  [[nodiscard]] rules::value_index value(shipped::table_id which) noexcept { return outcome(which); }

  [[nodiscard]] bool consulted(shipped::table_id which) const noexcept {
    return answers_[static_cast<std::size_t>(which)] != rules::no_value;
  }

  [[nodiscard]] missing_evidence missing() const noexcept;

  /// The row that the answer of a root table goes back to: where a row combines the answers of tables, the row of
  /// the last of them.
  [[nodiscard]] rule_reference decided_by(shipped::table_id root) const noexcept;

 private:
  friend struct walk;
  rules::value_index outcome(shipped::table_id which) noexcept {
    const rules::value_index known = answers_[static_cast<std::size_t>(which)];
    return known != rules::no_value ? known : consult(which);
  }
  rules::value_index consult(shipped::table_id which) noexcept;

  const situation& about_;
  decision& made_;
  std::array<rules::value_index, tables_max> answers_;  // one a table; `no_value`: not consulted
  std::array<rules::row_index, tables_max> rows_;       // of the tables that were consulted
  shipped::input_id missing_{};
};

}  // namespace interlock::authn
