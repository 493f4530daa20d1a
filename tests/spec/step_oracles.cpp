#include <optional>

#include "table_oracles.hpp"

/// The tables of a transaction that goes on: sections 3 to 6 and 9.5.
namespace spec::oracles {

// Section 6.3: network, threat and the organization's rate before the body, the body before the user name.
out::entry entry(const point& p) {
  const bool zone = p.is(in::network_zone::blocked);
  if (zone || p.is(out::threat::denied) || p.is(out::threat::limited)) {
    if (p.is(in::threat_response::observed)) return out::entry::authentication_failed;
    return zone || p.is(out::threat::denied) ? out::entry::forbidden : out::entry::rate_limited;
  }
  if (p.is(in::rate_limit::org) || p.is(in::rate_limit::concurrency)) return out::entry::rate_limited;
  if (p.is(in::members::malformed)) return out::entry::malformed_request;
  if (!p.is(in::members::complete)) return out::entry::invalid_request;
  return p.is(in::rate_limit::username) ? out::entry::rate_limited : out::entry::open;
}

// Section 9.5: one SMS and one call in 30 seconds, one e-mail in 5; nothing is said of push.
out::resend resend(const point& p) {
  if (p.is(in::last_message::long_ago) || p.is(in::channel::push)) return out::resend::sent;
  if (p.is(in::channel::sms)) return out::resend::sms_too_soon;
  return p.is(in::channel::call) ? out::resend::call_too_soon : out::resend::email_too_soon;
}

namespace {

// Section 8.2: RECOVERY blocks every authenticator. What is left is to look, to give up, and the reset itself.
bool waits_for_reset(const point& p) {
  if (!p.is(in::user_status::recovery)) return false;
  for (const auto stays :
       {in::step::authenticate, in::step::get_state, in::step::cancel, in::step::previous, in::step::reset_password})
    if (p.is(stays)) return false;
  return true;
}

}  // namespace

// Section 11, with 8.2 and C32 for locks and 8.5 for blocked devices.
out::hold hold(const point& p) {
  const bool gone = p.is(in::user_status::none) || p.is(in::user_status::staged) || p.is(in::user_status::suspended) ||
                    p.is(in::user_status::deprovisioned);
  if (gone || waits_for_reset(p)) return out::hold::gone;
  const bool blocked = p.is(in::device_setting::on) && p.is(in::device::unknown) &&
                       p.is(in::unknown_devices_block::set) && !p.is(in::step::reset_password);
  return blocked || p.is(in::user_status::locked_out) ? out::hold::locked : out::hold::free;
}

// Section 9.4.
out::password_change password_change(const point& p) {
  if (p.is(in::change_access::deny)) return out::password_change::not_allowed;
  if (p.is(in::old_password::invalid)) return out::password_change::wrong_password;
  return p.is(in::new_password::rejected) ? out::password_change::rejected : out::password_change::changed;
}

// Section 12: with the password first everything else may follow; elsewhere possession comes first where the setting
// says so, and the second factor is of the other class.
out::factor_turn factor_turn(const point& p) {
  const bool password = p.is(in::asked_class::password);
  if (p.is(in::factor_first::no)) return password ? out::factor_turn::later : out::factor_turn::now;
  const bool knowledge = password || p.is(in::asked_class::knowledge);
  const bool same_again = knowledge ? p.is(in::proven_class::knowledge) : p.is(in::proven_class::possession);
  const bool two_are_due = p.is(out::factor_challenge::due) && p.is(in::possession_enrolled::yes);
  const bool ordered = p.is(in::knowledge_second::on) && p.is(in::enumeration_prevention::off) && two_are_due;
  const bool too_early = knowledge && p.is(in::proven_class::none) && ordered;
  return same_again || too_early ? out::factor_turn::later : out::factor_turn::now;
}

namespace {

using answered = out::factor_answer;

// Section 3.1, "Challenge step on verify", without an answer.
answered challenge(const point& p) {
  if (p.is(in::answered_by::answer)) return answered::incomplete;
  if (!p.is(in::answered_by::sent_code) || p.is(in::last_message::long_ago)) return answered::challenged;
  if (p.is(in::channel::sms)) return answered::sms_too_soon;
  if (p.is(in::channel::call)) return answered::call_too_soon;
  return p.is(in::channel::email) ? answered::email_too_soon : answered::challenged;
}

answered on_other_device(const point& p) {
  if (p.is(in::polled::no)) return answered::challenged;
  if (p.is(in::push::approved)) return answered::verified;
  if (p.is(in::push::rejected)) return answered::rejected;
  return p.is(in::push::timeout) ? answered::timed_out : answered::waiting;
}

}  // namespace

// Section 4.2, with 9.5 for the failure that is one too many.
out::factor_answer factor_answer(const point& p) {
  if (p.is(in::factor_state::inactive)) return answered::inactive;
  if (p.is(out::factor_turn::later)) return answered::not_allowed;
  if (p.is(in::answered_by::approval)) return on_other_device(p);
  if (p.is(in::answer_sent::no)) return challenge(p);
  if (p.is(in::factor_evidence::valid)) return answered::verified;
  if (p.is(in::factor_evidence::replayed)) return answered::replayed;
  if (p.is(in::factor_evidence::outside_window)) return answered::outside_window;
  return p.is(in::next_factor_failure::locks) ? answered::locks : answered::wrong;
}

// Section 4.1.
out::factor_activation factor_activation(const point& p) {
  if (!p.is(in::setup::approval)) {
    if (p.is(in::answer_sent::no)) return out::factor_activation::incomplete;
    return p.is(in::pass_code::valid) ? out::factor_activation::activated : out::factor_activation::wrong_code;
  }
  if (p.is(in::polled::no)) return out::factor_activation::waiting;
  const bool over = p.is(in::activation_time::over) || p.is(in::push::timeout) || p.is(in::push::rejected);
  if (over) return out::factor_activation::timed_out;
  return p.is(in::push::approved) ? out::factor_activation::activated : out::factor_activation::waiting;
}

// Sections 3.1, 4.1, 6.2 and 9.5.
out::enrollment_request enrollment_request(const point& p) {
  using found = out::enrollment_request;
  if (!p.is(in::wanted_factor::offered) || p.is(in::setup::not_here)) return found::not_offered;
  if (p.is(in::setup_data::missing)) return found::incomplete;
  if (p.is(in::setup::no_activation)) return found::enrolled;
  if (p.is(in::setup::pass_code)) return p.is(in::pass_code::valid) ? found::enrolled : found::wrong_code;
  if (!p.is(in::setup::sent_code)) return found::activation_due;
  const bool by_phone = p.is(in::channel::sms) || p.is(in::channel::call);
  if (by_phone && p.is(in::phone_number::invalid)) return found::invalid_phone;
  if (p.is(in::last_message::long_ago)) return found::activation_due;
  if (p.is(in::channel::sms)) return found::sms_too_soon;
  if (p.is(in::channel::call)) return found::call_too_soon;
  return p.is(in::channel::email) ? found::email_too_soon : found::activation_due;
}

namespace {

// N2 of section 5.3, with section 4.1 for factors that are still to come once one is set up.
bool must_enroll_more(const point& p) {
  if (!p.is(in::factors_left::required)) return false;
  if (p.is(in::enrollment_prompt::login)) return true;
  const bool asked = p.is(out::factor_challenge::due) || !p.is(in::enrolling::no);
  return p.is(in::enrollment_prompt::challenge) && asked;
}

}  // namespace

// G12 once more (C24), then N1 to N5 with C29, for whatever the transaction has proven by now.
out::onward onward(const point& p) {
  if (p.is(in::sign_on_access::deny)) return out::onward::denied;
  const bool missing = p.is(in::factor_proof::missing);
  const bool expired = p.is(out::password_expiry::expired) && !p.is(in::password_step::renewed);
  const bool none_yet = missing && p.is(in::provable_factor::none);
  if (missing && p.is(out::factor_challenge::due)) {
    if (!none_yet) return out::onward::mfa_required;
    if (p.is(in::enrollment_prompt::never) || p.is(in::factors_left::none)) return out::onward::denied;
    return expired ? out::onward::password_expired : out::onward::mfa_enroll;
  }
  if (expired && none_yet) return out::onward::password_expired;
  if (must_enroll_more(p)) return out::onward::mfa_enroll;
  const bool offers_more = p.is(in::factors_left::optional) && p.is(in::enrolling::many);
  if (offers_more && !p.is(in::enrollment_prompt::never)) return out::onward::more_factors;
  if (expired) return out::onward::password_expired;
  const bool warns = p.is(out::password_expiry::warn) && p.is(in::password_step::open);
  return warns ? out::onward::password_warn : out::onward::success;
}

// G8 to G12 without a password.
out::identification identification(const point& p) {
  if (p.is(out::entry::forbidden)) return out::identification::forbidden;
  if (p.is(out::entry::rate_limited)) return out::identification::rate_limited;
  if (p.is(out::entry::authentication_failed)) return out::identification::authentication_failed;
  if (p.is(out::standing::locked) && p.is(out::lock_disclosure::locked_out)) return out::identification::locked_out;
  const bool goes_on = p.is(out::standing::open) && p.is(in::sign_on_access::allow);
  return goes_on && p.is(in::provable_factor::enrolled) ? out::identification::unauthenticated
                                                        : out::identification::authentication_failed;
}

namespace {

using step = out::continuation;

std::optional<step> refused_at_entry(const point& p) {
  if (p.is(out::entry::authentication_failed)) return step::authentication_failed;
  if (p.is(out::entry::forbidden)) return step::forbidden;
  if (p.is(out::entry::rate_limited)) return step::rate_limited;
  if (p.is(out::entry::malformed_request)) return step::malformed_request;
  if (p.is(out::entry::invalid_request)) return step::invalid_request;
  return std::nullopt;
}

// The operations that look at nothing but the state.
std::optional<step> reference_step(const point& p) {
  if (p.is(in::step::get_state)) return step::unchanged;
  if (p.is(in::step::cancel)) return step::cancelled;
  if (p.is(in::step::previous)) return step::back;
  if (p.is(in::step::authenticate)) return step::authenticates;
  return std::nullopt;
}

std::optional<step> of_password(const point& p) {
  if (p.is(in::step::reset_password) && p.is(in::new_password::rejected)) return step::password_rejected;
  if (!p.is(in::step::change_password) || p.is(out::password_change::changed)) return std::nullopt;
  if (p.is(out::password_change::not_allowed)) return step::change_forbidden;
  return p.is(out::password_change::rejected) ? step::password_rejected : step::wrong_password;
}

std::optional<step> of_message(const point& p) {
  if (p.is(in::step::send_link)) return step::sent;
  if (!p.is(in::step::resend)) return std::nullopt;
  if (p.is(out::resend::sms_too_soon)) return step::sms_too_soon;
  if (p.is(out::resend::call_too_soon)) return step::call_too_soon;
  return p.is(out::resend::email_too_soon) ? step::email_too_soon : step::sent;
}

std::optional<step> of_new_factor(const point& p) {
  if (p.is(in::step::enroll)) {
    if (p.is(out::enrollment_request::activation_due)) return step::mfa_enroll_activate;
    if (p.is(out::enrollment_request::not_offered)) return step::factor_not_offered;
    if (p.is(out::enrollment_request::incomplete)) return step::factor_incomplete;
    if (p.is(out::enrollment_request::invalid_phone)) return step::invalid_phone;
    if (p.is(out::enrollment_request::wrong_code)) return step::wrong_passcode;
    if (p.is(out::enrollment_request::sms_too_soon)) return step::sms_too_soon;
    if (p.is(out::enrollment_request::call_too_soon)) return step::call_too_soon;
    if (p.is(out::enrollment_request::email_too_soon)) return step::email_too_soon;
  }
  if (p.is(in::step::activate)) {
    if (p.is(out::factor_activation::waiting)) return step::activation_waiting;
    if (p.is(out::factor_activation::timed_out)) return step::activation_timeout;
    if (p.is(out::factor_activation::incomplete)) return step::factor_incomplete;
    if (p.is(out::factor_activation::wrong_code)) return step::wrong_passcode;
  }
  return std::nullopt;
}

std::optional<step> of_answer(const point& p) {
  if (!p.is(in::step::verify) || p.is(answered::verified)) return std::nullopt;
  if (p.is(answered::challenged)) return step::mfa_challenge;
  if (p.is(answered::waiting)) return step::challenge_waiting;
  if (p.is(answered::rejected)) return step::challenge_rejected;
  if (p.is(answered::timed_out)) return step::challenge_timeout;
  if (p.is(answered::replayed)) return step::code_replayed;
  if (p.is(answered::outside_window)) return step::code_outside_window;
  if (p.is(answered::wrong)) return step::wrong_factor_answer;
  if (p.is(answered::locks)) return step::user_locked;
  if (p.is(answered::incomplete)) return step::answer_incomplete;
  if (p.is(answered::inactive)) return step::factor_inactive;
  if (p.is(answered::not_allowed)) return step::operation_not_allowed;
  if (p.is(answered::sms_too_soon)) return step::sms_too_soon;
  return p.is(answered::call_too_soon) ? step::call_too_soon : step::email_too_soon;
}

step of_next(const point& p) {
  if (p.is(out::onward::denied)) return step::authentication_failed;
  if (p.is(out::onward::mfa_required)) return step::mfa_required;
  if (p.is(out::onward::mfa_enroll)) return step::mfa_enroll;
  if (p.is(out::onward::more_factors)) return step::more_factors;
  if (p.is(out::onward::password_expired)) return step::password_expired;
  return p.is(out::onward::password_warn) ? step::password_warn : step::success;
}

}  // namespace

// Section 6.3: entry, token, state, lock, and only then what the request brings.
out::continuation continuation(const point& p) {
  if (const auto refused = refused_at_entry(p)) return *refused;
  if (!p.is(in::transaction::live)) return step::invalid_token;
  if (p.is(in::operation_accepted::no)) return step::operation_not_allowed;
  if (const auto decided = reference_step(p)) return *decided;
  if (p.is(out::hold::gone)) return step::invalid_token;
  if (p.is(out::hold::locked)) return step::user_locked;
  if (p.is(in::factor_in_path::unknown)) return step::unknown_factor;
  for (const auto part : {of_message, of_password, of_new_factor, of_answer})
    if (const auto decided = part(p)) return *decided;
  return of_next(p);
}

}  // namespace spec::oracles
