#pragma once

#include <interlock/authn/evolve.hpp>

#include "authn/decide/table_evaluation.hpp"

namespace interlock::authn {

/// Whether the host carries out an effect, which then leaves the account unchanged.
template <class Effect>
inline constexpr bool is_for_the_host = false;
template <>
inline constexpr bool is_for_the_host<effects::log_event> = true;
template <>
inline constexpr bool is_for_the_host<effects::send> = true;
template <>
inline constexpr bool is_for_the_host<effects::issue_token> = true;
template <>
inline constexpr bool is_for_the_host<effects::revoke_token> = true;
template <>
inline constexpr bool is_for_the_host<effects::revoke_sessions> = true;
template <>
inline constexpr bool is_for_the_host<effects::store_password> = true;
template <>
inline constexpr bool is_for_the_host<effects::store_factor> = true;
template <>
inline constexpr bool is_for_the_host<effects::device_known> = true;
template <>
inline constexpr bool is_for_the_host<effects::remember_device> = true;
template <>
inline constexpr bool is_for_the_host<effects::unlock_directory> = true;
template <>
inline constexpr bool is_for_the_host<effects::update_settings> = true;

/// Adds an effect and applies it to the account of the decision.
template <class Effect>
void carry_out(decision& made, const Effect& what) noexcept {
  made.effects.emplace_back(what);
  if constexpr (!is_for_the_host<Effect>) made.account = evolve(made.account, made.effects.back());
}

void log(decision& made, std::string_view event_type, std::string_view outcome, std::string_view reason = {}) noexcept;

void sign_in_failed(decision& made, std::string_view reason) noexcept;

/// Logs what ThreatInsight found, and a refusal that came before the account was read.
void log_entry(decision& made, const facts& from, table_evaluation& rule, bool rate_limited) noexcept;

/// Locks the account, schedules its automatic unlock and notifies the user.
void lock(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

/// A directory-sourced account may be locked there too; docs/reference.md#effects.
void unlock_directory(decision& made, const decision_context& about) noexcept;

/// A wrong password counts, and may lock the account or block unknown devices.
void wrong_password(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

/// Resets the counter of failed passwords. `consecutive_lockouts` is reset only where the user signs in.
void reset_counters(decision& made, const facts& from, bool signs_in = true) noexcept;

/// The effects that follow from the answers of the tables for a sign-in, but for those of arriving in a state;
/// docs/reference.md#effects.
void add_consequences(decision& made, const decision_context& about, table_evaluation& rule) noexcept;

}  // namespace interlock::authn
