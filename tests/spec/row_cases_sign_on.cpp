#include "row_arrangements.hpp"

namespace spec {

using authn::enrollment_prompt;
using authn::enrollment_requirement;
using authn::factor_kind;
using authn::prompt_mode;
using std::chrono::days;

namespace {

void offer(facts& f, enrollment_prompt prompt, enrollment_requirement need) {
  offer_factors(f, prompt, {{factor_kind::sms, need}});
}

void be_remembered(facts& f, prompt_mode prompt) {
  require_factor(f, prompt);
  enroll_factor(f, factor_kind::push);
  f.device_remembered = true;
}

}  // namespace

// clang-format off
row_cases rows_after_the_password() {
  return {
    {"PROMPT-1", "NOT_DUE", "SUCCESS",      [](facts& f) { enroll_factor(f, factor_kind::push); }},
    {"PROMPT-2", "NOT_DUE", "SUCCESS",      [](facts& f) { be_remembered(f, prompt_mode::device); }},
    {"PROMPT-3", "NOT_DUE", "SUCCESS",      [](facts& f) { be_remembered(f, prompt_mode::session); }},
    {"PROMPT-4", "DUE",     "MFA_REQUIRED", [](facts& f) { be_remembered(f, prompt_mode::always); }},

    {"ENROLL-1", "IMPOSSIBLE", "AUTHENTICATION_FAILED", [](facts& f) { require_factor(f); offer(f, enrollment_prompt::never, enrollment_requirement::required); }},
    {"ENROLL-2", "IMPOSSIBLE", "AUTHENTICATION_FAILED", [](facts& f) { require_factor(f); offer(f, enrollment_prompt::login, enrollment_requirement::not_allowed); }},
    {"ENROLL-3", "DUE",        "MFA_ENROLL",            [](facts& f) { require_factor(f); offer(f, enrollment_prompt::challenge, enrollment_requirement::optional); }},
    {"ENROLL-4", "DUE",        "MFA_ENROLL",            [](facts& f) { offer(f, enrollment_prompt::login, enrollment_requirement::required); }},
    {"ENROLL-5", "DUE",        "MFA_REQUIRED",          [](facts& f) { require_factor(f); enroll_factor(f, factor_kind::push); offer(f, enrollment_prompt::challenge, enrollment_requirement::required); }},
    {"ENROLL-6", "NOT_DUE",    "SUCCESS",               [](facts& f) { offer(f, enrollment_prompt::login, enrollment_requirement::optional); }},

    {"SIGNON-1", "DENIED",    "AUTHENTICATION_FAILED", [](facts& f) { sign_on_of(f).permitted = authn::access::deny; }},
    {"SIGNON-2", "DENIED",    "AUTHENTICATION_FAILED", [](facts& f) { require_factor(f); }},
    {"SIGNON-3", "PERMITTED", "SUCCESS",               [](facts&) {}},

    {"EXPIRY-1", "EXPIRED", "PASSWORD_EXPIRED", [](facts& f) { f.account.status = authn::user_status::password_expired; }},
    {"EXPIRY-2", "EXPIRED", "PASSWORD_EXPIRED", [](facts& f) { age_password(f, days{91}); }},
    {"EXPIRY-3", "WARN",    "PASSWORD_WARN",    [](facts& f) { age_password(f, days{87}); f.request.body.warn_before_password_expired = true; }},
    {"EXPIRY-4", "NONE",    "SUCCESS",          [](facts& f) { age_password(f, days{87}); }},

    {"NEXT-1", "MFA_REQUIRED",     "MFA_REQUIRED",     [](facts& f) { require_factor(f); enroll_factor(f, factor_kind::sms); age_password(f, days{91}); }},
    {"NEXT-2", "PASSWORD_EXPIRED", "PASSWORD_EXPIRED", [](facts& f) { offer(f, enrollment_prompt::login, enrollment_requirement::required); age_password(f, days{91}); }},
    {"NEXT-3", "MFA_ENROLL",       "MFA_ENROLL",       [](facts& f) { enroll_factor(f, factor_kind::push); offer(f, enrollment_prompt::login, enrollment_requirement::required); age_password(f, days{91}); }},
    {"NEXT-4", "PASSWORD_EXPIRED", "PASSWORD_EXPIRED", [](facts& f) { enroll_factor(f, factor_kind::push); age_password(f, days{91}); }},
    {"NEXT-5", "PASSWORD_WARN",    "PASSWORD_WARN",    [](facts& f) { age_password(f, days{87}); f.request.body.warn_before_password_expired = true; }},
    {"NEXT-6", "SUCCESS",          "SUCCESS",          [](facts&) {}},
  };
}

row_cases rows_of_answers() {
  using form = authn::request_body::form;
  return {
    {"AUTHN-1",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { f.zone = authn::zone::blocked; }},
    {"AUTHN-2",  "FORBIDDEN",             "FORBIDDEN",             [](facts& f) { f.zone = authn::zone::blocked; documented(f); }},
    {"AUTHN-3",  "RATE_LIMITED",          "RATE_LIMITED",          [](facts& f) { f.rate.violated = authn::rate_limit_kind::org; }},
    {"AUTHN-4",  "NOT_FOUND",             "NOT_FOUND",             [](facts& f) { f.request.route = authn::route::unknown_path; }},
    {"AUTHN-5",  "METHOD_NOT_ALLOWED",    "NOT_FOUND",             [](facts& f) { f.request.route = authn::route::wrong_method; }},
    {"AUTHN-6",  "MALFORMED_REQUEST",     "INVALID_REQUEST",       [](facts& f) { f.request.body.shape = form::malformed; }},
    {"AUTHN-7",  "INVALID_REQUEST",       "INVALID_REQUEST",       [](facts& f) { f.request.body.invalid_member = authn::body_member::username; }},
    {"AUTHN-8",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { activate_by_token(f); f.account.status = authn::user_status::active; }},
    {"AUTHN-9",  "PASSWORD_RESET",        "PASSWORD_RESET",        [](facts& f) { activate_by_token(f); f.user.has_password = false; }},
    {"AUTHN-10", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { f.account.status.reset(); }},
    {"AUTHN-11", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { f.account.status = authn::user_status::suspended; }},
    {"AUTHN-12", "LOCKED_OUT",            "LOCKED_OUT",            [](facts& f) { lock(f); }},
    {"AUTHN-13", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { lock(f); hide_lockouts(f); }},
    {"AUTHN-14", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { send_wrong_password(f); }},
    {"AUTHN-15", "LOCKED_OUT",            "LOCKED_OUT",            [](facts& f) { send_fifth_wrong_password(f); }},
    {"AUTHN-16", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { send_fifth_wrong_password(f); hide_lockouts(f); }},
    {"AUTHN-17", "LOCKED_OUT",            "LOCKED_OUT",            [](facts& f) { send_fifth_wrong_password(f); come_from_unknown_device(f); }},
    {"AUTHN-18", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { send_fifth_wrong_password(f); come_from_unknown_device(f); hide_lockouts(f); }},
    {"AUTHN-19", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { sign_on_of(f).permitted = authn::access::deny; }},
    {"AUTHN-20", "MFA_REQUIRED",          "MFA_REQUIRED",          [](facts& f) { require_factor(f); enroll_factor(f, factor_kind::webauthn); }},
    {"AUTHN-21", "MFA_ENROLL",            "MFA_ENROLL",            [](facts& f) { require_factor(f); offer(f, enrollment_prompt::challenge, enrollment_requirement::optional); }},
    {"AUTHN-22", "PASSWORD_EXPIRED",      "PASSWORD_EXPIRED",      [](facts& f) { age_password(f, days{91}); }},
    {"AUTHN-23", "PASSWORD_WARN",         "PASSWORD_WARN",         [](facts& f) { age_password(f, days{87}); f.request.body.warn_before_password_expired = true; }},
    {"AUTHN-24", "SUCCESS",               "SUCCESS",               [](facts&) {}},
  };
}
// clang-format on

}  // namespace spec
