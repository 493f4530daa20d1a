#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/container/static_vector.hpp>

#include <interlock/authn/account.hpp>
#include <interlock/authn/effect.hpp>
#include <interlock/authn/facts.hpp>
#include <interlock/authn/transaction.hpp>
#include <interlock/rules/table.hpp>

namespace interlock::authn {

/// A factor of the enrollment policy with what the user has of it.
struct offered_factor {
  factor_kind kind = factor_kind::question;
  bool enrolled = false;
  bool required = false;
};
using offered_factors = boost::container::static_vector<offered_factor, words_of<factor_kind>::value.size()>;

/// What to answer. Built from the outcome alone: nothing an administrator may see is in it.
struct response {
  std::uint16_t status = 200;
  std::optional<error_code> error;  ///< set exactly when no transaction state is answered
  std::string_view error_subject;   ///< completes the summary of E0000001 ("authRequest") and E0000007 (the path)
  std::string_view error_cause;     ///< empty: none
  std::string_view invalid_member;  ///< the member of the body that is the cause, empty: none
  std::optional<authn::state> state;
  operations links;
  std::string_view state_token, session_token;  ///< empty: none
  std::optional<time_point> expires_at;
  bool activation = false;  ///< `recoveryType` ACCOUNT_ACTIVATION
  bool with_user = false;
  std::optional<std::uint64_t> days_until_expiry;  ///< PASSWORD_WARN
  offered_factors factors_to_enroll;               ///< MFA_ENROLL
  const password_settings* password = nullptr;     ///< states that embed a password policy
  const sign_on_actions* sign_on = nullptr;        ///< MFA_REQUIRED: remember-device values
  std::optional<std::string_view> relay_state;
};

struct rule_reference {
  std::uint16_t table = 0;  ///< in shipped_book().tables
  rules::row_index row = 0;
};

struct consulted_table {
  rule_reference rule;
  rules::column_set columns = 0;  ///< the columns that were looked at
};

inline constexpr std::size_t tables_max = 32;
inline constexpr std::size_t inputs_max = 64;

struct decision {
  decision() noexcept {}  // NOLINT(*-use-equals-default): that would fill the unused memory of the lists with zeros

  authn::outcome outcome = outcome::authentication_failed;
  authn::response response;
  effect_list effects;
  authn::account account;
  std::optional<authn::transaction> transaction;
  rule_reference decided_by;
  boost::container::static_vector<consulted_table, tables_max> trace;  ///< in the order of their answers
  /// Per input of shipped_book() the value observed, or `rules::no_value` if nobody asked.
  std::array<rules::value_index, inputs_max> observed{};
};

}  // namespace interlock::authn
