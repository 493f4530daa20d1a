#include "authn/attack/rate_limits.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace interlock::authn {
namespace {

constexpr std::uint64_t many = std::numeric_limits<std::uint64_t>::max();

std::uint64_t product(std::uint64_t one, std::uint64_t other) noexcept {
  return one != 0 && other > many / one ? many : one * other;
}

std::uint64_t sum(std::uint64_t one, std::uint64_t other) noexcept { return other > many - one ? many : one + other; }

time_point after(time_point from, std::uint64_t windows, duration length) noexcept {
  const auto room = static_cast<std::uint64_t>((attack_pace::never - from) / length);
  return windows >= room ? attack_pace::never : from + static_cast<duration::rep>(windows) * length;
}

constexpr auto no_visit = [](const attack_run&) {};

}  // namespace

attack_pace::attack_pace(std::span<const request_limit> limits, std::optional<time_point> free_from)
    : free_from_{free_from} {
  for (const request_limit& limit : limits) {
    const std::uint64_t below =
        levels_.empty()
            ? many
            : product(levels_.back().full, static_cast<std::uint64_t>(limit.window / levels_.back().length));
    levels_.push_back({limit.requests, limit.window, std::min(limit.requests, below)});
  }
}

time_point attack_pace::begin_of_window(std::size_t window, time_point in) const noexcept {
  const duration length = levels_[window].length;
  const duration since = in.time_since_epoch() % length;
  return in - (since < duration::zero() ? since + length : since);
}

time_point attack_pace::end_of_window(std::size_t window, time_point in) const noexcept {
  return begin_of_window(window, in) + levels_[window].length;
}

/// What the current window of the last of so many levels still takes; without limits it takes everything at once.
std::uint64_t attack_pace::left(std::size_t levels, const moment& from) const noexcept {
  if (levels == 0) return many;
  const std::size_t here = levels - 1;
  std::uint64_t below = left(here, from);
  if (here > 0) {
    const duration rest = end_of_window(here, from.now) - end_of_window(here - 1, from.now);
    below = sum(below, product(levels_[here - 1].full, static_cast<std::uint64_t>(rest / levels_[here - 1].length)));
  }
  return std::min(levels_[here].requests - from.used[here], below);
}

/// Requests that fit into the current window of the level above so many; above all of them there is no end.
template <class Visit>
time_point attack_pace::walk_on(std::size_t levels, const moment& from, std::uint64_t requests, Visit visit) const {
  const std::uint64_t first = std::min(requests, left(levels, from));
  time_point last = from.now;
  if (levels == 0) {
    visit(attack_run{from.now, false, first});
  } else if (first > 0) {
    last = walk_on(levels - 1, from, first, visit);
  }
  return first == requests ? last : walk_windows(levels, end_of_window(levels - 1, from.now), requests - first, visit);
}

/// Requests in windows that have had none, one window after another.
template <class Visit>
time_point attack_pace::walk_windows(std::size_t levels, time_point from, std::uint64_t requests, Visit visit) const {
  if (levels == 0) {
    visit(attack_run{from, false, requests});
    return from;
  }
  const auto& [limit, length, full] = levels_[levels - 1];
  const std::uint64_t windows = (requests - 1) / full;
  const time_point next = after(from, windows, length);
  if (next == never) return never;
  if (windows > 0) {
    const bool evenly = static_cast<std::uint64_t>(length.count()) % full == 0;
    const duration spacing = length / static_cast<duration::rep>(full);
    visit(evenly ? attack_run{from, false, windows * full, spacing}
                 : attack_run{from, false, full, spacing, windows, length});
  }
  return walk_windows(levels - 1, next, requests - windows * full, visit);
}

attack_pace::moment attack_pace::waited(const moment& from, time_point until) const noexcept {
  moment then{until};
  for (std::size_t i = 0; i < levels_.size(); ++i)
    if (until < end_of_window(i, from.now)) then.used[i] = from.used[i];
  return then;
}

time_point attack_pace::last_of(const moment& from, std::uint64_t requests) const noexcept {
  const bool none = std::ranges::any_of(levels_, [](const level& of) { return of.requests == 0; });
  const time_point last = none ? never : walk_on(levels_.size(), from, requests, no_visit);
  return free_from_ ? std::min(last, std::max(from.now, *free_from_)) : last;
}

std::uint64_t attack_pace::capacity(const moment& from, time_point until, std::uint64_t requests) const noexcept {
  std::uint64_t fits = 0;
  std::uint64_t too_many = 1;
  while (too_many <= requests && last_of(from, too_many) < until) fits = std::exchange(too_many, 2 * too_many);
  too_many = std::min(too_many, requests + 1);
  while (fits + 1 < too_many) {
    const std::uint64_t middle = fits + (too_many - fits) / 2;
    (last_of(from, middle) < until ? fits : too_many) = middle;
  }
  return fits;
}

attack_pace::moment attack_pace::sent(const moment& from, std::uint64_t requests) const noexcept {
  moment then = waited(from, last_of(from, requests));
  if (free_from_ && then.now >= *free_from_) return moment{then.now};
  for (std::size_t i = 0; i < levels_.size(); ++i)
    then.used[i] += requests - capacity(from, begin_of_window(i, then.now), requests);
  return then;
}

void attack_pace::write(const moment& from, std::uint64_t requests, bool from_known_device,
                        std::vector<attack_run>& to) const {
  walk_on(levels_.size(), from, requests, [&](attack_run run) {
    run.from_known_device = from_known_device;
    to.push_back(run);
  });
}

}  // namespace interlock::authn
