#include "expected.hpp"

#include "scenes.hpp"

namespace lockout {
namespace {

using authn::user_status;

void lock_at_limit(account& of, const world& in) {
  const authn::time_point now = spec::noon_ish;
  of.attempts.locked_at = now;
  ++of.attempts.consecutive_lockouts;
  const bool schedules = in.unlocks_automatically && of.attempts.consecutive_lockouts < 10;
  if (schedules && !of.attempts.auto_unlock_at) of.attempts.auto_unlock_at = now + unlock_wait;
}

void unlock(account& of) {
  const bool ends_something = of.status == user_status::locked_out || of.attempts.unknown_devices_blocked;
  if (of.status == user_status::locked_out) of.status = user_status::active;
  of.attempts.unknown_devices_blocked = false;
  of.attempts.failed = of.attempts.failed_from_unknown_devices = 0;
  if (ends_something) of.attempts.locked_at.reset();
}

std::uint64_t& counter_of(account& of, bool setting, bool known) {
  return setting && !known ? of.attempts.failed_from_unknown_devices : of.attempts.failed;
}

/// Section 11: from which status an administrator leads to which; none: the status does not allow it.
std::optional<user_status> status_after(std::optional<user_status> from, account_event what) {
  using enum user_status;
  switch (what) {
    case account_event::reset_password:
      if (from == active || from == password_expired || from == recovery) return recovery;
      break;
    case account_event::expire_password:
      if (from == active) return password_expired;
      break;
    case account_event::suspend:
      if (from == active) return suspended;
      break;
    case account_event::unsuspend:
      if (from == suspended) return active;
      break;
    case account_event::deactivate:
      if (from) return deprovisioned;
      break;
    default: break;
  }
  return std::nullopt;
}

void allow_unknown_devices(account& of) {
  const bool ends_block = of.attempts.unknown_devices_blocked;
  of.attempts.unknown_devices_blocked = false;
  of.attempts.failed_from_unknown_devices = 0;
  if (ends_block && of.status != user_status::locked_out) of.attempts.locked_at.reset();
}

}  // namespace

account after_job(const account& before, authn::time_point now) {
  account of = before;
  if (!of.attempts.auto_unlock_at || *of.attempts.auto_unlock_at > now) return of;
  of.attempts.auto_unlock_at.reset();
  const bool locked = of.status == user_status::locked_out;
  const bool blocked = of.attempts.unknown_devices_blocked;  // with the setting off, too
  if (locked) of.status = user_status::active;
  if (locked) of.attempts.failed = 0;
  if (locked && of.attempts.failed_factor >= answers_max) of.attempts.failed_factor = 0;
  if (blocked) of.attempts.unknown_devices_blocked = false;
  if (blocked) of.attempts.failed_from_unknown_devices = 0;
  if (locked || blocked) of.attempts.locked_at.reset();
  return of;
}

bool is_locked_for(const account& of, bool setting, bool known) noexcept {
  return of.status == user_status::locked_out || (setting && !known && of.attempts.unknown_devices_blocked);
}

bool takes_passwords(const account& of, bool setting, bool known) noexcept {
  const bool open = of.status == user_status::active || of.status == user_status::password_expired;
  return open && !is_locked_for(of, setting, known);
}

bool is_gone(const account& of) noexcept {
  return !of.status || of.status == user_status::staged || of.status == user_status::suspended ||
         of.status == user_status::deprovisioned;
}

bool takes_recoveries(const account& of) noexcept {
  const bool gone = !of.status || of.status == user_status::suspended || of.status == user_status::deprovisioned;
  return !gone && of.attempts.failed_recovery < answers_max;
}

account after_wrong_password(account of, const world& in, bool setting, bool known) {
  std::uint64_t& count = counter_of(of, setting, known);
  ++count;
  if (in.max_attempts == 0 || count < in.max_attempts) return of;
  if (setting && !known)
    of.attempts.unknown_devices_blocked = true;
  else
    of.status = user_status::locked_out;
  lock_at_limit(of, in);
  return of;
}

account after_right_password(account of, bool setting, bool known) {
  counter_of(of, setting, known) = 0;
  of.attempts.consecutive_lockouts = 0;
  return of;
}

account after_wrong_factor(account of, const world& in) {
  ++of.attempts.failed_factor;
  if (of.attempts.failed_factor < answers_max) return of;
  of.status = user_status::locked_out;
  lock_at_limit(of, in);
  return of;
}

namespace {

/// A lock goes with its counter, and with its time unless a block is left.
void change_status(account& of, user_status to) {
  if (of.status == user_status::locked_out) {
    of.attempts.failed = 0;
    if (!of.attempts.unknown_devices_blocked) of.attempts.locked_at.reset();
  }
  of.status = to;
}

}  // namespace

account after_wrong_proof(account of) {
  if (!takes_recoveries(of)) return of;
  ++of.attempts.failed_recovery;
  if (of.attempts.failed_recovery < answers_max) return of;
  change_status(of, user_status::suspended);
  return of;
}

account after_proof(account of, bool unlocks) {
  of.attempts.failed_recovery = 0;
  if (unlocks) unlock(of);
  return of;
}

account after_event(account of, account_event what) {
  if (what == account_event::admin_unlock) unlock(of);
  if (what == account_event::allow_unknown_devices) allow_unknown_devices(of);
  const auto to = status_after(of.status, what);
  if (!to) return of;
  if (what == account_event::unsuspend) of.attempts.failed_recovery = 0;
  change_status(of, *to);
  return of;
}

account without_version(account of) noexcept {
  of.version = 0;
  return of;
}

std::string written(const account& of) {
  const authn::attempts& has = of.attempts;
  std::string text{of.status ? to_string(*of.status) : "nobody"};
  const auto add = [&](std::string_view name, std::uint64_t value) {
    text.append(", ").append(name).append(" ").append(std::to_string(value));
  };
  add("failed", has.failed);
  add("from unknown devices", has.failed_from_unknown_devices);
  add("blocked", has.unknown_devices_blocked ? 1 : 0);
  add("locked at", has.locked_at ? 1 : 0);
  if (has.auto_unlock_at) text += *has.auto_unlock_at <= spec::noon_ish ? ", job due" : ", job pending";
  add("lockouts", has.consecutive_lockouts);
  add("factor", has.failed_factor);
  add("recovery", has.failed_recovery);
  add("version", of.version);
  return text;
}

}  // namespace lockout
