#include <interlock/authn/apply_decision.hpp>

#include <algorithm>

namespace interlock::authn {
namespace {

/// In place of the factor with that id, or at the end.
void store(std::vector<factor>& held, const effects::store_factor& made) {
  auto found = std::ranges::find(held, made.id, &factor::id);
  if (found == held.end()) found = held.insert(found, {made.id, {}, false, static_cast<std::uint32_t>(held.size())});
  found->kind = made.kind;
  found->active = made.active;
}

void update(policy_facts& settings, const settings_value& to) {
  switch (to.of) {
    case managed_object::lockout_settings: settings.prevent_lockout_from_unknown_devices = to.on; return;
    case managed_object::authenticator_settings: settings.verify_knowledge_second = to.on; return;
    case managed_object::threat_insight: break;
    case managed_object::blocks: return;  // are no settings
  }
  settings.threat_action = to.action;
  settings.threat_excluded_zones.assign(to.excluded_zones.begin(), to.excluded_zones.end());
}

}  // namespace

void apply_decision(facts& to, const decision& made) {
  apply_event_decision(to, made);
  to.transaction = made.transaction;
}

void apply_event_decision(facts& to, const decision& made) {
  to.account = made.account;
  to.user.has_password = to.user.has_password || made.account.password_changed.has_value();
  for (const effect& each : made.effects) {
    if (std::holds_alternative<effects::device_known>(each)) {
      to.device_known = true;
    } else if (std::holds_alternative<effects::remember_device>(each)) {
      to.device_remembered = true;
    } else if (const auto* stored = std::get_if<effects::store_factor>(&each)) {
      store(to.factors, *stored);
    } else if (const auto* changed = std::get_if<effects::update_settings>(&each)) {
      update(to.policy, changed->to);
    }
  }
}

}  // namespace interlock::authn
