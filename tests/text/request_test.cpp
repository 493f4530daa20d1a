#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support.hpp"
#include "text/api/body_members.hpp"

// Operations and their bodies, typed from docs/reference.md#the-operations.

using namespace interlock::authn;
using interlock::tests::scenario_of;
using reference = request_body::token_reference;

namespace {

constexpr std::string_view challenge = R"(, "transaction": { "version": 2, "state": "MFA_CHALLENGE",
  "stateToken": "00st", "expiresAt": "2026-04-02T14:00:00Z", "userId": "00u1",
  "factor": { "id": "sms193", "factorType": "sms", "provider": "OKTA" } })";

/// @param request  what stands in `request` after the operation, with a comma in front
interlock::text::scenario asked(std::string_view path, std::string_view request = {}, std::string_view more = {}) {
  return scenario_of(std::string{R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": "POST /api/v1/authn)"}
                         .append(path)
                         .append("\"")
                         .append(request)
                         .append(" }")
                         .append(more)
                         .append(" }"));
}

interlock::text::scenario sent(std::string_view path, std::string_view body, std::string_view more = {}) {
  return asked(path, std::string{", \"body\": "}.append(body), more);
}

request_body body_sent(std::string_view path, std::string_view body) {
  request_body read = sent(path, body).facts().request.body;
  CHECK(!read.audience);
  CHECK(!read.relay_state);
  return read;
}

std::string name_of(std::optional<interlock::authn::body_member> member) {
  return std::string{member ? interlock::text::member_name(*member) : std::string_view{}};
}

std::string invalid_member(std::string_view path, std::string_view body) {
  return name_of(sent(path, body).facts().request.body.invalid_member);
}

std::string invalid_query(std::string_view path, std::string_view query) {
  const auto scenario = asked(path, std::string{", \"body\": {}, \"query\": "}.append(query));
  return name_of(scenario.facts().request.body.invalid_member);
}

}  // namespace

TEST_CASE("request: the body tells apart what shares a path") {
  const auto operation_of = [](std::string_view body, std::string_view more = {}) {
    return sent("", body, more).facts().request.operation;
  };
  CHECK(operation_of("{}") == operation::authenticate);
  CHECK(operation_of(R"({ "username": "dade", "password": true })") == operation::authenticate);
  CHECK(operation_of(R"({ "token": true })") == operation::authenticate);
  CHECK(operation_of(R"({ "username": "dade", "password": true, "stateToken": "" })") == operation::authenticate);
  CHECK(operation_of(R"({ "stateToken": true })") == operation::get_state);
  CHECK(operation_of(R"({ "stateToken": "00st" })", challenge) == operation::get_state);
  CHECK(operation_of(R"({ "stateToken": true, "username": "dade" })") == operation::step_up);
  CHECK(operation_of(R"({ "stateToken": true, "password": true })") == operation::step_up);
  CHECK(sent("/skip", R"({ "stateToken": true, "username": "dade" })").facts().request.operation == operation::skip);
}

TEST_CASE("request: which transaction a state token names") {
  const auto named = [](std::string_view token, std::string_view more) {
    return sent("/skip", std::string{"{ \"stateToken\": "}.append(token) + " }", more).facts().request.body.state_token;
  };
  CHECK(named("true", challenge) == reference::given);
  CHECK(named("\"00st\"", challenge) == reference::given);
  CHECK(named("\"00sT\"", challenge) == reference::other);
  CHECK(named("\"\"", challenge) == reference::absent);
  CHECK(named("null", challenge) == reference::absent);
  CHECK(named("false", challenge) == reference::absent);
  CHECK(named("true", "") == reference::other);
  CHECK(named("\"00st\"", R"(, "transaction": null)") == reference::other);
  // The transaction may stand after the request or before it.
  CHECK(scenario_of("{" + std::string{challenge.substr(1)} + R"(, "now": "2026-04-02T13:59:06Z",
    "request": { "body": { "stateToken": "00st" }, "operation": "POST /api/v1/authn" } })")
            .facts()
            .request.body.state_token == reference::given);
  // A recovery by e-mail has given no token to the caller.
  constexpr std::string_view mailed = R"(, "transaction": { "version": 2, "state": "RECOVERY_CHALLENGE",
    "recoveryType": "PASSWORD", "recoveryFactor": "EMAIL", "expiresAt": "2026-04-02T14:00:00Z", "userId": "00u1" })";
  CHECK(named("true", mailed) == reference::other);

  const auto recovery = [](std::string_view body, std::string_view more) {
    return sent("/recovery/token", body, more).facts().request.body;
  };
  CHECK(recovery(R"({ "recoveryToken": true })", mailed).recovery_token == reference::given);
  CHECK(recovery(R"({ "recoveryToken": "00re" })", mailed).recovery_token == reference::given);
  CHECK(recovery(R"({ "recoveryToken": "00re" })", "").recovery_token == reference::other);
  CHECK(recovery(R"({ "recoveryToken": true })", challenge).recovery_token == reference::other);
  CHECK(recovery("{}", mailed).recovery_token == reference::absent);
  CHECK(recovery(R"({ "recoveryToken": "" })", mailed).recovery_token == reference::absent);
  CHECK(recovery(R"({ "stateToken": true })", challenge).state_token == reference::absent);
}

TEST_CASE("request: the factor in the path") {
  const auto types = [](std::string_view factor) {
    const auto scenario = asked("/factors/" + std::string{factor} + "/verify");
    CHECK(scenario.facts().request.factor == factor);
    return scenario.facts().request.factor_types;
  };
  CHECK(types("sms193").empty());
  CHECK(types("SMS").empty());
  CHECK(types("sms") == factor_kinds{factor_kind::sms});
  CHECK(types("webauthn") == factor_kinds{factor_kind::webauthn});
  CHECK(types("token:software:totp") == factor_kinds{factor_kind::okta_totp, factor_kind::google_totp});
  CHECK(types("token") == factor_kinds{factor_kind::rsa_token, factor_kind::symantec_token});
  CHECK(types("password") == factor_kinds{factor_kind::password});
  CHECK(asked("/recovery/factors/CALL/resend").facts().request.recovery_by == recovery_method::call);
  CHECK(asked("/factors/opf1/lifecycle/activate/sms").facts().request.link_by == recovery_method::sms);
}

TEST_CASE("request: secrets are there or not") {
  const auto change = body_sent("/credentials/change_password", R"({ "oldPassword": true, "newPassword": "x" })");
  CHECK(change.old_password);
  CHECK(change.new_password);
  CHECK(!change.revoke_sessions);
  const auto reset = body_sent("/credentials/reset_password", R"({ "newPassword": "", "revokeSessions": true })");
  CHECK(!reset.new_password);
  CHECK(reset.revoke_sessions);
  CHECK(body_sent("/recovery/answer", R"({ "answer": true })").answer);
  CHECK(body_sent("/factors/ufs1/verify", R"({ "answer": "mayonnaise" })").answer);
  CHECK(body_sent("/factors/password/verify", R"({ "password": true })").password);
  CHECK(body_sent("/recovery/factors/sms/verify", R"({ "passCode": "657866" })").pass_code);
  CHECK(!body_sent("/factors/sms193/verify", R"({ "passCode": "" })").pass_code);
}

TEST_CASE("request: what a device signs counts as a code") {
  for (const char* name :
       {"passCode", "clientData", "registrationData", "attestation", "signatureData", "authenticatorData"}) {
    CAPTURE(name);
    for (const char* path : {"/factors/fuf1/verify", "/factors/fuf1/lifecycle/activate"}) {
      CHECK(body_sent(path, "{ \"" + std::string{name} + "\": true, \"passCode2\": 7 }").pass_code);
      CHECK(invalid_member(path, "{ \"" + std::string{name} + "\": 7 }") == name);
    }
    CHECK(invalid_member("/skip", "{ \"" + std::string{name} + "\": 7 }").empty());
  }
  CHECK(body_sent("/factors/fuf1/verify", R"({ "clientData": "x", "passCode": "" })").pass_code);
}

TEST_CASE("request: a factor to enroll") {
  const auto enrolled = [](std::string_view body) { return body_sent("/factors", body); };
  CHECK(!enrolled("{}").factor_type);
  const auto sms = enrolled(R"({ "factorType": "sms", "provider": "OKTA", "profile": { "phoneNumber": "+1-555" } })");
  CHECK(sms.factor_type);
  CHECK(sms.factor == factor_kind::sms);
  CHECK(sms.phone_number);
  CHECK(!sms.question);
  CHECK(!enrolled(R"({ "factorType": "sms", "profile": { "phoneNumber": "" } })").phone_number);
  CHECK(enrolled(R"({ "factorType": "token:software:totp", "provider": "GOOGLE" })").factor ==
        factor_kind::google_totp);
  CHECK(enrolled(R"({ "provider": "SYMANTEC", "factorType": "token" })").factor == factor_kind::symantec_token);
  CHECK(enrolled(R"({ "factorType": "push" })").factor == factor_kind::push);
  const auto unknown = enrolled(R"({ "factorType": "sms", "provider": "GOOGLE" })");
  CHECK(unknown.factor_type);
  CHECK(!unknown.factor);
  CHECK(!enrolled(R"({ "factorType": "pigeon", "provider": "OKTA" })").factor);

  const auto symantec = enrolled(R"({ "factorType": "token", "provider": "SYMANTEC", "passCode": "875498",
    "nextPassCode": "678195", "profile": { "credentialId": "VSMT14393584" } })");
  CHECK(symantec.pass_code);
  CHECK(symantec.next_pass_code);

  const auto question = [&](std::string_view profile) {
    return enrolled(std::string{R"({ "factorType": "question", "profile": )"}.append(profile) + " }").question;
  };
  CHECK(question(R"({ "question": "disliked_food", "answer": "mayonnaise" })"));
  CHECK(question(R"({ "answer": true, "question": "disliked_food" })"));
  CHECK(!question(R"({ "question": "disliked_food" })"));
  CHECK(!question(R"({ "answer": true })"));
  CHECK(!question(R"({ "question": "", "answer": true })"));
  CHECK(
      body_sent("/factors/opf1/lifecycle/activate/sms", R"({ "profile": { "phoneNumber": "+1-555" } })").phone_number);
}

TEST_CASE("request: how a recovery is to begin") {
  for (const char* path : {"/recovery/password", "/recovery/unlock"}) {
    const auto recovery_by = [&](const std::string& word) {
      return body_sent(path, R"({ "username": "dade", "factorType": ")" + word + "\" }").recovery_by;
    };
    CHECK(recovery_by("EMAIL") == recovery_method::email);
    CHECK(recovery_by("sms") == recovery_method::sms);
    CHECK(recovery_by("Call") == recovery_method::call);
    CHECK(body_sent(path, R"({ "username": "dade" })").username);
    CHECK(!body_sent(path, R"({ "username": "dade" })").recovery_by);
    for (const char* word : {"\"PUSH\"", "\"\"", "\"EMAILS\"", "true", "7"})
      CHECK(invalid_member(path, R"({ "username": "dade", "factorType": )" + std::string{word} + " }") == "factorType");
    CHECK(sent(path, R"({ "username": "dade", "relayState": "/x" })").facts().request.body.relay_state == "/x");
  }
}

TEST_CASE("request: members of other operations are nothing") {
  CHECK(invalid_member("/skip", R"({ "stateToken": true, "username": 7, "factorType": 7, "options": 7 })").empty());
  CHECK(invalid_member("/recovery/password", R"({ "username": "dade", "stateToken": 7 })").empty());
  CHECK(!body_sent("/skip", R"({ "stateToken": true, "passCode": "1" })").pass_code);
  CHECK(sent("", R"({ "username": "dade", "audience": "0oa1" })").facts().request.body.audience == "0oa1");
  CHECK(!sent("/skip", R"({ "audience": "0oa1" })").facts().request.body.audience);
}

TEST_CASE("request: members of a wrong type") {
  CHECK(invalid_member("", R"({ "audience": 7 })") == "audience");
  CHECK(invalid_member("/recovery/token", R"({ "recoveryToken": 7 })") == "recoveryToken");
  CHECK(invalid_member("/recovery/token", R"({ "options": { "multiOptionalFactorEnroll": 1 } })") ==
        "options.multiOptionalFactorEnroll");
  CHECK(invalid_member("/recovery/token", R"({ "options": { "warnBeforePasswordExpired": 1 } })").empty());
  CHECK(invalid_member("/credentials/change_password", R"({ "oldPassword": 7, "newPassword": 8 })") == "oldPassword");
  CHECK(invalid_member("/credentials/reset_password", R"({ "newPassword": {} })") == "newPassword");
  CHECK(invalid_member("/credentials/reset_password", R"({ "revokeSessions": "true" })") == "revokeSessions");
  CHECK(invalid_member("/recovery/answer", R"({ "answer": 7 })") == "answer");
  CHECK(invalid_member("/factors", R"({ "factorType": 7 })") == "factorType");
  CHECK(invalid_member("/factors", R"({ "provider": true })") == "provider");
  CHECK(invalid_member("/factors", R"({ "profile": [] })") == "profile");
  CHECK(invalid_member("/factors", R"({ "profile": { "phoneNumber": 1555 } })") == "profile.phoneNumber");
  CHECK(invalid_member("/factors", R"({ "profile": { "question": true } })") == "profile.question");
  CHECK(invalid_member("/factors", R"({ "profile": { "answer": 7 } })") == "profile.answer");
  CHECK(invalid_member("/factors", R"({ "profile": { "credentialId": 7 } })") == "profile.credentialId");
  CHECK(invalid_member("/factors", R"({ "nextPassCode": 7 })") == "nextPassCode");
  CHECK(invalid_member("/factors/opf1/lifecycle/activate/sms", R"({ "profile": { "phoneNumber": {} } })") ==
        "profile.phoneNumber");
}

TEST_CASE("request: the query") {
  const auto read = [](std::string_view query) {
    const auto scenario = asked("/factors/opf1/verify", std::string{", \"body\": {}, \"query\": "}.append(query));
    const request& asked_for = scenario.facts().request;
    CHECK(!asked_for.body.invalid_member);
    return std::pair{asked_for.remember_device, asked_for.auto_push};
  };
  CHECK(read("{}") == std::pair{false, false});
  CHECK(read(R"({ "rememberDevice": "true" })") == std::pair{true, false});
  CHECK(read(R"({ "rememberDevice": "false", "autoPush": "true" })") == std::pair{false, true});
  CHECK(read(R"({ "rememberDevice": null, "other": "x" })") == std::pair{false, false});

  CHECK(invalid_query("/factors/opf1/verify", R"({ "rememberDevice": "yes" })") == "rememberDevice");
  CHECK(invalid_query("/factors/opf1/verify", R"({ "autoPush": "" })") == "autoPush");
  CHECK(invalid_query("/factors", R"({ "updatePhone": "1" })") == "updatePhone");
  CHECK(invalid_query("/factors", R"({ "updatePhone": "true" })").empty());
  CHECK(invalid_query("/skip", R"({ "rememberDevice": "yes" })").empty());
}
