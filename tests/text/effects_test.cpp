#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "hand_made.hpp"

// Effects, and what a transaction keeps for the next request.

using namespace interlock::authn;
using namespace interlock::tests;

TEST_CASE("effects: what the host carries out, and what changed the account") {
  const auto written = [](const effect& what) { return written_effect({}, what); };
  CHECK(written(effects::factor_failed{}) == R"({"type":"FACTOR_FAILED"})");
  CHECK(written(effects::recovery_failed{}) == R"({"type":"RECOVERY_FAILED"})");
  CHECK(written(effects::password_changed{ten_past}) ==
        R"({"type":"PASSWORD_CHANGED","at":"2015-11-03T10:10:00.000Z"})");
  CHECK(written(effects::send{"SMS", "FACTOR_CHALLENGE", "s1"}) ==
        R"({"type":"SEND","channel":"SMS","template":"FACTOR_CHALLENGE","factorId":"s1"})");
  CHECK(written(effects::send{"EMAIL", "X", {}}) == R"({"type":"SEND","channel":"EMAIL","template":"X"})");
  CHECK(written(effects::issue_token{effects::token_kind::recovery, ten_past}) ==
        R"({"type":"ISSUE_TOKEN","kind":"RECOVERY","expiresAt":"2015-11-03T10:10:00.000Z"})");
  CHECK(written(effects::revoke_token{effects::token_kind::state}) == R"({"type":"REVOKE_TOKEN","kind":"STATE"})");
  CHECK(written(effects::revoke_sessions{}) == R"({"type":"REVOKE_SESSIONS"})");
  CHECK(written(effects::store_password{}) == R"({"type":"STORE_PASSWORD"})");
  CHECK(written(effects::remember_device{ten_past}) ==
        R"({"type":"REMEMBER_DEVICE","until":"2015-11-03T10:10:00.000Z"})");
  CHECK(written(effects::remember_device{}) == R"({"type":"REMEMBER_DEVICE"})");
  CHECK(written(effects::unlock_directory{}) == R"({"type":"UNLOCK_DIRECTORY"})");
}

TEST_CASE("effects: a factor is stored with what the user gave, but for answers") {
  const auto enrolled = [](std::string_view body, factor_kind kind, bool active) {
    const std::string effect = written_effect({.operation = "/api/v1/authn/factors", .body = body},
                                              effects::store_factor{"new1", kind, active});
    return effect.substr(std::string_view{R"({"type":"STORE_FACTOR","factor":)"}.size());
  };
  CHECK(enrolled(R"({ "profile": { "question": "disliked_food", "answer": "mayonnaise", "questionText": "What?" } })",
                 factor_kind::question, true) ==
        R"({"id":"new1","factorType":"question","provider":"OKTA","vendorName":"OKTA","status":"ACTIVE",)"
        R"("profile":{"question":"disliked_food","questionText":"What?"}}})");
  CHECK(enrolled(R"({ "profile": { "phoneNumber": "+1-555-415-1337" } })", factor_kind::sms, false) ==
        R"({"id":"new1","factorType":"sms","provider":"OKTA","vendorName":"OKTA","status":"PENDING_ACTIVATION",)"
        R"("profile":{"phoneNumber":"+1-555-415-1337"}}})");
  CHECK(enrolled(R"({ "profile": { "credentialId": "VSMT1" } })", factor_kind::symantec_token, true) ==
        R"({"id":"new1","factorType":"token","provider":"SYMANTEC","vendorName":"SYMANTEC","status":"ACTIVE",)"
        R"("profile":{"credentialId":"VSMT1"}}})");
  CHECK(enrolled("{}", factor_kind::yubikey, true) ==
        R"({"id":"new1","factorType":"token:hardware","provider":"YUBICO","vendorName":"YUBICO","status":"ACTIVE"}})");

  constexpr std::string_view held = R"(, "enrollment": { "factors": [{ "id": "s1", "factorType": "sms",
    "vendorName": "Acme", "status": "PENDING_ACTIVATION", "profile": { "phoneNumber": "+1-555-415-1337" } }] })";
  CHECK(written_effect({.operation = "/api/v1/authn/factors/s1/lifecycle/activate", .more = held},
                       effects::store_factor{"s1", factor_kind::sms, true}) ==
        R"({"type":"STORE_FACTOR","factor":{"id":"s1","factorType":"sms","provider":"OKTA","vendorName":"Acme",)"
        R"("status":"ACTIVE","profile":{"phoneNumber":"+1-555-415-1337"}}})");
}

TEST_CASE("answer: what there is to show stays with the transaction") {
  constexpr std::string_view before =
      R"(, "transaction": { "version": 2, "state": "MFA_CHALLENGE", "stateToken": "00st",
    "expiresAt": "2015-11-03T10:10:00Z", "userId": "00u1", "type": "SESSION_STEP_UP",
    "factor": { "id": "f1", "factorType": "webauthn", "provider": "FIDO" }, "challenge": { "nonce": "old" },
    "target": { "name": "salesforce" } })";
  const auto challenge_in = [](const std::string& snapshot) {
    const json::value read = parsed(snapshot);
    return read.as_object().contains("challenge") ? compact(read.at("challenge").at("nonce")) : "none";
  };
  const auto challenged = [&](std::string_view operation, const factor_in_question& factor,
                              std::optional<factor_result> result = {}, std::optional<error_code> error = {}) {
    return challenge_in(written_snapshot({.operation = operation, .body = R"({ "stateToken": true })", .more = before},
                                         [&](decision& made) {
                                           wait_in(made, state::mfa_challenge, substate::response, challenge_links);
                                           ask_for(made, factor, result);
                                           made.response.error = error;
                                         }));
  };
  const factor_in_question same{"f1", factor_kind::webauthn};
  CHECK(challenged("/api/v1/authn", same) == "\"old\"");
  CHECK(challenged("/api/v1/authn/factors/f1/verify", same) == "\"fresh\"");
  CHECK(challenged("/api/v1/authn/factors/f1/verify", same, {}, error_code::E0000068) == "\"old\"");
  CHECK(challenged("/api/v1/authn/factors/f1/verify/resend", {"p1", factor_kind::push}, factor_result::waiting) ==
        "\"fresh\"");
  CHECK(challenged("/api/v1/authn/factors/p1/verify", {"p1", factor_kind::push}, factor_result::timeout) == "none");
  CHECK(challenged("/api/v1/authn/factors/s1/verify", {"s1", factor_kind::sms}) == "none");
  CHECK(challenged("/api/v1/authn", {"f2", factor_kind::webauthn}) == "none");

  const json::value next =
      parsed(written_snapshot({.operation = "/api/v1/authn/previous", .more = before}, [](decision& made) {
        wait_in(made, state::mfa_required, substate::next_step, {operation::verify_factor, operation::cancel});
        made.transaction->step_up = true;
      }));
  CHECK(!next.as_object().contains("challenge"));
  CHECK(compact(next.at("target")) == R"({"name":"salesforce"})");
  CHECK(!next.as_object().contains("authentication"));
}

TEST_CASE("answer: an activation is kept, and begins anew after its time") {
  const auto secret_after = [](std::string_view operation, std::string_view before, factor_result after,
                               std::optional<error_code> error = {}) {
    const std::string more = R"(, "transaction": { "version": 2, "state": "MFA_ENROLL_ACTIVATE", "stateToken": "00st",
      "expiresAt": "2015-11-03T10:10:00Z", "userId": "00u1", "factorResult": ")" +
                             std::string{before} + R"(",
      "factor": { "id": "p1", "factorType": "push", "provider": "OKTA" }, "activation": { "sharedSecret": "old" } })";
    const json::value next = parsed(written_snapshot({.operation = operation, .more = more}, [&](decision& made) {
      wait_in(made, state::mfa_enroll_activate, substate::push, activation_links);
      ask_for(made, {"p1", factor_kind::push}, after);
      made.response.error = error;
    }));
    return next.at("activation").at("sharedSecret");
  };
  const std::string path = "/api/v1/authn/factors/p1/lifecycle/activate";
  CHECK(secret_after(path + "/poll", "WAITING", factor_result::waiting) == "old");
  CHECK(secret_after(path + "/poll", "WAITING", factor_result::timeout) == "old");
  CHECK(secret_after(path, "WAITING", factor_result::waiting) == "old");
  CHECK(secret_after(path, "TIMEOUT", factor_result::waiting) == "KBMT");
  CHECK(secret_after("/api/v1/authn/factors", "WAITING", factor_result::waiting, error_code::E0000079) == "old");
}
