#pragma once

#include <cstdint>
#include <string_view>

#include "shipped_book.hpp"

/// The inputs and tables of the shipped book by the type of their values, so that a sentence of the specification
/// can be typed as `see.is(in::device::unknown)`.
namespace spec {

namespace in = interlock::authn::shipped::in;
namespace out = interlock::authn::shipped::out;
using interlock::authn::shipped::input_id;
using interlock::authn::shipped::inputs_count;
using interlock::authn::shipped::table_id;
using interlock::authn::shipped::tables_count;
using interlock::rules::value_index;

// clang-format off
/// Calls X once for each observation.
#define SPEC_INPUTS(X)                                                                                           \
  X(network_zone) X(threat_exempt) X(threat_action) X(threat_level) X(threat_response) X(rate_limit) X(route)    \
  X(body) X(unlock_job) X(lock_held) X(user_status) X(device_setting) X(device) X(unknown_devices_block)         \
  X(next_failure) X(auto_unlock) X(lockouts_in_a_row) X(enumeration_prevention) X(lockout_failures)              \
  X(self_service_unlock) X(engine) X(recovery_requirement) X(email_in_policy) X(sms_in_policy) X(call_in_policy) \
  X(email_in_rule) X(sms_in_rule) X(voice_in_rule) X(push_in_rule) X(otp_in_rule) X(email_enrolled)              \
  X(email_without_enrollment) X(sms_enrolled) X(call_enrolled) X(push_enrolled) X(otp_enrolled)                  \
  X(sign_on_access) X(require_factor) X(device_remembered) X(prompt_mode) X(usable_factor) X(enrollment_prompt)  \
  X(enrollable_factor) X(password_age) X(warn_option) X(has_password) X(password) X(activation_token)            \
  X(transaction) X(operation_accepted) X(step) X(members) X(factor_in_path) X(factor_state) X(factor_first)      \
  X(asked_class) X(proven_class) X(knowledge_second) X(possession_enrolled) X(answered_by) X(answer_sent)        \
  X(factor_evidence) X(polled) X(push) X(next_factor_failure) X(channel) X(last_message) X(wanted_factor)        \
  X(setup) X(setup_data) X(phone_number) X(pass_code) X(activation_time) X(factor_proof) X(provable_factor)      \
  X(password_step) X(factors_left) X(enrolling) X(change_access) X(old_password) X(new_password) X(caller)       \
  X(requested_method) X(recovery_kind) X(recovery_step) X(recovery_of) X(recovery_path) X(recovery_failures)     \
  X(recovery_answered) X(recovery_token) X(recovery_expiry) X(self_service_reset) X(password_changed)            \
  X(question_in_policy) X(question_in_rule) X(question_enrolled) X(authority) X(managed_object) X(settings_sent) \
  X(event)

/// Calls X once for each table.
#define SPEC_TABLES(X)                                                                                           \
  X(activation) X(authentication) X(automatic_unlock) X(destination) X(factor_challenge) X(factor_enrollment)    \
  X(gate) X(lock_disclosure) X(password_attempt) X(password_expiry) X(recovery_method) X(recovery_source)        \
  X(sign_on) X(standing) X(threat) X(threat_log) X(unlock_schedule) X(continuation) X(enrollment_request)        \
  X(entry) X(factor_activation) X(factor_answer) X(factor_turn) X(hold) X(identification) X(onward)              \
  X(password_change) X(recovery_answer) X(recovery_channel) X(recovery_code) X(recovery_link)                    \
  X(recovery_permission) X(recovery_progress) X(recovery_question) X(recovery_start) X(resend)        \
  X(administration) X(account_event)
// clang-format on

template <class Value>
inline constexpr std::string_view name_of = "";
template <class Value>
inline constexpr auto id_of = nullptr;

#define SPEC_NAME_INPUT(name)                                  \
  template <>                                                  \
  inline constexpr std::string_view name_of<in::name> = #name; \
  template <>                                                  \
  inline constexpr auto id_of<in::name> = input_id::name;
SPEC_INPUTS(SPEC_NAME_INPUT)
#undef SPEC_NAME_INPUT

#define SPEC_NAME_TABLE(name)                                   \
  template <>                                                   \
  inline constexpr std::string_view name_of<out::name> = #name; \
  template <>                                                   \
  inline constexpr auto id_of<out::name> = table_id::name;
SPEC_TABLES(SPEC_NAME_TABLE)
#undef SPEC_NAME_TABLE

/// Answers observations one at a time, so that whoever asks depends on nothing else.
class observations {
 public:
  virtual value_index value(input_id which) = 0;

  template <class Value>
  bool is(Value wanted) {
    return value(id_of<Value>) == static_cast<value_index>(wanted);
  }

 protected:
  ~observations() = default;
};

/// How many values an observation has in the shipped book.
std::size_t values_of(input_id which);

}  // namespace spec
