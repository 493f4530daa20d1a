#include "step_arrangements.hpp"

namespace spec {

using authn::user_status;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr auto email = recovery_method::email;
constexpr auto sms = recovery_method::sms;
constexpr auto call = recovery_method::call;
constexpr auto reset = operation::forgot_password;
constexpr auto unlock = operation::unlock_account;

void change_lately(facts& f) {
  password_settings_of(f).min_age_minutes = 60;
  f.account.password_changed = f.now - minutes{59};
}

}  // namespace

// clang-format off
step_cases rows_of_recovery_starts() {
  return {
    {"PERMIT-1",  "UNKNOWN_USER",   "FORBIDDEN",          403, "E0000095", [](facts& f) { start(f, reset, std::nullopt); trust(f); f.account.status = user_status::deprovisioned; }},
    {"PERMIT-2",  "DENIED",         "FORBIDDEN",          403, "E0000032", [](facts& f) { start(f, unlock, std::nullopt); trust(f); lock(f); password_actions_of(f).unlock = authn::access::deny; }},
    {"PERMIT-3",  "PERMITTED",      "RECOVERY",           200, "",         [](facts& f) { start(f, unlock, std::nullopt); trust(f); lock(f); hide_lockouts(f); }},
    {"PERMIT-4",  "PERMITTED",      "RECOVERY",           200, "",         [](facts& f) { start(f, unlock, std::nullopt); trust(f); come_from_unknown_device(f); f.account.attempts.unknown_devices_blocked = true; }},
    {"PERMIT-5",  "DENIED",         "FORBIDDEN",          403, "E0000032", [](facts& f) { start(f, unlock, std::nullopt); trust(f); f.account.attempts.unknown_devices_blocked = true; }},
    {"PERMIT-6",  "DENIED",         "FORBIDDEN",          403, "E0000034", [](facts& f) { start(f, reset, std::nullopt); trust(f); f.account.status = user_status::recovery; }},
    {"PERMIT-7",  "DENIED",         "FORBIDDEN",          403, "E0000034", [](facts& f) { start(f, reset, std::nullopt); trust(f); password_actions_of(f).reset = authn::access::deny; }},
    {"PERMIT-8",  "DENIED_BY_MAIL", "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, email); lock(f); hide_lockouts(f); }},
    {"PERMIT-9",  "DENIED",         "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, email); lock(f); change_lately(f); }},
    {"PERMIT-10", "DENIED_BY_MAIL", "FORBIDDEN",          403, "E0000034", [](facts& f) { start(f, reset, std::nullopt); trust(f); change_lately(f); }},
    {"PERMIT-11", "PERMITTED",      "RECOVERY",           200, "",         [](facts& f) { start(f, reset, std::nullopt); trust(f); change_lately(f); f.account.password_changed = f.now - minutes{60}; }},

    {"START-1",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", 401, "E0000004", [](facts& f) { start(f, reset, email); f.zone = authn::zone::blocked; }},
    {"START-2",  "FORBIDDEN",             "FORBIDDEN",             403, "E0000006", [](facts& f) { start(f, reset, email); f.zone = authn::zone::blocked; documented(f); }},
    {"START-3",  "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { start(f, reset, email); f.rate.violated = authn::rate_limit_kind::concurrency; }},
    {"START-4",  "MALFORMED_REQUEST",     "INVALID_REQUEST",       400, "E0000003", [](facts& f) { start(f, reset, email); f.request.body.shape = form::malformed; }},
    {"START-5",  "INVALID_REQUEST",       "INVALID_REQUEST",       400, "E0000001", [](facts& f) { start(f, reset, email); f.request.body.username = false; }},
    {"START-6",  "INVALID_REQUEST",       "INVALID_REQUEST",       400, "E0000001", [](facts& f) { start(f, reset, std::nullopt); }},
    {"START-7",  "UNKNOWN_USER",          "FORBIDDEN",             403, "E0000095", [](facts& f) { start(f, unlock, email); trust(f); f.account = {}; }},
    {"START-8",  "RESET_FORBIDDEN",       "FORBIDDEN",             403, "E0000034", [](facts& f) { start(f, reset, email); trust(f); lock(f); hide_lockouts(f); }},
    {"START-9",  "UNLOCK_FORBIDDEN",      "FORBIDDEN",             403, "E0000032", [](facts& f) { start(f, unlock, sms); trust(f); }},
    {"START-10", "NO_PHONE",              "FORBIDDEN",             403, "E0000097", [](facts& f) { start(f, reset, sms); trust(f); f.recovery_enrolled = {email, call}; }},
    {"START-11", "RESET_FORBIDDEN",       "FORBIDDEN",             403, "E0000034", [](facts& f) { start(f, reset, sms); trust(f); password_settings_of(f).recovery_active = {email}; }},
    {"START-12", "UNLOCK_FORBIDDEN",      "FORBIDDEN",             403, "E0000032", [](facts& f) { start(f, unlock, email); trust(f); lock(f); f.recovery_enrolled = {}; }},
    {"START-13", "TOKEN_ISSUED",          "RECOVERY",              200, "",         [](facts& f) { start(f, reset, std::nullopt); trust(f); }},
    {"START-14", "MAIL_SENT",             "RECOVERY_CHALLENGE",    200, "",         [](facts& f) { start(f, reset, email); }},
    {"START-15", "MAIL_DENIED",           "RECOVERY_CHALLENGE",    200, "",         [](facts& f) { start(f, reset, email); change_lately(f); }},
    {"START-16", "MAIL_PRETENDED",        "RECOVERY_CHALLENGE",    200, "",         [](facts& f) { start(f, reset, email); f.account = {}; }},
    {"START-17", "CODE_SENT",             "RECOVERY_CHALLENGE",    200, "",         [](facts& f) { start(f, unlock, call); lock(f); }},
    {"START-18", "CODE_PRETENDED",        "RECOVERY_CHALLENGE",    200, "",         [](facts& f) { start(f, reset, sms); lock(f); hide_lockouts(f); }},
  };
}

step_cases rows_of_recovery_methods() {
  return {
    {"CHANNEL-1",  "USABLE",        "RECOVERY",           200, "",         [](facts& f) { start(f, reset, std::nullopt); trust(f); f.recovery_enrolled = {}; }},
    {"CHANNEL-2",  "NOT_PERMITTED", "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, email); password_settings_of(f).recovery_active = {sms}; }},
    {"CHANNEL-3",  "NOT_PERMITTED", "FORBIDDEN",          403, "E0000034", [](facts& f) { start(f, reset, email); trust(f); state_methods(f, {sms, call}); }},
    {"CHANNEL-4",  "NOT_ENROLLED",  "FORBIDDEN",          403, "E0000034", [](facts& f) { start(f, reset, email); trust(f); f.recovery_enrolled = {sms}; }},
    {"CHANNEL-5",  "NOT_PERMITTED", "FORBIDDEN",          403, "E0000034", [](facts& f) { start(f, reset, sms); trust(f); password_settings_of(f).recovery_active = {email, call}; f.recovery_enrolled = {}; }},
    {"CHANNEL-6",  "NOT_PERMITTED", "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, sms); state_methods(f, {email, call}); }},
    {"CHANNEL-7",  "NOT_ENROLLED",  "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, sms); f.recovery_enrolled = {email, call}; }},
    {"CHANNEL-8",  "NOT_PERMITTED", "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, call); password_settings_of(f).recovery_active = {email, sms}; }},
    {"CHANNEL-9",  "NOT_PERMITTED", "FORBIDDEN",          403, "E0000032", [](facts& f) { start(f, unlock, call); trust(f); lock(f); state_methods(f, {email, sms}); }},
    {"CHANNEL-10", "NOT_ENROLLED",  "FORBIDDEN",          403, "E0000097", [](facts& f) { start(f, reset, call); trust(f); f.recovery_enrolled = {email, sms}; }},
    {"CHANNEL-11", "USABLE",        "RECOVERY_CHALLENGE", 200, "",         [](facts& f) { start(f, reset, email); f.recovery_enrolled = {}; password_actions_of(f).email_without_enrollment = true; }},

    {"QUESTION-1", "NOT_DUE", "PASSWORD_RESET", 200, "", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); ask_question(f); f.recovery_enrolled = {sms}; }},
    {"QUESTION-2", "DUE",     "RECOVERY",       200, "", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); ask_question(f); }},
    {"QUESTION-3", "DUE",     "RECOVERY",       200, "", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); state_methods(f, {sms}); f.recovery_enrolled.insert(recovery_method::question); password_actions_of(f).question_as_step_up = true; }},
    {"QUESTION-4", "NOT_DUE", "PASSWORD_RESET", 200, "", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); state_methods(f, {sms}); ask_question(f); }},
  };
}

step_cases rows_of_recovery_answers() {
  return {
    {"CODE-1", "LAST_WRONG",   "FORBIDDEN",      403, "E0000119", [](facts& f) { auto& in = enter_code(f, recovery_kind::password, code_check::valid); in.user_id = ""; in.failures = 4; }},
    {"CODE-2", "WRONG",        "FORBIDDEN",      403, "E0000068", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); f.account = {}; }},
    {"CODE-3", "LAST_WRONG",   "FORBIDDEN",      403, "E0000119", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid).failures = 4; f.account.attempts.failed_recovery = 5; }},
    {"CODE-4", "WRONG",        "FORBIDDEN",      403, "E0000068", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); f.account.attempts.failed_recovery = 5; }},
    {"CODE-5", "LAST_WRONG",   "FORBIDDEN",      403, "E0000119", [](facts& f) { enter_code(f, recovery_kind::password, code_check::invalid).failures = 4; }},
    {"CODE-6", "WRONG",        "FORBIDDEN",      403, "E0000068", [](facts& f) { enter_code(f, recovery_kind::password, code_check::replayed).failures = 3; }},
    {"CODE-7", "QUESTION_DUE", "RECOVERY",       200, "",         [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::valid); ask_question(f); }},
    {"CODE-8", "UNLOCKED",     "SUCCESS",        200, "",         [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::valid); }},
    {"CODE-9", "PASSWORD_DUE", "PASSWORD_RESET", 200, "",         [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); }},

    {"REPLY-1", "LAST_WRONG",   "FORBIDDEN",      403, "E0000119", [](facts& f) { reply(f, recovery_kind::password, validity::valid).failures = 4; f.account.attempts.failed_recovery = 5; }},
    {"REPLY-2", "WRONG",        "FORBIDDEN",      403, "E0000087", [](facts& f) { reply(f, recovery_kind::password, validity::valid); f.account.attempts.failed_recovery = 5; }},
    {"REPLY-3", "LAST_WRONG",   "FORBIDDEN",      403, "E0000119", [](facts& f) { reply(f, recovery_kind::password, validity::invalid).failures = 4; }},
    {"REPLY-4", "WRONG",        "FORBIDDEN",      403, "E0000087", [](facts& f) { reply(f, recovery_kind::password, validity::invalid).failures = 3; }},
    {"REPLY-5", "UNLOCKED",     "SUCCESS",        200, "",         [](facts& f) { reply(f, recovery_kind::unlock, validity::valid); }},
    {"REPLY-6", "PASSWORD_DUE", "PASSWORD_RESET", 200, "",         [](facts& f) { reply(f, recovery_kind::password, validity::valid); f.account.attempts.failed_recovery = 4; }},

    {"TOKEN-1",  "FORBIDDEN",         "FORBIDDEN",       403, "E0000006", [](facts& f) { follow_link(f, recovery_kind::password); f.zone = authn::zone::blocked; }},
    {"TOKEN-2",  "RATE_LIMITED",      "RATE_LIMITED",    429, "E0000047", [](facts& f) { follow_link(f, recovery_kind::password); f.rate.violated = authn::rate_limit_kind::org; }},
    {"TOKEN-3",  "MALFORMED_REQUEST", "INVALID_REQUEST", 400, "E0000003", [](facts& f) { follow_link(f, recovery_kind::password); f.request.body.shape = form::malformed; }},
    {"TOKEN-4",  "INVALID_REQUEST",   "INVALID_REQUEST", 400, "E0000001", [](facts& f) { follow_link(f, recovery_kind::password); f.request.body.recovery_token = token::absent; }},
    {"TOKEN-5",  "INVALID_TOKEN",     "INVALID_TOKEN",   401, "E0000011", [](facts& f) { follow_link(f, recovery_kind::password); f.evidence.token = validity::invalid; }},
    {"TOKEN-6",  "INVALID_TOKEN",     "INVALID_TOKEN",   401, "E0000011", [](facts& f) { follow_link(f, recovery_kind::password).expires_at = f.now; }},
    {"TOKEN-7",  "INVALID_TOKEN",     "INVALID_TOKEN",   401, "E0000011", [](facts& f) { follow_link(f, recovery_kind::unlock); f.account.attempts.failed_recovery = 5; }},
    {"TOKEN-11", "INVALID_TOKEN",     "INVALID_TOKEN",   401, "E0000011", [](facts& f) { follow_link(f, recovery_kind::password); lock(f); ask_question(f); }},
    {"TOKEN-8",  "RECOVERY",          "RECOVERY",        200, "",         [](facts& f) { follow_link(f, recovery_kind::password); ask_question(f); }},
    {"TOKEN-9",  "UNLOCKED",          "SUCCESS",         200, "",         [](facts& f) { follow_link(f, recovery_kind::unlock); }},
    {"TOKEN-10", "PASSWORD_RESET",    "PASSWORD_RESET",  200, "",         [](facts& f) { follow_link(f, recovery_kind::password); f.transaction.reset(); }},
  };
}

step_cases rows_of_recovery_progress() {
  return {
    {"RECOVER-2",  "FORBIDDEN",             "FORBIDDEN",             403, "E0000006", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); f.zone = authn::zone::blocked; }},
    {"RECOVER-3",  "RATE_LIMITED",          "RATE_LIMITED",          429, "E0000047", [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); f.rate.violated = authn::rate_limit_kind::org; }},
    {"RECOVER-4",  "MALFORMED_REQUEST",     "INVALID_REQUEST",       400, "E0000003", [](facts& f) { reply(f, recovery_kind::password, validity::valid); f.request.body.shape = form::malformed; }},
    {"RECOVER-5",  "INVALID_REQUEST",       "INVALID_REQUEST",       400, "E0000001", [](facts& f) { reply(f, recovery_kind::password, validity::valid); f.request.body.answer = false; }},
    {"RECOVER-6",  "INVALID_TOKEN",         "INVALID_TOKEN",         401, "E0000011", [](facts& f) { reply(f, recovery_kind::password, validity::valid); f.transaction.reset(); }},
    {"RECOVER-7",  "INVALID_TOKEN",         "INVALID_TOKEN",         401, "E0000011", [](facts& f) { reply(f, recovery_kind::password, validity::valid).expires_at = f.now; }},
    {"RECOVER-8",  "OPERATION_NOT_ALLOWED", "OPERATION_NOT_ALLOWED", 403, "E0000079", [](facts& f) { enter_code(f, recovery_kind::password, code_check::invalid); f.request.recovery_by = call; }},
    {"RECOVER-9",  "WRONG_CODE",            "FORBIDDEN",             403, "E0000068", [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::invalid); }},
    {"RECOVER-10", "RECOVERY_LOCKED",       "FORBIDDEN",             403, "E0000119", [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::invalid).failures = 4; }},
    {"RECOVER-11", "RECOVERY",              "RECOVERY",              200, "",         [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); ask_question(f); }},
    {"RECOVER-12", "PASSWORD_RESET",        "PASSWORD_RESET",        200, "",         [](facts& f) { enter_code(f, recovery_kind::password, code_check::valid); }},
    {"RECOVER-13", "UNLOCKED",              "SUCCESS",               200, "",         [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::valid); }},
    {"RECOVER-14", "WRONG_ANSWER",          "FORBIDDEN",             403, "E0000087", [](facts& f) { reply(f, recovery_kind::unlock, validity::invalid); }},
    {"RECOVER-15", "RECOVERY_LOCKED",       "FORBIDDEN",             403, "E0000119", [](facts& f) { reply(f, recovery_kind::unlock, validity::invalid).failures = 4; }},
    {"RECOVER-16", "PASSWORD_RESET",        "PASSWORD_RESET",        200, "",         [](facts& f) { reply(f, recovery_kind::password, validity::valid); }},
    {"RECOVER-17", "UNLOCKED",              "SUCCESS",               200, "",         [](facts& f) { reply(f, recovery_kind::unlock, validity::valid); }},
    {"RECOVER-18", "SMS_TOO_SOON",          "RATE_LIMITED",          429, "E0000109", [](facts& f) { resend_recovery(f, sms, seconds{29}); }},
    {"RECOVER-19", "CALL_TOO_SOON",         "RATE_LIMITED",          429, "E0000133", [](facts& f) { resend_recovery(f, call, seconds{29}); }},
    {"RECOVER-20", "SENT",                  "RECOVERY_CHALLENGE",    200, "",         [](facts& f) { resend_recovery(f, sms, seconds{30}); }},
  };
}
// clang-format on

}  // namespace spec
