#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <interlock/authn/policy.hpp>
#include <interlock/authn/time.hpp>
#include <interlock/authn/words.hpp>

/// The transaction as a state machine. The machine itself (Boost.MSM) stays behind this interface.
namespace interlock::authn {

using operations = set_of<operation>;

/// The state that a new transaction is in when `authenticate` came to `verdict`; none when it starts no
/// transaction (every refusal).
[[nodiscard]] std::optional<state> start(outcome verdict) noexcept;

/// The operations that the machine accepts in a state. Links are computed from this set.
[[nodiscard]] operations accepted(state in) noexcept;

/// A transaction between two requests. The host stores it and passes it back; text is borrowed from the facts.
struct transaction {
  authn::state state = state::unauthenticated;
  std::string_view state_token;
  time_point expires_at{};
  std::string_view user_id;
  bool activation = false;  ///< PASSWORD_RESET of an account activation
  bool multi_optional_factor_enroll = false;
  bool warn_before_password_expired = false;
  std::optional<std::string_view> relay_state;
};

}  // namespace interlock::authn
