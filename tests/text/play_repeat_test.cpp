#include <interlock/text/play.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/authn/account_event.hpp>

#include "stories.hpp"
#include "support.hpp"

namespace json = boost::json;
namespace text = interlock::text;
using namespace interlock::tests;

// A step that is repeated against the same step written as often.

namespace {

/// The story with every repetition written out.
json::value written_out(const json::value& document) {
  json::array steps;
  for (const json::value& step : document.at("steps").as_array()) {
    json::object once = step.as_object();
    const json::value* times = once.if_contains("repeat");
    const std::int64_t count = times != nullptr ? times->as_int64() : 1;
    once.erase("repeat");
    for (std::int64_t i = 0; i < count; ++i) steps.push_back(once);
  }
  json::object all = document.as_object();
  all["steps"] = std::move(steps);
  return all;
}

text::result<std::string> played(const json::value& document) {
  return text::play(json::serialize(document), {.as_json = true});
}

/// What makes decisions alike: outcome, rule, and types of effects.
std::string kind_of(const json::value& decision) {
  std::string kind = compact(decision.at("outcome"));
  if (!decision.at("decidedBy").is_null()) kind.append(compact(decision.at_pointer("/decidedBy/rule")));
  for (const json::value& effect : decision.at("effects").as_array()) kind.append(compact(effect.at("type")));
  return kind;
}

/// The decisions of one step, written once for each run, against all of them. @return how many runs there are
std::size_t check_runs(const json::value* entry, const json::value* decision, std::size_t count) {
  std::size_t runs = 0;
  for (const json::value* const end = decision + count; decision != end; ++entry, ++runs) {
    const json::object& members = entry->as_object();
    REQUIRE(members.begin()->key() == "repeated");
    const auto times = static_cast<std::size_t>(members.at("repeated").at("count").as_int64());
    const json::object last(members.begin() + 1, members.end());
    REQUIRE(times >= 1);
    REQUIRE(times <= static_cast<std::size_t>(end - decision));
    for (std::size_t i = 1; i < times; ++i) CHECK(kind_of(decision[i]) == kind_of(*decision));
    decision += times;
    CHECK((decision == end || kind_of(*decision) != kind_of(decision[-1])));
    CHECK(compact(last) == compact(decision[-1]));
  }
  return runs;
}

struct compared {
  std::size_t decisions = 0, runs = 0;
};

/// Plays a story both ways. Where one is refused the other one is, for the same reason.
compared check(const json::value& document) {
  const auto short_way = played(document);
  const auto long_way = played(written_out(document));
  REQUIRE(short_way.has_value() == long_way.has_value());
  if (!short_way) {
    CHECK(short_way.error().front().code == long_way.error().front().code);
    return {};
  }
  const json::value shorter = parsed(*short_way);
  const json::value longer = parsed(*long_way);
  CHECK(compact(shorter.at("account")) == compact(longer.at("account")));
  const json::array& entries = shorter.at("steps").as_array();
  const json::array& decisions = longer.at("steps").as_array();
  compared found;
  for (const json::value& step : document.at("steps").as_array()) {
    CAPTURE(found.decisions);
    const json::value* times = step.as_object().if_contains("repeat");
    if (times == nullptr) {
      CHECK(compact(entries.at(found.runs++)) == compact(decisions.at(found.decisions++)));
    } else {
      const auto count = static_cast<std::size_t>(times->as_int64());
      REQUIRE(found.decisions + count <= decisions.size());
      found.runs += check_runs(&entries.at(found.runs), &decisions.at(found.decisions), count);
      found.decisions += count;
    }
  }
  CHECK(found.runs == entries.size());
  CHECK(found.decisions == decisions.size());
  return found;
}

compared check(const std::vector<std::string_view>& given, const std::vector<std::string>& steps) {
  const std::string document = story(given, steps);
  CAPTURE(document);
  return check(parsed(document));
}

std::vector<json::value> shipped_stories() {
  std::vector<json::value> all;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{INTERLOCK_SOURCE_DIR} / "examples/stories"}) {
    json::value document = parsed(read_file(entry.path().string()));
    const auto is_long = [](const json::value& step) { return step.as_object().contains("repeat"); };
    if (std::ranges::none_of(document.at("steps").as_array(), is_long)) all.push_back(std::move(document));
  }
  return all;
}

}  // namespace

TEST_CASE("play: every step of every example, repeated, is the step written as often" * doctest::test_suite("slow")) {
  std::size_t refused = 0, stories = 0, repeated = 0;
  for (const json::value& document : shipped_stories()) {
    json::value all = document;
    for (json::value& step : all.at("steps").as_array()) step.as_object()["repeat"] = 3;
    CHECK(check(all).decisions == 3 * document.at("steps").as_array().size());
    ++stories;
    for (std::size_t i = 0; i < document.at("steps").as_array().size(); ++i)
      for (const std::int64_t times : {1, 2, 3, 40}) {
        CAPTURE(i);
        json::value one = document;
        one.at("steps").at(i).as_object()["repeat"] = times;
        CAPTURE(json::serialize(one));
        if (check(one).decisions == 0) ++refused;
        ++repeated;
      }
  }
  CHECK(stories >= 14);
  CHECK(repeated > 400);
  CHECK(10 * refused < repeated);  // a repeated request may need evidence that was not needed once
}

namespace {

constexpr std::string_view three_and_five_minutes =
    R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 3,
                                                                            "autoUnlockMinutes": 5 } } } } })";
constexpr std::string_view both_devices =
    R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 2,
                                                                            "autoUnlockMinutes": 7 } } } },
                   "userLockoutSettings": { "preventBruteForceLockoutFromUnknownDevices": true } })";
constexpr std::string_view two_failures =
    R"("account": { "user": { "id": "00u1" }, "attempts": { "failedAttempts": 2 }, "version": 3 })";
constexpr std::string_view sms_required =
    R"("policy": { "signOnRule": { "actions": { "signon": { "access": "ALLOW", "requireFactor": true,
                                                            "factorPromptMode": "SESSION", "factorLifetime": 10 } } } },
       "enrollment": { "factors": [{ "id": "sms1", "factorType": "sms", "provider": "OKTA", "status": "ACTIVE" }] })";
constexpr std::string_view every_minute = R"("after": "PT1M")";

constexpr std::string_view known = R"("device": { "known": true })";
constexpr std::string_view ten_seconds = R"("after": "PT10S")";
constexpr std::string_view right_code = R"("evidence": { "passCode": "VALID" })";
constexpr std::string_view wrong_code = R"("evidence": { "passCode": "INVALID" })";

const std::string sign_in_right = joined({a_sign_in, right});
const std::string sign_in_wrong = joined({a_sign_in, wrong});

std::string times(std::uint64_t count) { return R"("repeat": )" + std::to_string(count); }

/// Forty wrong passwords, one a minute. @param more  says nothing unless it is given
std::string forty_guesses(std::string_view more = R"("network": {})") {
  return step({sign_in_wrong, every_minute, times(40), more});
}

std::string verify(std::string_view more = {}) {
  return R"("request": { "operation": "POST /api/v1/authn/factors/sms1/verify", "query": { "rememberDevice": "true" },
                         "body": { "stateToken": true)" +
         std::string{more} + "} }";
}
std::string verify_code() { return verify(R"(, "passCode": true)"); }

}  // namespace

TEST_CASE("play: locks, unlocks, and a status that no scenario has stated, repeated") {
  CHECK(check({three_and_five_minutes, active}, {forty_guesses()}).decisions == 40);
  check({three_and_five_minutes, R"("account": { "user": { "id": "00u1" }, "groups": ["00g1"] })"},
        {forty_guesses(), step({sign_in_right, times(3)}), forty_guesses()});
  check({three_and_five_minutes}, {forty_guesses()});  // nobody is there
  check({three_attempts, active},
        {step({sign_in_wrong, R"("at": "2026-04-02T14:00:00Z")", times(5)}), step({sign_in_right})});
  check({both_devices, active},
        {forty_guesses(), step({sign_in_right, every_minute, times(20)}), forty_guesses(known), forty_guesses()});

  // A month of the calendar each time, and a password that expires on the way.
  const std::string_view ages =
      R"("policy": { "password": { "settings": { "password": { "age": { "maxAgeDays": 90 } } } } },
         "account": { "user": { "id": "00u1", "passwordChanged": "2026-04-01T00:00:00Z" } })";
  check({ages}, {step({sign_in_right, R"("after": "P1M")", times(6)}), step({sign_in_right, times(2)})});
}

TEST_CASE("play: what a repeated step gives, it gives each time") {
  CHECK(check({three_and_five_minutes, active}, {forty_guesses(two_failures), forty_guesses()}).runs > 2);
  check({three_and_five_minutes, active}, {forty_guesses(R"("now": "2026-04-02T14:00:00Z")"), forty_guesses()});
  check({three_and_five_minutes, active},
        {forty_guesses(R"("now": null)"), forty_guesses(R"("account": null)"), forty_guesses()});
  for (const std::string_view device :
       {R"("device": null)", R"("device": { "known": false })", R"("device": { "remembered": true })"}) {
    check({three_and_five_minutes, active}, {step({sign_in_right, device, times(3)}), step({sign_in_right, times(3)})});
    check({sms_required, active},
          {step({sign_in_right, device, every_minute, times(3)}), step({sign_in_right, times(3)})});
  }
}

TEST_CASE("play: events, repeated") {
  std::size_t events = 0;
  for (const std::string_view word : interlock::authn::words_of<interlock::authn::account_event>::value) {
    const std::string event = R"("event": ")" + std::string{word} + "\"";
    check({three_and_five_minutes, active}, {forty_guesses(), step({event, every_minute, times(40)})});
    check({both_devices, active}, {step({sign_in_wrong, times(4)}),
                                   step({event, every_minute, times(10), R"("transaction": null)"}), forty_guesses()});
    check({both_devices, active}, {step({event, every_minute, times(40), two_failures})});
    check({sms_required, active}, {step({sign_in_right}), step({event, times(3)}), step({verify(), times(3)})});
    ++events;
  }
  CHECK(events == 8);
}

TEST_CASE("play: transactions that begin anew, go on and end, repeated") {
  const std::string resend = R"("request": { "operation": "POST /api/v1/authn/factors/sms1/verify/resend",
                                             "body": { "stateToken": true } })";
  const std::string get_state = R"("request": { "operation": "POST /api/v1/authn", "body": { "stateToken": true } })";
  CHECK(
      check({sms_required, active}, {step({sign_in_right, ten_seconds, times(40)}),
                                     step({verify(), ten_seconds, times(40)}), step({resend, ten_seconds, times(40)})})
          .runs > 10);
  check({sms_required, active}, {step({sign_in_right}), step({verify()}),
                                 step({verify_code(), wrong_code, ten_seconds, times(8)}), step({sign_in_right})});
  // The device is remembered for ten minutes.
  check({sms_required, active},
        {step({sign_in_right}), step({verify()}), step({verify_code(), right_code, times(2)}),
         step({sign_in_right, every_minute, times(20)}), step({sign_in_right, known, times(3)})});
  CHECK(check({sms_required, active}, {step({sign_in_right}), step({get_state, ten_seconds, times(100)})}).decisions ==
        101);
  check({sms_required, active},
        {step({sign_in_right, R"("mint": { "stateToken": "00a" })", times(2)}),
         step({sign_in_right, R"("mint": { "stateToken": "00b" })", times(2)}), step({get_state, times(2)})});
}

TEST_CASE("play: what typed facts do not hold is read again, repeated") {
  // A factor that is enrolled, again and again, in a transaction that the step gives.
  const std::string_view may_enroll =
      R"("policy": { "signOnRule": { "actions": { "signon": { "requireFactor": true } } },
                     "enrollment": { "settings": { "factors": { "okta_otp": { "enroll": { "self": "REQUIRED" } } } },
                                     "_embedded": { "rules": [{ "actions": { "enroll": { "self": "LOGIN" } } }] } } },
         "mint": { "factorId": "ostf1", "activation": { "timeStep": 30 } })";
  const std::string enroll = R"("request": { "operation": "POST /api/v1/authn/factors",
                                             "body": { "stateToken": true, "factorType": "token:software:totp",
                                                       "provider": "OKTA" } })";
  const std::string_view enrolling =
      R"("transaction": { "version": 2, "state": "MFA_ENROLL", "stateToken": "00a", "userId": "00u1",
                          "expiresAt": "2026-04-02T15:00:00Z", "proofs": ["PASSWORD"] })";
  CHECK(check({may_enroll, active}, {step({sign_in_right}), step({enroll, every_minute, enrolling, times(5)}),
                                     step({sign_in_right, times(2)})})
            .decisions == 8);

  // A recovery token that is used up by the first of several requests, which leads to a question.
  const std::string_view question =
      R"("policy": { "password": { "settings": { "recovery": {
                       "factors": { "okta_email": { "status": "ACTIVE" },
                                    "recovery_question": { "status": "ACTIVE" } } } } },
                     "passwordRule": { "actions": { "selfServicePasswordReset": { "access": "ALLOW" } } } },
         "enrollment": { "recovery": ["email", "question"] })";
  const std::string forgot = R"("request": { "operation": "POST /api/v1/authn/recovery/password",
                                             "body": { "username": "dade", "factorType": "EMAIL" } })";
  const std::string token = R"("request": { "operation": "POST /api/v1/authn/recovery/token",
                                            "body": { "recoveryToken": true } }, "evidence": { "token": "VALID" })";
  CHECK(check({question, active}, {step({forgot, times(3)}), step({token, times(3)})}).decisions == 6);
}

TEST_CASE("play: a repeated step is refused where the step written as often is") {
  CHECK(check({three_and_five_minutes, active},
              {step({sign_in_wrong, times(3)}), step({a_sign_in, every_minute, times(9)})})
            .decisions == 0);
  const std::string_view other = R"("account": { "user": { "id": "00u2", "status": "ACTIVE" } })";
  CHECK(check({sms_required, active}, {step({sign_in_right, other}), step({sign_in_right, active, times(2)})})
            .decisions == 0);
}

TEST_CASE("play: what is repeated is written once for each run, with its times") {
  const auto both = text::play(
      story({three_and_five_minutes, active}, {step({a_sign_in, wrong, every_minute, times(7)}),
                                               step({a_sign_in, wrong, times(1)}), step({a_sign_in, wrong})}),
      {.as_json = true});
  REQUIRE(both.has_value());
  const json::value document = parsed(*both);
  const json::array& entries = document.at("steps").as_array();
  REQUIRE(entries.size() == 5);
  // 14:00:06 and 14:01:06 count, 14:02:06 locks until 14:07:06.
  CHECK(compact(entries[0].at("repeated")) ==
        R"({"count":2,"from":"2026-04-02T14:00:06.000Z","until":"2026-04-02T14:01:06.000Z"})");
  CHECK(compact(entries[1].at("repeated")) ==
        R"({"count":1,"from":"2026-04-02T14:02:06.000Z","until":"2026-04-02T14:02:06.000Z"})");
  CHECK(compact(entries[2].at("repeated")) ==
        R"({"count":4,"from":"2026-04-02T14:03:06.000Z","until":"2026-04-02T14:06:06.000Z"})");
  CHECK(compact(entries[3].at("repeated")) ==
        R"({"count":1,"from":"2026-04-02T14:06:06.000Z","until":"2026-04-02T14:06:06.000Z"})");
  CHECK(!entries[4].as_object().contains("repeated"));

  // The time that a step gives is the time of each of its decisions; the clock of the story goes on.
  const json::value at_ten = parsed(
      *text::play(story({active}, {step({a_sign_in, wrong, every_minute, R"("now": "2026-04-02T10:00:00Z")", times(3)}),
                                   step({a_sign_in, wrong, times(1)})}),
                  {.as_json = true}));
  CHECK(compact(at_ten.at_pointer("/steps/0/repeated")) ==
        R"({"count":3,"from":"2026-04-02T10:00:00.000Z","until":"2026-04-02T10:00:00.000Z"})");
  CHECK(compact(at_ten.at_pointer("/steps/1/repeated/from")) == R"("2026-04-02T14:02:06.000Z")");
  CHECK(both->starts_with(R"({
  "steps": [
    {
      "repeated": {
        "count": 2,
        "from": "2026-04-02T14:00:06.000Z",
        "until": "2026-04-02T14:01:06.000Z"
      },
      "outcome": "AUTHENTICATION_FAILED",
      "response": {
)"));
}

TEST_CASE("play: the report has a line for each run") {
  const std::string document = story({three_and_five_minutes, active},
                                     {step({a_sign_in, wrong}), step({a_sign_in, wrong, every_minute, times(7)}),
                                      step({R"("event": "TIMER")", R"("after": "P1D")", times(2)})});
  const auto report = text::play(document);
  REQUIRE(report.has_value());
  CHECK(*report ==
        "time      request      answer        state  rule    times\n"
        "2026-04-02\n"
        "13:59:06  POST /authn  401 E0000004  -      TRY-2\n"
        "14:00:06  POST /authn  401 E0000004  -      TRY-2\n"
        "14:01:06  POST /authn  401 E0000004  -      LOCK-2\n"
        "14:02:06  POST /authn  401 E0000004  -      LOCK-2  4 until 14:05:06\n"
        "14:06:06  POST /authn  401 E0000004  -      TRY-2\n"
        "2026-04-03\n"
        "14:06:06  TIMER        no change     -      AUTO-3  2 until 2026-04-04 14:06:06\n"
        "\n"
        "account  ACTIVE\n"
        "         failed attempts 1, lockouts in a row 1, version 7");
}

TEST_CASE("play: a million repetitions are written as ten are" * doctest::test_suite("slow")) {
  const std::string_view no_lock =
      R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 0 } } } } })";
  const auto report = [&](std::uint64_t count) {
    const auto made =
        text::play(story({active, no_lock}, {step({a_sign_in, wrong, R"("after": "PT1S")", times(count)})}));
    REQUIRE(made.has_value());
    return *made;
  };
  const std::string many = report(1'000'000);
  CHECK(std::ranges::count(many, '\n') == std::ranges::count(report(10), '\n'));
  CHECK(many.find("1000000 until 2026-04-14 03:45:46\n") != std::string::npos);
  CHECK(many.ends_with("failed attempts 1000000, version 1000000"));
}

TEST_CASE("play: a story has an end") {
  const auto problem = [](const std::vector<std::string>& steps, std::uint64_t steps_max) {
    const auto made = text::play(story({active}, steps), {.steps_max = steps_max});
    return made ? std::string{} : made.error().front().code + " " + made.error().front().pointer;
  };
  const auto guesses = [](std::uint64_t count) { return step({a_sign_in, wrong, times(count)}); };
  const std::string once = step({a_sign_in, wrong});
  CHECK(problem({guesses(10)}, 10).empty());
  CHECK(problem({guesses(11)}, 10) == "limit-exceeded /steps/0/repeat");
  CHECK(problem({guesses(4), once, guesses(5)}, 10).empty());
  CHECK(problem({guesses(4), once, guesses(6)}, 10) == "limit-exceeded /steps/2/repeat");
  CHECK(problem({guesses(10), once, once}, 10) == "limit-exceeded /steps/1");
  CHECK(problem({guesses(9'007'199'254'740'991), guesses(9'007'199'254'740'991)}, 10) ==
        "limit-exceeded /steps/0/repeat");
  CHECK(problem({guesses(1'000'000'001)}, text::play_options{}.steps_max) == "limit-exceeded /steps/0/repeat");

  // From 2026-04-02T13:59:06Z to the end of the year 9999 are 251,627,162,453 seconds.
  const auto clock = [](std::string_view after, std::uint64_t count) {
    const auto made = text::play(
        story({active}, {step({a_sign_in, wrong, R"("after": ")" + std::string{after} + "\"", times(count)})}));
    return made ? std::string{} : made.error().front().code + " " + made.error().front().pointer;
  };
  CHECK(clock("PT125813581226S", 2).empty());
  CHECK(clock("PT125813581227S", 2) == "bad-duration /steps/0/after");
  CHECK(clock("P1D", 1'000'000'000) == "bad-duration /steps/0/after");
  CHECK(clock("P1000Y", 7).empty());
  CHECK(clock("P1000Y", 8) == "bad-duration /steps/0/after");
  CHECK(clock("P1M", 1'000'000'000) == "bad-duration /steps/0/after");
}
