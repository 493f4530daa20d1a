#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <interlock/authn/policy.hpp>
#include <interlock/authn/time.hpp>
#include <interlock/authn/words.hpp>

/// The transaction as a value: what a host stores between two requests. <interlock/authn/transaction_machine.hpp> says
/// where an operation leads.
namespace interlock::authn {

using operations = set_of<operation>;
using proofs = set_of<proof>;

/// A factor that is being activated or challenged.
struct factor_in_question {
  std::string_view id;
  factor_kind kind = factor_kind::question;
  bool by_type = false;  ///< any factor of that kind may answer
  bool operator==(const factor_in_question&) const = default;
};

/// The last message that a transaction has sent.
struct message_sent {
  recovery_method channel = recovery_method::email;
  time_point at{};
  bool operator==(const message_sent&) const = default;
};

/// A transaction between two requests. The host stores it and passes it back; text is borrowed.
struct transaction {
  authn::state state = state::unauthenticated;
  std::string_view state_token;  ///< empty: none was given out
  time_point expires_at{};
  std::string_view user_id;  ///< empty: nobody's
  bool step_up = false;      ///< ends at the application that began it
  std::optional<recovery_kind> recovery;
  std::optional<recovery_method> recovery_by;  ///< email, sms or call
  std::optional<factor_in_question> factor;
  std::optional<factor_result> result;
  std::optional<time_point> activation_expires_at;
  authn::proofs proofs;
  bool factor_first = false;      ///< begun without a password
  bool skippable = false;         ///< MFA_ENROLL: nothing has to be enrolled any more
  bool warned = false;            ///< the password warning was answered
  bool password_renewed = false;  ///< by this transaction
  std::uint64_t failures = 0;     ///< wrong answers in a recovery
  std::optional<message_sent> sent;
  bool multi_optional_factor_enroll = false;
  bool warn_before_password_expired = false;
  std::optional<std::string_view> relay_state;
  bool operator==(const transaction&) const = default;
};

}  // namespace interlock::authn
