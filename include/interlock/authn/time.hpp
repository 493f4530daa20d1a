#pragma once

#include <cstdint>

// Points and spans of time without the calendars, time zones and streams of <chrono>, which are most of what a public
// header would have to compile.
#if __has_include(<bits/chrono.h>)  // libstdc++
#include <bits/chrono.h>
#else
#include <chrono>
#endif

/// Points and spans of time as the engine sees them: milliseconds since the Unix epoch (UTC), given by the host.
namespace interlock::authn {

using time_point = std::chrono::sys_time<std::chrono::milliseconds>;
using duration = std::chrono::milliseconds;

/// The times that RFC 3339 can write: years 0000 to 9999.
inline constexpr time_point time_min{std::chrono::days{-719'528}};
inline constexpr time_point time_max{std::chrono::days{2'932'897} - std::chrono::milliseconds{1}};

/// `from + span`, or the nearest end of [time_min, time_max]. Pure, total: no span overflows it.
constexpr time_point later(time_point from, duration span) noexcept {
  if (span >= duration::zero()) return time_max - from < span ? time_max : from + span;
  return time_min - from > span ? time_min : from + span;
}

/// `count` units as a duration; what is longer than the time from `time_min` to `time_max` is cut to just beyond it.
template <class Unit>
constexpr duration at_most(std::uint64_t count) noexcept {
  constexpr auto longest = time_max - time_min;
  constexpr auto units_max = static_cast<std::uint64_t>(std::chrono::duration_cast<Unit>(longest).count());
  return count > units_max ? longest + duration{1} : duration{Unit{static_cast<typename Unit::rep>(count)}};
}

}  // namespace interlock::authn
