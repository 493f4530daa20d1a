#pragma once

#include <chrono>

#include <interlock/authn/facts.hpp>

/// Facts to begin a test with.
namespace spec {

/// 2026-04-02T13:59:06Z.
inline constexpr interlock::authn::time_point noon_ish{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} +
                                                       std::chrono::hours{13} + std::chrono::minutes{59} +
                                                       std::chrono::seconds{6}};

/// An active user of a known device sends user name and right password; no policy is given, so Okta's defaults hold.
[[nodiscard]] interlock::authn::facts reference_sign_in();

/// The same under policy P of section 17: maxAttempts 5, autoUnlockMinutes 60, showLockoutFailures, self-service
/// unlock allowed, okta_email active, and the user's e-mail verified.
[[nodiscard]] interlock::authn::facts under_policy_p();

/// The settings and rules in force, of facts made by `under_policy_p`.
[[nodiscard]] interlock::authn::password_settings& password_settings_of(interlock::authn::facts& from);
[[nodiscard]] interlock::authn::password_actions& password_actions_of(interlock::authn::facts& from);
[[nodiscard]] interlock::authn::sign_on_actions& sign_on_of(interlock::authn::facts& from);
void offer_factors(interlock::authn::facts& from, interlock::authn::enrollment_prompt prompt,
                   std::vector<interlock::authn::factor_offer> offers);

void lock(interlock::authn::facts& from);
void enroll_factor(interlock::authn::facts& from, interlock::authn::factor_kind kind);

/// An activation token instead of user name and password, of a user whose activation is pending.
void activate_by_token(interlock::authn::facts& from);

}  // namespace spec
