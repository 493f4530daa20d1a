#include <interlock/authn/evolve.hpp>

namespace interlock::authn {
namespace {

void count_up(std::uint64_t& counter) noexcept {
  if (counter < attempts::count_max) ++counter;
}

std::uint64_t& counter_of(attempts& of, effects::counter which) noexcept {
  return which == effects::counter::failed ? of.failed : of.failed_from_unknown_devices;
}

struct apply {
  account& to;

  void operator()(const effects::password_failed& e) const noexcept { count_up(counter_of(to.attempts, e.counts)); }

  void operator()(const effects::account_locked& e) const noexcept {
    to.status = user_status::locked_out;
    to.attempts.locked_at = e.at;
    count_up(to.attempts.consecutive_lockouts);
  }

  void operator()(const effects::unknown_devices_blocked& e) const noexcept {
    to.attempts.unknown_devices_blocked = true;
    to.attempts.locked_at = e.at;
    count_up(to.attempts.consecutive_lockouts);
  }

  void operator()(const effects::unlock_scheduled& e) const noexcept { to.attempts.auto_unlock_at = e.at; }

  void operator()(const effects::account_unlocked& e) const noexcept {
    const bool by_timer = e.by == effects::unlocked_by::timer;
    const bool lock_ends = to.status == user_status::locked_out;
    const bool block_ends = to.attempts.unknown_devices_blocked && (e.block_in_force || !by_timer);
    if (lock_ends) to.status = user_status::active;
    if (block_ends) to.attempts.unknown_devices_blocked = false;
    if (lock_ends || !by_timer) to.attempts.failed = 0;
    if (block_ends || !by_timer) to.attempts.failed_from_unknown_devices = 0;
    if (by_timer) to.attempts.auto_unlock_at.reset();
    if (lock_ends || block_ends) to.attempts.locked_at.reset();
  }

  void operator()(const effects::counters_reset& e) const noexcept {
    counter_of(to.attempts, e.counts) = 0;
    to.attempts.consecutive_lockouts = 0;
  }

  void operator()(const effects::status_changed& e) const noexcept { to.status = e.to; }

  // For the host to carry out.
  void operator()(const effects::log_event&) const noexcept {}
  void operator()(const effects::send&) const noexcept {}
  void operator()(const effects::issue_token&) const noexcept {}
  void operator()(const effects::device_known&) const noexcept {}
};

void count_change(const account& before, account& after) noexcept {
  if (after != before) count_up(after.version);
}

}  // namespace

account evolve(const account& before, const effect& change) noexcept {
  account after = before;
  std::visit(apply{after}, change);
  count_change(before, after);
  return after;
}

account without_due_job(const account& before, time_point now) noexcept {
  account after = before;
  if (after.attempts.auto_unlock_at && *after.attempts.auto_unlock_at <= now) after.attempts.auto_unlock_at.reset();
  count_change(before, after);
  return after;
}

}  // namespace interlock::authn
