#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

/// Lifetime of state and session tokens; docs/reference.md#the-snapshot.
inline constexpr duration token_lifetime = std::chrono::minutes{5};

/// Answers with an error. The caller sets the next transaction.
void refuse(decision& made, const verdict& how, const facts& from) noexcept;

/// A refusal leaves the transaction as it is, unless its time is over.
void keep_transaction(decision& made, const facts& from) noexcept;

/// A step of a transaction: what the machine is asked, and the transaction but for the state it leads to.
struct passage {
  std::optional<state> from;  ///< none: the transaction starts
  waiting_for what = waiting_for::next_step;
  operation by = operation::authenticate;
  outcome verdict = outcome::success;
};

/// The passage out of the state of a transaction.
[[nodiscard]] passage out_of(const transaction& in, operation by, outcome verdict) noexcept;

/// Takes the transaction of the decision to its next state: the effects of arriving there, outcome and response. There
/// is none afterwards if it does not go on.
void arrive(decision& made, const situation& about, const passage& along) noexcept;

}  // namespace interlock::authn
