#include "row_arrangements.hpp"

namespace spec {

using authn::threat_action;
using authn::threat_level;
using form = authn::request_body::form;

// clang-format off
row_cases rows_before_the_password() {
  return {
    {"THREAT-1", "CLEAR",   "SUCCESS",               [](facts& f) { suspect(f, threat_action::block, threat_level::high); f.threat_exempt = true; }},
    {"THREAT-2", "CLEAR",   "SUCCESS",               [](facts& f) { suspect(f, threat_action::none, threat_level::high); }},
    {"THREAT-3", "CLEAR",   "SUCCESS",               [](facts& f) { suspect(f, threat_action::block, threat_level::none); }},
    {"THREAT-4", "LOGGED",  "SUCCESS",               [](facts& f) { suspect(f, threat_action::audit, threat_level::high); }},
    {"THREAT-5", "LIMITED", "AUTHENTICATION_FAILED", [](facts& f) { suspect(f, threat_action::block, threat_level::low); }},
    {"THREAT-6", "DENIED",  "AUTHENTICATION_FAILED", [](facts& f) { suspect(f, threat_action::block, threat_level::high); }},

    {"THREATLOG-1", "NO_EVENT",   "SUCCESS",               [](facts& f) { suspect(f, threat_action::audit, threat_level::none); }},
    {"THREATLOG-2", "ALLOW",      "SUCCESS",               [](facts& f) { suspect(f, threat_action::audit, threat_level::low); }},
    {"THREATLOG-3", "RATE_LIMIT", "RATE_LIMITED",          [](facts& f) { suspect(f, threat_action::block, threat_level::low); documented(f); }},
    {"THREATLOG-4", "DENY",       "FORBIDDEN",             [](facts& f) { suspect(f, threat_action::block, threat_level::high); documented(f); }},

    {"GATE-1",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { f.zone = authn::zone::blocked; }},
    {"GATE-2",  "FORBIDDEN",             "FORBIDDEN",             [](facts& f) { f.zone = authn::zone::blocked; documented(f); }},
    {"GATE-3",  "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { suspect(f, threat_action::block, threat_level::low); }},
    {"GATE-4",  "FORBIDDEN",             "FORBIDDEN",             [](facts& f) { suspect(f, threat_action::block, threat_level::high); documented(f); }},
    {"GATE-5",  "RATE_LIMITED",          "RATE_LIMITED",          [](facts& f) { suspect(f, threat_action::block, threat_level::low); documented(f); }},
    {"GATE-6",  "RATE_LIMITED",          "RATE_LIMITED",          [](facts& f) { f.rate.violated = authn::rate_limit_kind::concurrency; }},
    {"GATE-7",  "RATE_LIMITED",          "RATE_LIMITED",          [](facts& f) { f.rate.violated = authn::rate_limit_kind::org; f.request.body.shape = form::malformed; }},
    {"GATE-8",  "NOT_FOUND",             "NOT_FOUND",             [](facts& f) { f.request.route = authn::route::unknown_path; }},
    {"GATE-9",  "METHOD_NOT_ALLOWED",    "NOT_FOUND",             [](facts& f) { f.request.route = authn::route::wrong_method; }},
    {"GATE-10", "MALFORMED_REQUEST",     "INVALID_REQUEST",       [](facts& f) { f.request.body.shape = form::malformed; f.rate.violated = authn::rate_limit_kind::username; }},
    {"GATE-11", "INVALID_REQUEST",       "INVALID_REQUEST",       [](facts& f) { f.request.body.shape = form::absent; }},
    {"GATE-12", "INVALID_REQUEST",       "INVALID_REQUEST",       [](facts& f) { f.request.body.password = false; }},
    {"GATE-13", "RATE_LIMITED",          "RATE_LIMITED",          [](facts& f) { f.rate.violated = authn::rate_limit_kind::username; }},
    {"GATE-14", "OPEN",                  "SUCCESS",               [](facts&) {}},

    {"STATUS-1", "UNKNOWN_USER", "AUTHENTICATION_FAILED", [](facts& f) { f.account.status.reset(); }},
    {"STATUS-2", "LOCKED",       "LOCKED_OUT",            [](facts& f) { lock(f); }},
    {"STATUS-3", "BARRED",       "AUTHENTICATION_FAILED", [](facts& f) { f.account.status = authn::user_status::staged; }},
    {"STATUS-4", "BARRED",       "AUTHENTICATION_FAILED", [](facts& f) { f.account.status = authn::user_status::provisioned; }},
    {"STATUS-5", "BARRED",       "AUTHENTICATION_FAILED", [](facts& f) { f.account.status = authn::user_status::recovery; }},
    {"STATUS-6", "BARRED",       "AUTHENTICATION_FAILED", [](facts& f) { f.account.status = authn::user_status::suspended; }},
    {"STATUS-7", "BARRED",       "AUTHENTICATION_FAILED", [](facts& f) { f.account.status = authn::user_status::deprovisioned; }},
    {"STATUS-8", "LOCKED",       "LOCKED_OUT",            [](facts& f) { come_from_unknown_device(f); f.account.attempts.unknown_devices_blocked = true; }},
    {"STATUS-9", "OPEN",         "SUCCESS",               [](facts& f) { f.device_known = false; f.account.attempts.unknown_devices_blocked = true; }},

    {"ACTIVATE-1", "REFUSED",      "AUTHENTICATION_FAILED", [](facts& f) { activate_by_token(f); f.account.status = authn::user_status::staged; }},
    {"ACTIVATE-2", "REFUSED",      "AUTHENTICATION_FAILED", [](facts& f) { activate_by_token(f); f.evidence.token = authn::validity::invalid; }},
    {"ACTIVATE-3", "PASSWORD_DUE", "PASSWORD_RESET",        [](facts& f) { activate_by_token(f); f.user.has_password = false; }},
    {"ACTIVATE-4", "ACTIVATED",    "SUCCESS",               [](facts& f) { activate_by_token(f); }},
  };
}
// clang-format on

}  // namespace spec
