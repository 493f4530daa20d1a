#include "authn/attack/search.hpp"

#include <algorithm>
#include <utility>

namespace interlock::authn {
namespace {

constexpr duration tick{1};
constexpr std::uint64_t no_end = std::uint64_t{1} << 61;

/// Beyond so many places the fine points of a plan are left out. Attempts up to a hundred need no more, unless a
/// minute's limit is so strict that it matters where in the minute everything stands.
constexpr std::size_t places_max = 25'000;

/// More than the locks that any plan makes: ten in a row end, with two of them at a time, and one pending unlock more.
constexpr int locks_max = 16;

/// A wrong password that locks a fresh account, from the one kind of device and then from the other.
std::uint64_t guesses_max(const attacked_account& account) {
  std::uint64_t guesses = 0;
  for (const bool known : {false, true}) guesses += account.until_locked({}, known).value_or(no_end);
  return guesses;
}

/// Without those that never matter: no minute has more than one automatic unlock, so that a window sees at most what
/// locks everything twice; and shorter windows may be stricter.
std::vector<request_limit> limits_that_matter(std::span<const request_limit> limits, const attacked_account& account) {
  std::vector<request_limit> found;
  for (const request_limit& limit : limits) {
    const bool first = found.empty();
    const bool enough = limit.requests / 2 >= guesses_max(account);
    const bool looser = !first && limit.requests / std::max<std::uint64_t>(found.back().requests, 1) >=
                                      static_cast<std::uint64_t>(limit.window / found.back().window);
    if (first || limit.requests == 0 || !(enough || looser)) found.push_back(limit);
  }
  return found;
}

time_point far_before(time_point until, const attack_pace& pace, const attacked_account& account) {
  const attack_pace::moment begin{};
  const time_point all = pace.last_of(begin, guesses_max(account));
  if (pace.windows() == 0 || all > begin.now + (until - begin.now) / (2 * locks_max)) return time_min;
  const duration longest = pace.length(pace.windows() - 1);
  return until - locks_max * (account.lock_length() + 2 * longest + (all - begin.now));
}

}  // namespace

attack_search::attack_search(const attack_setting& from, attacker who, attack_goal what,
                             std::optional<time_point> free_from)
    : account_{from.start},
      pace_{limits_that_matter(from.limits, account_), free_from},
      until_{from.until},
      far_until_{free_from ? time_min : far_before(until_, pace_, account_)},
      goal_{what} {
  const bool both = who == attacker::any_device;
  if (both || who == attacker::unknown_devices) devices_.push_back(false);
  if ((both && account_.devices_differ()) || who == attacker::known_device) devices_.push_back(true);
  first_ = {{from.start.now}, account_.settled(from.start.account, from.start.now)};
}

bool attack_search::open(const place& here, bool known_device) {
  return account_.guessed(here.account, here.at.now, known_device).has_value();
}

/// Until when the account changes by guesses alone.
time_point attack_search::end_at(const place& here) const {
  return std::min(until_, here.account.attempts.auto_unlock_at.value_or(until_));
}

std::int64_t attack_search::kept_out(const place& here, time_point until) const {
  if (goal_ == attack_goal::passwords_tried) return 0;
  const bool out = account_.keeps_out(here.account, goal_ == attack_goal::known_device_kept_out);
  return out ? (until - here.at.now).count() : 0;
}

/// @return false if the last of the guesses would come too late
bool attack_search::guess(way& on, bool known_device, std::uint64_t count) {
  const time_point last = pace_.last_of(on.to.at, count);
  if (last >= end_at(on.to)) return false;
  const bool counts = goal_ == attack_goal::passwords_tried;
  on.gained += {kept_out(on.to, last) + (counts ? static_cast<std::int64_t>(count) : 0), false, count};
  on.sent.push_back({on.to.at, known_device, count});
  on.to = {pace_.sent(on.to.at, count), account_.guessed(on.to.account, last, known_device, count)};
  return true;
}

void attack_search::wait(way& on, time_point until) {
  on.gained.worth += kept_out(on.to, until);
  on.to = {pace_.waited(on.to.at, until), account_.settled(on.to.account, until)};
}

attack_score attack_search::of_stopping(const place& here) const {
  const bool stays = kept_out(here, here.at.now + tick) > 0 && !here.account.attempts.auto_unlock_at;
  return {kept_out(here, end_at(here)), stays, 0};
}

/// Far from the end it does not matter when a plan begins, only where in the longest window.
bool attack_search::far_from_end(const place& here) const {
  return std::max(here.at.now, here.account.attempts.auto_unlock_at.value_or(here.at.now)) < far_until_;
}

/// What a plan is worth only because the end is so late.
std::int64_t attack_search::beyond(const place& here, const attack_score& of) const {
  return of.for_good ? (until_ - here.at.now).count() : 0;
}

attack_search::key attack_search::key_of(const place& here) const {
  const attempts& a = here.account.attempts;
  const bool far = far_from_end(here);
  attack_pace::moment at = here.at;
  std::optional<time_point> job = a.auto_unlock_at;
  if (far) {
    const duration shift = pace_.begin_of_window(pace_.windows() - 1, at.now).time_since_epoch();
    at.now -= shift;
    if (job) *job -= shift;
  }
  return {far,
          at,
          job,
          here.account.status,
          a.unknown_devices_blocked,
          a.failed,
          a.failed_from_unknown_devices,
          a.consecutive_lockouts};
}

attack_score attack_search::best_from(const place& here) {
  const key which = key_of(here);
  if (const auto found = known_.find(which); found != known_.end()) {
    attack_score gained = found->second.gained;
    gained.worth += beyond(here, gained);
    return gained;
  }
  exact_ = exact_ && known_.size() < places_max;
  choice best{here.at.now, of_stopping(here), {}};
  for (way& next : ways_from(here)) {
    attack_score gained = next.gained;
    gained += best_from(next.to);
    if (best.gained < gained) best = {here.at.now, gained, std::move(next)};
  }
  const attack_score gained = best.gained;
  best.gained.worth -= beyond(here, gained);
  known_.emplace(which, std::move(best));
  return gained;
}

std::vector<sending> attack_search::best_plan() {
  std::vector<sending> plan;
  static_cast<void>(best());
  place here = first_;
  for (const choice* chosen = &known_.at(key_of(here)); chosen->next; chosen = &known_.at(key_of(here))) {
    const duration shift = here.at.now - chosen->from;
    for (sending each : chosen->next->sent) {
      each.from.now += shift;
      plan.push_back(each);
    }
    here = chosen->next->to;
    here.at.now += shift;
    if (auto& job = here.account.attempts.auto_unlock_at) *job += shift;
  }
  return plan;
}

attack_search::ways attack_search::ways_from(const place& here) {
  ways all;
  add_wait(here, all);
  for (const bool known : devices_) {
    if (!open(here, known)) continue;
    if (const auto count = account_.until_locked(here.account, known)) add_guesses(here, known, *count, all);
    for (const std::uint64_t count : amounts(here, known)) add_guesses(here, known, count, all);
  }
  if (devices_.size() == 2 && exact_)
    for (const bool known : devices_) add_late_locks(here, known, all);
  return all;
}

void attack_search::add_wait(const place& here, ways& to) {
  const time_point end = end_at(here);
  if (end == until_) return;
  way next{here};
  wait(next, end);
  to.push_back(std::move(next));
}

void attack_search::add_guesses(const place& here, bool known_device, std::uint64_t count, ways& to) {
  way next{here};
  if (guess(next, known_device, count)) to.push_back(std::move(next));
}

/// How many guesses may be worth making that do not lock: all that can be made, those that leave the windows of the
/// unlock untouched, those that delay a lock from the other kind of device by no window, or by one.
std::vector<std::uint64_t> attack_search::amounts(const place& here, bool known_device) const {
  const std::uint64_t most = account_.until_locked(here.account, known_device).value_or(no_end) - 1;
  if (most == 0) return {};
  const time_point end = end_at(here);
  const bool unlock = end < until_;
  const bool fine = unlock || pace_.windows() > 1;
  const auto fitting = [&](time_point before) { return pace_.capacity(here.at, before, most); };
  std::vector<std::uint64_t> found;
  if (unlock || goal_ == attack_goal::passwords_tried) found.push_back(fitting(end));
  if (!exact_) return std::erase(found, 0), found;
  std::optional<std::uint64_t> other;
  if (devices_.size() == 2) other = account_.until_locked(here.account, !known_device);
  const time_point last = other ? pace_.last_of(here.at, *other) : end;
  for (std::size_t window = 0; window < pace_.windows(); ++window) {
    if (unlock) found.push_back(fitting(pace_.begin_of_window(window, end)));
    if (last >= end) continue;
    for (int more = 0; more <= (fine && window == 0 ? 1 : 0); ++more) {
      const time_point filled = pace_.end_of_window(window, last) + more * pace_.length(window);
      found.push_back(pace_.capacity(here.at, std::min(end, filled), *other + most) - *other);
    }
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::erase(found, 0);
  return found;
}

/// When a lock may come later than it could: to block unknown devices just before the account is locked, or so late in
/// a window that after the unlock, which then comes at the same point of a window, more requests fit into a moment.
std::vector<time_point> attack_search::late_times(const place& here, bool known_device, std::uint64_t own,
                                                  std::uint64_t others) const {
  const time_point earliest = pace_.last_of(here.at, own);
  const time_point end = end_at(here);
  const time_point both = pace_.last_of(here.at, own + others);
  if (earliest >= end || (known_device ? pace_.windows() == 1 : both >= end)) return {};
  std::vector<time_point> found;
  if (!known_device) found = {pace_.last_of(here.at, own + others - 1), both - account_.lock_length() + tick};
  const time_point near = known_device ? earliest : both;
  found.push_back(pace_.begin_of_window(0, near) - tick);
  for (std::size_t window = 0; window < pace_.windows(); ++window)
    for (const int next : {0, 1})
      add_ends(pace_.begin_of_window(window, near) + next * pace_.length(window), window, found);
  std::erase_if(found, [&](time_point at) { return at <= earliest || at >= end; });
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// Just before the end of a window, and as long before it as it takes to lock the one kind of devices, or the other, or
/// both, or to use up the window.
void attack_search::add_ends(time_point end, std::size_t window, std::vector<time_point>& to) const {
  to.push_back(end - tick);
  if (window == 0) return;
  const attack_pace::moment begin{};
  const std::uint64_t most = pace_.capacity(begin, begin.now + pace_.length(window), no_end);
  const std::uint64_t unknown = account_.until_locked({}, false).value_or(most);
  const std::uint64_t known = account_.until_locked({}, true).value_or(most);
  for (const std::uint64_t guesses : {most, unknown, known, unknown + known})
    if (const std::uint64_t rest = guesses % most == 0 ? most : guesses % most; rest > 0)
      to.push_back(end - (pace_.last_of(begin, rest) - begin.now) - tick);
}

void attack_search::add_late_locks(const place& here, bool known_device, ways& to) {
  const auto own = account_.until_locked(here.account, known_device);
  const auto others = account_.until_locked(here.account, !known_device);
  if (!own || !others || !open(here, false)) return;
  for (const time_point at : late_times(here, known_device, *own, *others)) {
    way next{here};
    if (*own > 1 && !guess(next, known_device, *own - 1)) continue;
    const std::uint64_t fitting = pace_.capacity(next.to.at, at + tick, *others);
    if (fitting == 0) continue;
    if (fitting > 1 && !guess(next, !known_device, fitting - 1)) continue;
    wait(next, at);
    if (pace_.last_of(next.to.at, 1) == at && guess(next, known_device, 1)) to.push_back(std::move(next));
  }
}

}  // namespace interlock::authn
