#pragma once

#include <algorithm>
#include <array>

#include "authn/observe/observe.hpp"
#include "authn/observe/recovery_inputs.hpp"
#include "authn/observe/same_word.hpp"

/// One function an input, under the name of the input.
namespace interlock::authn::observers {

// Gate

inline in::network_zone network_zone(at s) noexcept { return same_word<in::network_zone>(s.facts().zone); }

inline in::threat_exempt threat_exempt(at s) noexcept {
  return choose(s.facts().threat_exempt, in::threat_exempt::no, in::threat_exempt::yes);
}

inline in::threat_action threat_action(at s) noexcept {
  return same_word<in::threat_action>(s.facts().policy.threat_action);
}

inline in::threat_level threat_level(at s) noexcept { return same_word<in::threat_level>(s.facts().threat); }

/// The observed answer is known for the operations that start a transaction; all others answer as documented.
inline bool starts_transaction_by_path(const request& asked) noexcept {
  switch (asked.operation) {
    case operation::authenticate:
    case operation::step_up:
    case operation::get_state:
    case operation::forgot_password:
    case operation::unlock_account: return asked.route == authn::route::known;
    default: return false;
  }
}

inline in::threat_response threat_response(at s) noexcept {
  const bool observed = s.facts().policy.threat_response == authn::threat_response::observed;
  return choose(observed && starts_transaction_by_path(s.facts().request), in::threat_response::documented,
                in::threat_response::observed);
}

inline in::rate_limit rate_limit(at s) noexcept { return same_word<in::rate_limit>(s.facts().rate.violated); }

inline in::route route(at s) noexcept { return same_word<in::route>(s.facts().request.route); }

inline rules::value_index body(at s) noexcept {
  const request_body& sent = s.facts().request.body;
  const auto which = [&] {
    if (sent.shape == request_body::form::absent) return in::body::absent;
    if (sent.shape == request_body::form::malformed) return in::body::malformed;
    if (sent.invalid_member) return in::body::incomplete;
    if (audience_is_refused(s.facts())) return in::body::incomplete;
    if (sent.username && sent.password) return in::body::password;
    return choose(sent.token, in::body::incomplete, in::body::activation_token);
  };
  const in::body found = which();
  const bool asks = sent.shape == request_body::form::object && !sent.invalid_member && sent.audience.has_value() &&
                    s.facts().policy.engine == authn::engine::classic;
  return asks && !s.facts().evidence.audience ? rules::no_value : static_cast<rules::value_index>(found);
}

// Account

inline in::unlock_job unlock_job(at s) noexcept {
  const auto& due = s.facts().account.attempts.auto_unlock_at;
  if (!due) return in::unlock_job::none;
  return choose(*due <= s.facts().now, in::unlock_job::pending, in::unlock_job::due);
}

inline in::lock_held lock_held(at s) noexcept {
  return choose(authn::lock_held(s.facts()), in::lock_held::no, in::lock_held::yes);
}

inline in::user_status user_status(at s) noexcept {
  const auto& status = s.account().status;
  return status ? same_word<in::user_status>(*status) : in::user_status::none;
}

inline in::device_setting device_setting(at s) noexcept {
  return choose(s.facts().policy.prevent_lockout_from_unknown_devices, in::device_setting::off, in::device_setting::on);
}

inline in::device device(at s) noexcept {
  return choose(s.facts().device_known, in::device::unknown, in::device::known);
}

inline in::unknown_devices_block unknown_devices_block(at s) noexcept {
  return choose(s.account().attempts.unknown_devices_blocked, in::unknown_devices_block::clear,
                in::unknown_devices_block::set);
}

inline in::next_failure next_failure(at s) noexcept {
  if (s.password().settings->max_attempts == 0) return in::next_failure::never_locks;
  return choose(next_password_locks(s), in::next_failure::counts, in::next_failure::locks);
}

inline in::auto_unlock auto_unlock(at s) noexcept {
  return choose(s.password().settings->auto_unlock_minutes > 0, in::auto_unlock::off, in::auto_unlock::on);
}

inline in::lockouts_in_a_row lockouts_in_a_row(at s) noexcept {
  const std::uint64_t with_this_one = s.account().attempts.consecutive_lockouts + 1;
  if (with_this_one < 10) return in::lockouts_in_a_row::below_ten;
  return choose(with_this_one == 10, in::lockouts_in_a_row::beyond_ten, in::lockouts_in_a_row::tenth);
}

// Disclosure and recovery

inline in::enumeration_prevention enumeration_prevention(at s) noexcept {
  return choose(s.facts().policy.prevent_enumeration_in_authentication, in::enumeration_prevention::off,
                in::enumeration_prevention::on);
}

inline in::lockout_failures lockout_failures(at s) noexcept {
  return choose(s.password().settings->show_lockout_failures, in::lockout_failures::hidden,
                in::lockout_failures::shown);
}

inline in::self_service_unlock self_service_unlock(at s) noexcept {
  return same_word<in::self_service_unlock>(s.password().actions->unlock);
}

inline in::engine engine(at s) noexcept { return same_word<in::engine>(s.facts().policy.engine); }

inline in::recovery_requirement recovery_requirement(at s) noexcept {
  return choose(s.password().actions->required_methods.has_value(), in::recovery_requirement::absent,
                in::recovery_requirement::stated);
}

template <recovery_method method>
bool in_policy(at s) noexcept {
  return s.password().settings->recovery_active.contains(method);
}

template <recovery_method method>
bool in_rule(at s) noexcept {
  const auto& stated = s.password().actions->required_methods;
  return stated && stated->contains(method);
}

template <recovery_method method>
bool enrolled(at s) noexcept {
  return s.facts().recovery_enrolled.contains(method);
}

// Sign-on and enrollment

inline in::sign_on_access sign_on_access(at s) noexcept {
  return same_word<in::sign_on_access>(s.sign_on().actions->permitted);
}

inline in::require_factor require_factor(at s) noexcept {
  return choose(s.sign_on().actions->require_factor, in::require_factor::no, in::require_factor::yes);
}

inline in::device_remembered device_remembered(at s) noexcept {
  return choose(s.facts().device_remembered, in::device_remembered::no, in::device_remembered::yes);
}

inline in::prompt_mode prompt_mode(at s) noexcept { return same_word<in::prompt_mode>(s.sign_on().actions->prompt); }

inline bool usable_after_password(const factor& held) noexcept {
  return usable(held) && held.kind != factor_kind::password;
}

inline in::usable_factor usable_factor(at s) noexcept {
  return choose(std::ranges::any_of(s.facts().factors, usable_after_password), in::usable_factor::none,
                in::usable_factor::enrolled);
}

inline in::enrollment_prompt enrollment_prompt(at s) noexcept {
  return same_word<in::enrollment_prompt>(s.enrollment().actions->prompt);
}

inline in::enrollable_factor enrollable_factor(at s) noexcept {
  auto found = in::enrollable_factor::none;
  for (const offered_factor& offer : factors_on_offer(s)) {
    if (offer.enrolled) continue;
    if (offer.required) return in::enrollable_factor::required;
    found = in::enrollable_factor::optional;
  }
  return found;
}

// Password and activation

inline in::password_age password_age(at s) noexcept {
  using std::chrono::days;
  const password_settings& settings = *s.password().settings;
  const auto& changed = s.account().password_changed;
  const std::uint64_t limit = settings.max_age_days;
  const std::uint64_t warning = settings.expire_warn_days;
  if (limit == 0 || !changed) return in::password_age::current;
  // Compared as ages, since what is left of a very long life is more than a duration holds.
  const duration age = s.facts().now - *changed;
  if (age > at_most<days>(limit)) return in::password_age::expired;
  const duration warned_from = limit >= warning ? at_most<days>(limit - warning) : -at_most<days>(warning - limit);
  return choose(age >= warned_from && age < at_most<days>(limit), in::password_age::current,
                in::password_age::expiring);
}

inline in::warn_option warn_option(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  const bool asked = s.facts().request.body.warn_before_password_expired;
  return choose(asked || (named != nullptr && named->warn_before_password_expired), in::warn_option::no,
                in::warn_option::yes);
}

inline in::has_password has_password(at s) noexcept {
  return choose(s.facts().user.has_password, in::has_password::no, in::has_password::yes);
}

inline bool email_without_enrollment(at s) noexcept { return s.password().actions->email_without_enrollment; }

// Evidence

inline rules::value_index password(at s) noexcept { return found<in::password>(s.facts().evidence.password); }

inline rules::value_index activation_token(at s) noexcept {
  return found<in::activation_token>(s.facts().evidence.token);
}

}  // namespace interlock::authn::observers
