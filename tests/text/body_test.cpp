#include <string>

#include <doctest/doctest.h>

#include "support.hpp"

// Bodies and headers that no sample shows as a whole, typed from the reference.

using interlock::tests::body_of;
using interlock::tests::compact;
using interlock::tests::decision_of;
using interlock::tests::sign_in;
using interlock::tests::sign_in_with;

namespace {

constexpr const char* valid = R"(, "evidence": { "password": "VALID" })";

std::string factor_in_body(const std::string& factor) {
  const auto body = body_of(
      sign_in(valid + std::string{R"(, "account": { "user": { "id": "00u1" } }, "policy": { "signOnRule": { "actions":
        { "signon": { "requireFactor": true, "factorPromptMode": "ALWAYS" } } } }, "enrollment": { "factors": [)"} +
              factor + "] }"));
  return compact(body.at("_embedded").at("factors").at(0));
}

std::string sign_on_policy(const std::string& signon, const std::string& factors) {
  const auto body = body_of(sign_in(valid +
                                    std::string{
                                        R"(, "account": { "user": {} },
              "policy": { "signOnRule": { "actions": { "signon": { "requireFactor": true, )"} +
                                    signon + " } } } }, \"enrollment\": { \"factors\": [" + factors + "] }"));
  return compact(body.at("_embedded").at("policy"));
}

}  // namespace

TEST_CASE("body: a lock that is shown") {
  const auto decided = decision_of(sign_in(R"(, "account": { "user": { "status": "LOCKED_OUT" } },
    "policy": { "password": { "settings": { "password": { "lockout": { "showLockoutFailures": true } } } },
                "passwordRule": { "actions": { "selfServiceUnlock": { "access": "ALLOW" } } } },
    "enrollment": { "recovery": ["email"] }, "mint": { "baseUrl": "https://id.example.com" })"));
  CHECK(decided.at("response").at("status") == 200);
  CHECK(compact(decided.at("response").at("body")) ==
        R"({"status":"LOCKED_OUT","_links":{"next":{"name":"unlock",)"
        R"("href":"https://id.example.com/api/v1/authn/recovery/unlock","hints":{"allow":["POST"]}}}})");
}

TEST_CASE("body: activation") {
  CHECK(compact(body_of(
            sign_in_with(R"({ "token": true, "relayState": "/deep/link" })", R"(, "evidence": { "token": "VALID" },
    "account": { "user": { "id": "00u1", "status": "PROVISIONED" } },
        "mint": { "baseUrl": "https://id.example.com", "stateToken": "00st" },
    "policy": { "password": { "settings": { "password": { "age": { "minAgeMinutes": 10, "historyCount": 4 },
      "complexity": { "minLength": 12, "excludeUsername": false } } } } })"))) ==
        R"({"stateToken":"00st","expiresAt":"2026-04-02T14:04:06.000Z","status":"PASSWORD_RESET",)"
        R"("relayState":"/deep/link","recoveryType":"ACCOUNT_ACTIVATION","_embedded":{"user":{"id":"00u1"},)"
        R"("policy":{"expiration":{"passwordExpireDays":0},"complexity":{"minLength":12,"minLowerCase":1,)"
        R"("minUpperCase":1,)"
        R"("minNumber":1,"minSymbol":1,"excludeUsername":false},"age":{"minAgeMinutes":10,"historyCount":4}}},)"
        R"("_links":{"next":{"name":"resetPassword",)"
        R"("href":"https://id.example.com/api/v1/authn/credentials/reset_password",)"
        R"("hints":{"allow":["POST"]}},"cancel":{"href":"https://id.example.com/api/v1/authn/cancel",)"
        R"("hints":{"allow":["POST"]}}}})");
}

TEST_CASE("body: every error of this operation") {
  const auto body = [](const std::string& scenario) { return compact(body_of(scenario)); };
  const auto error = [](const std::string& code, const std::string& summary, const std::string& causes) {
    return R"({"errorCode":")" + code + R"(","errorSummary":")" + summary + R"(","errorLink":")" + code +
           R"(","errorId":"error-id","errorCauses":[)" + causes + "]}";
  };
  CHECK(body(sign_in_with("{}")) ==
        error("E0000001", "Api validation failed: authRequest",
              R"({"errorSummary":"The 'username' and 'password' attributes are required in this context."})"));
  CHECK(body(sign_in_with(R"({ "username": "dade", "password": true, "options": [] })")) ==
        error("E0000001", "Api validation failed: authRequest",
              R"({"errorSummary":"options: The field has a value of the wrong type or length."})"));
  CHECK(body(sign_in_with(R"("{")")) == error("E0000003", "The request body was not well-formed.", ""));
  CHECK(body(sign_in(R"(, "network": { "zone": "BLOCKED" }, "policy": { "threatResponse": "DOCUMENTED" })")) ==
        error("E0000006", "You do not have permission to perform the requested action", ""));
  CHECK(body(R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": "POST /api/v1/nothing" } })") ==
        error("E0000007", "Not found: /api/v1/nothing", ""));
  CHECK(body(R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": "GET /api/v1/authn" } })") ==
        error("E0000022", "The endpoint does not support the provided HTTP method", ""));
}

TEST_CASE("body: what a user shows") {
  const auto user = [](const std::string& members) {
    return compact(
        body_of(sign_in(valid + (R"(, "account": { "user": { )" + members + " } }"))).at("_embedded").at("user"));
  };
  CHECK(user(
            R"("id": "00u1", "status": "ACTIVE", "created": "2015-01-01T00:00:00.000Z",
              "credentials": { "password": {} })") == R"({"id":"00u1"})");
  CHECK(user(
            R"("id": "00u1", "passwordChanged": "2015-09-08T22:14:45+02:00", "profile": { "timeZone": "UTC",
              "secret": "x",
                "login": "dade \"zero\" murphy", "lastName": null, "locale": "en_US" })") ==
        R"({"id":"00u1","passwordChanged":"2015-09-08T20:14:45.000Z",)"
        R"("profile":{"login":"dade \"zero\" murphy","locale":"en_US","timeZone":"UTC"}})");
}

TEST_CASE("body: telephone numbers and addresses are masked, answers stay away") {
  const auto profile = [](const std::string& type, const std::string& members) {
    const std::string factor = factor_in_body(R"({ "id": "f1", "factorType": ")" + type +
                                              R"(", "provider": "OKTA", "profile": { )" + members + " } }");
    const std::size_t from = factor.find("\"profile\":") + 10;
    return factor.substr(from, factor.find('}', from) + 1 - from);
  };
  CHECK(profile("sms", R"("phoneNumber": "+1-555-415-1337")") == R"({"phoneNumber":"+1 XXX-XXX-1337"})");
  CHECK(profile("sms", R"("phoneNumber": "+15554151337")") == R"({"phoneNumber":"+1 XXX-XXX-1337"})");
  CHECK(profile("sms", R"("phoneNumber": "+1 XXX-XXX-1337")") == R"({"phoneNumber":"+1 XXX-XXX-1337"})");
  CHECK(profile("call", R"("phoneNumber": "+44 20 7946 0958", "phoneExtension": "12")") ==
        R"({"phoneNumber":"+XXXXXXXX0958","phoneExtension":"12"})");
  CHECK(profile("call", R"("phoneNumber": "+1-555-415-1337 x12")") == R"({"phoneNumber":"+XXXXXXXXX3712"})");
  CHECK(profile("call", R"("phoneNumber": "0958")") == R"({"phoneNumber":"XXXX"})");
  CHECK(profile("email", R"("email": "dade.murphy@example.com")") == R"({"email":"d...y@example.com"})");
  CHECK(profile("email", R"("email": "d...y@example.com")") == R"({"email":"d...y@example.com"})");
  CHECK(profile("email", R"("email": "ab@example.com")") == R"({"email":"a...@example.com"})");
  CHECK(profile("email", R"("email": "a...@example.com")") == R"({"email":"a...@example.com"})");
  CHECK(profile("email", R"("email": "d...murphy@example.com")") == R"({"email":"d...y@example.com"})");
  CHECK(profile("email", R"("email": "@example.com")") == R"({"email":"...@example.com"})");
  CHECK(profile("email", R"("email": "éric.andré@example.com")") == R"({"email":"é...é@example.com"})");
  CHECK(profile("email", R"("email": "é@example.com")") == R"({"email":"é...@example.com"})");
  CHECK(profile("email", R"("email": "nobody")") == R"({"email":"n...y"})");
  CHECK(profile("question", R"("question": "disliked_food", "answer": "mayonnaise", "questionText": "What?")") ==
        R"({"question":"disliked_food","questionText":"What?"})");
}

TEST_CASE("body: a factor with little said of it") {
  CHECK(factor_in_body(R"({ "factorType": "sms" })") ==
        R"({"factorType":"sms","provider":"OKTA","_links":{"verify":)"
        R"({"href":"https://example.okta.com/api/v1/authn/factors/sms/verify","hints":{"allow":["POST"]}}}})");
  CHECK(factor_in_body(
            R"({ "id": "hot1", "factorType": "token:hotp", "provider": "CUSTOM", "vendorName": "Entrust" })") ==
        R"({"id":"hot1","factorType":"token:hotp","provider":"CUSTOM","vendorName":"Entrust","_links":{"verify":)"
        R"({"href":"https://example.okta.com/api/v1/authn/factors/hot1/verify","hints":{"allow":["POST"]}}}})");
}

TEST_CASE("body: remembering the device") {
  const std::string sms = R"({ "id": "sms1", "factorType": "sms" })";
  CHECK(sign_on_policy(R"("factorPromptMode": "DEVICE", "factorLifetime": 15)", sms) ==
        R"({"allowRememberDevice":true,"rememberDeviceLifetimeInMinutes":0,"rememberDeviceByDefault":false})");
  CHECK(
      sign_on_policy(R"("factorPromptMode": "SESSION", "factorLifetime": 15, "rememberDeviceByDefault": true)", sms) ==
      R"({"allowRememberDevice":true,"rememberDeviceLifetimeInMinutes":15,"rememberDeviceByDefault":true})");
  CHECK(sign_on_policy(R"("factorPromptMode": "ALWAYS", "factorLifetime": 15)", sms) ==
        R"({"allowRememberDevice":false,"rememberDeviceLifetimeInMinutes":0,"rememberDeviceByDefault":false})");
  CHECK(sign_on_policy(R"("factorPromptMode": "ALWAYS")",
                       sms +
                           R"(, { "id": "opf1", "factorType": "push" }, { "id": "opf2", "factorType": "push",
                  "status": "INACTIVE" })") ==
        R"({"allowRememberDevice":false,"rememberDeviceLifetimeInMinutes":0,"rememberDeviceByDefault":false,)"
        R"("factorsPolicyInfo":{"opf1":{"autoPushEnabled":false}}})");
}

TEST_CASE("body: a factor that is enrolled already, one that has to be, and the questions") {
  const auto body = body_of(sign_in(std::string{valid} + R"(, "account": { "user": { "id": "00u1" } },
    "enrollment": { "factors": [{ "id": "sms1", "factorType": "sms" }] }, "device": { "remembered": true },
    "policy": { "enrollment": { "settings": { "factors": { "okta_question": { "enroll": { "self": "OPTIONAL" } },
      "okta_sms": { "enroll": { "self": "REQUIRED" } }, "google_otp": { "enroll": { "self": "REQUIRED" } } } },
      "_embedded": { "rules": [{ "actions": { "enroll": { "self": "LOGIN" } } }] } } })"));
  CHECK(body.at("status") == "MFA_ENROLL");
  const auto& factors = body.at("_embedded").at("factors");
  CHECK(compact(factors.at(0)) ==
        R"({"factorType":"question","provider":"OKTA","vendorName":"OKTA","_links":{)"
        R"("questions":{"href":"https://example.okta.com/api/v1/users/00u1/factors/questions",)"
        R"("hints":{"allow":["GET"]}},)"
        R"("enroll":{"href":"https://example.okta.com/api/v1/authn/factors","hints":{"allow":["POST"]}}},)"
        R"("status":"NOT_SETUP","enrollment":"OPTIONAL"})");
  CHECK(factors.at(1).at("status") == "ACTIVE");
  CHECK(factors.at(1).at("enrollment") == "REQUIRED");
  CHECK(factors.at(2).at("factorType") == "token:software:totp");
  CHECK(factors.at(2).at("provider") == "GOOGLE");
  CHECK(factors.at(2).at("status") == "NOT_SETUP");
}

TEST_CASE("headers: the rate limit, on every response") {
  const auto headers = [](const std::string& rate) {
    return compact(decision_of(sign_in(", \"rateLimit\": { " + rate + " }")).at("response").at("headers"));
  };
  CHECK(headers("") == "{}");
  CHECK(headers(R"("violated": "ORG")") == "{}");
  const std::string numbers = R"("limit": 600, "remaining": 12, "reset": 1775138400)";
  const std::string shown =
      R"({"X-Rate-Limit-Limit":"600","X-Rate-Limit-Remaining":"12","X-Rate-Limit-Reset":"1775138400"})";
  CHECK(headers(numbers) == shown);
  CHECK(headers(R"("violated": "USERNAME", )" + numbers) == shown);
  CHECK(headers(R"("reset": 7)") == R"({"X-Rate-Limit-Reset":"7"})");
  CHECK(headers(R"("violated": "CONCURRENCY", )" + numbers) ==
        R"({"X-Rate-Limit-Limit":"0","X-Rate-Limit-Remaining":"0","X-Rate-Limit-Reset":"1775138400"})");
}
