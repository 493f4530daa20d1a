#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

void start_recovery(decision& made, const situation& about, deliberation& rule) noexcept;
void use_recovery_token(decision& made, const situation& about, deliberation& rule) noexcept;
void continue_recovery(decision& made, const situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
