#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

/// Lifetime of state and session tokens; docs/reference.md#the-snapshot.
inline constexpr duration token_lifetime = std::chrono::minutes{5};

/// Answers with an error. The caller sets the next transaction.
void refuse(decision& made, const outcome_response& how, const facts& from) noexcept;

/// A refusal leaves the transaction as it is, unless its time is over.
void keep_transaction(decision& made, const facts& from) noexcept;

/// A step of a transaction: what the machine is asked, and the transaction but for the state it leads to.
struct transition_request {
  std::optional<state> from;  ///< none: the transaction starts
  authn::substate substate = authn::substate::next_step;
  operation by = operation::authenticate;
  outcome decided = outcome::success;
};

/// The request for a transition out of the state of the transaction that is named, which is there.
[[nodiscard]] transition_request transition_from(const request_meaning& of, operation by, outcome decided) noexcept;

/// Takes the transaction of the decision to its next state: the effects of arriving there, outcome and response. There
/// is none afterwards if it does not go on. A transition that the machine does not take is refused with E0000079 and
/// changes nothing; the tables let through what it takes, unless a host states a request that contradicts itself.
void enter_state(decision& made, const decision_context& about, const transition_request& along) noexcept;

}  // namespace interlock::authn
