#pragma once

#include <algorithm>
#include <array>

#include "authn/observe/facts_read.hpp"
#include "authn/observe/settings_inputs.hpp"
#include "authn/observe/sign_in_inputs.hpp"

/// The observers, found by their input.
namespace interlock::authn::observers {

constexpr rules::value_index index(bool yes) noexcept { return yes ? 1 : 0; }

template <class Value>
requires std::is_enum_v<Value>
constexpr rules::value_index index(Value value) noexcept { return static_cast<rules::value_index>(value); }

constexpr rules::value_index index(rules::value_index value) noexcept { return value; }

struct observer {
  shipped::input_id input;
  rules::value_index (*see)(const decision_context& from) noexcept;
  fact_list facts;  ///< all that it reads, those that it is about first
};

template <auto Observe>
rules::value_index indexed(const decision_context& from) noexcept {
  return index(Observe(from));
}

/// One row an input. Leaves none out, or does not compile.
inline constexpr auto rows = [] {
  using enum shipped::input_id;
  constexpr std::array list{
      observer{network_zone, indexed<observers::network_zone>, reads(fact_id::network_zone)},
      observer{threat_exempt, indexed<observers::threat_exempt>, reads(fact_id::network_exempt)},
      observer{threat_action, indexed<observers::threat_action>, reads(fact_id::threat_action)},
      observer{threat_level, indexed<observers::threat_level>, reads(fact_id::network_threat)},
      observer{threat_response, indexed<observers::threat_response>, reads(fact_id::operation)},
      observer{rate_limit, indexed<observers::rate_limit>, reads(fact_id::rate_limit)},
      observer{route, indexed<observers::route>, reads(fact_id::operation)},
      observer{body, indexed<observers::body>,
               reads(fact_id::body, fact_id::audience_evidence, fact_id::username, fact_id::password)},
      observer{unlock_job, indexed<observers::unlock_job>, reads(fact_id::auto_unlock_at, fact_id::now)},
      observer{lock_held, indexed<observers::lock_held>,
               reads(fact_id::user_status, fact_id::unknown_devices_blocked, fact_id::device_setting)},
      observer{user_status, indexed<observers::user_status>,
               reads(fact_id::user_status, fact_id::password_changed) + settling},
      observer{device_setting, indexed<observers::device_setting>, reads(fact_id::device_setting)},
      observer{device, indexed<observers::device>, reads(fact_id::device_known)},
      observer{unknown_devices_block, indexed<observers::unknown_devices_block>,
               reads(fact_id::unknown_devices_blocked) + settling},
      observer{next_failure, indexed<observers::next_failure>,
               reads(fact_id::max_attempts, fact_id::failed_attempts, fact_id::failed_from_unknown_devices,
                     fact_id::device_known, fact_id::password_rules) +
                   settling},
      observer{auto_unlock, indexed<observers::auto_unlock>, reads(fact_id::password_rules)},
      observer{lockouts_in_a_row, indexed<observers::lockouts_in_a_row>, no_fact},
      observer{enumeration_prevention, indexed<observers::enumeration_prevention>,
               reads(fact_id::enumeration_prevention)},
      observer{lockout_failures, indexed<observers::lockout_failures>,
               reads(fact_id::show_lockout_failures, fact_id::password_rules)},
      observer{self_service_unlock, indexed<observers::self_service_unlock>,
               reads(fact_id::unlock_access, fact_id::password_rules)},
      observer{engine, indexed<observers::engine>, no_fact},
      observer{recovery_requirement, indexed<observers::recovery_requirement>,
               reads(fact_id::methods_in_rule, fact_id::password_rules)},
      observer{email_in_policy, indexed<observers::in_policy<recovery_method::email>>,
               reads(fact_id::email_recovery, fact_id::password_rules)},
      observer{sms_in_policy, indexed<observers::in_policy<recovery_method::sms>>,
               reads(fact_id::sms_recovery, fact_id::password_rules)},
      observer{call_in_policy, indexed<observers::in_policy<recovery_method::call>>,
               reads(fact_id::call_recovery, fact_id::password_rules)},
      observer{email_in_rule, indexed<observers::in_rule<recovery_method::email>>,
               reads(fact_id::methods_in_rule, fact_id::password_rules)},
      observer{sms_in_rule, indexed<observers::in_rule<recovery_method::sms>>,
               reads(fact_id::methods_in_rule, fact_id::password_rules)},
      observer{voice_in_rule, indexed<observers::in_rule<recovery_method::call>>,
               reads(fact_id::methods_in_rule, fact_id::password_rules)},
      observer{push_in_rule, indexed<observers::in_rule<recovery_method::push>>,
               reads(fact_id::methods_in_rule, fact_id::password_rules)},
      observer{otp_in_rule, indexed<observers::in_rule<recovery_method::otp>>,
               reads(fact_id::methods_in_rule, fact_id::password_rules)},
      observer{email_enrolled, indexed<observers::enrolled<recovery_method::email>>, reads(fact_id::recovery_enrolled)},
      observer{email_without_enrollment, indexed<observers::email_without_enrollment>,
               reads(fact_id::email_without_enrollment, fact_id::password_rules)},
      observer{sms_enrolled, indexed<observers::enrolled<recovery_method::sms>>, reads(fact_id::recovery_enrolled)},
      observer{call_enrolled, indexed<observers::enrolled<recovery_method::call>>, reads(fact_id::recovery_enrolled)},
      observer{push_enrolled, indexed<observers::enrolled<recovery_method::push>>, reads(fact_id::recovery_enrolled)},
      observer{otp_enrolled, indexed<observers::enrolled<recovery_method::otp>>, reads(fact_id::recovery_enrolled)},
      observer{sign_on_access, indexed<observers::sign_on_access>,
               reads(fact_id::sign_on_access, fact_id::sign_on_rules)},
      observer{require_factor, indexed<observers::require_factor>,
               reads(fact_id::require_factor, fact_id::sign_on_rules)},
      observer{device_remembered, indexed<observers::device_remembered>, reads(fact_id::device_remembered)},
      observer{prompt_mode, indexed<observers::prompt_mode>, reads(fact_id::prompt_mode, fact_id::sign_on_rules)},
      observer{usable_factor, indexed<observers::usable_factor>, reads(fact_id::factors_enrolled)},
      observer{enrollment_prompt, indexed<observers::enrollment_prompt>,
               reads(fact_id::enrollment_prompt, fact_id::enrollment_rules)},
      observer{enrollable_factor, indexed<observers::enrollable_factor>, offers},
      observer{password_age, indexed<observers::password_age>,
               reads(fact_id::max_age_days, fact_id::password_changed, fact_id::expire_warn_days, fact_id::now,
                     fact_id::password_rules)},
      observer{warn_option, indexed<observers::warn_option>,
               reads(fact_id::warn_option, fact_id::body, fact_id::state_token)},
      observer{has_password, indexed<observers::has_password>, reads(fact_id::password_changed)},
      observer{password, indexed<observers::password>, reads(fact_id::password_evidence)},
      observer{activation_token, indexed<observers::activation_token>, reads(fact_id::token_evidence)},
      observer{transaction, indexed<observers::transaction>, reads(fact_id::now) + naming_the_transaction},
      observer{operation_accepted, indexed<observers::operation_accepted>, naming_the_transaction},
      observer{step, indexed<observers::step>, no_fact},
      observer{factor_in_path, indexed<observers::factor_in_path>,
               reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{new_password, indexed<observers::new_password>, reads(fact_id::new_password_evidence)},
      observer{wanted_factor, indexed<observers::wanted_factor>, offers + reads(fact_id::body)},
      observer{setup, indexed<observers::setup>, reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{setup_data, indexed<observers::setup_data>,
               reads(fact_id::factors_enrolled) + naming_the_transaction + reads(fact_id::pass_code)},
      observer{phone_number, indexed<observers::phone_number>, reads(fact_id::phone_number_evidence)},
      observer{pass_code, indexed<observers::pass_code>, reads(fact_id::pass_code_evidence)},
      observer{channel, indexed<observers::channel>, reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{last_message, indexed<observers::last_message>,
               reads(fact_id::now, fact_id::factors_enrolled) + naming_the_transaction},
      observer{members, indexed<observers::members>, members_of_body},
      observer{polled, indexed<observers::polled>, naming_the_transaction},
      observer{activation_time, indexed<observers::activation_time>, reads(fact_id::now) + naming_the_transaction},
      observer{push, indexed<observers::push>, reads(fact_id::push_evidence)},
      observer{answer_sent, indexed<observers::answer_sent>,
               reads(fact_id::pass_code, fact_id::answer, fact_id::password) + naming_the_transaction},
      observer{factor_state, indexed<observers::factor_state>, reads(fact_id::factors_enrolled)},
      observer{factor_first, indexed<observers::factor_first>, naming_the_transaction},
      observer{asked_class, indexed<observers::asked_class>, reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{proven_class, indexed<observers::proven_class>, naming_the_transaction},
      observer{knowledge_second, indexed<observers::knowledge_second>, reads(fact_id::knowledge_second)},
      observer{possession_enrolled, indexed<observers::possession_enrolled>, reads(fact_id::factors_enrolled)},
      observer{answered_by, indexed<observers::answered_by>, reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{factor_evidence, indexed<observers::factor_evidence>,
               reads(fact_id::pass_code_evidence, fact_id::answer_evidence, fact_id::password_evidence,
                     fact_id::factors_enrolled) +
                   naming_the_transaction},
      observer{next_factor_failure, indexed<observers::next_factor_failure>,
               reads(fact_id::failed_factor_attempts, fact_id::max_attempts, fact_id::failed_attempts,
                     fact_id::failed_from_unknown_devices, fact_id::device_known, fact_id::factors_enrolled) +
                   naming_the_transaction + reads(fact_id::password_rules) + settling},
      observer{provable_factor, indexed<observers::provable_factor>,
               reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{factor_proof, indexed<observers::factor_proof>,
               reads(fact_id::factors_enrolled) + naming_the_transaction},
      observer{password_step, indexed<observers::password_step>, naming_the_transaction},
      observer{factors_left, indexed<observers::factors_left>, offers + naming_the_transaction},
      observer{enrolling, indexed<observers::enrolling>, naming_the_transaction},
      observer{change_access, indexed<observers::change_access>,
               reads(fact_id::change_access, fact_id::password_rules)},
      observer{old_password, indexed<observers::old_password>, reads(fact_id::old_password_evidence)},
      observer{recovery_path, indexed<observers::recovery_path>,
               reads(fact_id::failed_recovery_attempts, fact_id::user_status, fact_id::password_changed)},
      observer{recovery_answered, indexed<observers::recovery_answered>, reads(fact_id::answer_evidence)},
      observer{recovery_failures, indexed<observers::recovery_failures>, naming_the_transaction},
      observer{recovery_kind, indexed<observers::recovery_kind>, no_fact},
      observer{requested_method, indexed<observers::requested_method>, reads(fact_id::recovery_factor, fact_id::body)},
      observer{recovery_of, indexed<observers::recovery_of>,
               reads(fact_id::user_status, fact_id::password_changed) + naming_the_transaction},
      observer{recovery_token, indexed<observers::recovery_token>,
               reads(fact_id::token_evidence, fact_id::user_status, fact_id::password_changed)},
      observer{recovery_expiry, indexed<observers::recovery_expiry>, reads(fact_id::now)},
      observer{self_service_reset, indexed<observers::self_service_reset>,
               reads(fact_id::reset_access, fact_id::password_rules)},
      observer{password_changed, indexed<observers::password_changed>,
               reads(fact_id::min_age_minutes, fact_id::password_changed, fact_id::now, fact_id::password_rules)},
      observer{recovery_step, indexed<observers::recovery_step>, no_fact},
      observer{question_in_rule, indexed<observers::question_in_rule>,
               reads(fact_id::question_in_rule, fact_id::password_rules)},
      observer{caller, indexed<observers::caller>, reads(fact_id::application)},
      observer{question_in_policy, indexed<observers::in_policy<recovery_method::question>>,
               reads(fact_id::question_recovery, fact_id::password_rules)},
      observer{authority, indexed<observers::authority>, reads(fact_id::scopes, fact_id::application)},
      observer{managed_object, indexed<observers::managed_object>, no_fact},
      observer{settings_sent, indexed<observers::settings_sent>,
               reads(fact_id::body, fact_id::device_setting, fact_id::knowledge_second, fact_id::threat_action)},
      observer{event, indexed<observers::event>, no_fact},
      observer{question_enrolled, indexed<observers::enrolled<recovery_method::question>>,
               reads(fact_id::recovery_enrolled)},
  };
  return list;
}();

constexpr bool has_each_input() noexcept {
  std::array<bool, shipped::inputs_count> seen{};
  for (const observer& each : rows) seen[static_cast<std::size_t>(each.input)] = true;
  return std::ranges::find(seen, false) == seen.end();
}
static_assert(rows.size() == shipped::inputs_count && has_each_input());

/// The rows by input.
inline constexpr auto by_input = [] {
  std::array<const observer*, shipped::inputs_count> found{};
  for (const observer& each : rows) found[static_cast<std::size_t>(each.input)] = &each;
  return found;
}();

}  // namespace interlock::authn::observers
