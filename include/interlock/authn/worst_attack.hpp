#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <interlock/authn/facts.hpp>

/// Exact worst cases of password guessing for one account, and the requests of each.
namespace interlock::authn {

/// At most `requests` requests in each window. Windows begin at the Unix epoch and follow one another without gaps.
struct request_limit {
  std::uint64_t requests = 0;
  duration window{};
};

/// The devices from which the attacker sends wrong passwords.
enum class attacker : std::uint8_t { unknown_devices, known_device, any_device };

/// The quantity that the attacker maximizes: passwords tried, or the time that the user of a known or an unknown device
/// is kept out.
enum class attack_goal : std::uint8_t { passwords_tried, known_device_kept_out, unknown_device_kept_out };

template <>
struct words_of<attacker> {
  static constexpr std::array<std::string_view, 3> value{"UNKNOWN_DEVICES", "KNOWN_DEVICE", "ANY_DEVICE"};
};
template <>
struct words_of<attack_goal> {
  static constexpr std::array<std::string_view, 3> value{"PASSWORDS_TRIED", "KNOWN_DEVICE_KEPT_OUT",
                                                         "UNKNOWN_DEVICE_KEPT_OUT"};
};

/// The state and the limits of an attack. Everything is borrowed.
struct attack_setting {
  const authn::facts& start;  ///< account, policy and time; request, evidence, device and rate limit do not matter
  /// One at least, ascending. Each window divides the next, and the last divides a minute; of all but the last, the
  /// number of requests divides the milliseconds.
  std::span<const request_limit> limits;
  time_point until;  ///< the attack takes place in [start.now, until)
};

/// `count` wrong passwords, the first at `first`, the others `spacing` apart; all that once more after `every`, in all
/// `times` times.
struct attack_run {
  time_point first{};
  bool from_known_device = false;
  std::uint64_t count = 0;
  duration spacing{};
  std::uint64_t times = 1;
  duration every{};

  bool operator==(const attack_run&) const = default;
};

/// How long the lock keeps out a user with the right password.
struct kept_out {
  duration total{};       ///< within the span
  bool for_good = false;  ///< at its end there is a lock that no automatic unlock ends
  bool operator==(const kept_out&) const = default;
};

/// The best plan of an attacker for one goal: what it achieves, and the requests.
struct attack_plan {
  std::uint64_t tried_from_unknown = 0;
  std::uint64_t tried_from_known = 0;
  kept_out known_device;
  kept_out unknown_device;
  bool exact = true;                 ///< false: there may be a better plan, see docs/attack.md
  std::uint64_t busiest_second = 0;  ///< the most requests in one second of the clock
  std::vector<attack_run> runs;      ///< in order of time; every request of them tries a password

  [[nodiscard]] std::uint64_t tried() const noexcept { return tried_from_unknown + tried_from_known; }
};

/// The best plan of an attacker for a goal over all sequences of sign-ins with wrong passwords that keep to the limits
/// when nobody else acts. Of plans that keep a user out as long, the one that does it for good, then the one with fewer
/// requests.
/// Pure; allocates. Run time does not depend on the size of counters or of the time span.
/// @par Specification docs/attack.md
[[nodiscard]] attack_plan worst_attack(const attack_setting& from, attacker who, attack_goal what);

/// How many passwords an attacker can try in unlimited time; none: there is no limit.
/// Pure; allocates. `until` is ignored.
[[nodiscard]] std::optional<std::uint64_t> passwords_ever(const attack_setting& from, attacker who);

}  // namespace interlock::authn
