#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <interlock/authn/account.hpp>
#include <interlock/authn/blocks.hpp>
#include <interlock/authn/effect.hpp>
#include <interlock/authn/facts.hpp>
#include <interlock/authn/transaction.hpp>
#include <interlock/rules/table.hpp>
#include <interlock/static_vector.hpp>

namespace interlock::authn {

/// A factor of the enrollment policy with what the user has of it.
struct offered_factor {
  factor_kind kind = factor_kind::question;
  bool enrolled = false;
  bool required = false;
};
using offered_factors = static_vector<offered_factor, words_of<factor_kind>::value.size()>;

/// The response to send, before it is written as text. It depends on the outcome alone and holds nothing that only an
/// administrator may see. Text and the two pointers are borrowed from the facts or constant.
struct response {
  std::uint16_t status = 200;                  ///< HTTP status
  std::optional<error_code> error;             ///< set exactly when the request is refused
  std::string_view error_summary;              ///< empty: that of the code
  std::string_view error_subject;              ///< completes the summary of E0000001 ("authRequest") and E0000007
  std::string_view error_cause;                ///< empty: none
  std::string_view error_cause_subject;        ///< what the cause ends with, in quotes; empty: nothing
  std::optional<body_member> member_at_fault;  ///< completes the summary of E0000001 where no `error_subject` does
  std::optional<body_member> missing_member;   ///< the cause: it was not sent; none: another cause
  std::optional<body_member> invalid_member;   ///< the cause: its type or length is wrong; none: another cause
  std::optional<authn::state> state;           ///< the `status` of the body; none: the body has none
  authn::substate substate = authn::substate::next_step;  ///< names the links
  operations links;
  std::string_view state_token, session_token, recovery_token;  ///< empty: none
  std::optional<time_point> expires_at;
  bool step_up = false;                            ///< `type` SESSION_STEP_UP, with what it is for
  std::optional<recovery_kind> recovery;           ///< `recoveryType`
  std::optional<recovery_method> recovery_by;      ///< `factorType` of a recovery
  std::optional<factor_result> result;             ///< `factorResult`
  bool with_user = false;                          ///< the body embeds the user
  bool with_question = false;                      ///< the recovery question of the user
  std::optional<factor_in_question> factor;        ///< MFA_ENROLL_ACTIVATE, MFA_CHALLENGE
  factor_classes factors_to_verify;                ///< MFA_REQUIRED, UNAUTHENTICATED: of these classes
  std::optional<std::uint64_t> days_until_expiry;  ///< PASSWORD_WARN
  offered_factors factors_to_enroll;               ///< MFA_ENROLL
  const password_settings* password = nullptr;     ///< states that embed a password policy
  const sign_on_actions* sign_on = nullptr;        ///< MFA_REQUIRED: remember-device values
  std::optional<std::string_view> relay_state;
  std::optional<settings_value> settings;  ///< settings that are shown, as they are after the request
  bool settings_in_list = false;           ///< as the only element
  std::optional<authn::blocks> blocks;     ///< the blocks of a user that are listed
  std::optional<scope> missing_scope;      ///< what an access token would have needed
};

/// A row of a table of `shipped_book()`.
struct rule_reference {
  std::uint16_t table = 0;  ///< in shipped_book().tables
  rules::row_index row = 0;
};

/// A table that was evaluated, with the row that answered.
struct consulted_table {
  rule_reference rule;
  rules::column_set columns = 0;  ///< the columns that were looked at
};

inline constexpr std::size_t tables_max = 48;
inline constexpr std::size_t inputs_max = 128;

/// The result of `decide`: the response to send, the effects to carry out, and what to store. Text and policies are
/// borrowed from the facts, so they must outlive the decision. docs/reference.md#the-decision
struct decision {
  /// Leaves the unused memory of the lists as it is.
  decision() noexcept { observed.fill(rules::no_value); }

  authn::outcome outcome = outcome::authentication_failed;
  authn::response response;
  effect_list effects;                            ///< in the order in which the host carries them out
  authn::account account;                         ///< after the effects: store it if its version has grown
  std::optional<authn::transaction> transaction;  ///< to store for the next request; none: it is over
  rule_reference decided_by;
  std::uint16_t root = 0;  ///< the table whose answer the outcome is, in shipped_book().tables
  static_vector<consulted_table, tables_max> trace;  ///< in the order of their answers
  /// Per input of shipped_book() the value observed, or `rules::no_value` if nobody asked.
  std::array<rules::value_index, inputs_max> observed;
};

}  // namespace interlock::authn
