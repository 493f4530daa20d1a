#include <interlock/authn/worst_attack.hpp>

#include <algorithm>

#include "authn/attack/search.hpp"

namespace interlock::authn {
namespace {

/// Follows a plan request by request, many at once.
class measured_plan {
 public:
  explicit measured_plan(const attack_setting& from)
      : account_{from.start}, now_{from.start.now}, state_{account_.settled(from.start.account, now_)} {}

  void take(const sending& next, const attack_pace& pace) {
    pass(next.from.now);
    pass(pace.last_of(next.from, next.count));
    state_ = account_.guessed(state_, now_, next.known_device, next.count);
    (next.known_device ? plan_.tried_from_known : plan_.tried_from_unknown) += next.count;
    pace.write(next.from, next.count, next.known_device, plan_.runs);
  }

  [[nodiscard]] attack_plan take_until(time_point end) && {
    pass(end);
    return std::move(plan_);
  }

 private:
  void pass(time_point until) {
    while (now_ < until) {
      const time_point then = std::min(until, state_.attempts.auto_unlock_at.value_or(until));
      count(plan_.known_device, true, then);
      count(plan_.unknown_device, false, then);
      now_ = then;
      state_ = account_.settled(state_, std::min(now_, time_max));
    }
  }
  void count(kept_out& of, bool known_device, time_point until) const {
    const bool out = account_.keeps_out(state_, known_device);
    if (out) of.total += until - now_;
    of.for_good = out && !state_.attempts.auto_unlock_at;
  }

  attacked_account account_;
  time_point now_;
  authn::account state_;
  attack_plan plan_;
};

using std::chrono::seconds;

/// The number of requests of a run in one second of the clock, without its repetitions.
std::uint64_t sent_in(const attack_run& run, time_point second) {
  const auto before = [&](time_point end) {
    if (end <= run.first) return std::uint64_t{0};
    if (run.spacing == duration::zero()) return run.count;
    return std::min(run.count, static_cast<std::uint64_t>((end - run.first - duration{1}) / run.spacing) + 1);
  };
  return before(second + seconds{1}) - before(second);
}

std::uint64_t busiest_second(const std::vector<attack_run>& runs) {
  std::uint64_t most = 0;
  const auto look_at = [&](time_point second) {
    std::uint64_t sent = 0;
    for (const attack_run& run : runs) sent += sent_in(run, second);
    most = std::max(most, sent);
  };
  for (const attack_run& run : runs) {
    const auto first = std::chrono::floor<seconds>(run.first);
    look_at(first);
    if (run.spacing > duration::zero()) {
      look_at(std::chrono::floor<seconds>(run.first + static_cast<duration::rep>(run.count - 1) * run.spacing));
      // After a thousand seconds the run falls upon the same milliseconds of a second again.
      for (int later = 1; later <= 1000; ++later) most = std::max(most, sent_in(run, first + seconds{later}));
    }
  }
  return most;
}

/// Moves an attack to the beginning of all times, and makes its locks short, so that no end of the time comes near.
/// Clocks and windows stand as before. @return by how much it was moved
duration at_beginning(facts& of) {
  const duration shift = std::chrono::floor<std::chrono::minutes>(of.now - time_min);
  of.now -= shift;
  if (auto& job = of.account.attempts.auto_unlock_at) *job -= shift;
  for (auto& policy : of.policy.password.list)
    policy.settings.auto_unlock_minutes = std::min<std::uint64_t>(policy.settings.auto_unlock_minutes, 1);
  return shift;
}

bool in_time(const std::optional<time_point>& at) noexcept { return !at || (time_min <= *at && *at <= time_max); }

bool in_time(const facts& start) noexcept {
  const account& of = start.account;
  return in_time(start.now) && in_time(of.password_changed) && in_time(of.attempts.locked_at) &&
         in_time(of.attempts.auto_unlock_at);
}

bool in_count(const attempts& of) noexcept {
  return std::max({of.failed, of.failed_from_unknown_devices, of.consecutive_lockouts}) <= attempts::count_max;
}

/// @pre there are no more limits than there may be
std::optional<attack_fault> fault_of(std::span<const request_limit> limits, std::size_t index) noexcept {
  const auto& [requests, window] = limits[index];
  if (window < duration{1}) return attack_fault::window_too_short;
  if (window > attack_window_max) return attack_fault::window_too_long;
  const auto milliseconds = static_cast<std::uint64_t>(window.count());
  if (index == 0 && requests > attack_requests_per_millisecond_max * milliseconds)
    return attack_fault::too_many_requests;

  const bool last = index + 1 == limits.size();
  const duration next = last ? attack_window_max : limits[index + 1].window;
  if (next % window != duration::zero() || (!last && next <= window)) return attack_fault::windows_do_not_divide;
  if (!last && requests != 0 && milliseconds % requests != 0) return attack_fault::requests_do_not_divide;
  return std::nullopt;
}

std::optional<bad_attack_setting> fault_in(const facts& start, std::span<const request_limit> limits) noexcept {
  if (limits.empty()) return bad_attack_setting{attack_fault::no_limits, {}};
  if (limits.size() > attack_limits_max) return bad_attack_setting{attack_fault::too_many_limits, attack_limits_max};
  for (std::size_t index = 0; index < limits.size(); ++index)
    if (const auto why = fault_of(limits, index)) return bad_attack_setting{*why, index};
  if (!in_time(start)) return bad_attack_setting{attack_fault::time_out_of_range, {}};
  if (!in_count(start.account.attempts)) return bad_attack_setting{attack_fault::counter_out_of_range, {}};
  return std::nullopt;
}

}  // namespace

result<attack_plan, bad_attack_setting> worst_attack(const attack_setting& from, attacker who, attack_goal what) {
  if (const auto fault = fault_in(from.start, from.limits)) return *fault;
  if (!in_time(from.until)) return bad_attack_setting{attack_fault::time_out_of_range, {}};
  if (from.until < from.start.now) return bad_attack_setting{attack_fault::ends_before_start, {}};
  attack_search search{from, who, what};
  measured_plan measured{from};
  for (const sending& next : search.best_plan()) measured.take(next, search.pace());
  attack_plan plan = std::move(measured).take_until(from.until);
  plan.exact = search.exact();
  plan.busiest_second = busiest_second(plan.runs);
  return plan;
}

result<std::optional<std::uint64_t>, bad_attack_setting> passwords_ever(const attack_setting& from, attacker who) {
  if (const auto fault = fault_in(from.start, from.limits)) return *fault;
  const auto closed = [](const request_limit& limit) { return limit.requests == 0; };
  if (std::ranges::any_of(from.limits, closed)) return std::optional<std::uint64_t>{0};
  attacked_account account{from.start};
  facts settled = from.start;
  settled.account = account.settled(settled.account, settled.now);
  const time_point free_from = settled.account.attempts.auto_unlock_at.value_or(settled.now);
  const bool known = who == attacker::known_device;  // where one kind of device is never locked out, none is
  const bool heard = account.guessed(account.settled(settled.account, free_from), free_from, known).has_value();
  if (!account.until_locked(settled.account, known))
    return heard ? std::optional<std::uint64_t>{} : std::optional<std::uint64_t>{0};

  const duration shift = at_beginning(settled);
  const attack_setting endless{settled, from.limits, time_max + duration{1}};
  return std::optional{static_cast<std::uint64_t>(
      attack_search{endless, who, attack_goal::passwords_tried, free_from - shift}.best().worth)};
}

}  // namespace interlock::authn
