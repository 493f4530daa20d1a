#include <algorithm>
#include <array>

#include "authn/decide/settled_inputs.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/observe/observe.hpp"
#include "authn/observe/recovery_inputs.hpp"
#include "authn/observe/request_meaning.hpp"

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

/// What is known of the transaction is known only if the body names it.
fact_ids of_transaction(fact_ids about) {
  about.insert(about.end(), {fact_id::state_token, fact_id::body});
  return about;
}

fact_ids of_factor_in_path(fact_ids about) {
  about.push_back(fact_id::factors_enrolled);
  return of_transaction(std::move(about));
}

fact_ids of_offers(fact_ids about) {
  about.insert(about.end(), {fact_id::factors_enrolled, fact_id::enrollment_rules, fact_id::factor_offer});
  return about;
}

fact_ids of_members() {
  return {fact_id::username, fact_id::old_password,   fact_id::new_password, fact_id::pass_code,
          fact_id::answer,   fact_id::recovery_token, fact_id::state_token,  fact_id::body};
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
    case body: return {fact_id::body, fact_id::audience_evidence};
    case members: return of_members();
    case password: return {fact_id::password_evidence};
    case activation_token: return {fact_id::token_evidence};
    case warn_option: return {fact_id::warn_option, fact_id::body, fact_id::state_token};
    case enumeration_prevention: return {fact_id::enumeration_prevention};
    case authority: return {fact_id::scopes, fact_id::application};
    case settings_sent:
      return {fact_id::body, fact_id::device_setting, fact_id::knowledge_second, fact_id::threat_action};
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
    case enrollable_factor: return of_offers({});
    default: return {};
  }
}

fact_ids read_by_transaction(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case transaction: return of_transaction({fact_id::now});
    case operation_accepted:
    case step:
    case polled:
    case factor_first:
    case proven_class:
    case password_step:
    case enrolling:
    case recovery_failures: return of_transaction({});
    case recovery_of: return of_transaction({fact_id::user_status, fact_id::password_changed});
    case activation_time: return of_transaction({fact_id::now});
    case last_message: return of_factor_in_path({fact_id::now});
    case change_access: return of_password_policy({fact_id::change_access});
    case old_password: return {fact_id::old_password_evidence};
    case new_password: return {fact_id::new_password_evidence};
    default: return {};
  }
}

fact_ids read_by_factors(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case factor_in_path:
    case factor_state:
    case channel:
    case setup:
    case setup_data:
    case answered_by:
    case asked_class:
    case factor_proof:
    case provable_factor: return of_factor_in_path({});
    case possession_enrolled: return {fact_id::factors_enrolled};
    case knowledge_second: return {fact_id::knowledge_second};
    case wanted_factor:
    case factors_left: return of_transaction(of_offers({}));
    case phone_number: return {fact_id::phone_number_evidence};
    case pass_code: return {fact_id::pass_code_evidence};
    case push: return {fact_id::push_evidence};
    case answer_sent: return of_transaction({fact_id::pass_code, fact_id::answer, fact_id::password});
    case factor_evidence:
      return of_factor_in_path({fact_id::pass_code_evidence, fact_id::answer_evidence, fact_id::password_evidence});
    case next_factor_failure:
      return with_unlock(of_password_policy(
          of_factor_in_path({fact_id::failed_factor_attempts, fact_id::max_attempts, fact_id::failed_attempts,
                             fact_id::failed_from_unknown_devices, fact_id::device_known})));
    default: return {};
  }
}

fact_ids read_by_recovery(shipped::input_id observation) {
  using enum shipped::input_id;
  switch (observation) {
    case caller: return {fact_id::application};
    case requested_method: return {fact_id::recovery_factor, fact_id::body};
    case recovery_answered: return {fact_id::answer_evidence};
    case recovery_path: return {fact_id::failed_recovery_attempts, fact_id::user_status, fact_id::password_changed};
    case recovery_token: return {fact_id::token_evidence, fact_id::user_status, fact_id::password_changed};
    case recovery_expiry: return {fact_id::now};
    case self_service_reset: return of_password_policy({fact_id::reset_access});
    case password_changed:
      return of_password_policy({fact_id::min_age_minutes, fact_id::password_changed, fact_id::now});
    case question_in_rule: return of_password_policy({fact_id::question_in_rule});
    case question_in_policy: return of_password_policy({fact_id::question_recovery});
    case question_enrolled: return {fact_id::recovery_enrolled};
    default: return {};
  }
}

fact_ids read_by(std::uint16_t observation) {
  // The tables that answer are told apart by what a sign-in sends.
  if (observation == root_input) return {fact_id::primary_factor, fact_id::body, fact_id::operation};
  const auto input = static_cast<shipped::input_id>(observation);
  fact_ids read = read_by_gate(input);
  for (const auto& others : {read_by_account(input), read_by_password_policy(input), read_by_sign_on(input),
                             read_by_transaction(input), read_by_factors(input), read_by_recovery(input)})
    read.insert(read.end(), others.begin(), others.end());
  return read;
}

/// What the transaction itself says: it stays what it is, whatever changes.
std::optional<fact_id> said_by_transaction(shipped::input_id observation) noexcept {
  using enum shipped::input_id;
  switch (observation) {
    case recovery_failures: return fact_id::transaction_failures;
    case operation_accepted:
    case factor_first:
    case proven_class:
    case password_step:
    case enrolling:
    case factor_proof:
    case recovery_kind: return fact_id::transaction_state;
    default: return std::nullopt;
  }
}

/// The fact that people would name first, where that depends on the scenario.
std::optional<fact_id> named_first(shipped::input_id observation, const facts& in) {
  using enum shipped::input_id;
  switch (observation) {
    case transaction: return named_transaction(in) == nullptr ? fact_id::state_token : fact_id::now;
    case authority: {
      const bool by_api_token = !in.request.scopes && in.request.application == application::trusted;
      return by_api_token ? fact_id::application : fact_id::scopes;
    }
    case next_factor_failure:
      if (observers::kind_in_question(situation{in}) != factor_kind::password) return fact_id::failed_factor_attempts;
      return counter_for_device(in) == effects::counter::failed ? fact_id::failed_attempts
                                                                : fact_id::failed_from_unknown_devices;
    case recovery_path:
      return observers::is_gone(situation{in}) ? fact_id::user_status : fact_id::failed_recovery_attempts;
    case recovery_token: return observers::is_gone(situation{in}) ? fact_id::user_status : fact_id::token_evidence;
    case recovery_of:
      if (in.transaction && in.transaction->user_id.empty()) return fact_id::transaction_state;
      return fact_id::user_status;
    default: return std::nullopt;
  }
}

/// What the path says, with the transaction; another path would be another question.
bool is_said_by_path(shipped::input_id observation, const facts& in) noexcept {
  using enum shipped::input_id;
  switch (observation) {
    case step:
    case polled: return true;
    case channel:
    case setup:
    case setup_data:
    case answered_by:
    case asked_class: return in.request.operation != operation::enroll_factor;
    default: return false;
  }
}

/// The offer of the factor that is to be enrolled.
std::optional<fact> offer_asked(const facts& in) {
  const auto& wanted = in.request.body.factor;
  if (!wanted || std::ranges::find(factor_keys(), *wanted, &factor_key::kind) == factor_keys().end())
    return std::nullopt;
  return fact{fact_id::factor_offer, *wanted};
}

}  // namespace

bool is_about_question(std::uint16_t observation, const facts& in) {
  // For a sign-in both ways to answer a threat are told; elsewhere there is one.
  const bool signs_in = in.request.operation == operation::authenticate;
  return std::ranges::all_of(read_by(observation), [&](fact_id id) {
    return id == fact_id::state_token || id == fact_id::body || id == fact_id::factors_enrolled ||
           (id == fact_id::operation && !signs_in);
  });
}

std::vector<fact> facts_behind(std::uint16_t observation, const facts& in) {
  std::vector<fact> found;
  for (const fact_id id : read_by(observation)) {
    if (std::ranges::find(found, id, &fact::id) != found.end() || !can_change({id, {}}, in)) continue;
    if (id != fact_id::factor_offer)
      found.push_back({id, {}});
    else
      for (const factor_key& offered : factor_keys()) found.push_back({id, offered.kind});
  }
  return found;
}

std::vector<fact> subjects_of(shipped::input_id observation, const facts& in) {
  using enum shipped::input_id;
  if (const auto said = said_by_transaction(observation); said && in.transaction) {
    const bool unnamed = named_transaction(in) == nullptr && can_change({fact_id::state_token, {}}, in);
    return {fact{unnamed ? fact_id::state_token : *said, {}}};
  }
  if (is_said_by_path(observation, in)) return {};
  if (const auto first = named_first(observation, in)) return {fact{*first, {}}};
  if (const auto offer = observation == wanted_factor ? offer_asked(in) : std::nullopt) return {*offer};
  const bool compares = observation == next_failure || observation == password_age || observation == password_changed;
  std::vector<fact> found = facts_behind(static_cast<std::uint16_t>(observation), in);
  if (observation == channel || observation == setup || observation == setup_data || observation == asked_class)
    std::stable_partition(found.begin(), found.end(), [](const fact& each) { return each.id == fact_id::body; });
  if (observation == members)
    std::stable_partition(found.begin(), found.end(),
                          [&](const fact& member) { return present_value(member, in) == fact_value{}; });
  if (observation == next_failure && counter_for_device(in) == effects::counter::failed_from_unknown_devices)
    std::erase(found, fact{fact_id::failed_attempts, {}});
  found.resize(std::min<std::size_t>(found.size(), compares ? 2 : 1));
  return found;
}

}  // namespace interlock::authn
