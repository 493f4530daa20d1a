#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <interlock/authn/facts.hpp>
#include <interlock/result.hpp>

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

/// How many limits an attack may have, and how long the longest window may be.
inline constexpr std::size_t attack_limits_max = 4;
inline constexpr duration attack_window_max{60'000};
/// Of the shortest window, for each of its milliseconds.
inline constexpr std::uint64_t attack_requests_per_millisecond_max = 1'000;

/// The state and the limits of an attack. Everything is borrowed. All times are from `time_min` to `time_max`, and all
/// counters of the account at most `attempts::count_max`.
struct attack_setting {
  const authn::facts& start;  ///< account, policy and time; request, evidence, device and rate limit do not matter
  /// One to `attack_limits_max`, shorter windows first. Each window divides the next, and the last one
  /// `attack_window_max`; of all but the last, the number of requests divides the milliseconds, or is 0.
  std::span<const request_limit> limits;
  time_point until;  ///< the attack takes place in [start.now, until)
};

/// Which of the rules for an `attack_setting` one does not keep.
enum class attack_fault : std::uint8_t {
  no_limits,
  too_many_limits,
  window_too_short,
  window_too_long,
  windows_do_not_divide,
  requests_do_not_divide,
  too_many_requests,
  time_out_of_range,
  counter_out_of_range,
  ends_before_start
};
template <>
struct words_of<attack_fault> {
  static constexpr std::array<std::string_view, 10> value{
      "there is no limit",
      "there are more than four limits",
      "the window is shorter than a millisecond",
      "the window is longer than a minute",
      "the window does not divide the next one, which is longer, or a minute if it is the last one",
      "the number of requests does not divide the milliseconds of the window",
      "the shortest window has more than 1000 requests a millisecond",
      "a time is not in the years 0000 to 9999",
      "a counter of the account is above 9007199254740991",
      "the attack ends before it begins"};
};

/// Why an attack is not worked out; `to_string(why)` says it in words.
struct bad_attack_setting {
  attack_fault why{};
  std::optional<std::size_t> limit;  ///< the index of the limit that is wrong; none: it is not about one limit
  bool operator==(const bad_attack_setting&) const = default;
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
/// @return the plan; or the first rule that the setting does not keep
/// @par Specification docs/attack.md
[[nodiscard]] result<attack_plan, bad_attack_setting> worst_attack(const attack_setting& from, attacker who,
                                                                   attack_goal what);

/// How many passwords an attacker can try in unlimited time; none: there is no limit.
/// Pure; allocates. `until` is ignored.
[[nodiscard]] result<std::optional<std::uint64_t>, bad_attack_setting> passwords_ever(const attack_setting& from,
                                                                                      attacker who);

}  // namespace interlock::authn
