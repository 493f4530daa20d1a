#include <interlock/authn/apply_decision.hpp>

#include <filesystem>
#include <optional>
#include <string>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/account_event.hpp>
#include <interlock/text/play.hpp>

#include "support.hpp"
#include "text/play/story_state.hpp"

namespace authn = interlock::authn;
namespace effects = authn::effects;
namespace json = boost::json;
namespace text = interlock::text;
using namespace interlock::tests;

// What typed facts carry over from a decision, against what a story carries over as text.

namespace {

text::scenario scenario_in(const text::story_world& world, const json::object& given, authn::time_point now) {
  json::object all = world.around(given, now);
  for (const auto& member : given) all[member.key()] = member.value();
  if (!all.contains("request")) all["request"] = {{"operation", "GET /api/v1/nothing"}};
  return scenario_of(json::serialize(all));
}

/// What the step gives is forgotten after it, so it is not compared.
void check_same(const authn::facts& typed, const authn::facts& read, const json::object& given) {
  CHECK(typed.account == read.account);
  CHECK(typed.transaction == read.transaction);
  CHECK(typed.user.has_password == read.user.has_password);
  if (!given.contains("enrollment")) CHECK(typed.factors == read.factors);
  if (!given.contains("device")) {
    CHECK(typed.device_known == read.device_known);
    CHECK(typed.device_remembered == read.device_remembered);
  }
  if (given.contains("policy")) return;
  CHECK(typed.policy.prevent_lockout_from_unknown_devices == read.policy.prevent_lockout_from_unknown_devices);
  CHECK(typed.policy.verify_knowledge_second == read.policy.verify_knowledge_second);
  CHECK(typed.policy.threat_action == read.policy.threat_action);
  CHECK(typed.policy.threat_excluded_zones == read.policy.threat_excluded_zones);
}

/// Each step of a story, with the decisions that `play` makes. @return how many there are
std::size_t check_story(const std::string& told) {
  text::problem_list problems{{}, told};
  const auto story = text::read_story(problems, text::play_options{}.steps_max);
  REQUIRE(story.has_value());
  const json::value played = parsed(*text::play(told, {.as_json = true}));
  text::story_world world{story->given};
  std::size_t steps = 0;
  for (const text::story_step& step : story->steps) {
    if (step.repeat) return 0;
    CAPTURE(steps);
    const text::scenario before = scenario_in(world, step.given, step.now);
    authn::facts typed = before.facts();
    std::optional<authn::decision> made;  // the facts borrow from it
    if (step.event) {
      authn::carry_over_event(typed, made.emplace(authn::decide_event(typed, *step.event)));
    } else {
      authn::carry_over(typed, made.emplace(*authn::decide(before.facts())));
    }
    world.take_over(played.at("steps").at(steps++).as_object(), step.given);
    json::object nothing_else;
    if (step.given.contains("request")) nothing_else["request"] = step.given.at("request");
    if (step.given.contains("mint")) nothing_else["mint"] = step.given.at("mint");
    check_same(typed, scenario_in(world, nothing_else, step.now).facts(), step.given);
  }
  return steps;
}

}  // namespace

TEST_CASE("carry over: typed facts come to what the text of a story comes to" * doctest::test_suite("slow")) {
  std::size_t steps = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{INTERLOCK_SOURCE_DIR} / "examples/stories"}) {
    CAPTURE(entry.path().string());
    steps += check_story(read_file(entry.path().string()));
  }
  CHECK(steps > 120);
}

TEST_CASE("carry over: what each effect leaves behind") {
  authn::facts from;
  from.factors = {{"a", authn::factor_kind::sms, true, 0}, {"b", authn::factor_kind::push, true, 1}};
  from.policy.threat_excluded_zones = {"nzo1"};
  const std::string_view zones[] = {"nzo2", "nzo3"};
  authn::decision made;
  made.transaction.emplace().state_token = "00token";
  made.account.version = 7;
  made.account.password_changed = authn::time_point{std::chrono::seconds{1}};
  made.effects = {
      effects::store_factor{"b", authn::factor_kind::okta_totp, false},
      effects::store_factor{"c", authn::factor_kind::call, true},
      effects::device_known{},
      effects::remember_device{from.now + std::chrono::minutes{1}},
      effects::update_settings{{authn::managed_object::lockout_settings, true}},
      effects::update_settings{{authn::managed_object::authenticator_settings, true}},
      effects::update_settings{{authn::managed_object::threat_insight, false, authn::threat_action::audit, zones}}};

  authn::facts after = from;
  authn::carry_over(after, made);
  CHECK(after.account == made.account);
  CHECK(after.user.has_password);
  CHECK(after.transaction == made.transaction);
  CHECK(after.factors == std::vector<authn::factor>{{"a", authn::factor_kind::sms, true, 0},
                                                    {"b", authn::factor_kind::okta_totp, false, 1},
                                                    {"c", authn::factor_kind::call, true, 2}});
  CHECK(after.device_known);
  CHECK(after.device_remembered);
  CHECK(after.policy.prevent_lockout_from_unknown_devices);
  CHECK(after.policy.verify_knowledge_second);
  CHECK(after.policy.threat_action == authn::threat_action::audit);
  CHECK(after.policy.threat_excluded_zones == authn::ids{"nzo2", "nzo3"});

  from.transaction.emplace().state_token = "00before";
  authn::carry_over_event(from, made);
  CHECK(from.account == made.account);
  CHECK(from.transaction->state_token == "00before");

  authn::decision nothing;
  authn::carry_over(from, nothing);
  CHECK(!from.transaction);
  CHECK(from.device_known);
  CHECK(from.factors.size() == 3);
}
