#include "expectations.hpp"

namespace interlock::tests {
namespace {

using namespace authn;

/// An operation of an administrator, with the only scope that its access token has.
facts administering(operation what, scope granted) {
  facts from = sign_in();
  from.request.operation = what;
  from.request.body = {};
  from.request.scopes = set_of<scope>{granted};
  from.evidence = {};
  return from;
}

facts turning_on(operation what = operation::replace_lockout_settings, scope granted = scope::orgs_manage) {
  facts from = administering(what, granted);
  from.request.body.shape = request_body::form::object;
  from.request.body.setting = true;
  return from;
}

facts auditing() {
  facts from = administering(operation::replace_threat_configuration, scope::threats_manage);
  from.request.body.shape = request_body::form::object;
  from.request.body.action = threat_action::audit;
  return from;
}

facts changed(facts from, void (*change)(facts&)) {
  change(from);
  return from;
}

std::vector<expected> credentials() {
  using enum outcome;
  const std::string scopes = "/request/scopes";
  return {
      {"settings without credentials",
       changed(turning_on(), [](facts& f) { f.request.scopes.reset(); }),
       invalid_token,
       "ADMIN-4",
       {scopes},
       ok,
       {{scopes}, {"/request/application"}}},
      {"settings without the scope",
       turning_on(operation::replace_lockout_settings, scope::orgs_read),
       forbidden,
       "ADMIN-5",
       {scopes},
       ok,
       {{scopes}}},
      {"an API token does not add to the scopes of an access token",
       changed(turning_on(operation::replace_lockout_settings, scope::orgs_read),
               [](facts& f) { f.request.application = application::trusted; }),
       forbidden,
       "ADMIN-5",
       {scopes},
       ok,
       {{scopes}}},
      {"the scope to change, asked to read",
       administering(operation::get_threat_configuration, scope::threats_manage),
       forbidden,
       "ADMIN-5",
       {scopes},
       ok,
       {{scopes}}},
      {"neither scope nor body",
       changed(turning_on(operation::replace_lockout_settings, scope::users_read),
               [](facts& f) { f.request.body = {}; }),
       forbidden,
       "ADMIN-5",
       {scopes},
       ok,
       {{scopes, "/request/body"}}},
  };
}

std::vector<expected> settings_bodies() {
  using enum outcome;
  const std::string body = "/request/body";
  return {
      {"settings that are no truth value",
       changed(turning_on(),
               [](facts& f) {
                 f.request.body.setting.reset();
                 f.request.body.invalid_member = authn::body_member::prevent_lockout_from_unknown_devices;
               }),
       invalid_request,
       "ADMIN-11",
       {body},
       ok,
       {{body}}},
      {"settings without a body",
       changed(turning_on(), [](facts& f) { f.request.body = {}; }),
       invalid_request,
       "ADMIN-10",
       {body},
       ok,
       {{body}}},
      {"settings that are no object",
       changed(turning_on(), [](facts& f) { f.request.body.shape = request_body::form::malformed; }),
       invalid_request,
       "ADMIN-9",
       {body},
       ok,
       {{body}}},
      {"ThreatInsight without an action",
       changed(auditing(), [](facts& f) { f.request.body.action.reset(); }),
       invalid_request,
       "ADMIN-11",
       {body},
       ok,
       {{body}}},
  };
}

std::vector<expected> impossible_and_unknown() {
  using enum outcome;
  return {
      {"authenticator settings in the Classic Engine",
       turning_on(operation::replace_authenticator_settings),
       forbidden,
       "ADMIN-6",
       {},
       ok,
       {}},
      {"blocks of nobody",
       changed(administering(operation::list_blocks, scope::users_read), [](facts& f) { f.account = {}; }),
       not_found,
       "ADMIN-8",
       {"/account/user/status"},
       ok,
       {{"/account/user/status"}, {"/account/user/passwordChanged"}}},
      {"settings under a rate limit",
       changed(turning_on(), [](facts& f) { f.rate.violated = rate_limit_kind::org; }),
       rate_limited,
       "ADMIN-7",
       {"/rateLimit/violated"},
       ok,
       {{"/rateLimit/violated"}}},
      {"ThreatInsight stops whom it suspects, administrators too",
       changed(auditing(),
               [](facts& f) {
                 f.policy.threat_action = threat_action::block;
                 f.threat = threat_level::high;
               }),
       forbidden,
       "THREAT-6",
       {"/policy/threatInsight/action", "/network/threat"},
       ok,
       {{"/policy/threatInsight/action"}, {"/network/exempt"}, {"/network/threat"}}},
  };
}

}  // namespace

std::vector<expected> administrative_expectations() {
  std::vector<expected> all;
  for (const auto& some : {credentials(), settings_bodies(), impossible_and_unknown()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace interlock::tests
