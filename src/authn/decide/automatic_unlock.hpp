#pragma once

#include "authn/decide/table_evaluation.hpp"

namespace interlock::authn {

/// A due automatic unlock comes before everything else, even before a refusal. The decision_context goes on with the
/// account as it is afterwards.
void run_unlock_job(decision& made, decision_context& about, table_evaluation& rule) noexcept;

}  // namespace interlock::authn
