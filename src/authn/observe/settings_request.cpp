#include "authn/observe/settings_request.hpp"

#include <algorithm>

namespace interlock::authn {

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

}  // namespace interlock::authn
