#include <algorithm>

#include <boost/json/array.hpp>

#include <interlock/text/play.hpp>

#include "text/attack/attack_findings.hpp"
#include "text/json/rfc3339.hpp"
#include "text/play/play_json.hpp"
#include "text/play/story_state.hpp"

namespace interlock::text {
namespace {

/// The keys of a scenario that belong to a request.
void leave_request_out(json::object& members) {
  for (const std::string_view key : {"request", "evidence", "transaction", "device"}) members.erase(key);
  if (json::value* limit = members.if_contains("rateLimit"); limit != nullptr && limit->is_object())
    limit->get_object().erase("violated");
}

/// The number of repetitions that a decision of a played story stands for, and the time of the last.
std::uint64_t times_of(const json::object& decision, authn::time_point& now) {
  const json::value* repeated = decision.if_contains("repeated");
  if (repeated == nullptr) return 1;
  now = parse_time(view(repeated->at("until").get_string())).value_or(now);
  return repeated->at("count").to_number<std::uint64_t>();
}

/// The scenario that a story leaves behind.
json::object after_playing(const story& told, const json::array& decisions) {
  story_world world{told.given};
  const json::value* begin = told.given.if_contains("now");
  authn::time_point now = parse_time(view(begin->get_string())).value_or(authn::time_min);
  const json::value* next = decisions.begin();
  for (const story_step& step : told.steps) {
    now = step.now;
    for (std::uint64_t left = step.repeat.value_or(1); left > 0; ++next) {
      world.take_over(next->get_object(), step.given);
      left -= times_of(next->get_object(), now);
    }
  }
  return world.around({}, now);
}

result<json::object> members_of_story(std::string_view text, std::string_view name, std::uint64_t steps_max) {
  const result<std::string> played = play(text, {.as_json = true, .steps_max = steps_max}, name);
  if (!played) return played.error();
  problem_list none{name, text};
  return after_playing(*read_story(none, steps_max), parsed(*played).at("steps").get_array());
}

}  // namespace

result<attack_start> read_attack_start(std::string_view text, std::string_view name, std::uint64_t steps_max) {
  problem_list problems{name, text};
  const std::optional<json::value> root = parse_json(problems, strict_json());
  if (!root) return std::move(problems).take();
  const path top;
  const place whole{problems, *root, top};
  const json::object* members = object_at(whole);
  if (members == nullptr) return std::move(problems).take();

  const bool is_story = members->contains("given") || members->contains("steps");
  const result<json::object> given =
      is_story ? members_of_story(text, name, steps_max) : result<json::object>{*members};
  if (!given) return given.error();
  attack_start start{json::object(*given), std::make_unique<scenario::document>(0)};
  leave_request_out(start.members);
  start.document->root = start.members;
  const place scenario{problems, start.document->root, top};
  require_keys(scenario, {"now"});
  if (!read_scenario_parts({&scenario, 1}, *start.document) || !problems.empty()) return std::move(problems).take();
  if (!start.document->facts.account.status)
    problems.at_value(is_story ? "/given/account/user" : "/account/user",
                      {"missing-key", "there is no user whose password could be guessed"});
  if (!problems.empty()) return std::move(problems).take();
  return start;
}

}  // namespace interlock::text
