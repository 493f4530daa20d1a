#include <algorithm>
#include <string_view>

#include "authn/facts/fact_table.hpp"
#include "authn/facts/fact_values.hpp"
#include "authn/facts/policy_location.hpp"
#include "authn/facts/request_facts.hpp"

namespace interlock::authn {
namespace {

bool flag(const fact_value& value) { return std::get<bool>(value); }

std::optional<time_point> time_or_nothing(const fact_value& value) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  return std::get<time_point>(value);
}

void put_factors(const factors_choice& chosen, facts& into) {
  if (chosen.cleared) into.factors.clear();
  for (const factor_kind kind : chosen.added)
    into.factors.push_back({"added", kind, true, static_cast<std::uint32_t>(into.factors.size())});
  const auto named = place_of_factor_in_path(into);
  if (chosen.in_path_active && named) into.factors[*named].active = *chosen.in_path_active;
}

void put_offer(factor_kind kind, enrollment_requirement required, std::vector<factor_offer>& into) {
  const auto listed = std::ranges::find(into, kind, &factor_offer::kind);
  if (listed != into.end())
    listed->required = required;
  else
    into.push_back({kind, required});
}

void put_rule(rule_choice chosen, facts& into) {
  switch (chosen) {
    case rule_choice::allow_unlock: {
      password_actions actions;
      actions.change = actions.reset = actions.unlock = access::allow;
      return add_rule(actions, into);
    }
    case rule_choice::require_factor: {
      sign_on_actions actions;
      actions.require_factor = true;
      return add_rule(actions, into);
    }
    case rule_choice::deny_access: {
      sign_on_actions actions;
      actions.permitted = access::deny;
      return add_rule(actions, into);
    }
    case rule_choice::enroll_at_login: return add_rule(enrollment_actions{enrollment_prompt::login}, into);
  }
}

void put_recovery(recovery_method method, const fact_value& value, password_settings& into) {
  if (std::get<std::string_view>(value) == "ACTIVE")
    into.recovery_active.insert(method);
  else
    into.recovery_active.erase(method);
}

void put_password_policy(fact_id where, const fact_value& value, facts& into) {
  password_settings& settings = password_settings_in(into);
  switch (where) {
    case fact_id::show_lockout_failures: settings.show_lockout_failures = flag(value); break;
    case fact_id::max_attempts: settings.max_attempts = std::get<std::uint64_t>(value); break;
    case fact_id::max_age_days: settings.max_age_days = std::get<std::uint64_t>(value); break;
    case fact_id::expire_warn_days: settings.expire_warn_days = std::get<std::uint64_t>(value); break;
    case fact_id::email_recovery: put_recovery(recovery_method::email, value, settings); break;
    case fact_id::min_age_minutes: settings.min_age_minutes = std::get<std::uint64_t>(value); break;
    case fact_id::sms_recovery: put_recovery(recovery_method::sms, value, settings); break;
    case fact_id::question_recovery: put_recovery(recovery_method::question, value, settings); break;
    default: put_recovery(recovery_method::call, value, settings); break;
  }
}

void put_password_rule(fact_id where, const fact_value& value, facts& into) {
  password_actions& actions = password_actions_in(into);
  switch (where) {
    case fact_id::unlock_access: actions.unlock = word<access>(value); break;
    case fact_id::change_access: actions.change = word<access>(value); break;
    case fact_id::reset_access: actions.reset = word<access>(value); break;
    case fact_id::question_in_rule: actions.question_as_step_up = flag(value); break;
    case fact_id::email_without_enrollment: actions.email_without_enrollment = flag(value); break;
    default:
      actions.required_methods.reset();
      if (const auto* methods = std::get_if<recovery_methods>(&value)) actions.required_methods = *methods;
      break;
  }
}

void put_account(fact_id where, const fact_value& value, facts& into) {
  attempts& counted = into.account.attempts;
  switch (where) {
    case fact_id::user_status: into.account.status = word<user_status>(value); break;
    case fact_id::unknown_devices_blocked: counted.unknown_devices_blocked = flag(value); break;
    case fact_id::recovery_enrolled: into.recovery_enrolled = std::get<recovery_methods>(value); break;
    case fact_id::factors_enrolled: put_factors(std::get<factors_choice>(value), into); break;
    case fact_id::device_known: into.device_known = flag(value); break;
    case fact_id::device_remembered: into.device_remembered = flag(value); break;
    case fact_id::now: into.now = std::get<time_point>(value); break;
    case fact_id::failed_attempts: counted.failed = std::get<std::uint64_t>(value); break;
    case fact_id::failed_from_unknown_devices:
      counted.failed_from_unknown_devices = std::get<std::uint64_t>(value);
      break;
    case fact_id::failed_factor_attempts: counted.failed_factor = std::get<std::uint64_t>(value); break;
    case fact_id::failed_recovery_attempts: counted.failed_recovery = std::get<std::uint64_t>(value); break;
    case fact_id::auto_unlock_at: counted.auto_unlock_at = time_or_nothing(value); break;
    default:
      // A user whose password was changed is there, and a user who is there is active unless it is said otherwise.
      if (!into.account.status) into.account.status = user_status::active;
      into.account.password_changed = time_or_nothing(value);
      into.user.has_password = true;
      break;
  }
}

void put_surroundings(fact_id where, const fact_value& value, facts& into) {
  switch (where) {
    case fact_id::network_zone: into.zone = word<zone>(value); break;
    case fact_id::network_threat: into.threat = word<threat_level>(value); break;
    case fact_id::network_exempt: into.threat_exempt = flag(value); break;
    case fact_id::threat_action: into.policy.threat_action = word<threat_action>(value); break;
    case fact_id::rate_limit: into.rate.violated = word<rate_limit_kind>(value); break;
    case fact_id::enumeration_prevention: into.policy.prevent_enumeration_in_authentication = flag(value); break;
    case fact_id::knowledge_second: into.policy.verify_knowledge_second = flag(value); break;
    default: into.policy.prevent_lockout_from_unknown_devices = flag(value); break;
  }
}

void put_policy(const fact& where, const fact_value& value, facts& into) {
  switch (where.id) {
    case fact_id::unlock_access:
    case fact_id::change_access:
    case fact_id::reset_access:
    case fact_id::question_in_rule:
    case fact_id::methods_in_rule:
    case fact_id::email_without_enrollment: return put_password_rule(where.id, value, into);
    case fact_id::sign_on_access: sign_on_actions_in(into).permitted = word<access>(value); return;
    case fact_id::require_factor: sign_on_actions_in(into).require_factor = flag(value); return;
    case fact_id::prompt_mode: sign_on_actions_in(into).prompt = word<prompt_mode>(value); return;
    case fact_id::primary_factor: sign_on_actions_in(into).primary_factor = word<primary_factor>(value); return;
    case fact_id::enrollment_prompt: enrollment_actions_in(into).prompt = word<enrollment_prompt>(value); return;
    case fact_id::factor_offer:
      return put_offer(where.kind, word<enrollment_requirement>(value), enrollment_settings_in(into).factors);
    case fact_id::password_rules:
    case fact_id::sign_on_rules:
    case fact_id::enrollment_rules: return put_rule(std::get<rule_choice>(value), into);
    default: return put_password_policy(where.id, value, into);
  }
}

}  // namespace

void put(const fact& where, const fact_value& value, facts& into) {
  if (is_in_request(where.id)) return put_in_request(where.id, value, into);
  if (where.id < fact_id::show_lockout_failures) return put_surroundings(where.id, value, into);
  if (where.id < fact_id::user_status) return put_policy(where, value, into);
  put_account(where.id, value, into);
}

}  // namespace interlock::authn
