#pragma once

#include "authn/decide/table_evaluation.hpp"

namespace interlock::authn {

/// Decides what administrators ask for: settings, and the blocks of a user.
void administer(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

}  // namespace interlock::authn
