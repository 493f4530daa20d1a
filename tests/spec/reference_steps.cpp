#include "reference.hpp"

/// What is observed of a transaction that goes on: docs/spec/observations.md, once more.
namespace spec {
namespace {

using authn::operation;
using authn::state;
using form = authn::request_body::form;
using reference = authn::request_body::token_reference;

bool by_phone_or_mail(authn::factor_kind kind) {
  return kind == authn::factor_kind::sms || kind == authn::factor_kind::call || kind == authn::factor_kind::email;
}

bool by_other_device(authn::factor_kind kind) {
  return kind == authn::factor_kind::push || kind == authn::factor_kind::duo;
}

// Section 3.1: approval on another device is under way.
bool waits_for_other_device(const authn::transaction& of) {
  return of.factor && by_other_device(of.factor->kind) && of.result == authn::factor_result::waiting;
}

// Section 4, one row an operation.
bool accepts(const authn::transaction& of, operation asked) {
  const bool factor_first = of.factor_first;
  const bool code_sent = of.factor && by_phone_or_mail(of.factor->kind);
  const bool out_of_band = of.recovery_by == authn::recovery_method::email;
  const bool issued = of.state == state::recovery && of.state_token.empty();
  const bool mailed = of.state == state::recovery_challenge && out_of_band;
  const bool activates = of.state == state::mfa_enroll_activate, challenges = of.state == state::mfa_challenge;
  switch (asked) {
    case operation::step_up: return of.state == state::unauthenticated && !factor_first;
    case operation::get_state:
      if (of.state == state::locked_out || mailed || issued) return false;
      return of.state != state::success || of.step_up;
    case operation::cancel: return of.state != state::locked_out && of.state != state::success && !mailed && !issued;
    case operation::change_password: return of.state == state::password_warn || of.state == state::password_expired;
    case operation::skip: return of.state == state::password_warn || (of.state == state::mfa_enroll && of.skippable);
    case operation::reset_password: return of.state == state::password_reset;
    case operation::answer_question: return of.state == state::recovery && !issued;
    case operation::verify_recovery_token: return issued;
    case operation::verify_recovery_factor:
    case operation::resend_recovery: return of.state == state::recovery_challenge && !out_of_band;
    case operation::enroll_factor: return of.state == state::mfa_enroll;
    case operation::activate_factor: return activates && !waits_for_other_device(of);
    case operation::poll_activation: return activates && waits_for_other_device(of);
    case operation::send_activation_link:
      return activates && waits_for_other_device(of) && of.factor->kind == authn::factor_kind::push;
    case operation::resend_activation: return activates && code_sent;
    case operation::verify_factor:
      if (of.state == state::unauthenticated) return factor_first;
      return of.state == state::mfa_required || (challenges && !waits_for_other_device(of));
    case operation::poll_verification: return challenges && waits_for_other_device(of);
    case operation::resend_challenge:
      return challenges && (code_sent || (of.factor && of.factor->kind == authn::factor_kind::push));
    case operation::previous: return activates || challenges;
    case operation::unlock_account: return of.state == state::locked_out;
    default: return false;
  }
}

in::step step_of(operation asked) {
  switch (asked) {
    case operation::get_state: return in::step::get_state;
    case operation::cancel: return in::step::cancel;
    case operation::previous: return in::step::previous;
    case operation::skip: return in::step::skip;
    case operation::change_password: return in::step::change_password;
    case operation::reset_password: return in::step::reset_password;
    case operation::enroll_factor: return in::step::enroll;
    case operation::activate_factor: return in::step::activate;
    case operation::poll_activation: return in::step::activate;
    case operation::send_activation_link: return in::step::send_link;
    case operation::resend_activation: return in::step::resend;
    case operation::resend_challenge: return in::step::resend;
    case operation::verify_factor: return in::step::verify;
    case operation::poll_verification: return in::step::verify;
    default: return in::step::authenticate;
  }
}

// Section 3, the members marked R.
bool complete(const authn::facts& from) {
  const authn::request_body& sent = from.request.body;
  const bool state_token = sent.state_token != reference::absent;
  switch (from.request.operation) {
    case operation::authenticate:
    case operation::forgot_password:
    case operation::unlock_account: return sent.username;
    case operation::verify_recovery_token: return sent.recovery_token != reference::absent;
    case operation::step_up: return state_token && sent.username && sent.password;
    case operation::change_password: return state_token && sent.old_password && sent.new_password;
    case operation::reset_password: return state_token && sent.new_password;
    case operation::enroll_factor: return state_token && sent.factor_type;
    case operation::verify_recovery_factor: return state_token && sent.pass_code;
    case operation::answer_question: return state_token && sent.answer;
    default: return state_token;
  }
}

in::members members(const authn::facts& from) {
  const authn::request_body& sent = from.request.body;
  if (sent.shape == form::absent) return in::members::absent;
  if (sent.shape == form::malformed) return in::members::malformed;
  return !sent.invalid_member && complete(from) ? in::members::complete : in::members::incomplete;
}

// Section 1.2: a recovery token is mailed, or issued to a trusted caller, and good once.
bool awaits_token(const authn::transaction& of) {
  const bool mailed = of.state == state::recovery_challenge && of.recovery_by == authn::recovery_method::email;
  return mailed || (of.state == state::recovery && of.state_token.empty());
}

void record_password_step(const authn::facts& from, const authn::transaction* named, recorder record) {
  const operation asked = from.request.operation;
  const bool renews = asked == operation::change_password || asked == operation::reset_password;
  const bool renewed = renews || (named && named->password_renewed);
  const bool warned = named && (named->state == state::password_warn || named->warned);
  record(renewed ? in::password_step::renewed : warned ? in::password_step::warned : in::password_step::open);
}

}  // namespace

const authn::transaction* reference_transaction(const authn::facts& from) {
  if (!from.transaction || from.request.body.state_token != reference::given) return nullptr;
  return &*from.transaction;
}

operation reference_operation(const authn::facts& from) {
  const authn::transaction* named = reference_transaction(from);
  const operation asked = from.request.operation;
  if (named == nullptr || !waits_for_other_device(*named)) return asked;
  if (asked == operation::verify_factor && named->state == state::mfa_challenge) return operation::poll_verification;
  if (asked == operation::activate_factor && named->state == state::mfa_enroll_activate)
    return operation::poll_activation;
  return asked;
}

void record_transaction(const authn::facts& from, recorder record) {
  const authn::transaction* named = reference_transaction(from);
  const operation asked = reference_operation(from);
  record(!named                                  ? in::transaction::none
         : ms(named->expires_at) <= ms(from.now) ? in::transaction::expired
                                                 : in::transaction::live);
  const bool same_method = !from.request.recovery_by || (named && named->recovery_by == from.request.recovery_by);
  record.flag<in::operation_accepted>(named && same_method && accepts(*named, asked));
  record(step_of(asked));
  record(members(from));
  record.flag<in::factor_first>(named && named->factor_first);
  record_password_step(from, named, record);
  const bool over = named && named->activation_expires_at && ms(*named->activation_expires_at) <= ms(from.now);
  record(over ? in::activation_time::over : in::activation_time::running);
  const auto actions = reference_password(from).actions;
  record.flag<in::change_access>(actions.change == authn::access::allow);
  if (from.evidence.old_password) record(static_cast<in::old_password>(*from.evidence.old_password));
  if (from.evidence.new_password) record(static_cast<in::new_password>(*from.evidence.new_password));
  record(static_cast<in::phone_number>(from.evidence.phone_number));
  record(static_cast<in::push>(from.evidence.push));
  if (from.evidence.pass_code) record.flag<in::pass_code>(*from.evidence.pass_code != authn::code_check::valid);
}

void record_recovery_steps(const authn::facts& from, recorder record) {
  using authn::recovery_method;
  using authn::user_status;
  const auto password = reference_password(from);
  const authn::account account = reference_after_job(from);
  const authn::transaction* named = reference_transaction(from);
  const authn::request& asked = from.request;
  record.flag<in::caller>(asked.application == authn::application::trusted);
  const auto& by = asked.body.recovery_by;
  record(!by                            ? in::requested_method::none
         : *by == recovery_method::sms  ? in::requested_method::sms
         : *by == recovery_method::call ? in::requested_method::call
                                        : in::requested_method::email);
  const bool started_unlock = from.transaction && from.transaction->recovery == authn::recovery_kind::unlock;
  record.flag<in::recovery_kind>(asked.operation == operation::unlock_account ||
                                 (asked.operation != operation::forgot_password && started_unlock));
  record(asked.operation == operation::answer_question   ? in::recovery_step::answer
         : asked.operation == operation::resend_recovery ? in::recovery_step::resend_recovery
                                                         : in::recovery_step::verify_recovery);
  record.flag<in::self_service_reset>(password.actions.reset == authn::access::allow);
  record.flag<in::question_in_policy>(password.settings.recovery_active.contains(recovery_method::question));
  record.flag<in::question_in_rule>(password.actions.question_as_step_up);
  record.flag<in::question_enrolled>(from.recovery_enrolled.contains(recovery_method::question));
  const wide least = wide{password.settings.min_age_minutes} * ms_per_minute;
  const bool recent = least > 0 && account.password_changed && ms(from.now) - ms(*account.password_changed) < least;
  record(recent ? in::password_changed::recently : in::password_changed::long_ago);
  record.flag<in::recovery_of>(!(named && !named->user_id.empty() && account.status));
  const bool gone =
      !account.status || account.status == user_status::suspended || account.status == user_status::deprovisioned;
  record.flag<in::recovery_path>(gone || account.attempts.failed_recovery >= 5);
  record.flag<in::recovery_failures>(named && wide{named->failures} + 1 >= 5);
  if (from.evidence.answer) record(static_cast<in::recovery_answered>(*from.evidence.answer));
  if (gone || (from.transaction && !awaits_token(*from.transaction)))
    record(in::recovery_token::invalid);
  else if (from.evidence.token)
    record(static_cast<in::recovery_token>(*from.evidence.token));
  record.flag<in::recovery_expiry>(from.transaction && ms(from.transaction->expires_at) <= ms(from.now));
}

}  // namespace spec
