#include <algorithm>

#include "reference.hpp"

/// Sections 8.5, 10.1 and 12.
namespace spec {
namespace {

using authn::operation;
using authn::scope;

// The scopes of sections 10.1 and 12; the blocks are read by those who may read users.
std::optional<scope> scope_for(operation by) {
  switch (by) {
    case operation::get_lockout_settings:
    case operation::get_authenticator_settings: return scope::orgs_read;
    case operation::replace_lockout_settings:
    case operation::replace_authenticator_settings: return scope::orgs_manage;
    case operation::get_threat_configuration: return scope::threats_read;
    case operation::replace_threat_configuration: return scope::threats_manage;
    case operation::list_blocks: return scope::users_read;
    default: return std::nullopt;
  }
}

in::authority authority(const authn::request& asked) {
  const std::optional<scope> needed = scope_for(asked.operation);
  if (needed && asked.scopes)
    return asked.scopes->contains(*needed) ? in::authority::sufficient : in::authority::insufficient;
  return asked.application == authn::application::trusted ? in::authority::sufficient : in::authority::none;
}

in::managed_object managed_object(operation by) {
  switch (by) {
    case operation::get_lockout_settings:
    case operation::replace_lockout_settings:
    case operation::get_threat_configuration:
    case operation::replace_threat_configuration: return in::managed_object::settings;
    case operation::get_authenticator_settings:
    case operation::replace_authenticator_settings: return in::managed_object::authenticator_settings;
    default: return in::managed_object::blocks;
  }
}

in::settings_sent sent_as(bool same) { return same ? in::settings_sent::same : in::settings_sent::different; }

// The validation table of section 12: what is left out has its default, what does not belong there is not looked at.
in::settings_sent settings_sent(const authn::facts& from) {
  const operation by = from.request.operation;
  const authn::request_body& sent = from.request.body;
  const authn::policy_facts& policy = from.policy;
  const bool threats = by == operation::replace_threat_configuration;
  const bool lockout = by == operation::replace_lockout_settings;
  if (!threats && !lockout && by != operation::replace_authenticator_settings) return in::settings_sent::not_asked_for;
  if (sent.shape == authn::request_body::form::absent) return in::settings_sent::absent;
  if (sent.shape == authn::request_body::form::malformed) return in::settings_sent::malformed;
  if (sent.invalid_member || (threats && !sent.action)) return in::settings_sent::unusable;
  const bool wanted = sent.setting && *sent.setting;
  if (lockout) return sent_as(wanted == policy.prevent_lockout_from_unknown_devices);
  if (!threats) return sent_as(wanted == policy.verify_knowledge_second);
  return sent_as(*sent.action == policy.threat_action && sent.excluded_zones == policy.threat_excluded_zones);
}

}  // namespace

void record_administration(const authn::facts& from, recorder record) {
  record(authority(from.request));
  record(managed_object(from.request.operation));
  record(settings_sent(from));
}

void record_event(authn::account_event what, recorder record) {
  using authn::account_event;
  switch (what) {
    case account_event::timer: return record(in::event::timer);
    case account_event::admin_unlock: return record(in::event::admin_unlock);
    case account_event::allow_unknown_devices: return record(in::event::allow_unknown_devices);
    case account_event::reset_password: return record(in::event::reset_password);
    case account_event::expire_password: return record(in::event::expire_password);
    case account_event::suspend: return record(in::event::suspend);
    case account_event::unsuspend: return record(in::event::unsuspend);
    case account_event::deactivate: return record(in::event::deactivate);
  }
}

}  // namespace spec
