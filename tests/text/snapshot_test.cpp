#include "text/decision/write_snapshot.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support.hpp"

// The snapshot of a transaction between two requests.

using namespace std::chrono_literals;
using namespace interlock::authn;
using namespace interlock::tests;
namespace text = interlock::text;

namespace {

constexpr time_point noon{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} + 12h};

/// One transaction of each shape, as the engine writes it.
constexpr std::array<std::string_view, 21> shapes{
    R"({"version":2,"state":"UNAUTHENTICATED","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "type":"SESSION_STEP_UP","multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false,
        "target":{"type":"APP","name":"salesforce"},"authentication":{"protocol":"SAML2.0"}})",
    R"({"version":2,"state":"UNAUTHENTICATED","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factorFirst":true,"multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":true})",
    R"({"version":2,"state":"PASSWORD_WARN","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","proofs":["PASSWORD"],"multiOptionalFactorEnroll":true,"warnBeforePasswordExpired":true,
        "relayState":"/deep"})",
    R"({"version":2,"state":"PASSWORD_EXPIRED","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","proofs":["PASSWORD","POSSESSION"],"multiOptionalFactorEnroll":false,
        "warnBeforePasswordExpired":false,"relayState":""})",
    R"({"version":2,"state":"PASSWORD_RESET","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","recoveryType":"ACCOUNT_ACTIVATION","proofs":["TOKEN"],
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"PASSWORD_RESET","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","recoveryType":"PASSWORD","recoveryFactor":"SMS","proofs":["CODE","ANSWER"],
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"RECOVERY","expiresAt":"2026-04-02T12:00:00.000Z","userId":"00u1",
        "recoveryType":"UNLOCK","multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"RECOVERY","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","recoveryType":"PASSWORD","proofs":["TOKEN"],"failures":4,
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"RECOVERY_CHALLENGE","expiresAt":"2026-04-02T12:00:00.000Z","userId":"00u1",
        "recoveryType":"PASSWORD","recoveryFactor":"EMAIL","factorResult":"WAITING",
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"RECOVERY_CHALLENGE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","recoveryType":"UNLOCK","recoveryFactor":"CALL","failures":1,"sent":{"channel":"CALL",
        "at":"2026-04-02T11:59:30.250Z"},"multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"RECOVERY_CHALLENGE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "recoveryType":"PASSWORD","recoveryFactor":"SMS","multiOptionalFactorEnroll":false,
        "warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"MFA_ENROLL","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","proofs":["PASSWORD"],"skippable":true,"warned":true,"passwordRenewed":true,
        "multiOptionalFactorEnroll":true,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"MFA_ENROLL_ACTIVATE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"id":"ost1","factorType":"token:software:totp","provider":"GOOGLE"},
        "proofs":["PASSWORD"],"multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false,
        "activation":{"timeStep":30,"sharedSecret":"KBMTM32UJZSXQ2DW"}})",
    R"({"version":2,"state":"MFA_ENROLL_ACTIVATE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"id":"opf1","factorType":"push","provider":"OKTA"},"factorResult":"WAITING",
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false,
        "activation":{"expiresAt":"2026-04-02T12:05:00.000Z",
        "_links":{"qrcode":{"href":"https://id.example.com/qr","type":"image/png"}}}})",
    R"({"version":2,"state":"MFA_ENROLL_ACTIVATE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"id":"opf1","factorType":"push","provider":"OKTA"},"factorResult":"TIMEOUT",
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false,
        "activation":{"expiresAt":"2026-04-02T11:55:00.000Z"}})",
    R"({"version":2,"state":"MFA_REQUIRED","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","type":"SESSION_STEP_UP","proofs":["PASSWORD"],"multiOptionalFactorEnroll":false,
        "warnBeforePasswordExpired":false,"target":{"type":"APP"}})",
    R"({"version":2,"state":"MFA_CHALLENGE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"id":"sms193","factorType":"sms","provider":"OKTA"},"proofs":["PASSWORD"],
        "sent":{"channel":"SMS","at":"2026-04-02T11:59:00.000Z"},"multiOptionalFactorEnroll":false,
        "warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"MFA_CHALLENGE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"id":"opf1","factorType":"push","provider":"OKTA"},"factorResult":"WAITING",
        "proofs":["KNOWLEDGE"],"factorFirst":true,"sent":{"channel":"PUSH","at":"2026-04-02T11:59:00.000Z"},
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false,"challenge":{"correctAnswer":92}})",
    R"({"version":2,"state":"MFA_CHALLENGE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"id":"fwf1","factorType":"webauthn","provider":"FIDO"},
        "challengeType":"FACTOR_TYPE","factorResult":"CHALLENGE","multiOptionalFactorEnroll":false,
        "warnBeforePasswordExpired":false,"challenge":{"challenge":"K0UN","extensions":{}}})",
    R"({"version":2,"state":"MFA_CHALLENGE","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","factor":{"factorType":"assertion:oidc","provider":"GENERIC_OIDC"},
        "multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})",
    R"({"version":2,"state":"SUCCESS","stateToken":"00st","expiresAt":"2026-04-02T12:00:00.000Z",
        "userId":"00u1","type":"SESSION_STEP_UP","proofs":["PASSWORD"],"multiOptionalFactorEnroll":false,
        "warnBeforePasswordExpired":false})",
};

std::string with(std::string_view snapshot, std::string_view more = {}) {
  return std::string{R"({ "now": "2026-04-02T11:59:59Z", "request": { "operation": "POST /api/v1/authn" },
  "transaction": )"}
      .append(snapshot)
      .append(more)
      .append(" }");
}

/// Of a scenario that is refused before anything is decided.
text::diagnostics problems_of(const std::string& scenario) {
  const auto read = text::read_scenario(scenario);
  REQUIRE_MESSAGE(!read.has_value(), scenario);
  return read.error();
}

struct problem {
  std::string_view code, pointer, suggestion = {};
};

void check_problem(std::string_view snapshot, const problem& expected) {
  CAPTURE(snapshot);
  const text::diagnostics found = problems_of(with(snapshot));
  CHECK(found.size() == 1);
  CAPTURE(text::to_string(found.front()));
  CHECK(found.front().code == expected.code);
  CHECK(found.front().pointer == expected.pointer);
  CHECK(found.front().suggestion == expected.suggestion);
  CHECK(found.front().at.line == 2);
}

/// The shape with some members replaced, or added at the end; `null` takes one away.
std::string changed(std::string_view shape,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  json::value snapshot = parsed(shape);
  for (const auto& [key, value] : members) snapshot.as_object()[key] = parsed(value);
  return compact(snapshot);
}

constexpr std::string_view sms_challenge = shapes[16];
constexpr std::string_view push_activation = shapes[13];

}  // namespace

TEST_CASE("snapshot: what is read is written again, in every shape") {
  for (const std::string_view shape : shapes) {
    CAPTURE(shape);
    const text::scenario scenario = scenario_of(with(shape));
    REQUIRE(scenario.facts().transaction);
    std::string written;
    text::json_writer out{written, text::layout::compact};
    text::write_snapshot(out, *scenario.facts().transaction, scenario.source().kept);
    CHECK(written == compact(parsed(shape)));
  }
}

TEST_CASE("snapshot: every member reaches its field") {
  const text::scenario scenario = scenario_of(with(R"({ "version": 2, "state": "MFA_CHALLENGE", "stateToken": "00st",
    "expiresAt": "2026-04-02T12:00:00Z", "userId": "00u1", "type": "SESSION_STEP_UP", "recoveryType": "PASSWORD",
    "recoveryFactor": "SMS", "factor": { "id": "fwf1", "factorType": "webauthn", "provider": "FIDO" },
    "challengeType": "FACTOR_TYPE", "factorResult": "TIME_WINDOW_EXCEEDED", "proofs": ["POSSESSION", "TOKEN"],
    "factorFirst": true, "skippable": true, "warned": true, "passwordRenewed": true, "failures": 3,
    "sent": { "channel": "EMAIL", "at": "2026-04-02T11:00:00Z" }, "multiOptionalFactorEnroll": true,
    "warnBeforePasswordExpired": true, "relayState": "/x", "activation": { "expiresAt": "2026-04-02T13:00:00Z" },
    "challenge": { "nonce": "n" }, "target": { "type": "APP" }, "authentication": { "protocol": "SAML2.0" } })"));
  const transaction expected{.state = state::mfa_challenge,
                             .state_token = "00st",
                             .expires_at = noon,
                             .user_id = "00u1",
                             .step_up = true,
                             .recovery = recovery_kind::password,
                             .recovery_by = recovery_method::sms,
                             .factor = factor_in_question{"fwf1", factor_kind::webauthn, true},
                             .result = factor_result::time_window_exceeded,
                             .activation_expires_at = noon + 1h,
                             .proofs = {proof::possession, proof::token},
                             .factor_first = true,
                             .skippable = true,
                             .warned = true,
                             .password_renewed = true,
                             .failures = 3,
                             .sent = message_sent{recovery_method::email, noon - 1h},
                             .multi_optional_factor_enroll = true,
                             .warn_before_password_expired = true,
                             .relay_state = "/x"};
  CHECK(scenario.facts().transaction == expected);
  CHECK(scenario.source().kept.challenge->at("nonce") == "n");
  CHECK(scenario.source().kept.target->at("type") == "APP");
  CHECK(scenario.source().kept.authentication->at("protocol") == "SAML2.0");
}

TEST_CASE("snapshot: none, and null members") {
  CHECK(!scenario_of(with("null")).facts().transaction);
  CHECK(!scenario_of(sign_in("")).facts().transaction);
  const text::scenario scenario = scenario_of(with(
      changed(sms_challenge, {{"type", "null"}, {"failures", "null"}, {"challengeType", "null"}, {"sent", "null"}})));
  CHECK(!scenario.facts().transaction->factor->by_type);
  CHECK(!scenario.facts().transaction->sent);
}

TEST_CASE("snapshot: an older and a newer version are refused for that alone") {
  check_problem(R"({ "version": 1, "state": "GONE", "stateToken": 7 })", {"snapshot-version", "/transaction/version"});
  check_problem(R"({ "version": 0 })", {"snapshot-version", "/transaction/version"});
  check_problem(R"({ "future": [], "version": 3 })", {"snapshot-version", "/transaction/version"});
  const auto message = [](std::string_view snapshot) { return problems_of(with(snapshot)).front().message; };
  CHECK(message(R"({ "version": 1 })").find("too old") != std::string::npos);
  CHECK(message(R"({ "version": 9007199254740991 })").find("from a newer version") != std::string::npos);
}

TEST_CASE("snapshot: no shape can do without what it needs") {
  std::map<std::string_view, std::size_t> checked;
  for (const std::string_view shape : shapes) {
    const json::value whole = parsed(shape);
    const std::string_view state = whole.at("state").as_string();
    const bool mailed = shape.find("\"EMAIL\"") != std::string_view::npos;
    const auto needs = [&](std::string_view key) {
      if (key == "stateToken") return state != "RECOVERY" && !mailed;
      if (key == "userId")
        return shape.find("STEP_UP") == std::string_view::npos ? state != "RECOVERY_CHALLENGE" || mailed
                                                               : state != "UNAUTHENTICATED";
      if (key == "recoveryType") return true;
      if (key == "recoveryFactor") return state == "RECOVERY_CHALLENGE";
      return true;
    };
    for (const std::string_view key :
         {"version", "state", "stateToken", "expiresAt", "userId", "recoveryType", "recoveryFactor", "factor"}) {
      if (!whole.as_object().contains(key) || !needs(key)) continue;
      CAPTURE(key);
      const text::diagnostics found = problems_of(with(changed(shape, {{key, "null"}})));
      CHECK(std::ranges::any_of(found, [&](const text::diagnostic& one) {
        return one.code == "missing-key" && one.pointer == "/transaction/" + std::string{key};
      }));
      ++checked[key];
    }
  }
  for (const std::string_view key : {"version", "state", "expiresAt"}) CHECK(checked[key] == shapes.size());
  for (const std::string_view key : {"stateToken", "userId", "recoveryType", "recoveryFactor", "factor"}) {
    CAPTURE(key);
    CHECK(checked[key] > 0);
    CHECK(checked[key] < shapes.size());
  }
}

TEST_CASE("snapshot: members that are damaged") {
  const auto challenge = [](std::string_view key, std::string_view value) {
    return changed(sms_challenge, {{key, value}});
  };
  check_problem("[]", {"wrong-type", "/transaction"});
  check_problem(challenge("stateTokn", "\"x\""), {"unknown-key", "/transaction/stateTokn", "stateToken"});
  check_problem(challenge("version", "\"2\""), {"wrong-type", "/transaction/version"});
  check_problem(challenge("version", "2.5"), {"bad-number", "/transaction/version"});
  check_problem(challenge("state", "\"MFA_CHALENGE\""), {"unknown-word", "/transaction/state", "MFA_CHALLENGE"});
  check_problem(challenge("state", "\"CANCELLED\""), {"unknown-word", "/transaction/state"});
  check_problem(challenge("state", "7"), {"wrong-type", "/transaction/state"});
  check_problem(challenge("stateToken", "7"), {"wrong-type", "/transaction/stateToken"});
  check_problem(challenge("stateToken", "\"\""), {"impossible-snapshot", "/transaction/stateToken"});
  check_problem(challenge("userId", "\"\""), {"impossible-snapshot", "/transaction/userId"});
  check_problem(challenge("expiresAt", "\"soon\""), {"bad-time", "/transaction/expiresAt"});
  check_problem(challenge("type", "\"SESSION_STEPUP\""), {"unknown-word", "/transaction/type", "SESSION_STEP_UP"});
  check_problem(challenge("recoveryType", "\"PASSWORT\""), {"unknown-word", "/transaction/recoveryType", "PASSWORD"});
  check_problem(challenge("challengeType", "\"FACTOR_TYP\""),
                {"unknown-word", "/transaction/challengeType", "FACTOR_TYPE"});
  check_problem(challenge("factorResult", "\"WAITNG\""), {"unknown-word", "/transaction/factorResult", "WAITING"});
  check_problem(challenge("proofs", "\"PASSWORD\""), {"wrong-type", "/transaction/proofs"});
  check_problem(challenge("proofs", R"(["PASSWORD", "CODES"])"), {"unknown-word", "/transaction/proofs/1", "CODE"});
  check_problem(challenge("failures", "-1"), {"bad-number", "/transaction/failures"});
  check_problem(challenge("warned", "\"true\""), {"wrong-type", "/transaction/warned"});
  check_problem(challenge("challenge", "[]"), {"wrong-type", "/transaction/challenge"});
  check_problem(challenge("activation", R"({ "expiresAt": 7 })"), {"wrong-type", "/transaction/activation/expiresAt"});
}

TEST_CASE("snapshot: a message that was sent, and a factor") {
  const auto sent = [](std::string_view value) { return changed(sms_challenge, {{"sent", value}}); };
  check_problem(sent(R"({ "channel": "SMS" })"), {"missing-key", "/transaction/sent/at"});
  check_problem(sent(R"({ "at": "2026-04-02T11:00:00Z" })"), {"missing-key", "/transaction/sent/channel"});
  check_problem(sent(R"({ "channel": "sms", "at": "2026-04-02T11:00:00Z" })"),
                {"unknown-word", "/transaction/sent/channel", "SMS"});
  check_problem(sent(R"({ "channel": "SMS", "at": "2026-04-02T11:00:00Z", "chanel": "x" })"),
                {"unknown-key", "/transaction/sent/chanel", "channel"});

  const auto factor = [](std::string_view value) { return changed(sms_challenge, {{"factor", value}}); };
  check_problem(factor("\"sms193\""), {"wrong-type", "/transaction/factor"});
  check_problem(factor(R"({ "id": "sms193", "provider": "OKTA" })"), {"missing-key", "/transaction/factor/factorType"});
  check_problem(factor(R"({ "id": "sms193", "factorType": "sms" })"), {"missing-key", "/transaction/factor/provider"});
  check_problem(factor(R"({ "factorType": "smss", "provider": "OKTA" })"),
                {"unknown-word", "/transaction/factor/factorType", "sms"});
  check_problem(factor(R"({ "factorType": "sms", "provider": "" })"), {"unknown-word", "/transaction/factor/provider"});
  check_problem(factor(R"({ "factorType": "", "provider": "OKTA" })"),
                {"unknown-word", "/transaction/factor/factorType"});
  check_problem(factor(R"({ "factorType": 7, "provider": "OKTA" })"), {"wrong-type", "/transaction/factor/factorType"});
  check_problem(factor(R"({ "factorType": "sms", "provider": "OTKA" })"),
                {"unknown-word", "/transaction/factor/provider", "OKTA"});
  check_problem(factor(R"({ "factorType": "sms", "provider": "OKTA", "idd": 1 })"),
                {"unknown-key", "/transaction/factor/idd", "id"});
}

TEST_CASE("snapshot: what does not go together") {
  const auto challenge = [](std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
    return changed(sms_challenge, members);
  };
  const problem impossible_state{"impossible-snapshot", "/transaction/state"};
  check_problem(challenge({{"state", "\"LOCKED_OUT\""}, {"factor", "null"}}), impossible_state);
  check_problem(challenge({{"state", "\"SUCCESS\""}, {"factor", "null"}}), impossible_state);
  check_problem(challenge({{"state", "\"UNAUTHENTICATED\""}, {"factor", "null"}}),
                {"impossible-snapshot", "/transaction/state", "factorFirst"});

  const problem impossible_factor{"impossible-snapshot", "/transaction/factor"};
  const auto challenge_by = [&](std::string_view type, std::string_view provider) {
    return changed(sms_challenge, {{"factor", R"({ "id": "f1", "factorType": ")" + std::string{type} +
                                                  R"(", "provider": ")" + std::string{provider} + "\" }"}});
  };
  check_problem(challenge_by("question", "OKTA"), impossible_factor);
  check_problem(challenge_by("token:software:totp", "OKTA"), impossible_factor);
  check_problem(challenge_by("token:software:totp", "GOOGLE"), impossible_factor);
  check_problem(challenge_by("token:hotp", "CUSTOM"), impossible_factor);
  check_problem(challenge_by("token", "RSA"), impossible_factor);
  check_problem(challenge_by("token", "SYMANTEC"), impossible_factor);
  check_problem(challenge_by("token:hardware", "YUBICO"), impossible_factor);
  check_problem(challenge_by("password", "OKTA"), impossible_factor);
  const auto activation_of = [&](std::string_view type, std::string_view provider) {
    return changed(challenge_by(type, provider), {{"state", "\"MFA_ENROLL_ACTIVATE\""}});
  };
  check_problem(activation_of("question", "OKTA"), impossible_factor);
  check_problem(activation_of("token", "RSA"), impossible_factor);
  check_problem(activation_of("claims_provider", "CUSTOM"), impossible_factor);
  check_problem(challenge({{"state", "\"MFA_REQUIRED\""}}), impossible_factor);
  check_problem(changed(push_activation, {{"challengeType", "\"FACTOR_TYPE\""}}),
                {"impossible-snapshot", "/transaction/challengeType"});
  check_problem(challenge({{"recoveryFactor", "\"SMS\""}}), {"impossible-snapshot", "/transaction/recoveryFactor"});

  const problem impossible_recovery{"impossible-snapshot", "/transaction/recoveryType"};
  check_problem(changed(shapes[5], {{"recoveryType", "\"UNLOCK\""}}), impossible_recovery);
  check_problem(changed(shapes[7], {{"recoveryType", "\"ACCOUNT_ACTIVATION\""}}), impossible_recovery);
  check_problem(changed(shapes[9], {{"recoveryType", "\"ACCOUNT_ACTIVATION\""}}), impossible_recovery);
  check_problem(changed(shapes[8], {{"stateToken", "\"00st\""}}), {"impossible-snapshot", "/transaction/stateToken"});
}

TEST_CASE("snapshot: it belongs to the user of the account") {
  const std::string own = with(sms_challenge, R"(, "account": { "user": { "id": "00u1" } })");
  CHECK(scenario_of(own).facts().transaction->user_id == "00u1");
  CHECK(scenario_of(with(sms_challenge, R"(, "account": { "user": {} })")).facts().transaction.has_value());
  CHECK(scenario_of(with(sms_challenge, R"(, "account": { "user": null })")).facts().transaction.has_value());
  for (const std::string& other : {with(sms_challenge, R"(, "account": { "user": { "id": "00u2" } })"),
                                   R"({ "account": { "user": { "id": "00u2" } },)" + with(sms_challenge).substr(1)}) {
    const text::diagnostics found = problems_of(other);
    CHECK(found.size() == 1);
    CHECK(found.front().code == "other-user");
    CHECK(found.front().pointer == "/transaction/userId");
    CHECK(found.front().message.find("another user") != std::string::npos);
  }
  CHECK(scenario_of(with(shapes[0], R"(, "account": { "user": { "id": "00u2" } })")).facts().transaction.has_value());
}
