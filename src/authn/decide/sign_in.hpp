#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

/// POST /api/v1/authn with a password or an activation token, for a new transaction or the one of a step-up.
void sign_in(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

/// POST /api/v1/authn with a user name alone.
void identify(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

}  // namespace interlock::authn
