#include <chrono>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support.hpp"
#include "text/api/body_members.hpp"

using namespace std::chrono_literals;
using namespace interlock::authn;
using interlock::tests::scenario_of;
using interlock::tests::sign_in;
using interlock::tests::sign_in_with;
using shape = request_body::form;

namespace {

constexpr time_point afternoon{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} + 13h + 59min + 6s};

interlock::text::scenario with_operation(std::string_view operation) {
  return scenario_of(std::string{R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": ")"}.append(operation) +
                     "\" } }");
}

constexpr const char* every_key = R"({ "now": "2026-04-02T15:59:06.25+02:00",
    "request": { "operation": "POST /api/v1/authn", "application": "TRUSTED", "scopes": ["okta.orgs.read", "openid"],
                 "query": { "rememberDevice": "true", "gone": null }, "body": {} },
    "evidence": { "password": "VALID", "oldPassword": "INVALID", "answer": "VALID", "newPassword": "REJECTED",
                  "token": "INVALID", "passCode": "OUTSIDE_WINDOW", "push": "TIMEOUT", "audience": "NOT_ALLOWED",
                  "phoneNumber": "INVALID" },
    "transaction": { "version": 2, "state": "PASSWORD_WARN", "stateToken": "00st", "expiresAt": "2026-04-02T14:00:00Z",
                     "userId": "00u1" },
    "policy": { "engine": "IDENTITY", "userEnumerationPrevention": { "authentication": true, "recovery": true },
                "threatInsight": { "action": "block", "excludeZones": ["nzo1"] },
                "threatResponse": "DOCUMENTED", "settingsResponse": "OBJECT",
                "userLockoutSettings": { "preventBruteForceLockoutFromUnknownDevices": true },
                "authenticatorSettings": { "verifyKnowledgeSecondWhen2faRequired": true } },
    "account": { "user": { "id": "00u1", "status": "SUSPENDED", "passwordChanged": "2026-01-01T00:00:00.000Z",
                           "credentials": { "password": {}, "provider": { "type": "ACTIVE_DIRECTORY" } } },
                 "groups": ["00g1", "00g2"], "version": 12,
                 "attempts": { "failedAttempts": 1, "failedAttemptsFromUnknownDevices": 2,
                     "unknownDevicesBlocked": true,
                               "lockedAt": "2026-04-02T13:00:00Z", "autoUnlockAt": "2026-04-02T14:00:00Z",
                               "consecutiveLockouts": 3, "failedFactorAttempts": 4, "failedRecoveryAttempts": 5.0 } },
    "enrollment": { "recovery": ["email", "otp"] },
    "device": { "known": true, "remembered": true },
    "network": { "zone": "BLOCKED", "zones": ["nzo1"], "threat": "HIGH", "exempt": true },
    "rateLimit": { "violated": "CONCURRENCY", "limit": 600, "remaining": 0, "reset": 1775138400 },
    "mint": { "stateToken": "st", "sessionToken": "se", "recoveryToken": "re", "errorId": "oae1", "factorId": "f1",
              "activation": { "expiresAt": "2026-04-02T14:00:00Z", "timeStep": 30 }, "challenge": { "nonce": "n" },
              "target": {}, "authentication": {}, "baseUrl": "https://id.example.com/" } })";

std::string_view invalid_member(std::string_view body) {
  const auto found = scenario_of(sign_in_with(body)).facts().request.body.invalid_member;
  return found ? interlock::text::member_name(*found) : std::string_view{};
}

}  // namespace

TEST_CASE("scenario: what a scenario does not say has the documented default") {
  const auto scenario = with_operation("POST /api/v1/authn");
  const facts& read = scenario.facts();
  CHECK(read.now == afternoon);
  CHECK(read.request.operation == operation::authenticate);
  CHECK(read.request.route == route::known);
  CHECK(read.request.application == application::public_client);
  CHECK(!read.request.scopes);
  CHECK(read.request.body == request_body{});
  CHECK(!read.evidence.password);
  CHECK(!read.evidence.token);
  CHECK(!read.evidence.old_password);
  CHECK(!read.evidence.answer);
  CHECK(!read.evidence.new_password);
  CHECK(!read.evidence.pass_code);
  CHECK(read.evidence.push == push_state::waiting);
  CHECK(!read.evidence.audience);
  CHECK(read.evidence.phone_number == validity::valid);
  CHECK(!read.transaction);
  CHECK(read.policy.engine == engine::classic);
  CHECK(read.policy.password == password_policies{});
  CHECK(read.policy.sign_on == sign_on_policies{});
  CHECK(read.policy.enrollment == enrollment_policies{});
  CHECK(!read.policy.prevent_enumeration_in_authentication);
  CHECK(!read.policy.prevent_enumeration_in_recovery);
  CHECK(read.policy.threat_action == threat_action::none);
  CHECK(read.policy.threat_response == threat_response::observed);
  CHECK(read.policy.settings_response == settings_response::list);
  CHECK(read.policy.threat_excluded_zones.empty());
  CHECK(!read.policy.prevent_lockout_from_unknown_devices);
  CHECK(!read.policy.verify_knowledge_second);
  CHECK(read.account == account{});
  CHECK(read.groups.empty());
  CHECK(read.recovery_enrolled.empty());
  CHECK(read.factors.empty());
  CHECK(!read.device_known);
  CHECK(!read.device_remembered);
  CHECK(read.zone == zone::allowed);
  CHECK(read.zones.empty());
  CHECK(read.threat == threat_level::none);
  CHECK(!read.threat_exempt);
  CHECK(read.rate.violated == rate_limit_kind::none);
  CHECK(!read.rate.limit);
  CHECK(!read.rate.remaining);
  CHECK(!read.rate.reset);
  CHECK(read.mint.base_url == mint{}.base_url);
  CHECK(read.mint.factor_id == mint{}.factor_id);
  CHECK(!read.mint.activation_expires_at);
}

TEST_CASE("scenario: null means absent, everywhere") {
  const auto scenario = scenario_of(R"({ "now": "2026-04-02T13:59:06Z", "transaction": null, "evidence": null,
    "request": { "operation": "POST /api/v1/authn", "application": null, "scopes": null, "body": null, "query": null },
    "policy": { "engine": null, "password": null, "passwordRule": null, "signOn": null, "signOnRule": null,
                "enrollment": null, "userEnumerationPrevention": null, "threatInsight": null, "threatResponse": null,
                "userLockoutSettings": null, "authenticatorSettings": null },
    "account": { "user": null, "groups": null, "attempts": { "failedAttempts": null, "lockedAt": null },
        "version": null },
    "enrollment": { "recovery": null, "factors": null }, "device": { "known": null, "remembered": null },
    "network": { "zone": null, "zones": null, "threat": null, "exempt": null },
    "rateLimit": { "violated": null, "limit": null, "remaining": null, "reset": null },
    "mint": { "stateToken": null, "sessionToken": null, "recoveryToken": null, "errorId": null, "factorId": null,
              "activation": null, "challenge": null, "target": null, "authentication": null, "baseUrl": null } })");
  CHECK(scenario.facts().account == account{});
  CHECK(scenario.facts().policy.password == password_policies{});
  CHECK(scenario.facts().request.body.shape == shape::absent);
  CHECK(scenario.facts().mint.error_id == mint{}.error_id);
}

TEST_CASE("scenario: every key reaches its fact") {
  const auto scenario = scenario_of(every_key);
  const facts& read = scenario.facts();
  CHECK(read.now == afternoon + 250ms);
  CHECK(read.request.application == application::trusted);
  CHECK(read.request.scopes == set_of<scope>{scope::orgs_read});
  CHECK(read.request.body.shape == shape::object);
  CHECK(read.evidence.password == validity::valid);
  CHECK(read.evidence.old_password == validity::invalid);
  CHECK(read.evidence.answer == validity::valid);
  CHECK(read.evidence.new_password == acceptance::rejected);
  CHECK(read.evidence.token == validity::invalid);
  CHECK(read.evidence.pass_code == code_check::outside_window);
  CHECK(read.evidence.push == push_state::timeout);
  CHECK(read.evidence.audience == audience_check::not_allowed);
  CHECK(read.evidence.phone_number == validity::invalid);
  CHECK(read.transaction->state == state::password_warn);
  CHECK(read.policy.engine == engine::identity);
  CHECK(read.policy.prevent_enumeration_in_authentication);
  CHECK(read.policy.prevent_enumeration_in_recovery);
  CHECK(read.policy.threat_action == threat_action::block);
  CHECK(read.policy.threat_response == threat_response::documented);
  CHECK(read.policy.settings_response == settings_response::object);
  CHECK(read.policy.threat_excluded_zones == ids{"nzo1"});
  CHECK(read.policy.prevent_lockout_from_unknown_devices);
  CHECK(read.policy.verify_knowledge_second);
  CHECK(read.user.id == "00u1");
  CHECK(read.user.provider == "ACTIVE_DIRECTORY");
  CHECK(read.account.status == user_status::suspended);
  CHECK(read.account.password_changed == time_point{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}});
  CHECK(read.account.version == 12);
  CHECK(read.account.attempts == attempts{1, 2, true, afternoon - 59min - 6s, afternoon + 54s, 3, 4, 5});
  CHECK(read.groups == ids{"00g1", "00g2"});
  CHECK(read.recovery_enrolled == recovery_methods{recovery_method::email, recovery_method::otp});
  CHECK(read.device_known);
  CHECK(read.device_remembered);
  CHECK(read.zone == zone::blocked);
  CHECK(read.zones == ids{"nzo1"});
  CHECK(read.threat == threat_level::high);
  CHECK(read.threat_exempt);
  CHECK(read.rate.violated == rate_limit_kind::concurrency);
  CHECK(read.rate.limit == 600);
  CHECK(read.rate.remaining == 0);
  CHECK(read.rate.reset == 1'775'138'400);
  CHECK(read.mint.state_token == "st");
  CHECK(read.mint.session_token == "se");
  CHECK(read.mint.recovery_token == "re");
  CHECK(read.mint.error_id == "oae1");
  CHECK(read.mint.factor_id == "f1");
  CHECK(read.mint.activation_expires_at == afternoon + 54s);
  CHECK(read.mint.base_url == "https://id.example.com");
}

TEST_CASE("scenario: the largest number that JSON keeps") {
  const auto scenario = scenario_of(sign_in(R"(, "account": { "version": 9007199254740991 })"));
  CHECK(scenario.facts().account.version == attempts::count_max);
}

TEST_CASE("scenario: the facts stay right when the scenario moves") {
  auto scenario = scenario_of(sign_in(R"(, "account": { "user": { "id": "00u1" } })"));
  const interlock::text::scenario moved{std::move(scenario)};
  CHECK(moved.facts().user.id == "00u1");
}

TEST_CASE("scenario: which operation is asked for") {
  CHECK(with_operation("GET /api/v1/authn").facts().request.route == route::wrong_method);
  CHECK(with_operation("DELETE /api/v1/authn/factors").facts().request.route == route::wrong_method);
  const auto unknown = with_operation("POST /api/v1/atuhn");
  CHECK(unknown.facts().request.route == route::unknown_path);
  CHECK(unknown.facts().request.path == "/api/v1/atuhn");
  // A state token is nothing to an operation that does not exist.
  const auto scenario = scenario_of(R"({ "now": "2026-04-02T13:59:06Z",
    "request": { "operation": "GET /api/v1/authn", "body": { "stateToken": true } } })");
  CHECK(scenario.facts().request.route == route::wrong_method);
}

TEST_CASE("body: what was sent, secrets shown or not") {
  for (const char* body :
       {R"({ "username": "dade", "password": true })", R"({ "username": "dade", "password": "secret" })",
        R"("{\"username\":\"dade\",\"password\":\"secret\"}")"}) {
    CAPTURE(body);
    const auto scenario = scenario_of(sign_in_with(body));
    const request_body& sent = scenario.facts().request.body;
    CHECK(sent.shape == shape::object);
    CHECK(sent.username);
    CHECK(sent.password);
    CHECK(!sent.token);
    CHECK(!sent.invalid_member);
  }
  CHECK(scenario_of(sign_in_with(R"({ "token": true })")).facts().request.body.token);
  CHECK(scenario_of(sign_in_with(R"({ "token": "00at" })")).facts().request.body.token);
  CHECK(scenario_of(sign_in_with("{}")).facts().request.body.shape == shape::object);
}

TEST_CASE("body: empty and null members count as not sent") {
  for (const char* body : {R"({ "username": "", "password": "", "token": "", "stateToken": "" })",
                           R"({ "username": null, "password": null, "token": null, "stateToken": null, "options": null,
                                "context": null, "relayState": null })"}) {
    request_body expected;
    expected.shape = shape::object;
    CHECK(scenario_of(sign_in_with(body)).facts().request.body == expected);
  }
}

TEST_CASE("body: what is not a JSON object is malformed") {
  for (const char* body : {"[]", "7", "true", R"("")", R"("{")", R"("{\"username\": }")", R"("[]")", R"("null")",
                           R"("\"x\"")", R"("{} {}")"}) {
    CAPTURE(body);
    CHECK(scenario_of(sign_in_with(body)).facts().request.body.shape == shape::malformed);
  }
}

TEST_CASE("body: options, context and relay state") {
  const auto scenario = scenario_of(sign_in_with(
      R"({ "username": "dade", "password": true, "relayState": "/deep/link", "audience": "0oa1", "unknown": 7,
           "options": { "warnBeforePasswordExpired": true, "multiOptionalFactorEnroll": true, "more": 1 },
           "context": { "deviceToken": "26q43Ak9Eh04p7H6Nnx0m69JqYOrfVBY" } })"));
  const request_body& sent = scenario.facts().request.body;
  CHECK(sent.warn_before_password_expired);
  CHECK(sent.multi_optional_factor_enroll);
  CHECK(sent.relay_state == "/deep/link");
  CHECK(!sent.invalid_member);
  CHECK(scenario_of(sign_in_with(R"({ "relayState": "" })")).facts().request.body.relay_state == "");
}

TEST_CASE("body: the first member of a wrong type or length is named") {
  CHECK(invalid_member(R"({ "username": 7 })") == "username");
  CHECK(invalid_member(R"({ "username": true })") == "username");
  CHECK(invalid_member(R"({ "password": false })") == "password");
  CHECK(invalid_member(R"({ "password": ["x"] })") == "password");
  CHECK(invalid_member(R"({ "token": 7 })") == "token");
  CHECK(invalid_member(R"({ "stateToken": 7 })") == "stateToken");
  CHECK(invalid_member(R"({ "relayState": {} })") == "relayState");
  CHECK(invalid_member(R"({ "options": true })") == "options");
  CHECK(invalid_member(R"({ "options": { "warnBeforePasswordExpired": "true" } })") ==
        "options.warnBeforePasswordExpired");
  CHECK(invalid_member(R"({ "options": { "multiOptionalFactorEnroll": 1 } })") == "options.multiOptionalFactorEnroll");
  CHECK(invalid_member(R"({ "context": [] })") == "context");
  CHECK(invalid_member(R"({ "context": { "deviceToken": "26q43Ak9Eh04p7H6Nnx0m69JqYOrfVBYx" } })") ==
        "context.deviceToken");
  CHECK(invalid_member(R"({ "context": { "deviceToken": true } })") == "context.deviceToken");
  CHECK(invalid_member(R"({ "relayState": 1, "username": 2 })") == "relayState");
}

TEST_CASE("user: status and password") {
  const auto user = [](const std::string& members) {
    return scenario_of(sign_in(", \"account\": { \"user\": { " + members + " } }"));
  };
  CHECK(user("").facts().account.status == user_status::active);
  CHECK(!user("").facts().user.has_password);
  CHECK(user("").facts().user.provider == "OKTA");
  CHECK(!user(R"("status": "STAGED")").facts().user.has_password);
  CHECK(!user(R"("status": "PROVISIONED", "passwordChanged": null)").facts().user.has_password);
  CHECK(user(R"("status": "PROVISIONED", "passwordChanged": "2026-01-01T00:00:00Z")").facts().user.has_password);
  CHECK(user(R"("status": "STAGED", "credentials": { "password": {} })").facts().user.has_password);
  CHECK(!user(R"("status": "STAGED", "credentials": { "emails": [] })").facts().user.has_password);
  CHECK(user(R"("status": "DEPROVISIONED", "created": "createdDate", "profile": { "login": 7 })")
            .facts()
            .account.status == user_status::deprovisioned);
}

TEST_CASE("factors: kind and state") {
  const auto factors = [](const std::string& list) {
    return scenario_of(sign_in(", \"enrollment\": { \"factors\": [" + list + "] }"));
  };
  const auto kind = [&](const std::string& type, const std::string& provider) {
    return factors(R"({ "factorType": ")" + type + R"(", "provider": ")" + provider + "\" }")
        .facts()
        .factors.at(0)
        .kind;
  };
  CHECK(kind("question", "OKTA") == factor_kind::question);
  CHECK(kind("sms", "OKTA") == factor_kind::sms);
  CHECK(kind("call", "OKTA") == factor_kind::call);
  CHECK(kind("email", "OKTA") == factor_kind::email);
  CHECK(kind("token:software:totp", "OKTA") == factor_kind::okta_totp);
  CHECK(kind("token:software:totp", "GOOGLE") == factor_kind::google_totp);
  CHECK(kind("token:hotp", "CUSTOM") == factor_kind::hotp);
  CHECK(kind("push", "OKTA") == factor_kind::push);
  CHECK(kind("token", "RSA") == factor_kind::rsa_token);
  CHECK(kind("token", "SYMANTEC") == factor_kind::symantec_token);
  CHECK(kind("token:hardware", "YUBICO") == factor_kind::yubikey);
  CHECK(kind("web", "DUO") == factor_kind::duo);
  CHECK(kind("u2f", "FIDO") == factor_kind::u2f);
  CHECK(kind("webauthn", "FIDO") == factor_kind::webauthn);
  CHECK(kind("claims_provider", "CUSTOM") == factor_kind::claims_provider);
  CHECK(kind("assertion:saml2", "GENERIC_SAML") == factor_kind::saml_idp);
  CHECK(kind("assertion:oidc", "GENERIC_OIDC") == factor_kind::oidc_idp);
  CHECK(kind("password", "OKTA") == factor_kind::password);
  CHECK(!kind("token", "DEL_OATH"));
  CHECK(!kind("signed_nonce", "OKTA"));

  const auto list =
      factors(R"({ "id": "sms1", "factorType": "sms" }, { "factorType": "push", "status": "PENDING_ACTIVATION" },
                               { "factorType": "email", "status": "ACTIVE", "created": 7 }, {})");
  CHECK(list.facts().factors == std::vector<factor>{{"sms1", factor_kind::sms, true, 0},
                                                    {"", factor_kind::push, false, 1},
                                                    {"", factor_kind::email, true, 2},
                                                    {"", std::nullopt, true, 3}});
}
