#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

/// Everything that needs a state token, but for recoveries.
void continue_sign_in(decision& made, const situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
