#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support.hpp"

using interlock::tests::compact;
using interlock::tests::decision_of;
using interlock::tests::parsed;
using interlock::tests::sign_in;
namespace json = interlock::tests::json;
namespace text = interlock::text;

namespace {

std::vector<std::string> keys_of(const json::value& object) {
  std::vector<std::string> keys;
  for (const auto& member : object.as_object()) keys.emplace_back(member.key().data(), member.key().size());
  return keys;
}

const std::string policy = R"(, "policy": {
  "password": { "settings": { "password": { "lockout": { "maxAttempts": 5, "autoUnlockMinutes": 60,
      "showLockoutFailures": true,
                                                         "userLockoutNotificationChannels": ["EMAIL"] } } } },
  "passwordRule": { "actions": { "selfServiceUnlock": { "access": "ALLOW" } } } },
      "enrollment": { "recovery": ["email"] })";

std::string wrong_password(const std::string& account) {
  return sign_in(R"(, "evidence": { "password": "INVALID" }, "account": )" + account + policy);
}

}  // namespace

TEST_CASE("decision: keys in their order") {
  const auto decided =
      decision_of(wrong_password(R"({ "user": { "id": "00u1" }, "attempts": { "failedAttempts": 4 } })"));
  CHECK(keys_of(decided) ==
        std::vector<std::string>{"outcome", "response", "effects", "account", "transaction", "decidedBy", "trace"});
  CHECK(keys_of(decided.at("response")) == std::vector<std::string>{"status", "headers", "body"});
  CHECK(keys_of(decided.at("account")) == std::vector<std::string>{"user", "attempts", "version"});
  CHECK(keys_of(decided.at("account").at("attempts")) ==
        std::vector<std::string>{"failedAttempts", "failedAttemptsFromUnknownDevices", "unknownDevicesBlocked",
                                 "lockedAt", "autoUnlockAt", "consecutiveLockouts", "failedFactorAttempts",
                                 "failedRecoveryAttempts"});
  CHECK(keys_of(decided.at("decidedBy")) == std::vector<std::string>{"table", "rule", "because", "sources"});
  for (const json::value& consulted : decided.at("trace").as_array())
    CHECK(keys_of(consulted) == std::vector<std::string>{"table", "rule", "inputs"});
  for (const json::value& effect : decided.at("effects").as_array()) CHECK(keys_of(effect).front() == "type");
}

TEST_CASE("decision: the attempt that locks, with all its effects") {
  const auto decided =
      decision_of(wrong_password(R"({ "user": { "id": "00u1" }, "attempts": { "failedAttempts": 4 } })"));
  CHECK(decided.at("outcome") == "LOCKED_OUT");
  const std::string effects = compact(decided.at("effects"));
  for (const char* effect : {R"({"type":"PASSWORD_FAILED"})", R"({"type":"ACCOUNT_LOCKED"})",
                             R"({"type":"UNLOCK_SCHEDULED","at":"2026-04-02T14:59:06.000Z"})",
                             R"({"type":"LOG_EVENT","eventType":"user.account.lock","outcome":"SUCCESS"})"}) {
    CAPTURE(effects);
    CHECK(effects.find(effect) != std::string::npos);
  }
  CHECK(effects.find(R"({"type":"SEND","channel":)") != std::string::npos);
  CHECK(compact(decided.at("account").at("attempts")) ==
        R"({"failedAttempts":5,"failedAttemptsFromUnknownDevices":0,"unknownDevicesBlocked":false,)"
        R"("lockedAt":"2026-04-02T13:59:06.000Z","autoUnlockAt":"2026-04-02T14:59:06.000Z","consecutiveLockouts":1,)"
        R"("failedFactorAttempts":0,"failedRecoveryAttempts":0})");
  CHECK(decided.at("transaction").is_null());
}

TEST_CASE("decision: inputs of the trace are columns with their words") {
  const auto decided = decision_of(sign_in(""));
  CHECK(decided.at("outcome") == "AUTHENTICATION_FAILED");
  bool gate_seen = false;
  for (const json::value& consulted : decided.at("trace").as_array()) {
    for (const auto& input : consulted.at("inputs").as_object()) CHECK(!input.value().as_string().empty());
    if (consulted.at("table") != "gate") continue;
    gate_seen = true;
    CHECK(consulted.at("inputs").at("network_zone") == "ALLOWED");
    CHECK(consulted.at("inputs").at("threat") == "CLEAR");
  }
  CHECK(gate_seen);
}

TEST_CASE("decision: nothing of the user is lost, and what changed stands where it stood") {
  const std::string rest =
      R"(,"passwordChanged":null,"profile":{"login":"dade","nothing":null,"height":1.85,"big":18446744073709551615,)"
      R"("list":[1,[],{"a":"\u0001\"é"}]},"_links":{})";
  const auto decided = decision_of(wrong_password(R"({ "user": {"id":"00u1","status":"ACTIVE")" + rest +
                                                  R"(}, "attempts": { "failedAttempts": 4 } })"));
  CHECK(compact(decided.at("account").at("user")) == R"({"id":"00u1","status":"LOCKED_OUT")" + rest + "}");

  // A status that was not given is written only when it changes, at the end.
  CHECK(compact(decision_of(wrong_password(R"({ "user": {"id":"00u1"} })")).at("account").at("user")) ==
        R"({"id":"00u1"})");
  CHECK(compact(decision_of(wrong_password(R"({ "user": {"id":"00u1"}, "attempts": { "failedAttempts": 4 } })"))
                    .at("account")
                    .at("user")) == R"({"id":"00u1","status":"LOCKED_OUT"})");
  CHECK(decision_of(sign_in("")).at("account").at("user").is_null());
}

TEST_CASE("decision: the account that comes out goes in again") {
  std::string account = R"({"user":{"id":"00u1","status":"ACTIVE"}})";
  std::vector<std::string> outcomes;
  for (int attempt = 0; attempt < 7; ++attempt) {
    const auto decided = decision_of(wrong_password(account));
    outcomes.emplace_back(decided.at("outcome").as_string().data());
    account = compact(decided.at("account"));
    const auto read = text::read_scenario(wrong_password(account));
    REQUIRE(read.has_value());
    CHECK(read->facts().account.attempts.failed == static_cast<std::uint64_t>(std::min(attempt + 1, 5)));
  }
  CHECK(outcomes == std::vector<std::string>{"AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED",
                                             "AUTHENTICATION_FAILED", "LOCKED_OUT", "LOCKED_OUT", "LOCKED_OUT"});
}

TEST_CASE("decision: the next transaction") {
  const auto decided = decision_of(interlock::tests::sign_in_with(
      R"({ "username": "dade", "password": true, "relayState": "/x",
          "options": { "warnBeforePasswordExpired": true } })",
      R"(, "evidence": { "password": "VALID" }, "account": { "user": { "id": "00u1",
          "passwordChanged": "2026-01-05T09:00:00Z" } },
         "mint": { "stateToken": "00st" },
             "policy": { "password": { "settings": { "password": { "age": { "maxAgeDays": 60 } } } } })"));
  CHECK(decided.at("outcome") == "PASSWORD_EXPIRED");
  CHECK(compact(decided.at("transaction")) ==
        R"({"version":2,"state":"PASSWORD_EXPIRED","stateToken":"00st","expiresAt":"2026-04-02T14:04:06.000Z",)"
        R"("userId":"00u1","proofs":["PASSWORD"],)"
        R"("multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":true,"relayState":"/x"})");
  CHECK(decided.at("response").at("body").at("relayState") == "/x");
}

TEST_CASE("decision: the two layouts say the same, and the same scenario gives the same bytes") {
  const std::string scenario = wrong_password(R"({ "user": { "id": "00u1" } })");
  const auto indented = text::decide(scenario);
  const auto on_one_line = text::decide(scenario, text::layout::compact);
  REQUIRE(indented.has_value());
  REQUIRE(on_one_line.has_value());
  CHECK(on_one_line->find('\n') == std::string::npos);
  CHECK(indented->substr(0, 40).starts_with("{\n  \"outcome\": \"AUTHENTICATION_FAILED\","));
  CHECK(indented->back() == '}');
  CHECK(compact(parsed(*indented)) == *on_one_line);
  CHECK(*text::decide(scenario) == *indented);
}
