#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <interlock/authn/decide.hpp>

/// Why a request is answered as it is, why not otherwise, and what would have to change. Computed from the tables
/// that decide.
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

/// One fact of one scenario. `kind` says which factor a `factor_offer` is about.
struct fact {
  fact_id id = fact_id::operation;
  factor_kind kind = factor_kind::question;
  friend bool operator==(const fact&, const fact&) = default;
};

/// Who can change a fact; contract.md 4.1.
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

struct fact_change {
  authn::fact fact;
  fact_value to;  ///< monostate: nothing there
  friend bool operator==(const fact_change&, const fact_change&) = default;
};
using change_set = std::vector<fact_change>;

/// JSON pointer of a fact in the scenario that the facts were read from. Where several policies were given it points
/// into the one that applies.
[[nodiscard]] std::string pointer_to(const fact& of, const facts& in);
/// The value in force, a default included.
[[nodiscard]] fact_value present_value(const fact& of, const facts& in);
[[nodiscard]] actor who_changes(const fact& of) noexcept;
/// The body that a value of the fact `body` stands for. What was asked for besides stays asked for.
[[nodiscard]] request_body body_for(const fact_value& chosen, const facts& in);
/// The place of the factor that the path names in `facts::factors`.
[[nodiscard]] std::optional<std::size_t> place_of_factor_in_path(const facts& in) noexcept;

/// A rule on the way to the answer, with the facts that its conditions are about.
struct reason {
  rule_reference rule;
  bool decides = false;  ///< false: it was consulted and let the request go on
  std::vector<fact> facts;
};

/// What keeps an outcome from being the answer: the rule that applies instead, and the facts that make it apply.
struct obstacle {
  authn::outcome outcome;
  rule_reference rule;
  std::vector<fact> facts;
};

struct explanation {
  decision made;
  std::vector<reason> because;    ///< the deciding rules first, then the others that were consulted
  std::vector<obstacle> why_not;  ///< one for each other outcome that the operation can have in its transaction
};

/// Pure. @return the explanation, or the evidence that is missing
[[nodiscard]] result<explanation, missing_evidence> explain(const facts& from);

/// Whether the operation, in its transaction, can come to the outcome at all.
[[nodiscard]] bool can_come_to(const facts& from, outcome wanted);

struct ways {
  std::vector<change_set> changes;                   ///< shortest first, then by pointer; one empty set: already there
  std::optional<rule_reference> impossible_because;  ///< set exactly when `changes` is empty
};

/// Every set of changes that leads to the wanted outcome and has no smaller such set inside it, with the nearest
/// value for each fact. Exact over the facts that may change: no set means that none exists.
/// @param all  also offer what nobody can change: the clock, rate limits, the past
/// @par Complexity linear in the regions of the tables that have the outcome, times the ways to enter each
[[nodiscard]] result<ways, missing_evidence> ways_to(const facts& from, outcome wanted, bool all);

template <>
struct words_of<actor> {
  static constexpr std::array<std::string_view, 5> value{"ADMINISTRATOR", "USER", "CALLER", "TIME", "NOBODY"};
};

}  // namespace interlock::authn
