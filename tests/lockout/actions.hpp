#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>

/// What can be done to an account, and where.
namespace lockout {

namespace authn = interlock::authn;
namespace effects = interlock::authn::effects;

using authn::account;
using authn::account_event;
using authn::decision;
using authn::facts;

enum class device_setting : std::uint8_t { off, on, changing };

/// One organization. Passwords do not expire, and nothing else but what is tried depends on the time.
struct world {
  std::uint64_t max_attempts = 2;
  device_setting setting = device_setting::off;
  bool unlocks_automatically = true;
  bool thorough = false;  ///< every action there is; otherwise one of each sort that accounts can tell apart
};

/// What an action is to the account; the invariants speak of these.
enum class kind : std::uint8_t {
  refused,                ///< at the gate or at the entry
  right_password,         ///< at a sign-in, a step-up included
  wrong_password,         ///< the same
  denied,                 ///< the sign-on rule refuses after a right password
  activation,             ///< by a token
  named,                  ///< a user name alone
  right_factor,           ///< right answer to a factor of a running transaction
  wrong_factor,           ///< wrong answer
  right_password_factor,  ///< right password where it is asked for as a factor
  wrong_password_factor,  ///< wrong password there
  neutral_factor,         ///< challenged, refused elsewhere, replayed, outside its window
  password_change,        ///< of an expired password in a running transaction, accepted or not
  password_reset,         ///< at the end of a recovery, accepted or not
  recovery_start,         ///< forgot password
  unlock_start,
  right_proof,  ///< of a recovery: token, code or answer
  wrong_proof,
  event,    ///< without a request
  setting,  ///< an administrator turns the device setting on or off
  clock     ///< time goes on to the unlock job, or back before it
};

struct action {
  std::string name = {};
  kind what = kind::refused;
  facts asked = {};  ///< without the account
  std::optional<account_event> event = {};
  bool unlocks = false;  ///< of a recovery: it ends a lock, not a password
};

inline constexpr authn::time_point noon{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} +
                                        std::chrono::hours{12}};
inline constexpr std::chrono::minutes unlock_wait{60};
/// The failures that factors and recoveries are given; docs/reference.md#the-account-over-time.
inline constexpr std::uint64_t answers_max = 5;

/// Facts of an active user in a world, with a right password from a known device.
[[nodiscard]] facts facts_in(const world& of);

/// Everything a caller or an administrator can do, from known and from unknown devices.
[[nodiscard]] std::vector<action> actions_in(const world& of);

/// The decision about an action that is a request or an event. Evidence is always complete.
[[nodiscard]] decision decided(action& what, const account& to, bool setting);

}  // namespace lockout
