#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <interlock/authn/decision.hpp>
#include <interlock/authn/facts.hpp>

namespace interlock::authn {

/// An event that changes an account without a request to the API.
enum class account_event : std::uint8_t {
  timer,                  ///< the time has come to look for a due automatic unlock
  admin_unlock,           ///< an administrator ends the lock and the block of unknown devices
  allow_unknown_devices,  ///< an administrator ends the block of unknown devices, and only that
  reset_password,         ///< an administrator asks the user for a new password
  expire_password,        ///< an administrator lets the password expire
  suspend,                ///< an administrator suspends an active user
  unsuspend,              ///< an administrator ends a suspension
  deactivate              ///< an administrator deactivates the user
};

template <>
struct words_of<account_event> {
  static constexpr std::array<std::string_view, 8> value{"TIMER",          "ADMIN_UNLOCK",    "ALLOW_UNKNOWN_DEVICES",
                                                         "RESET_PASSWORD", "EXPIRE_PASSWORD", "SUSPEND",
                                                         "UNSUSPEND",      "DEACTIVATE"};
};

/// Decides what an event does to the account. A due automatic unlock comes first, whatever the event; the request and
/// the evidence of the facts are not looked at.
/// Pure, total, no allocation. An event that finds nothing to do has no effects.
/// @return outcome `ok`, effects, account and trace; no response and no transaction. `decided_by` is the rule of the
///   automatic unlock for `timer`, of the table `account_event` for all others.
/// @par Specification docs/stories.md#events, docs/reference.md#the-account-over-time
[[nodiscard]] decision decide_event(const facts& from, account_event what) noexcept;

}  // namespace interlock::authn
