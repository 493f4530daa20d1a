#pragma once

#include <cstdint>
#include <optional>

#include <interlock/authn/time.hpp>
#include <interlock/authn/words.hpp>

namespace interlock::authn {

/// Counters and times of one account; docs/reference.md#the-account-over-time. Counters saturate at `count_max`.
struct attempts {
  static constexpr std::uint64_t count_max = (std::uint64_t{1} << 53) - 1;  // the largest that JSON keeps exactly

  std::uint64_t failed = 0;
  std::uint64_t failed_from_unknown_devices = 0;
  bool unknown_devices_blocked = false;
  std::optional<time_point> locked_at;       // of the latest lock or block; absent: none since the last unlock
  std::optional<time_point> auto_unlock_at;  // when the scheduled unlock is due; absent: none is scheduled
  std::uint64_t consecutive_lockouts = 0;
  std::uint64_t failed_factor = 0;
  std::uint64_t failed_recovery = 0;

  bool operator==(const attempts&) const = default;
};

/// The part of an account that decisions change. `decide` returns the next one; the host stores it.
struct account {
  std::optional<user_status> status;           ///< none: there is no such user
  std::optional<time_point> password_changed;  ///< none: not known, and such a password never expires by age
  authn::attempts attempts;
  std::uint64_t version = 0;  ///< grows with every change; compare it when storing, see docs/embedding.md

  bool operator==(const account&) const = default;
};

}  // namespace interlock::authn
