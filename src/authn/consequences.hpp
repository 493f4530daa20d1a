#pragma once

#include "deliberation.hpp"

namespace interlock::authn {

/// How long state and session tokens live; domain.md section 1.2 and C34.
inline constexpr duration token_lifetime = std::chrono::minutes{5};

/// Adds an effect and applies it to the account of the decision.
void carry_out(decision& made, const effect& what) noexcept;

/// The effects that follow from the answers of the tables; contract.md sections 1.2 and 2, domain.md section 13.
void add_consequences(decision& made, const situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
