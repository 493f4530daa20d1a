#pragma once

#include "authn/decide/table_evaluation.hpp"

namespace interlock::authn {

/// A due automatic unlock comes before everything else, even before a refusal. The situation goes on with the
/// account as it is afterwards.
void run_unlock_job(decision& made, situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
