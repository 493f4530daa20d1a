#include <algorithm>

#include "authn/facts/fact_table.hpp"
#include "authn/facts/fact_values.hpp"
#include "authn/facts/policy_location.hpp"
#include "authn/facts/request_facts.hpp"

namespace interlock::authn {
namespace {

fact_value time_or_nothing(const std::optional<time_point>& time) {
  if (!time) return std::monostate{};
  return *time;
}

fact_value activity(const password_settings& of, recovery_method method) noexcept {
  return std::string_view{of.recovery_active.contains(method) ? "ACTIVE" : "INACTIVE"};
}

fact_value present_offer(const fact& of, const facts& in) {
  const auto& offers = enrollment_settings_at(in).factors;
  const auto listed = std::ranges::find(offers, of.kind, &factor_offer::kind);
  return to_string(listed == offers.end() ? enrollment_requirement::not_allowed : listed->required);
}

fact_value present_in_policies(const fact& of, const facts& in) {
  const password_settings& password = password_settings_at(in);
  const password_actions& rule = *select_password(in).actions;
  const sign_on_actions& sign_on = *select_sign_on(in).actions;
  switch (of.id) {
    case fact_id::show_lockout_failures: return password.show_lockout_failures;
    case fact_id::max_attempts: return password.max_attempts;
    case fact_id::max_age_days: return password.max_age_days;
    case fact_id::expire_warn_days: return password.expire_warn_days;
    case fact_id::min_age_minutes: return password.min_age_minutes;
    case fact_id::email_recovery: return activity(password, recovery_method::email);
    case fact_id::sms_recovery: return activity(password, recovery_method::sms);
    case fact_id::call_recovery: return activity(password, recovery_method::call);
    case fact_id::question_recovery: return activity(password, recovery_method::question);
    case fact_id::unlock_access: return to_string(rule.unlock);
    case fact_id::change_access: return to_string(rule.change);
    case fact_id::reset_access: return to_string(rule.reset);
    case fact_id::question_in_rule: return rule.question_as_step_up;
    case fact_id::methods_in_rule:
      return rule.required_methods ? fact_value{*rule.required_methods} : fact_value{std::monostate{}};
    case fact_id::email_without_enrollment: return rule.email_without_enrollment;
    case fact_id::sign_on_access: return to_string(sign_on.permitted);
    case fact_id::require_factor: return sign_on.require_factor;
    case fact_id::prompt_mode: return to_string(sign_on.prompt);
    case fact_id::primary_factor: return to_string(sign_on.primary_factor);
    case fact_id::enrollment_prompt: return to_string(select_enrollment(in).actions->prompt);
    case fact_id::factor_offer: return present_offer(of, in);
    default: return std::monostate{};  // a list of rules
  }
}

fact_value present_in_account(const fact& of, const facts& in) {
  const attempts& counted = in.account.attempts;
  switch (of.id) {
    case fact_id::user_status: return word_or_nothing(in.account.status);
    case fact_id::unknown_devices_blocked: return counted.unknown_devices_blocked;
    case fact_id::recovery_enrolled: return in.recovery_enrolled;
    case fact_id::device_known: return in.device_known;
    case fact_id::device_remembered: return in.device_remembered;
    case fact_id::now: return in.now;
    case fact_id::transaction_state:
      return in.transaction ? fact_value{to_string(in.transaction->state)} : fact_value{};
    case fact_id::transaction_failures: return in.transaction ? in.transaction->failures : 0;
    case fact_id::failed_attempts: return counted.failed;
    case fact_id::failed_from_unknown_devices: return counted.failed_from_unknown_devices;
    case fact_id::failed_factor_attempts: return counted.failed_factor;
    case fact_id::failed_recovery_attempts: return counted.failed_recovery;
    case fact_id::auto_unlock_at: return time_or_nothing(counted.auto_unlock_at);
    case fact_id::password_changed: return time_or_nothing(in.account.password_changed);
    default: break;
  }
  factors_choice held;
  for (const factor& each : in.factors)
    if (each.active && each.kind) held.added.push_back(*each.kind);
  held.cleared = held.added.empty();
  return held;
}

}  // namespace

fact_value present_value(const fact& of, const facts& in) {
  if (is_in_request(of.id)) return present_in_request(of.id, in);
  switch (of.id) {
    case fact_id::network_zone: return to_string(in.zone);
    case fact_id::network_threat: return to_string(in.threat);
    case fact_id::network_exempt: return in.threat_exempt;
    case fact_id::threat_action: return to_string(in.policy.threat_action);
    case fact_id::rate_limit: return to_string(in.rate.violated);
    case fact_id::enumeration_prevention: return in.policy.prevent_enumeration_in_authentication;
    case fact_id::device_setting: return in.policy.prevent_lockout_from_unknown_devices;
    case fact_id::knowledge_second: return in.policy.verify_knowledge_second;
    default: break;
  }
  return of.id < fact_id::user_status ? present_in_policies(of, in) : present_in_account(of, in);
}

}  // namespace interlock::authn
