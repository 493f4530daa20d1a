#include "text/attack/attack_input.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/json/json_writer.hpp"
#include "text/play/repeat_step.hpp"
#include "text/scenario/scenario_members.hpp"

namespace interlock::text {
namespace {

/// The keys of a scenario that belong to a request.
constexpr std::array<std::string_view, 4> keys_of_request{"request", "evidence", "transaction", "device"};

void leave_request_out(json::object& members) {
  for (const std::string_view key : keys_of_request) members.erase(key);
  if (json::value* limit = members.if_contains("rateLimit"); limit != nullptr && limit->is_object())
    limit->get_object().erase("violated");
}

void copy_without_request(const scenario::document& from, scenario::document& to) {
  for (const std::string_view key : scenario_keys())
    if (std::ranges::find(keys_of_request, key) == keys_of_request.end()) copy_scenario_member(key, from, to);
  to.facts.rate.violated = authn::rate_limit_kind::none;
}

/// The object that stands there, made if there is none.
json::object& made_object(json::value& at) { return at.is_object() ? at.get_object() : at.emplace_object(); }

/// What the steps of a story have changed of what it gives.
void put_changes(const story_state& end, json::object& members) {
  if (end.changes_account()) members["account"] = nullptr;  // is written from the facts
  members["now"] = time_text(end.now().facts.now);
  if (end.stores_factors()) made_object(members["enrollment"])["factors"] = *end.now().factors;
  for (const auto& changed : end.changed_settings()) made_object(members["policy"])[changed.key()] = changed.value();
}

/// @return false after a problem
bool play_to_end(const place& whole, std::uint64_t steps_max, attack_start& to) {
  auto played = std::make_unique<played_story>(read_story(whole, steps_max));
  if (!take_steps(whole.problems, played->read, played->end, [](const step_result& /*step*/) {})) return false;
  to.members = played->read.given.get_object();
  put_changes(played->end, to.members);
  leave_request_out(to.members);
  copy_without_request(played->end.now(), *to.document);
  to.played = std::move(played);
  return true;
}

/// @return false after a problem
bool read_start(problem_list& problems, const json::object& members, attack_start& to) {
  const path top;
  to.members = members;
  leave_request_out(to.members);
  to.document->root = to.members;
  const place scenario{problems, to.document->root, top};
  require_keys(scenario, {"now"});
  return read_scenario_members(scenario, *to.document) && problems.empty();
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

  attack_start start;
  const bool is_story = members->contains("given") || members->contains("steps");
  const bool read = is_story ? play_to_end(whole, steps_max, start) : read_start(problems, *members, start);
  if (!read) return std::move(problems).take();
  if (!start.document->facts.account.status)
    problems.at_value(is_story ? "/given/account/user" : "/account/user",
                      {"missing-key", "there is no user whose password could be guessed"});
  if (!problems.empty()) return std::move(problems).take();
  return start;
}

}  // namespace interlock::text
