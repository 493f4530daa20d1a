#pragma once

#include <algorithm>
#include <array>

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
  rules::value_index (*see)(const situation& from) noexcept;
};

template <auto Observe>
rules::value_index indexed(const situation& from) noexcept {
  return index(Observe(from));
}

/// By input. Leaves no hole, or does not compile.
inline constexpr auto by_input = [] {
  using enum shipped::input_id;
  constexpr std::array list{
      observer{network_zone, indexed<observers::network_zone>},
      observer{threat_exempt, indexed<observers::threat_exempt>},
      observer{threat_action, indexed<observers::threat_action>},
      observer{threat_level, indexed<observers::threat_level>},
      observer{threat_response, indexed<observers::threat_response>},
      observer{rate_limit, indexed<observers::rate_limit>},
      observer{route, indexed<observers::route>},
      observer{body, indexed<observers::body>},
      observer{unlock_job, indexed<observers::unlock_job>},
      observer{lock_held, indexed<observers::lock_held>},
      observer{user_status, indexed<observers::user_status>},
      observer{device_setting, indexed<observers::device_setting>},
      observer{device, indexed<observers::device>},
      observer{unknown_devices_block, indexed<observers::unknown_devices_block>},
      observer{next_failure, indexed<observers::next_failure>},
      observer{auto_unlock, indexed<observers::auto_unlock>},
      observer{lockouts_in_a_row, indexed<observers::lockouts_in_a_row>},
      observer{enumeration_prevention, indexed<observers::enumeration_prevention>},
      observer{lockout_failures, indexed<observers::lockout_failures>},
      observer{self_service_unlock, indexed<observers::self_service_unlock>},
      observer{engine, indexed<observers::engine>},
      observer{recovery_requirement, indexed<observers::recovery_requirement>},
      observer{email_in_policy, indexed<observers::in_policy<recovery_method::email>>},
      observer{sms_in_policy, indexed<observers::in_policy<recovery_method::sms>>},
      observer{call_in_policy, indexed<observers::in_policy<recovery_method::call>>},
      observer{email_in_rule, indexed<observers::in_rule<recovery_method::email>>},
      observer{sms_in_rule, indexed<observers::in_rule<recovery_method::sms>>},
      observer{voice_in_rule, indexed<observers::in_rule<recovery_method::call>>},
      observer{push_in_rule, indexed<observers::in_rule<recovery_method::push>>},
      observer{otp_in_rule, indexed<observers::in_rule<recovery_method::otp>>},
      observer{email_enrolled, indexed<observers::enrolled<recovery_method::email>>},
      observer{email_without_enrollment, indexed<observers::email_without_enrollment>},
      observer{sms_enrolled, indexed<observers::enrolled<recovery_method::sms>>},
      observer{call_enrolled, indexed<observers::enrolled<recovery_method::call>>},
      observer{push_enrolled, indexed<observers::enrolled<recovery_method::push>>},
      observer{otp_enrolled, indexed<observers::enrolled<recovery_method::otp>>},
      observer{sign_on_access, indexed<observers::sign_on_access>},
      observer{require_factor, indexed<observers::require_factor>},
      observer{device_remembered, indexed<observers::device_remembered>},
      observer{prompt_mode, indexed<observers::prompt_mode>},
      observer{usable_factor, indexed<observers::usable_factor>},
      observer{enrollment_prompt, indexed<observers::enrollment_prompt>},
      observer{enrollable_factor, indexed<observers::enrollable_factor>},
      observer{password_age, indexed<observers::password_age>},
      observer{warn_option, indexed<observers::warn_option>},
      observer{has_password, indexed<observers::has_password>},
      observer{password, indexed<observers::password>},
      observer{activation_token, indexed<observers::activation_token>},
      observer{transaction, indexed<observers::transaction>},
      observer{operation_accepted, indexed<observers::operation_accepted>},
      observer{step, indexed<observers::step>},
      observer{factor_in_path, indexed<observers::factor_in_path>},
      observer{new_password, indexed<observers::new_password>},
      observer{wanted_factor, indexed<observers::wanted_factor>},
      observer{setup, indexed<observers::setup>},
      observer{setup_data, indexed<observers::setup_data>},
      observer{phone_number, indexed<observers::phone_number>},
      observer{pass_code, indexed<observers::pass_code>},
      observer{channel, indexed<observers::channel>},
      observer{last_message, indexed<observers::last_message>},
      observer{members, indexed<observers::members>},
      observer{polled, indexed<observers::polled>},
      observer{activation_time, indexed<observers::activation_time>},
      observer{push, indexed<observers::push>},
      observer{answer_sent, indexed<observers::answer_sent>},
      observer{factor_state, indexed<observers::factor_state>},
      observer{factor_first, indexed<observers::factor_first>},
      observer{asked_class, indexed<observers::asked_class>},
      observer{proven_class, indexed<observers::proven_class>},
      observer{knowledge_second, indexed<observers::knowledge_second>},
      observer{possession_enrolled, indexed<observers::possession_enrolled>},
      observer{answered_by, indexed<observers::answered_by>},
      observer{factor_evidence, indexed<observers::factor_evidence>},
      observer{next_factor_failure, indexed<observers::next_factor_failure>},
      observer{provable_factor, indexed<observers::provable_factor>},
      observer{factor_proof, indexed<observers::factor_proof>},
      observer{password_step, indexed<observers::password_step>},
      observer{factors_left, indexed<observers::factors_left>},
      observer{enrolling, indexed<observers::enrolling>},
      observer{change_access, indexed<observers::change_access>},
      observer{old_password, indexed<observers::old_password>},
      observer{recovery_path, indexed<observers::recovery_path>},
      observer{recovery_answered, indexed<observers::recovery_answered>},
      observer{recovery_failures, indexed<observers::recovery_failures>},
      observer{recovery_kind, indexed<observers::recovery_kind>},
      observer{requested_method, indexed<observers::requested_method>},
      observer{recovery_of, indexed<observers::recovery_of>},
      observer{recovery_token, indexed<observers::recovery_token>},
      observer{recovery_expiry, indexed<observers::recovery_expiry>},
      observer{self_service_reset, indexed<observers::self_service_reset>},
      observer{password_changed, indexed<observers::password_changed>},
      observer{recovery_step, indexed<observers::recovery_step>},
      observer{question_in_rule, indexed<observers::question_in_rule>},
      observer{caller, indexed<observers::caller>},
      observer{question_in_policy, indexed<observers::in_policy<recovery_method::question>>},
      observer{authority, indexed<observers::authority>},
      observer{managed_object, indexed<observers::managed_object>},
      observer{settings_sent, indexed<observers::settings_sent>},
      observer{event, indexed<observers::event>},
      observer{question_enrolled, indexed<observers::enrolled<recovery_method::question>>},
  };
  static_assert(list.size() == shipped::inputs_count);
  std::array<rules::value_index (*)(const situation&) noexcept, shipped::inputs_count> found{};
  for (const observer& each : list) found[static_cast<std::size_t>(each.input)] = each.see;
  return found;
}();
static_assert(std::ranges::find(by_input, nullptr) == by_input.end());

}  // namespace interlock::authn::observers
