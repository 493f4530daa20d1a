#pragma once

#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {

void start_recovery(decision& made, const decision_context& about, table_evaluation& rule) noexcept;
void use_recovery_token(decision& made, const decision_context& about, table_evaluation& rule) noexcept;
void continue_recovery(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

}  // namespace interlock::authn
