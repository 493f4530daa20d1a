#pragma once

#include <optional>
#include <span>

#include <interlock/authn/transaction.hpp>

/// The transaction as a state machine. The machine itself (Boost.MSM) stays behind this interface.
namespace interlock::authn {

/// The substate of a transaction: what it waits for, where states of one name wait for different things. Pure.
[[nodiscard]] substate substate_of(const transaction& of) noexcept;

/// The operations that the machine accepts in a state. Links are computed from this set.
[[nodiscard]] operations accepted(state in, substate what) noexcept;

/// One row of the machine's table.
struct transition {
  int id = 0;                 ///< docs/spec/transaction.md lists the rows by id
  std::optional<state> from;  ///< none: no transaction yet
  operation by = operation::authenticate;
  std::optional<state> to;     ///< none: the transaction ends
  bool stays = false;          ///< the state is not left
  set_of<substate> substates;  ///< in which the row holds
  bool any_substate = true;    ///< the row does not ask for the substate
  bool by_outcome = false;     ///< the row holds when the tables come to `to`
};

/// The rows of the machine, in their order: the machine as data. Pure.
[[nodiscard]] std::span<const transition> transitions() noexcept;

/// What has become of an operation.
struct transition_result {
  bool accepted = false;
  std::optional<state> to;  ///< none: the transaction is over
};

/// Fires the transition of an operation for which the tables came to an outcome, from outside (no state) or from a
/// substate of a state. What the machine does not accept leads nowhere.
/// @par Complexity one MSM event
[[nodiscard]] transition_result fire(std::optional<state> from, substate what, operation by, outcome decided) noexcept;

}  // namespace interlock::authn
