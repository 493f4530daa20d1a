#include "step_arrangements.hpp"

namespace spec {

using authn::scope;
using authn::threat_action;
using authn::threat_level;

// clang-format off
step_cases rows_of_administration() {
  return {
    {"ADMIN-1",  "FORBIDDEN",          "FORBIDDEN",       403, "E0000006", [](facts& f) { replace_lockout_settings(f, true); f.zone = authn::zone::blocked; }},
    {"ADMIN-2",  "FORBIDDEN",          "FORBIDDEN",       403, "E0000006", [](facts& f) { replace_lockout_settings(f, true); suspect(f, threat_action::block, threat_level::high); }},
    {"ADMIN-3",  "RATE_LIMITED",       "RATE_LIMITED",    429, "E0000047", [](facts& f) { replace_lockout_settings(f, true); suspect(f, threat_action::block, threat_level::low); }},
    {"ADMIN-4",  "INVALID_TOKEN",      "INVALID_TOKEN",   401, "E0000011", [](facts& f) { ask(f, operation::get_lockout_settings); }},
    {"ADMIN-5",  "INSUFFICIENT_SCOPE", "FORBIDDEN",       403, "E0000006", [](facts& f) { ask(f, operation::get_lockout_settings); f.request.scopes = authn::set_of<scope>{scope::orgs_manage}; }},
    {"ADMIN-6",  "FORBIDDEN",          "FORBIDDEN",       403, "E0000006", [](facts& f) { administer(f, operation::get_authenticator_settings); }},
    {"ADMIN-7",  "RATE_LIMITED",       "RATE_LIMITED",    429, "E0000047", [](facts& f) { replace_lockout_settings(f, true); f.rate.violated = authn::rate_limit_kind::org; f.request.body.shape = form::malformed; }},
    {"ADMIN-8",  "NOT_FOUND",          "NOT_FOUND",       404, "E0000007", [](facts& f) { administer(f, operation::list_blocks); f.account.status.reset(); }},
    {"ADMIN-9",  "MALFORMED_REQUEST",  "INVALID_REQUEST", 400, "E0000003", [](facts& f) { replace_lockout_settings(f, true); f.request.body.shape = form::malformed; }},
    {"ADMIN-10", "INVALID_REQUEST",    "INVALID_REQUEST", 400, "E0000001", [](facts& f) { replace_lockout_settings(f, true); f.request.body.shape = form::absent; }},
    {"ADMIN-11", "INVALID_REQUEST",    "INVALID_REQUEST", 400, "E0000001", [](facts& f) { administer(f, operation::replace_threat_configuration).excluded_zones = {"z1"}; }},
    {"ADMIN-12", "CHANGED",            "OK",              200, "",         [](facts& f) { replace_lockout_settings(f, true); }},
    {"ADMIN-13", "UNCHANGED",          "OK",              200, "",         [](facts& f) { replace_lockout_settings(f, std::nullopt); }},
    {"ADMIN-14", "SHOWN",              "OK",              200, "",         [](facts& f) { administer(f, operation::list_blocks); lock(f); }},
  };
}
// clang-format on

}  // namespace spec
