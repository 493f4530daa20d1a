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
  network_zone,
  network_threat,
  network_exempt,
  threat_action,
  rate_limit,
  enumeration_prevention,
  device_setting,
  show_lockout_failures,
  max_attempts,
  max_age_days,
  expire_warn_days,
  email_recovery,
  sms_recovery,
  call_recovery,
  unlock_access,
  methods_in_rule,
  email_without_enrollment,
  password_rules,
  sign_on_access,
  require_factor,
  prompt_mode,
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
  failed_attempts,
  failed_from_unknown_devices,
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
  activation_token
};
/// The factors the user has, and one more of each kind listed; or none at all.
struct factors_choice {
  bool cleared = false;
  std::vector<factor_kind> added;
  friend bool operator==(const factors_choice&, const factors_choice&) = default;
};
/// The rules that are there, with one in front that applies to everyone and permits, demands or denies.
enum class rule_choice : std::uint8_t { allow_unlock, require_factor, deny_access, enroll_at_login };

using fact_value = std::variant<std::monostate, bool, std::uint64_t, time_point, std::string_view, recovery_methods,
                                body_choice, factors_choice, rule_choice>;

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
  std::vector<obstacle> why_not;  ///< one for each other outcome that the operation can have
};

/// Pure. @return the explanation, or the evidence that is missing
[[nodiscard]] boost::system::result<explanation, missing_evidence> explain(const facts& from);

/// Whether `POST /api/v1/authn` can come to the outcome at all.
[[nodiscard]] bool can_come_to(outcome wanted) noexcept;

struct ways {
  std::vector<change_set> changes;                   ///< shortest first, then by pointer; one empty set: already there
  std::optional<rule_reference> impossible_because;  ///< set exactly when `changes` is empty
};

/// Every set of changes that leads to the wanted outcome and has no smaller such set inside it, with the nearest
/// value for each fact. Exact over the facts that may change: no set means that none exists.
/// @param all  also offer what nobody can change: the clock, rate limits, the past
/// @par Complexity linear in the regions of the tables that have the outcome, times the ways to enter each
[[nodiscard]] boost::system::result<ways, missing_evidence> ways_to(const facts& from, outcome wanted, bool all);

template <>
struct words_of<actor> {
  static constexpr std::array<std::string_view, 5> value{"ADMINISTRATOR", "USER", "CALLER", "TIME", "NOBODY"};
};

}  // namespace interlock::authn
