#include "step_arrangements.hpp"

namespace spec {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

// clang-format off
step_cases rows_of_passwords_and_messages() {
  return {
    {"CHANGE-1", "NOT_ALLOWED",    "FORBIDDEN", 403, "E0000035", [](facts& f) { change_password(f); password_actions_of(f).change = authn::access::deny; f.evidence = {}; }},
    {"CHANGE-2", "WRONG_PASSWORD", "FORBIDDEN", 403, "E0000014", [](facts& f) { change_password(f); f.evidence.old_password = validity::invalid; f.evidence.new_password.reset(); }},
    {"CHANGE-3", "REJECTED",       "FORBIDDEN", 403, "E0000014", [](facts& f) { change_password(f); f.evidence.new_password = authn::acceptance::rejected; }},
    {"CHANGE-4", "CHANGED",        "SUCCESS",   200, "",         [](facts& f) { change_password(f, state::password_warn); }},

    {"RESEND-1", "SMS_TOO_SOON",   "RATE_LIMITED",        429, "E0000109", [](facts& f) { resend(f, factor_kind::sms, recovery_method::sms, seconds{0}); }},
    {"RESEND-2", "CALL_TOO_SOON",  "RATE_LIMITED",        429, "E0000133", [](facts& f) { resend(f, factor_kind::call, recovery_method::call, seconds{0}); }},
    {"RESEND-3", "EMAIL_TOO_SOON", "RATE_LIMITED",        429, "E0000118", [](facts& f) { resend(f, factor_kind::email, recovery_method::email, seconds{0}); }},
    {"RESEND-4", "SENT",           "MFA_ENROLL_ACTIVATE", 200, "",         [](facts& f) { activate(f, factor_kind::email); f.request.operation = operation::resend_activation; have_sent(f, recovery_method::email, seconds{5}); }},
  };
}

step_cases rows_of_new_factors() {
  return {
    {"SETUP-1",  "NOT_OFFERED",    "INVALID_REQUEST",     400, "E0000001", [](facts& f) { enroll(f, factor_kind::sms); f.request.body.factor.reset(); }},
    {"SETUP-2",  "NOT_OFFERED",    "INVALID_REQUEST",     400, "E0000001", [](facts& f) { enroll(f, factor_kind::sms); enroll_factor(f, factor_kind::sms); }},
    {"SETUP-3",  "NOT_OFFERED",    "INVALID_REQUEST",     400, "E0000001", [](facts& f) { enroll(f, factor_kind::hotp); }},
    {"SETUP-4",  "INCOMPLETE",     "INVALID_REQUEST",     400, "E0000001", [](facts& f) { enroll(f, factor_kind::symantec_token); f.request.body.next_pass_code = false; }},
    {"SETUP-5",  "INVALID_PHONE",  "INVALID_REQUEST",     400, "E0000098", [](facts& f) { enroll(f, factor_kind::call); f.evidence.phone_number = validity::invalid; }},
    {"SETUP-6",  "WRONG_CODE",     "FORBIDDEN",           403, "E0000068", [](facts& f) { enroll(f, factor_kind::yubikey); f.evidence.pass_code = code_check::replayed; }},
    {"SETUP-7",  "ENROLLED",       "SUCCESS",             200, "",         [](facts& f) { enroll(f, factor_kind::question); }},
    {"SETUP-8",  "SMS_TOO_SOON",   "RATE_LIMITED",        429, "E0000109", [](facts& f) { enroll(f, factor_kind::sms); have_sent(f, recovery_method::sms, seconds{1}); }},
    {"SETUP-9",  "CALL_TOO_SOON",  "RATE_LIMITED",        429, "E0000133", [](facts& f) { enroll(f, factor_kind::call); have_sent(f, recovery_method::call, seconds{1}); }},
    {"SETUP-10", "EMAIL_TOO_SOON", "RATE_LIMITED",        429, "E0000118", [](facts& f) { enroll(f, factor_kind::email); have_sent(f, recovery_method::email, seconds{1}); }},
    {"SETUP-11", "ACTIVATION_DUE", "MFA_ENROLL_ACTIVATE", 200, "",         [](facts& f) { enroll(f, factor_kind::email); f.evidence.phone_number = validity::invalid; }},

    {"ACTIVE-1", "WAITING",    "MFA_ENROLL_ACTIVATE", 200, "",         [](facts& f) { poll_activation(f, push_state::approved).result = authn::factor_result::timeout; }},
    {"ACTIVE-2", "TIMED_OUT",  "MFA_ENROLL_ACTIVATE", 200, "",         [](facts& f) { poll_activation(f, push_state::approved).activation_expires_at = f.now; }},
    {"ACTIVE-3", "TIMED_OUT",  "MFA_ENROLL_ACTIVATE", 200, "",         [](facts& f) { poll_activation(f, push_state::rejected); }},
    {"ACTIVE-4", "WAITING",    "MFA_ENROLL_ACTIVATE", 200, "",         [](facts& f) { poll_activation(f, push_state::waiting).activation_expires_at = f.now + milliseconds{1}; }},
    {"ACTIVE-5", "ACTIVATED",  "SUCCESS",             200, "",         [](facts& f) { poll_activation(f, push_state::approved); }},
    {"ACTIVE-6", "INCOMPLETE", "INVALID_REQUEST",     400, "E0000001", [](facts& f) { activate(f, factor_kind::webauthn); }},
    {"ACTIVE-7", "WRONG_CODE", "FORBIDDEN",           403, "E0000068", [](facts& f) { activate(f, factor_kind::google_totp); send_code(f, code_check::outside_window); }},
    {"ACTIVE-8", "ACTIVATED",  "SUCCESS",             200, "",         [](facts& f) { activate(f, factor_kind::sms); send_code(f, code_check::valid); }},
  };
}

namespace {

// Possession is verified first, and the user has something.
void prefer_possession(facts& f) {
  f.policy.verify_knowledge_second = true;
  enroll_factor(f, factor_kind::push);
}

}  // namespace

step_cases rows_of_factor_answers() {
  return {
    {"TURN-1", "LATER", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { verify(f, factor_kind::password); }},
    {"TURN-2", "NOW",   "SUCCESS",               200, "",         [](facts& f) { verify_rightly(f); prefer_possession(f); }},
    {"TURN-3", "LATER", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { verify_first(f, factor_kind::sms, {proof::possession}); }},
    {"TURN-4", "LATER", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { verify_first(f, factor_kind::question, {proof::password}); }},
    {"TURN-5", "LATER", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { verify_first(f, factor_kind::password, {}); prefer_possession(f); }},
    {"TURN-6", "NOW",   "MFA_CHALLENGE",         200, "",         [](facts& f) { verify_first(f, factor_kind::sms, {}); prefer_possession(f); }},

    {"ANSWER-1",  "INACTIVE",       "CONFLICT",              423, "E0000180", [](facts& f) { verify(f, factor_kind::sms); f.factors.front().active = false; }},
    {"ANSWER-2",  "NOT_ALLOWED",    "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { verify_first(f, factor_kind::push, {proof::possession}); }},
    {"ANSWER-3",  "CHALLENGED",     "MFA_CHALLENGE",         200, "",         [](facts& f) { verify(f, factor_kind::push); f.evidence.push = push_state::approved; }},
    {"ANSWER-4",  "WAITING",        "MFA_CHALLENGE",         200, "",         [](facts& f) { poll(f, push_state::waiting); }},
    {"ANSWER-5",  "REJECTED",       "MFA_CHALLENGE",         200, "",         [](facts& f) { poll(f, push_state::rejected); }},
    {"ANSWER-6",  "TIMED_OUT",      "MFA_CHALLENGE",         200, "",         [](facts& f) { poll(f, push_state::timeout); }},
    {"ANSWER-7",  "VERIFIED",       "SUCCESS",               200, "",         [](facts& f) { poll(f, push_state::approved); }},
    {"ANSWER-8",  "INCOMPLETE",     "INVALID_REQUEST",       400, "E0000001", [](facts& f) { verify(f, factor_kind::okta_totp); }},
    {"ANSWER-9",  "SMS_TOO_SOON",   "RATE_LIMITED",          429, "E0000109", [](facts& f) { challenged(f, factor_kind::sms); have_sent(f, recovery_method::sms, milliseconds{29'999}); }},
    {"ANSWER-10", "CALL_TOO_SOON",  "RATE_LIMITED",          429, "E0000133", [](facts& f) { challenged(f, factor_kind::call); have_sent(f, recovery_method::call, milliseconds{29'999}); }},
    {"ANSWER-11", "EMAIL_TOO_SOON", "RATE_LIMITED",          429, "E0000118", [](facts& f) { challenged(f, factor_kind::email); have_sent(f, recovery_method::email, milliseconds{4'999}); }},
    {"ANSWER-12", "CHALLENGED",     "MFA_CHALLENGE",         200, "",         [](facts& f) { verify(f, factor_kind::webauthn); }},
    {"ANSWER-13", "LOCKS",          "FORBIDDEN",             403, "E0000069", [](facts& f) { verify(f, factor_kind::question); f.request.body.answer = true; f.evidence.answer = validity::invalid; f.account.attempts.failed_factor = 4; }},
    {"ANSWER-14", "WRONG",          "FORBIDDEN",             403, "E0000068", [](facts& f) { verify(f, factor_kind::question); f.request.body.answer = true; f.evidence.answer = validity::invalid; f.account.attempts.failed_factor = 3; }},
    {"ANSWER-15", "REPLAYED",       "MFA_REQUIRED",          200, "",         [](facts& f) { verify(f, factor_kind::okta_totp); send_code(f, code_check::replayed); f.account.attempts.failed_factor = 4; }},
    {"ANSWER-16", "OUTSIDE_WINDOW", "MFA_CHALLENGE",         200, "",         [](facts& f) { challenged(f, factor_kind::sms); send_code(f, code_check::outside_window); f.account.attempts.failed_factor = 4; }},
    {"ANSWER-17", "VERIFIED",       "SUCCESS",               200, "",         [](facts& f) { challenged(f, factor_kind::claims_provider); f.evidence.pass_code = code_check::valid; f.account.attempts.failed_factor = 4; }},
  };
}

step_cases rows_onward() {
  using need = enrollment_requirement;
  return {
    {"ONWARD-1",  "DENIED",           "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { change_password(f); sign_on_of(f).permitted = authn::access::deny; }},
    {"ONWARD-2",  "MFA_REQUIRED",     "MFA_REQUIRED",          200, "",         [](facts& f) { reset_password(f); require_factor(f); enroll_factor(f, factor_kind::sms); }},
    {"ONWARD-3",  "DENIED",           "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { reset_password(f); require_factor(f); offer(f, enrollment_prompt::never, factor_kind::sms, need::required); }},
    {"ONWARD-4",  "DENIED",           "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { resume(f, state::password_warn, operation::skip); age_password(f, days{91}); require_factor(f); offer(f, enrollment_prompt::login, factor_kind::sms, need::not_allowed); }},
    {"ONWARD-5",  "PASSWORD_EXPIRED", "PASSWORD_EXPIRED",      200, "",         [](facts& f) { resume(f, state::password_warn, operation::skip); age_password(f, days{91}); require_factor(f); offer(f, enrollment_prompt::login, factor_kind::sms, need::required); }},
    {"ONWARD-6",  "MFA_ENROLL",       "MFA_ENROLL",            200, "",         [](facts& f) { reset_password(f); require_factor(f); offer(f, enrollment_prompt::challenge, factor_kind::sms, need::optional); }},
    {"ONWARD-7",  "MFA_ENROLL",       "MFA_ENROLL",            200, "",         [](facts& f) { reset_password(f); offer(f, enrollment_prompt::login, factor_kind::sms, need::required); }},
    {"ONWARD-8",  "MFA_ENROLL",       "MFA_ENROLL",            200, "",         [](facts& f) { verify_rightly(f); offer(f, enrollment_prompt::challenge, factor_kind::sms, need::required); }},
    {"ONWARD-9",  "MFA_ENROLL",       "MFA_ENROLL",            200, "",         [](facts& f) { enroll(f, factor_kind::question); offer_factors(f, enrollment_prompt::challenge, {{factor_kind::question, need::optional}, {factor_kind::push, need::required}}); }},
    {"ONWARD-10", "MORE_FACTORS",     "MFA_ENROLL",            200, "",         [](facts& f) { activate(f, factor_kind::sms).multi_optional_factor_enroll = true; send_code(f, code_check::valid); offer_factors(f, enrollment_prompt::challenge, {{factor_kind::sms, need::required}, {factor_kind::push, need::optional}}); }},
    {"ONWARD-11", "PASSWORD_EXPIRED", "PASSWORD_EXPIRED",      200, "",         [](facts& f) { verify_rightly(f); age_password(f, days{91}); }},
    {"ONWARD-12", "PASSWORD_WARN",    "PASSWORD_WARN",         200, "",         [](facts& f) { verify_rightly(f); age_password(f, days{87}); f.transaction->warn_before_password_expired = true; }},
    {"ONWARD-13", "SUCCESS",          "SUCCESS",               200, "",         [](facts& f) { resume(f, state::password_warn, operation::skip).warn_before_password_expired = true; age_password(f, days{87}); }},
  };
}
// clang-format on

}  // namespace spec
