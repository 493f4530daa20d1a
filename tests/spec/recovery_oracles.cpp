#include "table_oracles.hpp"

/// The tables of recoveries and unlocks: sections 7.3, 9 and 11.
namespace spec::oracles {

// Section 7.3: the second step is the question, where it is asked for and the user has one.
out::recovery_question recovery_question(const point& p) {
  const bool by_policy = p.is(out::recovery_source::policy);
  const bool asked = by_policy ? p.is(in::question_in_policy::active) : p.is(in::question_in_rule::yes);
  return asked && p.is(in::question_enrolled::yes) ? out::recovery_question::due : out::recovery_question::not_due;
}

// Section 7.3, one method at a time.
out::recovery_channel recovery_channel(const point& p) {
  if (p.is(in::requested_method::none)) return out::recovery_channel::usable;
  const bool by_policy = p.is(out::recovery_source::policy);
  bool permitted = false, enrolled = false;
  if (p.is(in::requested_method::email)) {
    permitted = by_policy ? p.is(in::email_in_policy::active) : p.is(in::email_in_rule::yes);
    enrolled = p.is(in::email_enrolled::yes) || p.is(in::email_without_enrollment::yes);
  } else if (p.is(in::requested_method::sms)) {
    permitted = by_policy ? p.is(in::sms_in_policy::active) : p.is(in::sms_in_rule::yes);
    enrolled = p.is(in::sms_enrolled::yes);
  } else {
    permitted = by_policy ? p.is(in::call_in_policy::active) : p.is(in::voice_in_rule::yes);
    enrolled = p.is(in::call_enrolled::yes);
  }
  if (!permitted) return out::recovery_channel::not_permitted;
  return enrolled ? out::recovery_channel::usable : out::recovery_channel::not_enrolled;
}

namespace {

bool may_unlock(const point& p) {
  if (p.is(in::self_service_unlock::deny)) return false;
  if (p.is(in::user_status::locked_out)) return true;
  const bool signs_in = p.is(in::user_status::active) || p.is(in::user_status::password_expired);
  return signs_in && p.is(in::device_setting::on) && p.is(in::unknown_devices_block::set);
}

// K15: a reset of a locked account is refused, by mail where the lock is hidden; so is one that comes too early.
out::recovery_permission permission_to_reset(const point& p) {
  const bool locked = p.is(in::user_status::locked_out);
  const bool stands = locked || p.is(in::user_status::active) || p.is(in::user_status::password_expired);
  if (!stands || p.is(in::self_service_reset::deny)) return out::recovery_permission::denied;
  if (locked)
    return p.is(in::lockout_failures::hidden) ? out::recovery_permission::denied_by_mail
                                              : out::recovery_permission::denied;
  return p.is(in::password_changed::recently) ? out::recovery_permission::denied_by_mail
                                              : out::recovery_permission::permitted;
}

}  // namespace

// Sections 9.1 and 11.
out::recovery_permission recovery_permission(const point& p) {
  if (p.is(in::user_status::none) || p.is(in::user_status::deprovisioned))
    return out::recovery_permission::unknown_user;
  if (p.is(in::recovery_kind::password)) return permission_to_reset(p);
  return may_unlock(p) ? out::recovery_permission::permitted : out::recovery_permission::denied;
}

namespace {

using start = out::recovery_start;

// Section 9.1: whom an administrator's token speaks for may know why not.
start to_trusted(const point& p) {
  const start forbidden = p.is(in::recovery_kind::password) ? start::reset_forbidden : start::unlock_forbidden;
  if (p.is(out::recovery_permission::unknown_user)) return start::unknown_user;
  if (!p.is(out::recovery_permission::permitted)) return forbidden;
  const bool by_phone = p.is(in::requested_method::sms) || p.is(in::requested_method::call);
  if (by_phone && p.is(out::recovery_channel::not_enrolled)) return start::no_phone;
  if (!p.is(out::recovery_channel::usable)) return forbidden;
  if (p.is(in::requested_method::none)) return start::token_issued;
  return by_phone ? start::code_sent : start::mail_sent;
}

// C9: the same answer whatever is sent.
start to_public(const point& p) {
  if (p.is(in::requested_method::none)) return start::invalid_request;
  const bool reaches = p.is(out::recovery_channel::usable);
  const bool permitted = p.is(out::recovery_permission::permitted) && reaches;
  if (!p.is(in::requested_method::email)) return permitted ? start::code_sent : start::code_pretended;
  if (permitted) return start::mail_sent;
  return p.is(out::recovery_permission::denied_by_mail) && reaches ? start::mail_denied : start::mail_pretended;
}

}  // namespace

out::recovery_start recovery_start(const point& p) {
  if (p.is(out::entry::authentication_failed)) return start::authentication_failed;
  if (p.is(out::entry::forbidden)) return start::forbidden;
  if (p.is(out::entry::rate_limited)) return start::rate_limited;
  if (p.is(out::entry::malformed_request)) return start::malformed_request;
  if (p.is(out::entry::invalid_request)) return start::invalid_request;
  return p.is(in::caller::trusted) ? to_trusted(p) : to_public(p);
}

// Sections 9.2 and 9.5.
out::recovery_code recovery_code(const point& p) {
  const bool right = p.is(in::recovery_of::user) && p.is(in::recovery_path::open) && p.is(in::pass_code::valid);
  if (!right) return p.is(in::recovery_failures::last) ? out::recovery_code::last_wrong : out::recovery_code::wrong;
  if (p.is(out::recovery_question::due)) return out::recovery_code::question_due;
  return p.is(in::recovery_kind::unlock) ? out::recovery_code::unlocked : out::recovery_code::password_due;
}

out::recovery_answer recovery_answer(const point& p) {
  const bool right = p.is(in::recovery_path::open) && p.is(in::recovery_answered::valid);
  if (!right) return p.is(in::recovery_failures::last) ? out::recovery_answer::last_wrong : out::recovery_answer::wrong;
  return p.is(in::recovery_kind::unlock) ? out::recovery_answer::unlocked : out::recovery_answer::password_due;
}

// Sections 1.2 and 9.2; refusals at the entry are those of an operation without an observed answer.
out::recovery_link recovery_link(const point& p) {
  if (p.is(out::entry::rate_limited)) return out::recovery_link::rate_limited;
  if (p.is(out::entry::malformed_request)) return out::recovery_link::malformed_request;
  if (p.is(out::entry::invalid_request)) return out::recovery_link::invalid_request;
  if (!p.is(out::entry::open)) return out::recovery_link::forbidden;
  const bool good =
      p.is(in::recovery_token::valid) && p.is(in::recovery_expiry::running) && p.is(in::recovery_path::open);
  const bool locked = p.is(in::user_status::locked_out) && p.is(in::recovery_kind::password);  // K15
  if (!good || locked) return out::recovery_link::invalid_token;
  if (p.is(out::recovery_question::due)) return out::recovery_link::recovery;
  return p.is(in::recovery_kind::unlock) ? out::recovery_link::unlocked : out::recovery_link::password_reset;
}

namespace {

using progress = out::recovery_progress;

progress after_code(const point& p) {
  if (p.is(out::recovery_code::wrong)) return progress::wrong_code;
  if (p.is(out::recovery_code::last_wrong)) return progress::recovery_locked;
  if (p.is(out::recovery_code::question_due)) return progress::recovery;
  return p.is(out::recovery_code::password_due) ? progress::password_reset : progress::unlocked;
}

progress after_answer(const point& p) {
  if (p.is(out::recovery_answer::wrong)) return progress::wrong_answer;
  if (p.is(out::recovery_answer::last_wrong)) return progress::recovery_locked;
  return p.is(out::recovery_answer::password_due) ? progress::password_reset : progress::unlocked;
}

progress after_entry(const point& p) {
  if (!p.is(in::transaction::live)) return progress::invalid_token;
  if (p.is(in::operation_accepted::no)) return progress::operation_not_allowed;
  if (p.is(in::recovery_step::verify_recovery)) return after_code(p);
  if (p.is(in::recovery_step::answer)) return after_answer(p);
  if (p.is(out::resend::sms_too_soon)) return progress::sms_too_soon;
  return p.is(out::resend::call_too_soon) ? progress::call_too_soon : progress::sent;
}

}  // namespace

out::recovery_progress recovery_progress(const point& p) {
  if (p.is(out::entry::authentication_failed)) return progress::authentication_failed;
  if (p.is(out::entry::forbidden)) return progress::forbidden;
  if (p.is(out::entry::rate_limited)) return progress::rate_limited;
  if (p.is(out::entry::malformed_request)) return progress::malformed_request;
  return p.is(out::entry::invalid_request) ? progress::invalid_request : after_entry(p);
}

}  // namespace spec::oracles
