#pragma once

#include "authn/model/limits.hpp"
#include "authn/observe/same_word.hpp"
#include "authn/observe/transaction_inputs.hpp"

/// What is observed of recoveries; one function an input, under the name of the input.
namespace interlock::authn::observers {

inline in::caller caller(at s) noexcept { return same_word<in::caller>(s.facts().request.application); }

inline in::requested_method requested_method(at s) noexcept {
  const auto& by = s.facts().request.body.recovery_by;
  if (!by) return in::requested_method::none;
  switch (*by) {
    case recovery_method::sms: return in::requested_method::sms;
    case recovery_method::call: return in::requested_method::call;
    default: return in::requested_method::email;
  }
}

inline in::recovery_kind recovery_kind(at s) noexcept {
  return choose(s.meaning().recovery() == authn::recovery_kind::unlock, in::recovery_kind::password,
                in::recovery_kind::unlock);
}

inline in::self_service_reset self_service_reset(at s) noexcept {
  return same_word<in::self_service_reset>(s.password().actions->reset);
}

inline in::password_changed password_changed(at s) noexcept {
  const auto& changed = s.account().password_changed;
  const duration least = at_most<std::chrono::minutes>(s.password().settings->min_age_minutes);
  return choose(least > duration::zero() && changed && s.facts().now - *changed < least, in::password_changed::long_ago,
                in::password_changed::recently);
}

inline bool question_in_rule(at s) noexcept { return s.password().actions->question_as_step_up; }

inline in::recovery_of recovery_of(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  const bool of_user = named != nullptr && !named->user_id.empty() && s.account().status.has_value();
  return choose(of_user, in::recovery_of::nobody, in::recovery_of::user);
}

inline bool is_gone(at s) noexcept {
  const auto& status = s.account().status;
  return !status || status == user_status::deprovisioned || status == user_status::suspended;
}

/// No answer is right any more for a user who is gone, and the caller need not know why.
inline in::recovery_path recovery_path(at s) noexcept {
  const bool too_many = s.account().attempts.failed_recovery >= wrong_answers_max;
  return choose(too_many || is_gone(s), in::recovery_path::open, in::recovery_path::closed);
}

inline in::recovery_failures recovery_failures(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  return choose(named != nullptr && named->failures + 1 >= wrong_answers_max, in::recovery_failures::few,
                in::recovery_failures::last);
}

inline rules::value_index recovery_answered(at s) noexcept {
  return found<in::recovery_answered>(s.facts().evidence.answer);
}

/// A recovery token is good once: as long as its transaction waits for it.
inline bool awaits_token(const authn::transaction& given) noexcept {
  const substate what = substate_of(given);
  return what == substate::mail || what == substate::recovery_token;
}

/// A token of a user who is gone, or of a transaction that does not wait for it, needs no verifier.
inline rules::value_index recovery_token(at s) noexcept {
  const auto& given = s.facts().transaction;
  if (is_gone(s) || (given && !awaits_token(*given)))
    return static_cast<rules::value_index>(in::recovery_token::invalid);
  return found<in::recovery_token>(s.facts().evidence.token);
}

inline in::recovery_expiry recovery_expiry(at s) noexcept {
  const auto& given = s.facts().transaction;
  return choose(given && given->expires_at <= s.facts().now, in::recovery_expiry::running, in::recovery_expiry::over);
}

}  // namespace interlock::authn::observers
