#include <interlock/authn/apply_decision.hpp>

#include <filesystem>
#include <optional>
#include <string>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>
#include <interlock/text/play.hpp>

#include "support.hpp"
#include "text/json/json_writer.hpp"
#include "text/json/rfc3339.hpp"
#include "text/play/story.hpp"

namespace authn = interlock::authn;
namespace effects = authn::effects;
namespace json = boost::json;
namespace text = interlock::text;
using namespace interlock::tests;

// What a decision leaves behind in typed facts, against what a host comes to that stores JSON.

namespace {

/// The object that stands there, made if there is none.
json::object& object_in(json::object& of, std::string_view key) {
  json::value& found = of[key];
  if (!found.is_object()) found.emplace_object();
  return found.get_object();
}

/// A host that keeps a scenario as JSON, and knows of a decision what is written of it.
class json_host {
 public:
  explicit json_host(json::object given) : members_{std::move(given)} {}

  [[nodiscard]] json::object scenario_with(const json::object& given, authn::time_point now) const {
    json::object all = members_;
    all["now"] = text::time_text(now);
    if (remembered_until_) object_in(all, "device")["remembered"] = now < *remembered_until_;
    for (const auto& member : given) all[member.key()] = member.value();
    if (!all.contains("request")) all["request"] = {{"operation", "GET /api/v1/nothing"}};
    return all;
  }

  void store(const json::object& decision, const json::object& given) {
    store_account(decision.at("account").as_object(), given);
    members_["transaction"] = decision.at("transaction");
    for (const json::value& effect : decision.at("effects").as_array()) carry_out(effect.as_object());
  }

 private:
  /// Groups belong to the account of a scenario, but not to the one of a decision.
  void store_account(json::object after, const json::object& given) {
    const json::object& before = given.contains("account") ? given : members_;
    const json::value* known = before.if_contains("account");
    if (known != nullptr && known->is_object() && known->as_object().contains("groups"))
      after["groups"] = known->at("groups");
    members_["account"] = std::move(after);
  }

  void carry_out(const json::object& effect) {
    const json::string& type = effect.at("type").as_string();
    if (type == "DEVICE_KNOWN") {
      object_in(members_, "device")["known"] = true;
    } else if (type == "REMEMBER_DEVICE") {
      const json::value* until = effect.if_contains("until");
      remembered_until_ = until == nullptr ? authn::time_max : text::parse_time(until->as_string().c_str());
    } else if (type == "STORE_FACTOR") {
      store_factor(effect.at("factor"));
    } else if (type == "UPDATE_SETTINGS") {
      object_in(members_, "policy")[effect.at("object").as_string()] = effect.at("value");
    }
  }

  void store_factor(const json::value& factor) {
    json::value& held = object_in(members_, "enrollment")["factors"];
    if (!held.is_array()) held.emplace_array();
    for (json::value& each : held.as_array())
      if (each.as_object().contains("id") && each.at("id") == factor.at("id")) return static_cast<void>(each = factor);
    held.as_array().push_back(factor);
  }

  json::object members_;
  std::optional<authn::time_point> remembered_until_;
};

text::scenario scenario_in(const json_host& host, const json::object& given, authn::time_point now) {
  return scenario_of(json::serialize(host.scenario_with(given, now)));
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

/// Each step of a story as `play` writes it, against the host. @return how many there are
std::size_t check_story(const std::string& story_text) {
  text::problem_list problems{{}, story_text};
  const auto root = text::parse_json(problems, text::strict_json());
  const text::path top;
  const text::story story = text::read_story({problems, *root, top}, text::play_options{}.steps_max);
  REQUIRE(problems.empty());
  const json::value played = parsed(*text::play(story_text, {.as_json = true}));
  json_host host{story.given.as_object()};
  std::size_t steps = 0;
  for (const text::story_step& step : story.steps) {
    if (step.repeat) return 0;
    CAPTURE(steps);
    const json::object& given = step.given.as_object();
    const json::object& written = played.at("steps").at(steps++).as_object();
    const text::scenario before = scenario_in(host, given, step.now);
    authn::facts typed = before.facts();
    std::optional<authn::decision> made;  // the facts borrow from it
    if (step.event) {
      authn::apply_event_decision(typed, made.emplace(authn::decide_event(typed, *step.event)));
    } else {
      authn::apply_decision(typed, made.emplace(*authn::decide(before.facts())));
      CHECK(compact(written) == compact(parsed(text::write_decision(before, *made))));
    }
    host.store(written, given);
    json::object nothing_else;
    if (given.contains("request")) nothing_else["request"] = given.at("request");
    if (given.contains("mint")) nothing_else["mint"] = given.at("mint");
    check_same(typed, scenario_in(host, nothing_else, step.now).facts(), given);
  }
  return steps;
}

}  // namespace

TEST_CASE("apply: facts and stories come to what a host comes to that stores the JSON of each decision" *
          doctest::test_suite("slow")) {
  std::size_t steps = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{INTERLOCK_SOURCE_DIR} / "examples/stories"}) {
    CAPTURE(entry.path().string());
    steps += check_story(read_file(entry.path().string()));
  }
  CHECK(steps > 120);
}

TEST_CASE("apply: what each effect leaves behind") {
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
  authn::apply_decision(after, made);
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
  authn::apply_event_decision(from, made);
  CHECK(from.account == made.account);
  CHECK(from.transaction->state_token == "00before");

  authn::decision nothing;
  authn::apply_decision(from, nothing);
  CHECK(!from.transaction);
  CHECK(from.device_known);
  CHECK(from.factors.size() == 3);
}
