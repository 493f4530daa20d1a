#pragma once

#include "authn/decide/outcome_response.hpp"

/// Builds the decision from the outcome of the root table: one function for each family of operations.
namespace interlock::authn {

/// POST /api/v1/authn with a password or an activation token, for a new transaction or the one of a step-up.
void sign_in(decision& made, const situation& about, deliberation& rule) noexcept;

/// POST /api/v1/authn with a user name alone.
void identify(decision& made, const situation& about, deliberation& rule) noexcept;

/// Everything that needs a state token, but for recoveries.
void continue_sign_in(decision& made, const situation& about, deliberation& rule) noexcept;

void start_recovery(decision& made, const situation& about, deliberation& rule) noexcept;
void use_recovery_token(decision& made, const situation& about, deliberation& rule) noexcept;
void continue_recovery(decision& made, const situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
