#include <string>

#include <doctest/doctest.h>

#include "support.hpp"

// Objects as the API returns them go in unchanged, and bodies come out as the API documents them.

using namespace interlock::authn;
using interlock::tests::body_of;
using interlock::tests::compact;
using interlock::tests::okta_object;
using interlock::tests::scenario_of;
using interlock::tests::sign_in;
namespace json = interlock::tests::json;

namespace {

constexpr const char* documented_user = R"("user": { "id": "00ub0oNGTSWTBKOLGLNR", "status": "ACTIVE",
  "passwordChanged": "2015-09-08T20:14:45.000Z", "profile": { "login": "dade.murphy@example.com", "firstName": "Dade",
  "lastName": "Murphy", "locale": "en_US", "timeZone": "America/Los_Angeles", "mobilePhone": "+1-555-415-1337" } })";

/// The documentation's sign-in: five minutes before its tokens expire.
std::string documented_sign_in(const std::string& account, const std::string& more) {
  return R"({ "now": "2015-11-03T10:10:57.000Z", "request": { "operation": "POST /api/v1/authn",
    "body": { "username": "dade.murphy@example.com", "password": "correcthorsebatterystaple",
              "options": { "multiOptionalFactorEnroll": false, "warnBeforePasswordExpired": true } } },
    "evidence": { "password": "VALID" },
    "mint": { "baseUrl": "https://${yourOktaDomain}", "stateToken": "007ucIX7PATyn94hsHfOLVaXAmOBkKHWnOOLG43bsb",
              "sessionToken": "00Fpzf4en68pCXTsMjcX8JPMctzN2Wiw4LDOBL_9pe", "errorId": "oaeuHRrvMnuRga5UzpKIOhKpQ" },
    "account": { )" +
         account + " }" + more + " }";
}

/// The answer to a user of the fixture who has its factors and has to verify one.
json::value factors_to_verify(const json::value& fixture, const std::string& base_url) {
  const json::value& embedded = fixture.at("_embedded");
  const std::string text =
      sign_in(", \"evidence\": { \"password\": \"VALID\" }, \"account\": { \"user\": " + compact(embedded.at("user")) +
              " }, \"enrollment\": { \"factors\": " + compact(embedded.at("factors")) +
              " }, \"mint\": { \"baseUrl\": \"" + base_url +
              R"(" }, "policy": { "signOnRule": { "actions": { "signon": { "access": "ALLOW",
      "requireFactor": true, "factorPromptMode": "DEVICE" } } } })");
  return body_of(text);
}

std::string text_of(const json::value& value) { return {value.as_string().data(), value.as_string().size()}; }

void check_factors(const std::string& path, std::size_t count) {
  const json::value fixture = okta_object(path);
  const json::value body = factors_to_verify(fixture, "https://foo.com");
  CHECK(body.at("status") == "MFA_REQUIRED");
  const json::array& written = body.at("_embedded").at("factors").as_array();
  REQUIRE(written.size() == count);
  std::size_t next = 0;
  for (const json::value& given : fixture.at("_embedded").at("factors").as_array()) {
    if (given.at("factorType") == "password") continue;
    json::object expected = given.as_object();
    json::object found = written[next++].as_object();
    CHECK(compact(found.at("_links").at("verify")) == R"({"href":"https://foo.com/api/v1/authn/factors/)" +
                                                          text_of(given.at("id")) +
                                                          R"(/verify","hints":{"allow":["POST"]}})");
    found.erase("_links");
    expected.erase("_links");
    CHECK(found == expected);
  }
}

}  // namespace

TEST_CASE("okta objects: password policies") {
  for (const std::string name :
       {"list-password-policy-response", "list-password-policy-with-breached-protection-response"}) {
    CAPTURE(name);
    const auto scenario = scenario_of(sign_in(
        ", \"policy\": { \"password\": " + compact(okta_object("attack-protection/example-" + name + ".json")) + " }"));
    const password_policies& read = scenario.facts().policy.password;
    CHECK(read.given == password_policies::form::evaluated);
    REQUIRE(read.list.size() == 1);
    CHECK(read.list[0].priority == 1);
    CHECK(read.list[0].when.groups_include == ids{"groupId"});
    CHECK(read.list[0].settings.max_attempts == 0);
    CHECK(read.list[0].settings.history_count == 4);
    CHECK(read.list[0].settings.min_symbol == 0);
    CHECK(read.list[0].settings.recovery_active == recovery_methods{recovery_method::email, recovery_method::question});
  }
  for (const std::string name : {"password-policy-response", "password-policy-with-breached-protection-response"}) {
    CAPTURE(name);
    const auto scenario = scenario_of(sign_in(
        ", \"policy\": { \"password\": " + compact(okta_object("attack-protection/example-" + name + ".json")) + " }"));
    CHECK(scenario.facts().policy.password.given == password_policies::form::one);
    CHECK(scenario.facts().policy.password.list.at(0).settings.recovery_token_minutes == 10'080);
  }
}

TEST_CASE("okta objects: password rules") {
  struct expectation {
    const char* name;
    interlock::authn::access unlock;
    recovery_methods methods;
    bool email_without_enrollment = false;
  };
  using enum recovery_method;
  for (const expectation& expected :
       {expectation{"sspr-enabled-sso-step-up-with-constraints", interlock::authn::access::allow, {push, sms, otp}},
        expectation{
            "sspr-enabled-sso-step-up-with-constraints-update", interlock::authn::access::allow, {push, sms, otp}},
        expectation{
            "sspr-recovery-email-without-enrollment-response", interlock::authn::access::allow, {sms, email}, true}}) {
    CAPTURE(expected.name);
    const auto scenario = scenario_of(
        sign_in(", \"policy\": { \"passwordRule\": " +
                compact(okta_object("attack-protection/example-" + std::string{expected.name} + ".json")) + " }"));
    const password_actions& read = scenario.facts().policy.password.rule.value();
    CHECK(read.unlock == expected.unlock);
    CHECK(read.required_methods == expected.methods);
    CHECK(read.email_without_enrollment == expected.email_without_enrollment);
  }
  for (const char* name : {"OAMP-response", "OAMP-update", "no-step-up-response", "no-step-up-update",
                           "sq-step-up-response", "sq-step-up-update", "sso-step-up-update", "sso-step-up"}) {
    CAPTURE(name);
    const auto scenario = scenario_of(
        sign_in(", \"policy\": { \"passwordRule\": " +
                compact(okta_object("attack-protection/example-sspr-enabled-" + std::string{name} + ".json")) + " }"));
    CHECK(scenario.facts().policy.password.rule.value().reset == interlock::authn::access::allow);
  }
  // A policy with its rules, as with `expand=rules`.
  const auto scenario = scenario_of(sign_in(
      ", \"policy\": { \"password\": { \"_embedded\": { \"rules\": " +
      compact(okta_object("attack-protection/example-list-all-password-policy-rule-response.json")) + " } } }"));
  const auto& rules = scenario.facts().policy.password.list.at(0).rules;
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].priority == 1);
  CHECK(rules[0].actions.change == interlock::authn::access::allow);
  CHECK(rules[0].actions.unlock == interlock::authn::access::deny);
  CHECK(rules[0].actions.required_methods == recovery_methods{email});
}

TEST_CASE("okta objects: threat configuration and settings") {
  const std::string folder = "attack-protection/exchange-get-";
  const auto scenario = scenario_of(sign_in(
      ", \"policy\": { \"threatInsight\": " + compact(okta_object(folder + "threat-configuration-200.json")) +
      ", \"userLockoutSettings\": " + compact(okta_object(folder + "user-lockout-settings-200.json")) +
      ", \"authenticatorSettings\": " + compact(okta_object(folder + "authenticator-settings-200.json")) + " }"));
  CHECK(scenario.facts().policy.threat_action == threat_action::none);
  CHECK(!scenario.facts().policy.prevent_lockout_from_unknown_devices);
  CHECK(!scenario.facts().policy.verify_knowledge_second);
}

TEST_CASE("okta objects: factors that are to be verified") {
  check_factors("sdk-fixtures/mfa-required.json", 5);
  check_factors("widget-fixtures/MFA_REQUIRED_oktaVerify.json", 2);
  check_factors("widget-fixtures/MFA_REQUIRED_allFactors.json", 17);  // the password among them was given
}

TEST_CASE("okta bodies: success, as documented") {
  const std::string expected =
      compact(okta_object("authn-reference/003-primary-authentication-with-public-application-success.json"));
  CHECK(compact(body_of(documented_sign_in(documented_user, ""))) == expected);
  CHECK(compact(okta_object("authn-reference/010-primary-authentication-with-trusted-application.json")) == expected);
}

TEST_CASE("okta bodies: password expired and about to expire, as documented") {
  const std::string complexity =
      R"("complexity": { "minLength": 8, "minLowerCase": 1, "minUpperCase": 1, "minNumber": 1, "minSymbol": 0 })";
  const auto with_age = [&](const std::string& age) {
    return compact(
        body_of(documented_sign_in(documented_user, ", \"policy\": { \"password\": { \"settings\": { \"password\": { " +
                                                        complexity + ", \"age\": { " + age + " } } } } }")));
  };
  CHECK(with_age(R"("maxAgeDays": 30)") ==
        compact(okta_object(
            "authn-reference/007-primary-authentication-with-public-application-and-expired-password.json")));
  // Changed on September 8 at 20:14:45, so on November 3 at 10:10:57 four days and ten hours of sixty days are left.
  CHECK(with_age(R"("maxAgeDays": 60, "expireWarnDays": 10)") ==
        compact(okta_object("authn-reference/016-primary-authentication-with-password-expiration-warning.json")));
}

TEST_CASE("okta bodies: refusals, as documented") {
  for (const char* sample : {"001-primary-authentication-error-401-e0000004",
                             "004-primary-authentication-with-public-application-invalid-credentials",
                             "005-primary-authentication-with-public-application-and-hide-lockout-failures-default"}) {
    const json::value expected = okta_object("authn-reference/" + std::string{sample} + ".json");
    const std::string id = ", \"mint\": { \"errorId\": \"" + text_of(expected.at("errorId")) + "\" }";
    CHECK(compact(body_of(sign_in(id))) == compact(expected));
  }
  const json::value expected = okta_object("authn-reference/002-primary-authentication-error-429-e0000047.json");
  CHECK(compact(body_of(sign_in(R"(, "rateLimit": { "violated": "ORG" }, "mint": { "errorId": ")" +
                                text_of(expected.at("errorId")) + "\" }"))) == compact(expected));
}

TEST_CASE("okta bodies: factors that may be enrolled, as documented") {
  json::value body = body_of(documented_sign_in(documented_user, R"(, "policy": {
    "signOnRule": { "actions": { "signon": { "requireFactor": true, "factorPromptMode": "ALWAYS" } } },
    "enrollment": { "settings": { "factors": { "rsa_token": { "enroll": { "self": "OPTIONAL" } },
      "okta_otp": { "enroll": { "self": "OPTIONAL" } }, "okta_sms": { "enroll": { "self": "OPTIONAL" } },
      "okta_push": { "enroll": { "self": "OPTIONAL" } }, "duo": { "enroll": { "self": "NOT_ALLOWED" } } } } } })"));
  CHECK(compact(body) == compact(okta_object("authn-reference/113-previous-transaction-state.json")));
}
