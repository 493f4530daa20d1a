#include "step_arrangements.hpp"

namespace spec {

using authn::rate_limit_kind;
using authn::threat_action;
using authn::threat_level;
using std::chrono::milliseconds;
using std::chrono::seconds;

// clang-format off
step_cases rows_of_entries() {
  return {
    {"ENTRY-1",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { start(f, operation::unlock_account, recovery_method::email); f.zone = authn::zone::blocked; }},
    {"ENTRY-2",  "FORBIDDEN",             "FORBIDDEN",             403, "E0000006", [](facts& f) { verify_rightly(f); f.zone = authn::zone::blocked; }},
    {"ENTRY-3",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { start(f, operation::forgot_password, recovery_method::sms); suspect(f, threat_action::block, threat_level::low); }},
    {"ENTRY-4",  "FORBIDDEN",             "FORBIDDEN",             403, "E0000006", [](facts& f) { verify_rightly(f); suspect(f, threat_action::block, threat_level::high); }},
    {"ENTRY-5",  "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { verify_rightly(f); suspect(f, threat_action::block, threat_level::low); }},
    {"ENTRY-6",  "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { read_state(f); f.rate.violated = rate_limit_kind::org; f.request.body.shape = form::malformed; }},
    {"ENTRY-7",  "MALFORMED_REQUEST",     "INVALID_REQUEST",       400, "E0000003", [](facts& f) { step_up(f); f.rate.violated = rate_limit_kind::username; f.request.body.shape = form::malformed; }},
    {"ENTRY-8",  "INVALID_REQUEST",       "INVALID_REQUEST",       400, "E0000001", [](facts& f) { read_state(f); f.request.body.shape = form::absent; }},
    {"ENTRY-9",  "INVALID_REQUEST",       "INVALID_REQUEST",       400, "E0000001", [](facts& f) { change_password(f); f.request.body.new_password = false; }},
    {"ENTRY-10", "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { step_up(f); f.rate.violated = rate_limit_kind::username; }},
    {"ENTRY-11", "OPEN",                  "MFA_REQUIRED",          200, "",         [](facts& f) { read_state(f); }},

    {"NAME-1",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { identify(f); f.zone = authn::zone::blocked; }},
    {"NAME-2",  "FORBIDDEN",             "FORBIDDEN",             403, "E0000006", [](facts& f) { identify(f); f.zone = authn::zone::blocked; documented(f); }},
    {"NAME-3",  "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { identify(f); f.rate.violated = rate_limit_kind::username; }},
    {"NAME-4",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { identify(f); f.account.status.reset(); }},
    {"NAME-5",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { identify(f); f.account.status = authn::user_status::suspended; }},
    {"NAME-6",  "LOCKED_OUT",            "LOCKED_OUT",            200, "",         [](facts& f) { identify(f); lock(f); }},
    {"NAME-7",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { identify(f); lock(f); hide_lockouts(f); }},
    {"NAME-8",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { identify(f); sign_on_of(f).permitted = authn::access::deny; }},
    {"NAME-9",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { identify(f); f.factors.clear(); }},
    {"NAME-10", "UNAUTHENTICATED",       "UNAUTHENTICATED",       200, "",         [](facts& f) { identify(f); }},

    {"HOLD-1", "LOCKED", "FORBIDDEN",     403, "E0000069", [](facts& f) { verify_rightly(f); lock(f); }},
    {"HOLD-2", "GONE",   "INVALID_TOKEN", 401, "E0000011", [](facts& f) { verify_rightly(f); f.account.status = authn::user_status::deprovisioned; }},
    {"HOLD-3", "LOCKED", "FORBIDDEN",     403, "E0000069", [](facts& f) { verify_rightly(f); come_from_unknown_device(f); f.account.attempts.unknown_devices_blocked = true; }},
    {"HOLD-5", "GONE",   "INVALID_TOKEN", 401, "E0000011", [](facts& f) { verify_rightly(f); f.account.status = authn::user_status::recovery; }},
    {"HOLD-4", "FREE",   "SUCCESS",       200, "",         [](facts& f) { verify_rightly(f); f.account.attempts.unknown_devices_blocked = true; }},
  };
}

step_cases rows_of_continuations() {
  return {
    {"STEP-1",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { read_state(f); f.zone = authn::zone::blocked; }},
    {"STEP-2",  "FORBIDDEN",             "FORBIDDEN",             403, "E0000006", [](facts& f) { verify_rightly(f); f.zone = authn::zone::blocked; }},
    {"STEP-3",  "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { verify_rightly(f); f.rate.violated = rate_limit_kind::org; }},
    {"STEP-4",  "MALFORMED_REQUEST",     "INVALID_REQUEST",       400, "E0000003", [](facts& f) { read_state(f); f.request.body.shape = form::malformed; }},
    {"STEP-5",  "INVALID_REQUEST",       "INVALID_REQUEST",       400, "E0000001", [](facts& f) { verify_rightly(f); f.request.body.state_token = token::absent; }},
    {"STEP-6",  "INVALID_TOKEN",         "INVALID_TOKEN",         401, "E0000011", [](facts& f) { read_state(f); f.request.body.state_token = token::other; }},
    {"STEP-7",  "INVALID_TOKEN",         "INVALID_TOKEN",         401, "E0000011", [](facts& f) { verify_rightly(f); f.transaction->expires_at = f.now; }},
    {"STEP-8",  "OPERATION_NOT_ALLOWED", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { challenged(f, factor_kind::sms); f.request.operation = operation::skip; }},
    {"STEP-9",  "UNCHANGED",             "PASSWORD_EXPIRED",      200, "",         [](facts& f) { resume(f, state::password_expired, operation::get_state); lock(f); }},
    {"STEP-10", "CANCELLED",             "CANCELLED",             200, "",         [](facts& f) { resume(f, state::mfa_required, operation::cancel); lock(f); }},
    {"STEP-11", "BACK",                  "MFA_REQUIRED",          200, "",         [](facts& f) { challenged(f, factor_kind::sms); f.request.operation = operation::previous; }},
    {"STEP-12", "AUTHENTICATES",         "SUCCESS",               200, "",         [](facts& f) { step_up(f); }},
    {"STEP-13", "INVALID_TOKEN",         "INVALID_TOKEN",         401, "E0000011", [](facts& f) { change_password(f); f.account.status = authn::user_status::suspended; }},
    {"STEP-14", "USER_LOCKED",           "FORBIDDEN",             403, "E0000069", [](facts& f) { verify_rightly(f); lock(f); f.request.factor = "f9"; }},
    {"STEP-15", "UNKNOWN_FACTOR",        "NOT_FOUND",             404, "E0000007", [](facts& f) { verify_rightly(f); f.request.factor = "f9"; }},
    {"STEP-16", "SMS_TOO_SOON",          "RATE_LIMITED",          429, "E0000109", [](facts& f) { resend(f, factor_kind::sms, recovery_method::sms, seconds{29}); }},
    {"STEP-17", "CALL_TOO_SOON",         "RATE_LIMITED",          429, "E0000133", [](facts& f) { resend(f, factor_kind::call, recovery_method::call, seconds{29}); }},
    {"STEP-18", "EMAIL_TOO_SOON",        "RATE_LIMITED",          429, "E0000118", [](facts& f) { resend(f, factor_kind::email, recovery_method::email, seconds{4}); }},
    {"STEP-19", "SENT",                  "MFA_CHALLENGE",         200, "",         [](facts& f) { resend(f, factor_kind::sms, recovery_method::sms, seconds{30}); }},
    {"STEP-20", "SENT",                  "MFA_ENROLL_ACTIVATE",   200, "",         [](facts& f) { poll_activation(f, push_state::waiting); f.request.operation = operation::send_activation_link; }},
    {"STEP-21", "CHANGE_FORBIDDEN",      "FORBIDDEN",             403, "E0000035", [](facts& f) { change_password(f); password_actions_of(f).change = authn::access::deny; }},
    {"STEP-22", "WRONG_PASSWORD",        "FORBIDDEN",             403, "E0000014", [](facts& f) { change_password(f); f.evidence.old_password = validity::invalid; }},
    {"STEP-23", "PASSWORD_REJECTED",     "FORBIDDEN",             403, "E0000014", [](facts& f) { change_password(f); f.evidence.new_password = authn::acceptance::rejected; }},
    {"STEP-24", "PASSWORD_REJECTED",     "FORBIDDEN",             403, "E0000014", [](facts& f) { reset_password(f); f.evidence.new_password = authn::acceptance::rejected; }},
    {"STEP-25", "FACTOR_NOT_OFFERED",    "INVALID_REQUEST",       400, "E0000001", [](facts& f) { enroll(f, factor_kind::sms); f.request.body.factor = factor_kind::call; }},
    {"STEP-26", "FACTOR_INCOMPLETE",     "INVALID_REQUEST",       400, "E0000001", [](facts& f) { enroll(f, factor_kind::sms); f.request.body.phone_number = false; }},
    {"STEP-27", "INVALID_PHONE",         "INVALID_REQUEST",       400, "E0000098", [](facts& f) { enroll(f, factor_kind::sms); f.evidence.phone_number = validity::invalid; }},
    {"STEP-28", "WRONG_PASSCODE",        "FORBIDDEN",             403, "E0000068", [](facts& f) { enroll(f, factor_kind::rsa_token); f.evidence.pass_code = code_check::invalid; }},
    {"STEP-29", "SMS_TOO_SOON",          "RATE_LIMITED",          429, "E0000109", [](facts& f) { enroll(f, factor_kind::sms); have_sent(f, recovery_method::sms, milliseconds{29'999}); }},
    {"STEP-30", "CALL_TOO_SOON",         "RATE_LIMITED",          429, "E0000133", [](facts& f) { enroll(f, factor_kind::call); have_sent(f, recovery_method::call, milliseconds{29'999}); }},
    {"STEP-31", "EMAIL_TOO_SOON",        "RATE_LIMITED",          429, "E0000118", [](facts& f) { enroll(f, factor_kind::email); have_sent(f, recovery_method::email, milliseconds{4'999}); }},
    {"STEP-32", "MFA_ENROLL_ACTIVATE",   "MFA_ENROLL_ACTIVATE",   200, "",         [](facts& f) { enroll(f, factor_kind::sms); }},
  };
}

step_cases rows_of_continuations_by_factor() {
  return {
    {"STEP-33", "ACTIVATION_WAITING",    "MFA_ENROLL_ACTIVATE",   200, "",         [](facts& f) { poll_activation(f, push_state::waiting); }},
    {"STEP-34", "ACTIVATION_TIMEOUT",    "MFA_ENROLL_ACTIVATE",   200, "",         [](facts& f) { poll_activation(f, push_state::timeout); }},
    {"STEP-35", "FACTOR_INCOMPLETE",     "INVALID_REQUEST",       400, "E0000001", [](facts& f) { activate(f, factor_kind::okta_totp); }},
    {"STEP-36", "WRONG_PASSCODE",        "FORBIDDEN",             403, "E0000068", [](facts& f) { activate(f, factor_kind::sms); send_code(f, code_check::invalid); }},
    {"STEP-37", "MFA_CHALLENGE",         "MFA_CHALLENGE",         200, "",         [](facts& f) { verify(f, factor_kind::sms); }},
    {"STEP-38", "CHALLENGE_WAITING",     "MFA_CHALLENGE",         200, "",         [](facts& f) { poll(f, push_state::waiting); }},
    {"STEP-39", "CHALLENGE_REJECTED",    "MFA_CHALLENGE",         200, "",         [](facts& f) { poll(f, push_state::rejected); }},
    {"STEP-40", "CHALLENGE_TIMEOUT",     "MFA_CHALLENGE",         200, "",         [](facts& f) { poll(f, push_state::timeout); }},
    {"STEP-41", "CODE_REPLAYED",         "MFA_CHALLENGE",         200, "",         [](facts& f) { challenged(f, factor_kind::sms); send_code(f, code_check::replayed); }},
    {"STEP-42", "CODE_OUTSIDE_WINDOW",   "MFA_REQUIRED",          200, "",         [](facts& f) { verify(f, factor_kind::okta_totp); send_code(f, code_check::outside_window); }},
    {"STEP-43", "WRONG_FACTOR_ANSWER",   "FORBIDDEN",             403, "E0000068", [](facts& f) { challenged(f, factor_kind::sms); send_code(f, code_check::invalid); }},
    {"STEP-44", "USER_LOCKED",           "FORBIDDEN",             403, "E0000069", [](facts& f) { challenged(f, factor_kind::sms); send_code(f, code_check::invalid); f.account.attempts.failed_factor = 4; }},
    {"STEP-45", "ANSWER_INCOMPLETE",     "INVALID_REQUEST",       400, "E0000001", [](facts& f) { verify(f, factor_kind::question); }},
    {"STEP-46", "FACTOR_INACTIVE",       "CONFLICT",              423, "E0000180", [](facts& f) { verify_rightly(f); f.factors.front().active = false; }},
    {"STEP-47", "OPERATION_NOT_ALLOWED", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { verify(f, factor_kind::password); f.request.body.password = true; }},
    {"STEP-48", "SMS_TOO_SOON",          "RATE_LIMITED",          429, "E0000109", [](facts& f) { verify(f, factor_kind::sms); have_sent(f, recovery_method::sms, seconds{29}); }},
    {"STEP-49", "CALL_TOO_SOON",         "RATE_LIMITED",          429, "E0000133", [](facts& f) { verify(f, factor_kind::call); have_sent(f, recovery_method::call, seconds{29}); }},
    {"STEP-50", "EMAIL_TOO_SOON",        "RATE_LIMITED",          429, "E0000118", [](facts& f) { verify(f, factor_kind::email); have_sent(f, recovery_method::email, seconds{4}); }},
    {"STEP-51", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { verify_rightly(f); sign_on_of(f).permitted = authn::access::deny; }},
    {"STEP-52", "MFA_REQUIRED",          "MFA_REQUIRED",          200, "",         [](facts& f) { change_password(f); require_factor(f); enroll_factor(f, factor_kind::push); }},
    {"STEP-53", "MFA_ENROLL",            "MFA_ENROLL",            200, "",         [](facts& f) { verify_rightly(f); offer(f, enrollment_prompt::login, factor_kind::sms, enrollment_requirement::required); }},
    {"STEP-54", "MORE_FACTORS",          "MFA_ENROLL",            200, "",         [](facts& f) { enroll(f, factor_kind::question).multi_optional_factor_enroll = true; offer_factors(f, enrollment_prompt::login, {{factor_kind::question, enrollment_requirement::required}, {factor_kind::push, enrollment_requirement::optional}}); }},
    {"STEP-55", "PASSWORD_EXPIRED",      "PASSWORD_EXPIRED",      200, "",         [](facts& f) { verify_rightly(f); age_password(f, std::chrono::days{91}); }},
    {"STEP-56", "PASSWORD_WARN",         "PASSWORD_WARN",         200, "",         [](facts& f) { verify_rightly(f); age_password(f, std::chrono::days{87}); f.transaction->warn_before_password_expired = true; }},
    {"STEP-57", "SUCCESS",               "SUCCESS",               200, "",         [](facts& f) { verify_rightly(f); }},
  };
}
// clang-format on

}  // namespace spec
