#include <algorithm>

#include "catalogue.hpp"
#include "observe.hpp"

namespace interlock::authn {
namespace {

using fact_ids = std::vector<fact_id>;

/// Facts that decide whether an automatic unlock has ended the lock before the observation is made.
fact_ids with_unlock(fact_ids about) {
  about.insert(about.end(), {fact_id::user_status, fact_id::unknown_devices_blocked, fact_id::device_setting,
                             fact_id::auto_unlock_at, fact_id::now});
  return about;
}

fact_ids of_password_policy(fact_ids about) {
  about.push_back(fact_id::password_rules);
  return about;
}

fact_ids read_by_gate(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case network_zone: return {fact_id::network_zone};
    case threat_exempt: return {fact_id::network_exempt};
    case threat_action: return {fact_id::threat_action};
    case threat_level: return {fact_id::network_threat};
    case threat_response:
    case route: return {fact_id::operation};
    case rate_limit: return {fact_id::rate_limit};
    case body: return {fact_id::body};
    case password: return {fact_id::password_evidence};
    case activation_token: return {fact_id::token_evidence};
    case warn_option: return {fact_id::warn_option, fact_id::body};
    case enumeration_prevention: return {fact_id::enumeration_prevention};
    default: return {};
  }
}

fact_ids read_by_account(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case user_status: return with_unlock({fact_id::user_status, fact_id::password_changed});
    case unknown_devices_block: return with_unlock({fact_id::unknown_devices_blocked});
    case lock_held: return {fact_id::user_status, fact_id::unknown_devices_blocked, fact_id::device_setting};
    case unlock_job: return {fact_id::auto_unlock_at, fact_id::now};
    case device_setting: return {fact_id::device_setting};
    case device: return {fact_id::device_known};
    case next_failure:
      return with_unlock(of_password_policy({fact_id::max_attempts, fact_id::failed_attempts,
                                             fact_id::failed_from_unknown_devices, fact_id::device_known}));
    case password_age:
      return of_password_policy(
          {fact_id::max_age_days, fact_id::password_changed, fact_id::expire_warn_days, fact_id::now});
    case device_remembered: return {fact_id::device_remembered};
    case has_password: return {fact_id::password_changed};
    default: return {};
  }
}

fact_ids read_by_password_policy(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case lockout_failures: return of_password_policy({fact_id::show_lockout_failures});
    case self_service_unlock: return of_password_policy({fact_id::unlock_access});
    case recovery_requirement:
    case email_in_rule:
    case sms_in_rule:
    case voice_in_rule:
    case push_in_rule:
    case otp_in_rule: return of_password_policy({fact_id::methods_in_rule});
    case email_in_policy: return of_password_policy({fact_id::email_recovery});
    case sms_in_policy: return of_password_policy({fact_id::sms_recovery});
    case call_in_policy: return of_password_policy({fact_id::call_recovery});
    case email_without_enrollment: return of_password_policy({fact_id::email_without_enrollment});
    case email_enrolled:
    case sms_enrolled:
    case call_enrolled:
    case push_enrolled:
    case otp_enrolled: return {fact_id::recovery_enrolled};
    default: return {};
  }
}

fact_ids read_by_sign_on(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case sign_on_access: return {fact_id::sign_on_access, fact_id::sign_on_rules};
    case require_factor: return {fact_id::require_factor, fact_id::sign_on_rules};
    case prompt_mode: return {fact_id::prompt_mode, fact_id::sign_on_rules};
    case usable_factor: return {fact_id::factors_enrolled};
    case enrollment_prompt: return {fact_id::enrollment_prompt, fact_id::enrollment_rules};
    case enrollable_factor: return {fact_id::factors_enrolled, fact_id::enrollment_rules, fact_id::factor_offer};
    default: return {};
  }
}

}  // namespace

std::vector<fact> facts_behind(shipped::input_id observation, const facts& in) {
  fact_ids read = read_by_gate(observation);
  for (const auto& others :
       {read_by_account(observation), read_by_password_policy(observation), read_by_sign_on(observation)})
    read.insert(read.end(), others.begin(), others.end());
  std::vector<fact> found;
  for (const fact_id id : read) {
    if (std::ranges::find(found, id, &fact::id) != found.end() || !can_change({id, {}}, in)) continue;
    if (id != fact_id::factor_offer)
      found.push_back({id, {}});
    else
      for (const factor_key& offered : factor_keys()) found.push_back({id, offered.kind});
  }
  return found;
}

std::vector<fact> subjects_of(shipped::input_id observation, const facts& in) {
  const bool compares =
      observation == shipped::input_id::next_failure || observation == shipped::input_id::password_age;
  std::vector<fact> found = facts_behind(observation, in);
  if (observation == shipped::input_id::next_failure &&
      counter_for_device(in) == effects::counter::failed_from_unknown_devices)
    std::erase(found, fact{fact_id::failed_attempts, {}});
  found.resize(std::min<std::size_t>(found.size(), compares ? 2 : 1));
  return found;
}

}  // namespace interlock::authn
