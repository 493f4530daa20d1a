#include <interlock/authn/evolve.hpp>

#include "authn/model/limits.hpp"

namespace interlock::authn {
namespace {

void count_up(std::uint64_t& counter) noexcept {
  if (counter < attempts::count_max) ++counter;
}

std::uint64_t& counter_of(attempts& of, effects::counter which) noexcept {
  switch (which) {
    case effects::counter::failed: return of.failed;
    case effects::counter::failed_from_unknown_devices: return of.failed_from_unknown_devices;
    case effects::counter::failed_factor: return of.failed_factor;
    case effects::counter::failed_recovery: break;
  }
  return of.failed_recovery;
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
    const bool lock_ends = to.status == user_status::locked_out && !e.lock_stays;
    const bool block_ends = to.attempts.unknown_devices_blocked;
    if (lock_ends) to.status = user_status::active;
    if (block_ends) to.attempts.unknown_devices_blocked = false;
    if (lock_ends || !(by_timer || e.lock_stays)) to.attempts.failed = 0;
    if (block_ends || !by_timer) to.attempts.failed_from_unknown_devices = 0;
    if (by_timer && lock_ends && to.attempts.failed_factor >= wrong_answers_max) to.attempts.failed_factor = 0;
    if (by_timer) to.attempts.auto_unlock_at.reset();
    if ((lock_ends || block_ends) && to.status != user_status::locked_out) to.attempts.locked_at.reset();
  }

  void operator()(const effects::counters_reset& e) const noexcept {
    counter_of(to.attempts, e.counts) = 0;
    const bool of_passwords =
        e.counts == effects::counter::failed || e.counts == effects::counter::failed_from_unknown_devices;
    if (of_passwords && !e.keep_consecutive_lockouts) to.attempts.consecutive_lockouts = 0;
  }

  void operator()(const effects::factor_failed&) const noexcept { count_up(to.attempts.failed_factor); }
  void operator()(const effects::recovery_failed&) const noexcept { count_up(to.attempts.failed_recovery); }
  void operator()(const effects::status_changed& e) const noexcept {
    const bool lock_ends = to.status == user_status::locked_out && e.to != user_status::locked_out;
    if (lock_ends) to.attempts.failed = 0;
    if (lock_ends && !to.attempts.unknown_devices_blocked) to.attempts.locked_at.reset();
    to.status = e.to;
  }
  void operator()(const effects::password_changed& e) const noexcept { to.password_changed = e.at; }

  // For the host to carry out.
  void operator()(const effects::log_event&) const noexcept {}
  void operator()(const effects::send&) const noexcept {}
  void operator()(const effects::issue_token&) const noexcept {}
  void operator()(const effects::revoke_token&) const noexcept {}
  void operator()(const effects::revoke_sessions&) const noexcept {}
  void operator()(const effects::store_password&) const noexcept {}
  void operator()(const effects::store_factor&) const noexcept {}
  void operator()(const effects::device_known&) const noexcept {}
  void operator()(const effects::remember_device&) const noexcept {}
  void operator()(const effects::unlock_directory&) const noexcept {}
  void operator()(const effects::update_settings&) const noexcept {}
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
  attempts& counted = after.attempts;
  if (!counted.auto_unlock_at || *counted.auto_unlock_at > now) return after;
  counted.auto_unlock_at.reset();
  if (counted.unknown_devices_blocked && after.status != user_status::locked_out) {
    counted.unknown_devices_blocked = false;
    counted.failed_from_unknown_devices = 0;
    counted.locked_at.reset();
  }
  count_change(before, after);
  return after;
}

}  // namespace interlock::authn
