#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include <interlock/authn/facts.hpp>

/// The facts that can be changed one by one, and their values: what observations read, and what explanations name.
namespace interlock::authn {

/// Facts that a change can be made to. Each is one place in a scenario.
enum class fact_id : std::uint8_t {
  operation,
  body,
  warn_option,
  password_evidence,
  token_evidence,
  application,
  scopes,
  state_token,
  recovery_token,
  username,
  password,
  old_password,
  new_password,
  pass_code,
  answer,
  recovery_factor,
  old_password_evidence,
  new_password_evidence,
  answer_evidence,
  pass_code_evidence,
  push_evidence,
  audience_evidence,
  phone_number_evidence,
  network_zone,
  network_threat,
  network_exempt,
  threat_action,
  rate_limit,
  enumeration_prevention,
  device_setting,
  knowledge_second,
  show_lockout_failures,
  max_attempts,
  max_age_days,
  expire_warn_days,
  min_age_minutes,
  email_recovery,
  sms_recovery,
  call_recovery,
  question_recovery,
  unlock_access,
  change_access,
  reset_access,
  question_in_rule,
  methods_in_rule,
  email_without_enrollment,
  password_rules,
  sign_on_access,
  require_factor,
  prompt_mode,
  primary_factor,
  sign_on_rules,
  enrollment_prompt,
  factor_offer,
  enrollment_rules,
  user_status,
  unknown_devices_blocked,
  recovery_enrolled,
  factors_enrolled,
  device_known,
  device_remembered,
  now,
  transaction_state,
  transaction_failures,
  failed_attempts,
  failed_from_unknown_devices,
  failed_factor_attempts,
  failed_recovery_attempts,
  auto_unlock_at,
  password_changed
};
inline constexpr std::size_t facts_count = static_cast<std::size_t>(fact_id::password_changed) + 1;

/// One fact of one scenario. `kind` says which factor a `factor_offer` is about.
struct fact {
  fact_id id = fact_id::operation;
  factor_kind kind = factor_kind::question;
  friend bool operator==(const fact&, const fact&) = default;
};

/// Who can change a fact; docs/reference.md#the-explanation.
enum class actor : std::uint8_t { administrator, user, caller, time, nobody };

/// Values of facts that are more than a word or a number.
enum class body_choice : std::uint8_t {
  absent,
  malformed,
  incomplete,
  password,
  password_with_warning,
  activation_token,
  needed,     ///< what the operation cannot do without
  answering,  ///< that, and the answer to the factor
  unusable    ///< settings with a value that they cannot have
};
/// A body that enrolls a factor, with all that its kind needs.
struct enrollment_choice {
  factor_kind kind = factor_kind::question;
  friend bool operator==(const enrollment_choice&, const enrollment_choice&) = default;
};
/// The factors the user has, and one more of each kind listed; or none at all; or the one that the path names made
/// active, or inactive.
struct factors_choice {
  bool cleared = false;
  std::vector<factor_kind> added;
  std::optional<bool> in_path_active = std::nullopt;
  friend bool operator==(const factors_choice&, const factors_choice&) = default;
};
/// The rules that are there, with one in front that applies to everyone and permits, demands or denies.
enum class rule_choice : std::uint8_t { allow_unlock, require_factor, deny_access, enroll_at_login };

using fact_value = std::variant<std::monostate, bool, std::uint64_t, time_point, std::string_view, recovery_methods,
                                set_of<scope>, body_choice, enrollment_choice, factors_choice, rule_choice>;

/// A fact with the value that it is changed to.
struct fact_change {
  authn::fact fact;
  fact_value to;  ///< monostate: nothing there
  friend bool operator==(const fact_change&, const fact_change&) = default;
};
using change_set = std::vector<fact_change>;

/// The value in force, a default included.
[[nodiscard]] fact_value get_fact(const fact& of, const facts& in);
[[nodiscard]] actor who_changes(const fact& of) noexcept;
/// The body that a value of the fact `body` stands for. What was asked for besides stays asked for.
[[nodiscard]] request_body body_for(const fact_value& chosen, const facts& in);
/// The place of the factor that the path names in `facts::factors`.
[[nodiscard]] std::optional<std::size_t> place_of_factor_in_path(const facts& in) noexcept;

template <>
struct words_of<actor> {
  static constexpr std::array<std::string_view, 5> value{"ADMINISTRATOR", "USER", "CALLER", "TIME", "NOBODY"};
};

}  // namespace interlock::authn
