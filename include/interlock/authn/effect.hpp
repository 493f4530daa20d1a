#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include <interlock/authn/account.hpp>
#include <interlock/authn/policy.hpp>
#include <interlock/static_vector.hpp>

/// The effects of a decision, as data; docs/reference.md#effects. The first group changes the account, by `evolve`;
/// the second is for the host to carry out.
namespace interlock::authn::effects {

/// A counter of `attempts`.
enum class counter : std::uint8_t { failed, failed_from_unknown_devices, failed_factor, failed_recovery };
/// Who ended a lock or a block: the scheduled automatic unlock, an administrator, or the user by self-service.
enum class unlocked_by : std::uint8_t { timer, administrator, user };
/// The kind of a token that a response or a message carries.
enum class token_kind : std::uint8_t { state, session, recovery };

using authn::to_string;  // so that argument-dependent lookup finds it

/// A wrong password was counted: the counter plus 1.
struct password_failed {
  counter counts;
};
/// The account is locked for every device: status LOCKED_OUT, `consecutive_lockouts` plus 1. `at` is the time of the
/// attempt.
struct account_locked {
  time_point at;
};
/// Unknown devices are blocked, `consecutive_lockouts` plus 1. `at` is the time of the attempt.
struct unknown_devices_blocked {
  time_point at;
};
/// An automatic unlock is scheduled. `at` is the time from which it is due.
struct unlock_scheduled {
  time_point at;
};
/// A lock or a block ends. With `by` timer the schedule ends, too, and only the counters of what was in force become 0.
struct account_unlocked {
  unlocked_by by;
  bool lock_stays = false;  ///< only the block of unknown devices ends
};
/// A counter becomes 0.
struct counters_reset {
  counter counts;
  /// For a counter of passwords: true keeps `consecutive_lockouts`; false sets it to 0, too.
  bool keep_consecutive_lockouts = false;
};
/// A wrong answer to a factor other than the password was counted.
struct factor_failed {};
/// A wrong code or answer of a recovery was counted.
struct recovery_failed {};
/// The status of the user changes, other than by a lock or an unlock.
struct status_changed {
  user_status to;
};
/// The password was changed or reset at that time: `password_changed` of the account.
struct password_changed {
  time_point at;
};

/// An event for the System Log; docs/reference.md#effects lists the types, outcomes and reasons. The text is constant:
/// it never dangles.
struct log_event {
  std::string_view event_type;
  std::string_view outcome;
  std::string_view reason;  ///< empty: the event has none
};
/// A message for the user; docs/reference.md#effects lists the channels and templates. The host generates the code or
/// link that it carries. `factor_id` is borrowed from the facts; the other text is constant.
struct send {
  std::string_view channel;
  std::string_view message;    ///< the `template` member
  std::string_view factor_id;  ///< empty: not to a factor
};
/// A token is issued: one of the response, or the recovery token of a mail. The strings are those of `mint`.
struct issue_token {
  token_kind kind;
  time_point expires_at;
};
/// The token of the transaction is not accepted any more.
struct revoke_token {
  token_kind kind;
};
/// The sessions of the user end, because the request that set a new password asked for it.
struct revoke_sessions {};
/// The new password of the request replaces the stored one.
struct store_password {};
/// A factor is enrolled or activated: store it in place of the one with the same id. Its secrets and profile are in the
/// request that enrolls it.
struct store_factor {
  std::string_view id;  ///< borrowed from the facts
  factor_kind kind;
  bool active;  ///< false: still to be activated
};
/// The sign-in is complete: from now on the device is known for this user.
struct device_known {};
/// The device is remembered, so that a factor need not be verified there again.
struct remember_device {
  std::optional<time_point> until;  ///< none: without an end
};
/// The account is to be unlocked in its directory, too.
struct unlock_directory {};
/// The settings object is replaced by `to`. Its text is borrowed from the facts.
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
