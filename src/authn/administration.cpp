#include "administration.hpp"

#include <algorithm>

#include "answer.hpp"
#include "consequences.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;
using shipped::table_id;

std::string_view change_event(managed_object of) noexcept {
  return of == managed_object::threat_insight ? "security.threat.configuration.update"
                                              : "security.attack_protection.settings.update";
}

void show(decision& made, const facts& from, const administrative& asked) noexcept {
  response& answer = made.response;
  if (asked.of == managed_object::blocks) {
    answer.blocks = blocks_on(made.account, from.policy.prevent_lockout_from_unknown_devices);
  } else if (asked.replaces) {
    answer.settings = settings_wanted(from.request.body, asked.of);
  } else {
    answer.settings = settings_now(from.policy, asked.of);
    answer.settings_in_list =
        asked.of != managed_object::threat_insight && from.policy.settings_response == settings_response::seed;
  }
}

void change_settings(decision& made, time_point now) noexcept {
  settings_value& to = *made.response.settings;
  to.changed_at = now;
  carry_out(made, effects::update_settings{to});
  log(made, change_event(to.of), "SUCCESS");
}

}  // namespace

std::optional<administrative> administrative_part(operation of) noexcept {
  using enum managed_object;
  switch (of) {
    case operation::get_lockout_settings: return administrative{lockout_settings, scope::orgs_read};
    case operation::replace_lockout_settings: return administrative{lockout_settings, scope::orgs_manage, true};
    case operation::get_authenticator_settings: return administrative{authenticator_settings, scope::orgs_read};
    case operation::replace_authenticator_settings:
      return administrative{authenticator_settings, scope::orgs_manage, true};
    case operation::get_threat_configuration: return administrative{threat_insight, scope::threats_read};
    case operation::replace_threat_configuration: return administrative{threat_insight, scope::threats_manage, true};
    case operation::list_blocks: return administrative{managed_object::blocks, scope::users_read};
    default: return std::nullopt;
  }
}

settings_value settings_now(const policy_facts& from, managed_object which) noexcept {
  if (which == managed_object::threat_insight) return {which, false, from.threat_action, from.threat_excluded_zones};
  const bool of_lockout = which == managed_object::lockout_settings;
  return {which, of_lockout ? from.prevent_lockout_from_unknown_devices : from.verify_knowledge_second};
}

settings_value settings_wanted(const request_body& from, managed_object which) noexcept {
  if (which == managed_object::threat_insight)
    return {which, false, from.action.value_or(threat_action::none), from.excluded_zones};
  return {which, from.setting.value_or(false)};
}

bool same_settings(const settings_value& one, const settings_value& other) noexcept {
  return one.of == other.of && one.on == other.on && one.action == other.action &&
         std::ranges::equal(one.excluded_zones, other.excluded_zones);
}

void administer(decision& made, const situation& about, deliberation& rule) noexcept {
  const facts& from = about.facts();
  const administrative asked = *administrative_part(from.request.operation);
  const auto decided = rule.answer<out::administration>(table_id::administration);
  const verdict how = verdict_on(table_id::administration, rule.value(table_id::administration));
  const bool of_user_name = from.rate.violated == rate_limit_kind::username;
  log_entry(made, from, rule, decided == out::administration::rate_limited && !of_user_name);
  if (decided == out::administration::insufficient_scope) made.response.missing_scope = asked.needed;
  if (how.error) {
    refuse(made, how, from);
  } else {
    arrive(made, about, {std::nullopt, waiting_for::next_step, from.request.operation, *how.publicly});
    show(made, from, asked);
    if (decided == out::administration::changed) change_settings(made, from.now);
  }
  keep_transaction(made, from);
}

blocks blocks_on(const account& of, bool setting) noexcept {
  blocks found;
  if (of.status == user_status::locked_out) found.push_back(blocked_devices::any_devices);
  if (setting && of.status && of.attempts.unknown_devices_blocked) found.push_back(blocked_devices::unknown_devices);
  return found;
}

}  // namespace interlock::authn
