#include <string>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace interlock::authn;
using interlock::tests::scenario_of;
using interlock::tests::sign_in;

namespace {

interlock::text::scenario with_policy(const std::string& members) {
  return scenario_of(sign_in(", \"policy\": { " + members + " }"));
}

password_settings settings_of(const std::string& settings) {
  return with_policy("\"password\": { \"settings\": { " + settings + " } }")
      .facts()
      .policy.password.list.at(0)
      .settings;
}

password_actions actions_of(const std::string& actions) {
  return with_policy("\"passwordRule\": { \"actions\": { " + actions + " } }").facts().policy.password.rule.value();
}

// The conditions borrow from the scenario, so it comes along.
conditions conditions_of(const interlock::text::scenario& of) { return of.facts().policy.sign_on.list.at(0).when; }
interlock::text::scenario conditioned(const std::string& conditions) {
  return with_policy("\"signOn\": { \"conditions\": { " + conditions + " } }");
}

}  // namespace

TEST_CASE("policy: one, one with rules, a list") {
  const auto one = with_policy(R"("password": { "priority": 3, "status": "INACTIVE" })");
  CHECK(one.facts().policy.password.given == password_policies::form::one);
  CHECK(one.facts().policy.password.list.at(0).priority == 3);
  CHECK(!one.facts().policy.password.list.at(0).active);
  CHECK(with_policy(R"("password": { "_embedded": null })").facts().policy.password.given ==
        password_policies::form::one);
  CHECK(with_policy(R"("password": { "_embedded": { "rules": null } })").facts().policy.password.given ==
        password_policies::form::one);

  const auto with_rules = with_policy(R"("password": { "_embedded": { "rules": [
    { "priority": 2, "status": "INACTIVE", "conditions": { "people": { "users": { "exclude": ["00u1"] } } },
      "actions": { "selfServiceUnlock": { "access": "ALLOW" } } }, {}] } })");
  const password_policies& password = with_rules.facts().policy.password;
  CHECK(password.given == password_policies::form::evaluated);
  REQUIRE(password.list.at(0).rules.size() == 2);
  CHECK(password.list.at(0).rules[0].priority == 2);
  CHECK(!password.list.at(0).rules[0].active);
  CHECK(password.list.at(0).rules[0].when.users_exclude == ids{"00u1"});
  CHECK(password.list.at(0).rules[0].actions.unlock == access::allow);
  CHECK(password.list.at(0).rules[1] == policy_rule<password_actions>{});

  const auto list = with_policy(R"("signOn": [{ "priority": 1 }, { "_embedded": { "rules": [{}] } }])");
  CHECK(list.facts().policy.sign_on.given == sign_on_policies::form::evaluated);
  CHECK(list.facts().policy.sign_on.list.size() == 2);
  CHECK(list.facts().policy.sign_on.list[0].rules.empty());
  CHECK(list.facts().policy.sign_on.list[1].rules.size() == 1);
  CHECK(with_policy(R"("enrollment": [])").facts().policy.enrollment.given == enrollment_policies::form::evaluated);
}

TEST_CASE("password policy: defaults") {
  const password_settings defaults = settings_of("");
  CHECK(defaults.max_attempts == 10);
  CHECK(defaults.auto_unlock_minutes == 0);
  CHECK(!defaults.show_lockout_failures);
  CHECK(!defaults.notify_by_email);
  CHECK(defaults.max_age_days == 0);
  CHECK(defaults.expire_warn_days == 0);
  CHECK(defaults.min_length == 8);
  CHECK(defaults.min_symbol == 1);
  CHECK(defaults.exclude_username);
  CHECK(defaults.recovery_active == recovery_methods{recovery_method::email, recovery_method::question});
  CHECK(defaults.recovery_token_minutes == 10'080);
  CHECK(actions_of("") == password_actions{access::deny, access::deny, access::deny, std::nullopt, false});
}

TEST_CASE("password policy: every setting") {
  const password_settings read = settings_of(R"("password": {
      "lockout": { "maxAttempts": 5, "autoUnlockMinutes": 60, "showLockoutFailures": true,
          "userLockoutNotificationChannels": ["EMAIL"] },
      "age": { "maxAgeDays": 90, "expireWarnDays": 5, "minAgeMinutes": 10, "historyCount": 4 },
      "complexity": { "minLength": 12, "minLowerCase": 0, "minUpperCase": -1, "minNumber": null, "minSymbol": 0,
                      "excludeUsername": false, "dictionary": { "common": { "exclude": true } } } },
    "recovery": { "factors": { "okta_sms": { "status": "ACTIVE" }, "okta_call": { "status": "ACTIVE" },
      "recovery_question": { "status": "INACTIVE", "properties": { "complexity": { "minLength": 4 } } },
      "okta_email": { "status": "ACTIVE", "properties": { "recoveryToken": { "tokenLifetimeMinutes": 60 } } } } },
    "delegation": { "options": { "skipUnlock": false } })");
  CHECK(read.max_attempts == 5);
  CHECK(read.auto_unlock_minutes == 60);
  CHECK(read.show_lockout_failures);
  CHECK(read.notify_by_email);
  CHECK(read.max_age_days == 90);
  CHECK(read.expire_warn_days == 5);
  CHECK(read.min_age_minutes == 10);
  CHECK(read.history_count == 4);
  CHECK(read.min_length == 12);
  CHECK(read.min_lower_case == 0);
  CHECK(read.min_upper_case == -1);
  CHECK(read.min_number == 1);
  CHECK(read.min_symbol == 0);
  CHECK(!read.exclude_username);
  CHECK(read.recovery_active == recovery_methods{recovery_method::email, recovery_method::sms, recovery_method::call});
  CHECK(read.recovery_token_minutes == 60);
  CHECK(settings_of(R"("recovery": { "factors": { "okta_email": { "status": "INACTIVE" } } })").recovery_active ==
        recovery_methods{recovery_method::question});
}

TEST_CASE("password rule: every action") {
  const password_actions read =
      actions_of(R"("passwordChange": { "access": "ALLOW" }, "selfServiceUnlock": { "access": "ALLOW" },
    "selfServicePasswordReset": { "access": "DENY", "settings": { "allowRecoveryEmailWithoutEnrollment": true },
      "requirement": { "primary": { "methods": ["push", "sms", "voice", "email", "otp"] },
          "stepUp": { "required": true } } })");
  CHECK(read.change == access::allow);
  CHECK(read.unlock == access::allow);
  CHECK(read.reset == access::deny);
  CHECK(read.email_without_enrollment);
  CHECK(read.required_methods == recovery_methods{recovery_method::push, recovery_method::sms, recovery_method::call,
                                                  recovery_method::email, recovery_method::otp});
  CHECK(actions_of(R"("selfServicePasswordReset": { "requirement": { "primary": { "methods": [] } } })")
            .required_methods == recovery_methods{});
  CHECK(!actions_of(R"("selfServicePasswordReset": { "requirement": { "stepUp": {} } })").required_methods);
}

TEST_CASE("password rule: the question beside the recovery method") {
  const auto asked = [](const std::string& step_up) {
    return actions_of(R"("selfServicePasswordReset": { "requirement": { "stepUp": )" + step_up + " } }")
        .question_as_step_up;
  };
  CHECK(!asked("{}"));
  CHECK(!asked("null"));
  CHECK(!asked(R"({ "required": false, "methods": ["security_question"] })"));
  CHECK(asked(R"({ "required": true, "methods": ["security_question"] })"));
  CHECK(asked(R"({ "methods": ["security_question"], "required": true })"));
  CHECK(asked(R"({ "required": true, "methods": null })"));
  CHECK(asked(R"({ "required": true, "methods": [] })"));
  CHECK(asked(R"({ "required": true })"));
}

TEST_CASE("password policy: the directory is unlocked too") {
  const auto unlocks = [](const std::string& options) {
    return settings_of(R"("delegation": { "options": )" + options + " }").unlocks_directory;
  };
  CHECK(!unlocks("{}"));
  CHECK(!unlocks(R"({ "skipUnlock": false })"));
  CHECK(unlocks(R"({ "skipUnlock": true })"));
}

TEST_CASE("sign-on rule: every action") {
  const auto rule = [](const std::string& signon) {
    return with_policy("\"signOnRule\": { \"actions\": { \"signon\": { " + signon + " } } }")
        .facts()
        .policy.sign_on.rule.value();
  };
  CHECK(rule("") == sign_on_actions{access::allow, false, prompt_mode::always, 0, false});
  CHECK(rule(R"("access": "DENY", "requireFactor": true, "factorPromptMode": "SESSION", "factorLifetime": 15,
                "rememberDeviceByDefault": true, "session": { "usePersistentCookie": false })") ==
        sign_on_actions{access::deny, true, prompt_mode::session, 15, true});
  CHECK(rule(R"("factorPromptMode": "DEVICE")").prompt == prompt_mode::device);
  CHECK(rule(R"("primaryFactor": "PASSWORD_IDP")").primary_factor == primary_factor::password);
  CHECK(rule(R"("primaryFactor": "PASSWORD_IDP_ANY_FACTOR")").primary_factor == primary_factor::any);
}

TEST_CASE("enrollment policy: factors and authenticators") {
  const auto offers = [](const std::string& settings) {
    return with_policy("\"enrollment\": { \"settings\": { " + settings + " } }")
        .facts()
        .policy.enrollment.list.at(0)
        .settings.factors;
  };
  using list = std::vector<factor_offer>;
  CHECK(offers("") == list{});
  CHECK(offers(
            R"("factors": { "okta_push": { "enroll": { "self": "REQUIRED" } },
              "okta_password": { "enroll": { "self": "REQUIRED" } },
      "okta_question": { "enroll": { "self": "OPTIONAL" } }, "okta_sms": {}, "fido_webauthn": null, "hotp": 7 })") ==
        list{{factor_kind::push, enrollment_requirement::required},
             {factor_kind::question, enrollment_requirement::optional},
             {factor_kind::sms, enrollment_requirement::not_allowed}});
  const std::string self = R"(": { "enroll": { "self": "OPTIONAL" } })";
  CHECK(offers("\"factors\": { \"okta_call" + self + ", \"okta_email" + self + ", \"okta_otp" + self +
               ", \"google_otp" + self + ", \"rsa_token" + self + ", \"symantec_vip" + self + ", \"yubikey_token" +
               self + ", \"duo" + self + ", \"fido_u2f" + self + ", \"fido_webauthn" + self + " }") ==
        list{{factor_kind::call, enrollment_requirement::optional},
             {factor_kind::email, enrollment_requirement::optional},
             {factor_kind::okta_totp, enrollment_requirement::optional},
             {factor_kind::google_totp, enrollment_requirement::optional},
             {factor_kind::rsa_token, enrollment_requirement::optional},
             {factor_kind::symantec_token, enrollment_requirement::optional},
             {factor_kind::yubikey, enrollment_requirement::optional},
             {factor_kind::duo, enrollment_requirement::optional},
             {factor_kind::u2f, enrollment_requirement::optional},
             {factor_kind::webauthn, enrollment_requirement::optional}});
  CHECK(
      offers(R"("type": "AUTHENTICATORS", "authenticators": [{ "key": "okta_verify", "enroll": { "self": "REQUIRED" } },
      { "key": "phone_number", "enroll": { "self": "OPTIONAL" } }, { "key": "okta_password",
          "enroll": { "self": "REQUIRED" } },
      { "key": "security_question", "enroll": { "self": "OPTIONAL" } }, { "key": "webauthn" }])") ==
      list{{factor_kind::push, enrollment_requirement::required},
           {factor_kind::okta_totp, enrollment_requirement::required},
           {factor_kind::sms, enrollment_requirement::optional},
           {factor_kind::call, enrollment_requirement::optional},
           {factor_kind::question, enrollment_requirement::optional},
           {factor_kind::webauthn, enrollment_requirement::not_allowed}});
  const auto login = with_policy(
      R"("enrollment": { "_embedded": { "rules": [{ "actions": { "enroll": { "self": "LOGIN" } } }, {}] } })");
  CHECK(login.facts().policy.enrollment.list.at(0).rules.at(0).actions.prompt == enrollment_prompt::login);
  CHECK(login.facts().policy.enrollment.list.at(0).rules.at(1).actions.prompt == enrollment_prompt::challenge);
}

TEST_CASE("conditions: everything that is read") {
  const auto scenario = conditioned(R"("people": { "groups": { "include": ["00g1"], "exclude": ["00g2"] },
      "users": { "include": ["00u1"], "exclude": ["00u2"] } }, "authProvider": { "provider": "LDAP", "include": [] },
      "network": { "connection": "ZONE", "include": ["nzo1"], "exclude": ["ALL_ZONES"] },
      "authContext": { "authType": "ANY" }, "riskScore": { "level": "ANY" }, "risk": { "behaviors": [] },
          "platform": {})");
  conditions expected;
  expected.groups_include = {"00g1"};
  expected.groups_exclude = {"00g2"};
  expected.users_include = {"00u1"};
  expected.users_exclude = {"00u2"};
  expected.provider = "LDAP";
  expected.network = conditions::connection::zone;
  expected.zones_include = {"nzo1"};
  expected.zones_exclude = {"ALL_ZONES"};
  CHECK(conditions_of(scenario) == expected);
  CHECK(conditions_of(conditioned("")) == conditions{});
  CHECK(conditions_of(conditioned(R"("network": { "connection": "ANYWHERE" })")) == conditions{});
}

TEST_CASE("conditions: what no request to this API fulfils") {
  for (const char* condition :
       {R"("network": { "connection": "ON_NETWORK" })", R"("network": { "connection": "OFF_NETWORK" })",
        R"("authContext": { "authType": "RADIUS" })", R"("authContext": { "authType": "LDAP_INTERFACE" })",
        R"("riskScore": { "level": "HIGH" })", R"("risk": { "behaviors": ["New Device"] })"}) {
    CAPTURE(condition);
    CHECK(!conditions_of(conditioned(condition)).applies_to_api);
  }
}

TEST_CASE("settings objects: as they are, or as the list of one that the API returns") {
  for (const char* settings : {R"({ "preventBruteForceLockoutFromUnknownDevices": true })",
                               R"([{ "preventBruteForceLockoutFromUnknownDevices": true }])"})
    CHECK(with_policy("\"userLockoutSettings\": " + std::string{settings})
              .facts()
              .policy.prevent_lockout_from_unknown_devices);
  CHECK(with_policy(R"("authenticatorSettings": [{ "verifyKnowledgeSecondWhen2faRequired": true }])")
            .facts()
            .policy.verify_knowledge_second);
}
