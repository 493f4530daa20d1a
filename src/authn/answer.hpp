#pragma once

#include "deliberation.hpp"

namespace interlock::authn {

/// The public outcome of one outcome of the table `authentication`.
[[nodiscard]] outcome public_outcome(rules::value_index of) noexcept;

/// Outcome, response and next transaction, from the answer of the table `authentication`.
void respond(decision& made, const situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
