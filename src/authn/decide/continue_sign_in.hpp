#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

/// Everything that needs a state token, but for recoveries.
void continue_sign_in(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

}  // namespace interlock::authn
