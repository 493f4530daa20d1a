#include <interlock/text/play.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "stories.hpp"
#include "support.hpp"
#include "text/json/iso8601_duration.hpp"
#include "text/play/story_state.hpp"

namespace json = boost::json;
namespace text = interlock::text;
using namespace interlock::tests;
using interlock::authn::time_point;

namespace {

struct expected_problem {
  std::string_view text;
  text::position at;
  std::string_view pointer, code, message;  // the message contains this
};

void check_problem(const std::string& story_text, const expected_problem& expected) {
  CAPTURE(story_text);
  const auto played = text::play(story_text, {.as_json = true}, "tale.json");
  REQUIRE(!played.has_value());
  const text::diagnostics problems = played.error();
  const text::diagnostic& problem = problems.front();
  CAPTURE(text::to_string(problem));
  CHECK(problems.size() == 1);
  CHECK(problem.file == "tale.json");
  CHECK(problem.at == expected.at);
  CHECK(problem.pointer == expected.pointer);
  CHECK(problem.code == expected.code);
  CHECK(problem.message.find(expected.message) != std::string::npos);
}

// clang-format off
constexpr std::array bad_stories{
    expected_problem{"", {1, 1}, "", "syntax", "the text ends"},
    expected_problem{"[]", {1, 1}, "", "wrong-type", "expected an object, found a list"},
    expected_problem{R"({"steps": []})", {1, 1}, "/given", "missing-key", "`given`"},
    expected_problem{R"({"given": null, "steps": []})", {1, 11}, "/given", "missing-key", "`given`"},
    expected_problem{R"({"given": [], "steps": []})", {1, 11}, "/given", "wrong-type", "expected an object"},
    expected_problem{R"({"given": {}, "steps": []})", {1, 11}, "/given/now", "missing-key", "`now`"},
    expected_problem{R"({"given": {"now": "noon"}, "steps": []})", {1, 19}, "/given/now", "bad-time", "`noon`"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z"}})", {1, 1}, "/steps", "missing-key", "`steps`"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z"}, "steps": {}})", {1, 53}, "/steps", "wrong-type", "expected a list, found an object"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z"}, "steps": [], "step": []})", {1, 57}, "/step", "unknown-key", "did you mean `steps`?"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z", "request": {}}, "steps": []})", {1, 43}, "/given/request", "unknown-key", "each step has its own"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z", "repeat": 1}, "steps": []})", {1, 43}, "/given/repeat", "unknown-key", "`repeat`"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z", "after": 1}, "steps": []})", {1, 43}, "/given/after", "unknown-key", "`after`"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z", "polcy": {}}, "steps": []})", {1, 43}, "/given/polcy", "unknown-key", "did you mean `policy`?"},
    expected_problem{R"({"given": {"now": "2026-04-02T13:59:06Z", "policy": {"engine": "CLASIC"}}, "steps": [{"event": "TIMER"}, {"event": "TIMER"}]})", {1, 64}, "/given/policy/engine", "unknown-word", "did you mean `CLASSIC`?"},
};

// The second line of a story that is all right but for this.
constexpr std::array bad_steps{
    expected_problem{"7", {2, 1}, "/steps/0", "wrong-type", "expected an object, found a number"},
    expected_problem{"{}", {2, 1}, "/steps/0/request", "missing-key", "the key `request` is missing, or `event`"},
    expected_problem{R"({"request": null})", {2, 13}, "/steps/0/request", "missing-key", "`request`"},
    expected_problem{R"({"event": "TIMR"})", {2, 11}, "/steps/0/event", "unknown-word", "did you mean `TIMER`?"},
    expected_problem{R"({"event": 1})", {2, 11}, "/steps/0/event", "wrong-type", "expected a string, found a number"},
    expected_problem{R"({"event": "TIMER", "aftr": "PT5M"})", {2, 20}, "/steps/0/aftr", "unknown-key", "did you mean `after`?"},
    expected_problem{R"({"event": "TIMER", "devise": {}})", {2, 20}, "/steps/0/devise", "unknown-key", "did you mean `device`?"},
    expected_problem{R"({"event": "TIMER", "event": "TIMER"})", {2, 20}, "/steps/0/event", "duplicate-key", "stands in this object before"},
    expected_problem{R"({"event": "TIMER", "request": {"operation": "POST /api/v1/authn"}})", {2, 2}, "/steps/0/event", "conflicting-keys", "not both"},
    expected_problem{R"({"event": "TIMER", "after": 5})", {2, 29}, "/steps/0/after", "wrong-type", "expected a string, found a number"},
    expected_problem{R"({"event": "TIMER", "after": "PT5X"})", {2, 33}, "/steps/0/after", "bad-duration", "`PT5X` is not an ISO 8601 duration such as PT5M: one of `H`, `M`, `S` is due here"},
    expected_problem{R"({"event": "TIMER", "after": "PT5"})", {2, 33}, "/steps/0/after", "bad-duration", "one of `H`, `M`, `S` is due here"},
    expected_problem{R"({"event": "TIMER", "after": "P8000Y"})", {2, 29}, "/steps/0/after", "bad-duration", "beyond the year 9999"},
    expected_problem{R"({"event": "TIMER", "at": "PT5M"})", {2, 26}, "/steps/0/at", "bad-time", "RFC 3339"},
    expected_problem{R"({"event": "TIMER", "at": "2026-04-02T13:59:05.999Z"})", {2, 26}, "/steps/0/at", "bad-time", "the step before is later"},
    expected_problem{R"({"event": "TIMER", "after": "PT5M", "at": "2026-04-03T00:00:00Z"})", {2, 37}, "/steps/0/at", "conflicting-keys", "not both"},
    expected_problem{R"({"event": "TIMER", "repeat": 0})", {2, 30}, "/steps/0/repeat", "bad-number", "expected a whole number from 1 to 9007199254740991, found `0`"},
    expected_problem{R"({"event": "TIMER", "repeat": -1})", {2, 30}, "/steps/0/repeat", "bad-number", "found `-1`"},
    expected_problem{R"({"event": "TIMER", "repeat": 1.5})", {2, 30}, "/steps/0/repeat", "bad-number", "found `1.5E0`"},
    expected_problem{R"({"event": "TIMER", "repeat": 9007199254740992})", {2, 30}, "/steps/0/repeat", "bad-number", "expected a whole number from 1 to 9007199254740991"},
    expected_problem{R"({"event": "TIMER", "repeat": 9007199254740991})", {2, 30}, "/steps/0/repeat", "limit-exceeded", "more than 1000000000 steps"},
    expected_problem{R"({"event": "TIMER", "repeat": "3"})", {2, 30}, "/steps/0/repeat", "wrong-type", "expected a number, found a string"},
    expected_problem{R"({"event": "TIMER", "repeat": true})", {2, 30}, "/steps/0/repeat", "wrong-type", "expected a number, found a boolean"},
    expected_problem{R"({"event": "TIMER", "repaet": 3})", {2, 20}, "/steps/0/repaet", "unknown-key", "did you mean `repeat`?"},
    expected_problem{R"({"event": "TIMER", "after": "P1D", "repeat": 100000000})", {2, 29}, "/steps/0/after", "bad-duration", "beyond the year 9999"},
    expected_problem{R"({"event": "TIMER"}, {"event": "TIMER", "device": {"knwn": true}})", {2, 51}, "/steps/1/device/knwn", "unknown-key", "did you mean `known`?"},
    expected_problem{R"({"event": "TIMER"}, {"request": {"body": {}}})", {2, 33}, "/steps/1/request/operation", "missing-key", "`operation`"},
    expected_problem{R"({"event": "TIMER"}, {"request": {"operation": "PUSH /api/v1/authn"}})", {2, 47}, "/steps/1/request/operation", "unknown-word", "`PUSH` is not one of GET"},
    expected_problem{R"({"request": {"operation": "POST /api/v1/authn", "body": {"username": "dade", "password": true}}, "account": {"user": {}}})", {2, 1}, "/steps/0/evidence/password", "missing-evidence", "the decision needs `/steps/0/evidence/password`"},
    expected_problem{R"({"request": {"operation": "POST /api/v1/authn", "body": {"username": "dade", "password": true}}, "account": {"user": {}}, "evidence": {}})", {2, 135}, "/steps/0/evidence/password", "missing-evidence", "`/steps/0/evidence/password`"},
};
// clang-format on

}  // namespace

TEST_CASE("play: every kind of bad story, where it is bad") {
  for (const expected_problem& each : bad_stories) check_problem(std::string{each.text}, each);
  constexpr std::string_view before = "{\"given\": {\"now\": \"2026-04-02T13:59:06Z\"}, \"steps\": [\n";
  for (const expected_problem& each : bad_steps)
    check_problem(std::string{before}.append(each.text).append("]}"), each);
}

TEST_CASE("play: evidence may stand in what is given, where it is then missed") {
  const auto played = text::play(story({active, R"("evidence": { "token": "VALID" })"}, {step({a_sign_in})}));
  REQUIRE(!played.has_value());
  CHECK(played.error().front().pointer == "/given/evidence/password");
  CHECK(text::play(story({active, right}, {step({a_sign_in})})).has_value());
}

TEST_CASE("play: all problems of a story at once, each of them once, in the order of the text") {
  const auto played = text::play(R"({
    "given": { "now": "2026-04-02T13:59:06Z", "policy": { "engine": "CLASIC" }, "devise": {} },
    "steps": [
      [], { "event": "TIMER", "network": { "zone": "BLOKED" } },
      { "after": "5 min", "event": "TIMER" },
      { "request": { "operation": "POST /api/v1/authn", "boddy": {} } },
      { "request": { "operation": "POST /api/v1/authn", "body": { "username": "dade", "password": true } } }
    ]
  })");
  REQUIRE(!played.has_value());
  std::vector<std::string> pointers;
  for (const text::diagnostic& problem : played.error()) pointers.push_back(problem.pointer);
  CHECK(pointers == std::vector<std::string>{"/given/policy/engine", "/given/devise", "/steps/0",
                                             "/steps/1/network/zone", "/steps/2/after", "/steps/3/request/boddy"});
}

namespace {

namespace authn = interlock::authn;
namespace effects = authn::effects;

constexpr time_point noon{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} + std::chrono::hours{12}};

/// A story whose decisions are made up.
struct continued {
  std::string story_text;
  text::problem_list problems{{}, story_text};
  json::value root = *text::parse_json(problems, text::strict_json());
  text::path top;
  text::story story = text::read_story({problems, root, top}, 100);
  text::story_state state{story};
  text::step_scenario latest;

  explicit continued(std::string_view given)
      : story_text{R"({ "given": { "now": "2026-04-02T12:00:00Z")" + std::string{given} + R"( }, "steps": [] })"} {
    REQUIRE(state.read_given({problems, story.given, top}));
  }

  /// The facts of a step that gives that.
  const authn::facts& at(time_point now, const json::value& given = json::object()) {
    text::story_step step;
    step.given = given;
    REQUIRE(state.make_scenario(latest = {}, {problems, step.given, top}, step, now));
    return latest.document->facts;
  }
  void decide(const authn::effect_list& asked, const json::value& given = json::object()) {
    text::story_step step;
    step.given = given;
    text::step_scenario from;
    REQUIRE(state.make_scenario(from, {problems, step.given, top}, step, noon));
    authn::decision made;
    made.effects = asked;
    state.apply(made, from, step, noon);
  }
  [[nodiscard]] std::string factors() const { return compact(json::value(*state.now().factors)); }
};

}  // namespace

TEST_CASE("play: what decisions ask a host to store is there in the next step") {
  continued story{R"(, "enrollment": { "recovery": ["sms"],
                                       "factors": [{ "id": "a", "factorType": "sms", "status": "ACTIVE" },
                                                   { "id": "b", "factorType": "sms", "status": "PENDING_ACTIVATION",
                                                     "profile": { "phoneNumber": "+1", "answer": "x" } }, {}] },
                       "policy": { "engine": "IDENTITY", "userLockoutSettings": {} },
                       "device": { "known": false, "remembered": false })"};
  CHECK(story.at(noon).now == noon);
  story.decide({effects::store_factor{"b", authn::factor_kind::sms, true},
                effects::store_factor{"c", authn::factor_kind::call, false}});
  CHECK(story.factors() ==
        R"([{"id":"a","factorType":"sms","status":"ACTIVE"},)"
        R"({"id":"b","factorType":"sms","provider":"OKTA","vendorName":"OKTA","status":"ACTIVE",)"
        R"("profile":{"phoneNumber":"+1"}},{},)"
        R"({"id":"c","factorType":"call","provider":"OKTA","vendorName":"OKTA","status":"PENDING_ACTIVATION"}])");
  CHECK(story.at(noon).factors.size() == 4);
  CHECK(story.at(noon).factors[1].active);
  CHECK(story.at(noon).recovery_enrolled.contains(authn::recovery_method::sms));

  story.decide({effects::update_settings{{authn::managed_object::lockout_settings, true}}});
  CHECK(story.at(noon).policy.prevent_lockout_from_unknown_devices);
  CHECK(story.at(noon).policy.engine == authn::engine::identity);
  CHECK(compact(story.state.changed_settings()) ==
        R"({"userLockoutSettings":{"preventBruteForceLockoutFromUnknownDevices":true}})");

  story.decide({effects::remember_device{noon + std::chrono::minutes{15}}});
  CHECK(!story.at(noon).device_known);
  CHECK(story.at(noon).device_remembered);
  story.decide({effects::device_known{}});
  CHECK(story.at(noon).device_known);
  CHECK(story.at(noon + std::chrono::minutes{15} - std::chrono::milliseconds{1}).device_remembered);
  CHECK(!story.at(noon + std::chrono::minutes{15}).device_remembered);
  story.decide({effects::remember_device{}});
  CHECK(story.at(noon + std::chrono::years{50}).device_remembered);

  const json::value given_by_step = parsed(R"({ "device": { "known": false }, "enrollment": null })");
  CHECK(!story.at(noon, given_by_step).device_known);
  CHECK(!story.at(noon, given_by_step).device_remembered);
  CHECK(story.at(noon, given_by_step).factors.empty());
  story.decide({effects::store_factor{"a", authn::factor_kind::sms, false}}, given_by_step);
  CHECK(!story.at(noon).factors[0].active);
  CHECK(story.at(noon).factors.size() == 4);
}

TEST_CASE("play: what a story says nothing of is made when a decision asks for it") {
  continued story{""};
  story.decide({effects::store_factor{"a", authn::factor_kind::sms, true}, effects::device_known{},
                effects::update_settings{{authn::managed_object::threat_insight, false, authn::threat_action::block}}});
  CHECK(story.factors() ==
        R"([{"id":"a","factorType":"sms","provider":"OKTA","vendorName":"OKTA","status":"ACTIVE"}])");
  CHECK(story.at(noon).factors.size() == 1);
  CHECK(story.at(noon).device_known);
  CHECK(story.at(noon).policy.threat_action == authn::threat_action::block);
  CHECK(compact(json::value(*story.state.now().threat_insight)) == R"({"action":"block","excludeZones":[]})");
}

TEST_CASE("play: durations") {
  using namespace std::chrono_literals;
  constexpr time_point leap{std::chrono::sys_days{std::chrono::year{2024} / 1 / 31} + 12h};
  const auto after = [&](std::string_view span) {
    const auto read = text::parse_time_span(span);
    REQUIRE_MESSAGE(read.has_value(), span);
    return text::later(leap, *read);
  };
  CHECK(after("PT0S") == leap);
  CHECK(after("PT5M") == leap + 5min);
  CHECK(after("P1DT2H30M") == leap + 26h + 30min);
  CHECK(after("P2W") == leap + 14 * 24h);
  CHECK(after("P1W1DT1S") == leap + 8 * 24h + 1s);
  CHECK(after("PT90M") == leap + 90min);
  CHECK(after("PT36H") == leap + 36h);
  CHECK(after("PT0.5S") == leap + 500ms);
  CHECK(after("PT0,5S") == leap + 500ms);
  CHECK(after("PT1.0019999999999S") == leap + 1001ms);
  CHECK(after("PT1H1.5M") == leap + 61min + 30s);
  CHECK(after("P0.5D") == leap + 12h);
  CHECK(after("P1M") == time_point{std::chrono::sys_days{std::chrono::year{2024} / 2 / 29} + 12h});
  CHECK(after("P1Y1M") == time_point{std::chrono::sys_days{std::chrono::year{2025} / 2 / 28} + 12h});
  CHECK(after("P1MT12H") == time_point{std::chrono::sys_days{std::chrono::year{2024} / 3 / 1}});
  CHECK(after("P7975Y11M") == time_point{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31} + 12h});
  CHECK(after("P7975Y11MT12H") == std::nullopt);
  for (const std::string_view far : {"P7976Y", "P99999999999999999999Y", "P99999999999999999999M", "PT999999999999999H",
                                     "P99999999999999999999W", "P9999999D", "PT99999999999999999999999999999999999S"})
    CHECK(after(far) == std::nullopt);

  struct refused {
    std::string_view span;
    std::size_t at;
  };
  for (const refused& each :
       std::array{refused{"", 0},       refused{"5M", 0},    refused{"p5D", 0},      refused{"-PT5M", 0},
                  refused{" PT5M", 0},  refused{"P", 1},     refused{"PT", 2},       refused{"P1DT", 4},
                  refused{"P-1D", 1},   refused{"P+1D", 1},  refused{"P1", 2},       refused{"P1H", 2},
                  refused{"PT1D", 3},   refused{"PT1Y", 3},  refused{"P1D2W", 4},    refused{"P1D1D", 4},
                  refused{"PT1S1M", 5}, refused{"PT1M ", 4}, refused{"PT1MT1S", 4},  refused{"PT1m", 3},
                  refused{"P0.5Y", 4},  refused{"P0.5M", 4}, refused{"PT0.5H1M", 5}, refused{"PT.5S", 2},
                  refused{"PTS", 2},    refused{"P1Y1", 4}}) {
    CAPTURE(each.span);
    const auto read = text::parse_time_span(each.span);
    REQUIRE(!read.has_value());
    CHECK(read.error().at == each.at);
    CHECK(!read.error().why.empty());
  }
}
