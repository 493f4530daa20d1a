#include <interlock/text/play.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>

#include "stories.hpp"
#include "support.hpp"

namespace json = boost::json;
namespace text = interlock::text;
using namespace interlock::tests;

namespace {

std::string written(const std::string& story_text) {
  const auto played = text::play(story_text, {.as_json = true});
  REQUIRE_MESSAGE(played.has_value(), text::to_string(played.error().front()));
  return *played;
}
std::string reported(const std::string& story_text) {
  const auto played = text::play(story_text);
  REQUIRE_MESSAGE(played.has_value(), text::to_string(played.error().front()));
  return *played;
}

struct played_story {
  json::value whole;
  explicit played_story(const std::string& story_text) : whole(parsed(written(story_text))) {}

  [[nodiscard]] std::size_t steps() const { return whole.at("steps").as_array().size(); }
  [[nodiscard]] const json::value& at(std::size_t step, const char* pointer) const {
    return whole.at("steps").at(step).at_pointer(pointer);
  }
  [[nodiscard]] std::string shown(std::size_t step, const char* pointer) const { return compact(at(step, pointer)); }
  [[nodiscard]] std::string outcome(std::size_t step) const { return shown(step, "/outcome"); }
  [[nodiscard]] std::vector<std::string> effects(std::size_t step) const {
    std::vector<std::string> types;
    for (const json::value& effect : at(step, "/effects").as_array())
      types.emplace_back(effect.at("type").as_string().c_str());
    return types;
  }
};

using types = std::vector<std::string>;

std::string without_margin(std::string_view block, std::size_t margin) {
  std::string out;
  bool line_begins = false;
  for (std::size_t at = 0; at < block.size(); ++at) {
    if (line_begins) at += margin;
    out += block[at];
    line_begins = block[at] == '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("play: the decisions are those of decide, to the byte") {
  const std::string score =
      R"("account": { "user": { "id": "00u1", "score": 0.1234567890123456789, "text": "a\nb" } })";
  const std::string story_text = story({three_attempts, score}, {step({a_sign_in, wrong}), step({a_sign_in, right})});
  const std::string first =
      R"({ "now": "2026-04-02T13:59:06Z", )" + joined({three_attempts, score, a_sign_in, wrong}) + "}";
  const auto decided = text::decide(first);
  REQUIRE(decided.has_value());
  const std::string account = compact(parsed(*decided).at("account"));
  const auto second = text::decide(R"({ "now": "2026-04-02T13:59:06Z", )" +
                                   joined({three_attempts, "\"account\": " + account, a_sign_in, right}) + "}");
  REQUIRE(second.has_value());

  const std::string all = written(story_text);
  const std::string_view begin = "{\n  \"steps\": [\n    ";
  REQUIRE(all.starts_with(begin));
  const std::size_t between = all.find("\n    },\n    {") + 6;
  CHECK(without_margin(std::string_view{all}.substr(begin.size(), between - begin.size()), 4) == *decided);
  const std::size_t end = all.find("\n  ],\n  \"account\": {");
  REQUIRE(end != std::string::npos);
  const std::size_t start = between + 6;
  CHECK(without_margin(std::string_view{all}.substr(start, end - start), 4) == *second);
  CHECK(compact(parsed(all).at("account")) == compact(parsed(*second).at("account")));
  CHECK(all.ends_with("\n  }\n}"));
}

TEST_CASE("play: the account carries over, with its groups") {
  const std::string_view for_contractors =
      R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 3 } } } },
         "signOn": [{ "conditions": { "people": { "groups": { "include": ["00g1"] } } },
                      "_embedded": { "rules": [{ "actions": { "signon": { "access": "DENY" } } }] } }] })";
  const std::string_view contractor = R"("account": { "user": { "id": "00u1" }, "groups": ["00g1"] })";
  const played_story played{story({for_contractors, contractor},
                                  {step({a_sign_in, wrong}), step({a_sign_in, wrong}), step({a_sign_in, right}),
                                   step({a_sign_in, wrong}), step({a_sign_in, right})})};
  CHECK(played.shown(0, "/account/attempts/failedAttempts") == "1");
  CHECK(played.shown(1, "/account/attempts/failedAttempts") == "2");
  CHECK(played.shown(2, "/decidedBy/table") == R"("sign_on")");  // the groups are still there
  CHECK(played.shown(3, "/account/user/status") == R"("LOCKED_OUT")");
  CHECK(played.effects(4) == types{"LOG_EVENT"});
  CHECK(compact(played.whole.at("account")) == played.shown(4, "/account"));
}

TEST_CASE("play: what a step gives is for it alone, what its decision makes of it goes on") {
  const std::string_view locked =
      R"("account": { "user": { "id": "00u2", "status": "LOCKED_OUT" }, "attempts": { "failedAttempts": 9 } })";
  const std::string_view one_attempt =
      R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 1 } } } } })";
  const played_story played{
      story({three_attempts, active, R"("device": { "known": true })"},
            {step({a_sign_in, wrong}), step({a_sign_in, right, R"("network": { "zone": "BLOCKED" })"}),
             step({a_sign_in, wrong}), step({a_sign_in, R"("rateLimit": { "violated": "ORG" })"}),
             step({a_sign_in, locked}), step({a_sign_in, right})})};
  CHECK(played.outcome(0) == R"("AUTHENTICATION_FAILED")");
  CHECK(played.shown(1, "/effects") ==
        R"([{"type":"LOG_EVENT","eventType":"security.zone.request.blocked","outcome":"DENY"}])");
  CHECK(played.effects(2).front() == "PASSWORD_FAILED");
  CHECK(played.outcome(3) == R"("RATE_LIMITED")");
  CHECK(played.shown(3, "/account/attempts/failedAttempts") == "2");
  CHECK(played.shown(4, "/account/user/id") == R"("00u2")");
  CHECK(played.shown(5, "/account/user/id") == R"("00u2")");
  CHECK(played.shown(5, "/account/attempts/failedAttempts") == "9");

  const played_story policy{
      story({three_attempts, active}, {step({a_sign_in, wrong, R"("policy": null)"}), step({a_sign_in, wrong}),
                                       step({a_sign_in, wrong, one_attempt})})};
  CHECK(policy.shown(1, "/account/user/status") == R"("ACTIVE")");
  CHECK(policy.shown(2, "/account/user/status") == R"("LOCKED_OUT")");
  const played_story nobody{
      story({active}, {step({a_sign_in, right, R"("account": null)"}), step({a_sign_in, right})})};
  CHECK(nobody.shown(0, "/account/user") == "null");
  CHECK(nobody.shown(1, "/account/user") == "null");
}

TEST_CASE("play: a device that has become known stays known") {
  const played_story played{story({active}, {step({a_sign_in, right}), step({a_sign_in, right}),
                                             step({a_sign_in, right, R"("device": { "known": false })"}),
                                             step({a_sign_in, right, R"("device": null)"}), step({a_sign_in, right})})};
  const auto becomes_known = [&](std::size_t at) {
    const auto effects = played.effects(at);
    return std::ranges::find(effects, "DEVICE_KNOWN") != effects.end();
  };
  CHECK(becomes_known(0));
  CHECK(!becomes_known(1));
  CHECK(becomes_known(2));
  CHECK(becomes_known(3));
  CHECK(!becomes_known(4));
}

TEST_CASE("play: a transaction carries over until another takes its place") {
  const std::string_view mfa =
      R"("policy": { "signOnRule": { "actions": { "signon": { "access": "ALLOW", "requireFactor": true } } } })";
  const std::string_view sms =
      R"("enrollment": { "factors": [{ "id": "sms1", "factorType": "sms", "provider": "OKTA" }] })";
  const played_story played{story(
      {mfa, sms, active}, {step({a_sign_in, right}), step({R"("event": "TIMER")"}),
                           step({R"("event": "TIMER")", R"("transaction": null)"}), step({R"("event": "TIMER")"})})};
  CHECK(played.shown(0, "/transaction/state") == R"("MFA_REQUIRED")");
  CHECK(played.shown(1, "/transaction") == played.shown(0, "/transaction"));
  CHECK(played.shown(2, "/transaction") == "null");
  CHECK(played.shown(3, "/transaction") == "null");
}

TEST_CASE("play: time stands still, or moves by a duration or to a time") {
  const std::string_view unlock_soon =
      R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 1,
                                                                            "autoUnlockMinutes": 5 } } } } })";
  const auto at = [](const played_story& played, std::size_t step) {
    return played.shown(step, "/account/attempts/lockedAt");
  };
  const std::string wrong_at = joined({a_sign_in, wrong});
  const played_story played{story({unlock_soon, active}, {
                                                             step({wrong_at}),
                                                             step({wrong_at, R"("after": "PT4M59.999S")"}),
                                                             step({wrong_at}),
                                                             step({wrong_at, R"("after": "PT0.001S")"}),
                                                             step({wrong_at, R"("at": "2026-04-02T16:30:00+02:00")"}),
                                                             step({wrong_at, R"("now": "2027-01-01T00:00:00Z")"}),
                                                             step({wrong_at, R"("after": "P1M", "now": null)"}),
                                                         })};
  CHECK(at(played, 0) == R"("2026-04-02T13:59:06.000Z")");
  CHECK(played.effects(1) == types{"LOG_EVENT"});
  CHECK(played.effects(2) == types{"LOG_EVENT"});
  CHECK(at(played, 3) == R"("2026-04-02T14:04:06.000Z")");
  CHECK(at(played, 4) == R"("2026-04-02T14:30:00.000Z")");
  CHECK(at(played, 5) == R"("2027-01-01T00:00:00.000Z")");  // for that step alone
  CHECK(at(played, 6) == R"("2027-01-01T00:00:00.000Z")");  // 2026-05-02T14:30:00Z: the unlock is not due yet
}

namespace {

constexpr std::string_view both_devices =
    R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 2,
                                                                            "autoUnlockMinutes": 60 } } } },
                   "userLockoutSettings": { "preventBruteForceLockoutFromUnknownDevices": true } })";
constexpr std::string_view locked_and_blocked =
    R"("account": { "user": { "id": "00u1", "status": "LOCKED_OUT" }, "version": 7,
                    "attempts": { "failedAttempts": 2, "failedAttemptsFromUnknownDevices": 3,
                                  "unknownDevicesBlocked": true, "lockedAt": "2026-04-02T13:30:00Z",
                                  "autoUnlockAt": "2026-04-02T14:30:00Z", "consecutiveLockouts": 2 } })";

std::string event(std::string_view what, std::string_view after = R"("after": "PT0S")") {
  return step({after, std::string{R"("event": ")"}.append(what).append("\"")});
}

}  // namespace

TEST_CASE("play: the timer runs the job when it is due, not before, and not again") {
  const played_story played{story({both_devices, locked_and_blocked},
                                  {event("TIMER"), event("TIMER", R"("at": "2026-04-02T14:30:00Z")"), event("TIMER")})};
  CHECK(played.outcome(0) == R"("OK")");
  CHECK(played.shown(0, "/response") == "null");
  CHECK(played.shown(0, "/effects") == "[]");
  CHECK(played.shown(0, "/decidedBy/rule") == R"("AUTO-3")");
  CHECK(played.shown(0, "/account/version") == "7");
  CHECK(played.shown(1, "/effects") ==
        R"([{"type":"ACCOUNT_UNLOCKED","by":"TIMER"},)"
        R"({"type":"LOG_EVENT","eventType":"user.account.unlock","outcome":"SUCCESS"}])");
  CHECK(played.shown(1, "/decidedBy/rule") == R"("AUTO-1")");
  CHECK(played.shown(1, "/account") ==
        R"({"user":{"id":"00u1","status":"ACTIVE"},"attempts":{"failedAttempts":0,)"
        R"("failedAttemptsFromUnknownDevices":0,"unknownDevicesBlocked":false,"lockedAt":null,"autoUnlockAt":null,)"
        R"("consecutiveLockouts":2,"failedFactorAttempts":0,"failedRecoveryAttempts":0},"version":8})");
  CHECK(played.shown(2, "/effects") == "[]");
}

TEST_CASE("play: an administrator unlocks: lock and block end, the job stays") {
  const played_story played{
      story({both_devices, locked_and_blocked},
            {event("ADMIN_UNLOCK"), event("ADMIN_UNLOCK"), event("TIMER", R"("at": "2026-04-02T14:30:00Z")")})};
  CHECK(played.shown(0, "/effects") ==
        R"([{"type":"ACCOUNT_UNLOCKED","by":"ADMINISTRATOR"},)"
        R"({"type":"LOG_EVENT","eventType":"user.account.unlock_by_admin","outcome":"SUCCESS"}])");
  CHECK(played.shown(0, "/decidedBy/rule") == R"("EVENT-3")");
  CHECK(played.shown(0, "/account") ==
        R"({"user":{"id":"00u1","status":"ACTIVE"},"attempts":{"failedAttempts":0,)"
        R"("failedAttemptsFromUnknownDevices":0,"unknownDevicesBlocked":false,"lockedAt":null,)"
        R"("autoUnlockAt":"2026-04-02T14:30:00.000Z","consecutiveLockouts":2,"failedFactorAttempts":0,)"
        R"("failedRecoveryAttempts":0},"version":8})");
  CHECK(played.shown(1, "/effects") == "[]");
  CHECK(played.shown(2, "/effects") == "[]");  // nothing is locked any more
  CHECK(played.shown(2, "/account/attempts/autoUnlockAt") == "null");
}

TEST_CASE("play: unknown devices are allowed again: the lock stays") {
  const played_story played{story({both_devices, locked_and_blocked}, {event("ALLOW_UNKNOWN_DEVICES")})};
  CHECK(played.effects(0) == types{"ACCOUNT_UNLOCKED", "LOG_EVENT"});
  CHECK(played.shown(0, "/account") ==
        R"({"user":{"id":"00u1","status":"LOCKED_OUT"},"attempts":{"failedAttempts":2,)"
        R"("failedAttemptsFromUnknownDevices":0,"unknownDevicesBlocked":false,)"
        R"("lockedAt":"2026-04-02T13:30:00.000Z","autoUnlockAt":"2026-04-02T14:30:00.000Z",)"
        R"("consecutiveLockouts":2,"failedFactorAttempts":0,"failedRecoveryAttempts":0},"version":8})");
}

TEST_CASE("play: a job that is due runs before an administrator finds nothing left to do") {
  const played_story played{
      story({both_devices, locked_and_blocked}, {event("ADMIN_UNLOCK", R"("at": "2026-04-02T15:00:00Z")")})};
  CHECK(played.shown(0, "/effects/0/by") == R"("TIMER")");
  CHECK(played.effects(0) == types{"ACCOUNT_UNLOCKED", "LOG_EVENT"});
}

TEST_CASE("play: nobody is there") {
  const played_story played{story({}, {event("TIMER"), event("ADMIN_UNLOCK"), event("ALLOW_UNKNOWN_DEVICES")})};
  for (std::size_t i = 0; i < played.steps(); ++i) CHECK(played.shown(i, "/effects") == "[]");
}

TEST_CASE("play: the keys of the decision are those of every decision, in their order") {
  const std::string story_text = written(story({}, {event("TIMER")}));
  std::size_t at = 0;
  for (const std::string_view key :
       {"outcome", "response", "effects", "account", "transaction", "decidedBy", "trace"}) {
    at = story_text.find("\n      \"" + std::string{key} + "\": ", at);
    CHECK_MESSAGE(at != std::string::npos, key);
  }
}

TEST_CASE("play: a story without steps") {
  CHECK(written(story({active}, {})) == R"({
  "steps": [],
  "account": {
    "user": {
      "id": "00u1",
      "status": "ACTIVE"
    },
    "attempts": {
      "failedAttempts": 0,
      "failedAttemptsFromUnknownDevices": 0,
      "unknownDevicesBlocked": false,
      "lockedAt": null,
      "autoUnlockAt": null,
      "consecutiveLockouts": 0,
      "failedFactorAttempts": 0,
      "failedRecoveryAttempts": 0
    },
    "version": 0
  }
})");
  CHECK(reported(story({}, {})) ==
        "time  request  answer  state  rule\n"
        "\n"
        "account  no such user\n"
        "         version 0");
}

TEST_CASE("play: what is nested as deep as a text may be is played") {
  const std::string deep = R"("account": { "user": { "id": "00u1", "profile": { "x": )" + std::string(50, '[') +
                           std::string(50, ']') + " } } }";
  CHECK(text::play(story({deep}, {step({a_sign_in, right}), step({a_sign_in, right})}), {.as_json = true}).has_value());
}

namespace {

std::vector<std::string> lines_of(std::string_view report) {
  std::vector<std::string> lines;
  while (!report.empty()) {
    const std::size_t end = std::min(report.find('\n'), report.size());
    lines.emplace_back(report.substr(0, end));
    report.remove_prefix(std::min(end + 1, report.size()));
  }
  return lines;
}

/// What stands between blanks of two and more, but for the last: that is the rule.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find("  "), line.size());
    cells.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(line.find_first_not_of(' ', end), line.size()));
  }
  cells.pop_back();
  return cells;
}

std::string get(const std::string& path) {
  return step({std::string{R"("request": { "operation": "GET )"}.append(path).append("\" }")});
}

}  // namespace

TEST_CASE("play: the report") {
  const std::string_view policy =
      R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 2,
                                                                            "autoUnlockMinutes": 600 } } } } })";
  const std::string story_text =
      reported(story({policy, active}, {step({a_sign_in, wrong}), step({R"("after": "PT5S")", a_sign_in, wrong}),
                                        step({R"("after": "PT10H")", a_sign_in, right}), step({R"("event": "TIMER")"}),
                                        step({R"("after": "PT1M")", a_sign_in, wrong}), step({a_sign_in, wrong}),
                                        get("/api/v1/authn/factors/0123456789abcdefghijklmnopqrstuvwxyz"),
                                        get("/" + std::string(60, 'x')), get(R"(/\u001b[2J/\u00e4)")}));
  const std::vector<std::string> lines = lines_of(story_text);
  REQUIRE(lines.size() == 15);
  for (const std::string& line : lines) {
    CHECK(line.size() <= 100);
    CHECK(!line.ends_with(' '));
  }
  using cells = std::vector<std::string>;
  CHECK(cells_of(lines[0]) == cells{"time", "request", "answer", "state"});
  CHECK(lines[1] == "2026-04-02");
  CHECK(cells_of(lines[2]) == cells{"13:59:06", "POST /authn", "401 E0000004", "-"});
  CHECK(cells_of(lines[3]) == cells{"13:59:11", "POST /authn", "401 E0000004", "-"});
  CHECK(cells_of(lines[4]) == cells{"23:59:11", "POST /authn", "200", "SUCCESS"});
  CHECK(cells_of(lines[5]) == cells{"23:59:11", "TIMER", "no change", "-"});
  CHECK(lines[6] == "2026-04-03");
  CHECK(cells_of(lines[7]) == cells{"00:00:11", "POST /authn", "401 E0000004", "-"});
  CHECK(cells_of(lines[9]) == cells{"00:00:11", "GET /authn/factors/0123456789abcdefghijklmno..", "404 E0000007", "-"});
  CHECK(cells_of(lines[10]) == cells{"00:00:11", "GET /" + std::string(39, 'x') + "..", "404 E0000007", "-"});
  CHECK(cells_of(lines[11]) == cells{"00:00:11", "GET /?[2J/??", "404 E0000007", "-"});
  CHECK(lines[12].empty());
  CHECK(lines[13] == "account  LOCKED_OUT since 2026-04-03 00:00:11, automatic unlock at 2026-04-03 10:00:11");
  CHECK(lines[14] == "         failed attempts 2, lockouts in a row 1, version 10");
}
