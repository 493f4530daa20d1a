#pragma once

#include <interlock/authn/evolve.hpp>

#include "deliberation.hpp"

namespace interlock::authn {

/// How long state and session tokens live; domain.md section 1.2 and C34.
inline constexpr duration token_lifetime = std::chrono::minutes{5};

/// Whether an effect is for the host to carry out, and leaves the account as it is.
template <class Effect>
inline constexpr bool is_for_the_host = false;
template <>
inline constexpr bool is_for_the_host<effects::log_event> = true;
template <>
inline constexpr bool is_for_the_host<effects::send> = true;
template <>
inline constexpr bool is_for_the_host<effects::issue_token> = true;
template <>
inline constexpr bool is_for_the_host<effects::device_known> = true;

/// Adds an effect and applies it to the account of the decision.
template <class Effect>
void carry_out(decision& made, const Effect& what) noexcept {
  made.effects.emplace_back(what);
  if constexpr (!is_for_the_host<Effect>) made.account = evolve(made.account, made.effects.back());
}

/// The effects that follow from the answers of the tables; contract.md sections 1.2 and 2, domain.md section 13.
void add_consequences(decision& made, const situation& about, deliberation& rule) noexcept;

}  // namespace interlock::authn
