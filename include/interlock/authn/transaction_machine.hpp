#pragma once

#include <optional>
#include <span>

#include <interlock/authn/transaction.hpp>

/// The transaction as a state machine. The machine itself (Boost.MSM) stays behind this interface.
namespace interlock::authn {

/// What a transaction waits for, which tells apart the shapes of one state. Pure.
[[nodiscard]] waiting_for waits_for(const transaction& of) noexcept;

/// The operations that the machine accepts in a state. Links are computed from this set.
[[nodiscard]] operations accepted(state in, waiting_for what) noexcept;

/// One row of the machine's table.
struct transition {
  int id = 0;                 ///< docs/spec/transaction.md lists the rows by id
  std::optional<state> from;  ///< none: no transaction yet
  operation by = operation::authenticate;
  std::optional<state> to;     ///< none: the transaction ends
  bool stays = false;          ///< the state is not left
  set_of<waiting_for> shapes;  ///< of the state, in which the row holds
  bool any_shape = true;       ///< the row does not ask for the shape
  bool by_verdict = false;     ///< the row holds when the tables come to `to`
};

/// The rows of the machine, in their order: the machine as data. Pure.
[[nodiscard]] std::span<const transition> transitions() noexcept;

struct arrival {
  bool accepted = false;
  std::optional<state> at;  ///< none: the transaction is over
};

/// Where an operation that came to `verdict` leads, from outside (no state) or from a state of a shape. What the
/// machine does not accept leads nowhere.
/// @par Complexity one MSM event
[[nodiscard]] arrival advance(std::optional<state> from, waiting_for what, operation by, outcome verdict) noexcept;

}  // namespace interlock::authn
