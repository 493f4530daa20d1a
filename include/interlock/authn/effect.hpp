#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include <interlock/authn/account.hpp>
#include <interlock/authn/policy.hpp>
#include <interlock/static_vector.hpp>

/// What a decision asks for, as data; contract.md section 2. The first group changes the account, by `evolve`;
/// the second is for the host to carry out.
namespace interlock::authn::effects {

enum class counter : std::uint8_t { failed, failed_from_unknown_devices, failed_factor, failed_recovery };
enum class unlocked_by : std::uint8_t { timer, administrator, user };
enum class token_kind : std::uint8_t { state, session, recovery };

using authn::to_string;  // so that argument-dependent lookup finds it

struct password_failed {
  counter counts;
};
struct account_locked {
  time_point at;
};
struct unknown_devices_blocked {
  time_point at;
};
struct unlock_scheduled {
  time_point at;
};
/// With `by` timer the job is gone afterwards, and only counters of a lock or block that was held are set back.
struct account_unlocked {
  unlocked_by by;
  bool lock_stays = false;  ///< only the block of unknown devices ends
};
struct counters_reset {
  counter counts;
  bool row_of_locks_stays = false;  ///< of the counters of passwords: `consecutive_lockouts` is not set back
};
struct factor_failed {};
struct recovery_failed {};
struct status_changed {
  user_status to;
};
struct password_changed {
  time_point at;
};

struct log_event {
  std::string_view event_type;
  std::string_view outcome;
  std::string_view reason;  ///< empty: none
};
struct send {
  std::string_view channel;
  std::string_view message;    ///< the `template` member
  std::string_view factor_id;  ///< empty: not to a factor
};
struct issue_token {
  token_kind kind;
  time_point expires_at;
};
struct revoke_token {
  token_kind kind;
};
struct revoke_sessions {};
struct store_password {};
/// What the factor holds is in the request that enrolls it.
struct store_factor {
  std::string_view id;
  factor_kind kind;
  bool active;  ///< false: still to be activated
};
struct device_known {};
struct remember_device {
  std::optional<time_point> until;  ///< none: for good
};
struct unlock_directory {};
struct update_settings {
  settings_value to;
};

}  // namespace interlock::authn::effects

namespace interlock::authn {

using effect =
    std::variant<effects::password_failed, effects::account_locked, effects::unknown_devices_blocked,
                 effects::unlock_scheduled, effects::account_unlocked, effects::counters_reset, effects::factor_failed,
                 effects::recovery_failed, effects::status_changed, effects::password_changed, effects::log_event,
                 effects::send, effects::issue_token, effects::revoke_token, effects::revoke_sessions,
                 effects::store_password, effects::store_factor, effects::device_known, effects::remember_device,
                 effects::unlock_directory, effects::update_settings>;

/// No decision has more effects than this.
inline constexpr std::size_t effects_per_decision_max = 16;
using effect_list = static_vector<effect, effects_per_decision_max>;

template <>
struct words_of<effects::unlocked_by> {
  static constexpr std::array<std::string_view, 3> value{"TIMER", "ADMINISTRATOR", "USER"};
};
template <>
struct words_of<effects::token_kind> {
  static constexpr std::array<std::string_view, 3> value{"STATE", "SESSION", "RECOVERY"};
};

}  // namespace interlock::authn
