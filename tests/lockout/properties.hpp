#pragma once

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

#include "decider.hpp"
#include "paths.hpp"

/// What the engine keeps and a faulty one does not, each as a question to any decider. They stop at the first case
/// that shows a fault.
namespace spec::defects {

using authn::account_event;
using authn::user_status;
using std::chrono::minutes;

inline constexpr std::uint64_t count_max = authn::attempts::count_max;

// --- numbers and times at their limits

/// The longer the wait of the policy, the later its lock ends, and until then it holds.
template <decider Decider>
witness longer_waits_end_later(Decider of) {
  authn::time_point ended_before = authn::time_min;
  for (const std::uint64_t wait :
       {1ull, 60ull, 9'999ull, 525'600ull, 21'900ull * 24 * 60, 1ull << 31, 1ull << 32, (1ull << 53) - 1}) {
    facts from = under_policy_p();
    password_settings_of(from).auto_unlock_minutes = wait;
    send_fifth_wrong_password(from);
    from.account = of.decide(from).account;
    const authn::time_point end = from.account.attempts.auto_unlock_at.value_or(authn::time_min);
    if (end <= from.now) return because("autoUnlockMinutes ", wait, ": the lock ends before it is made");
    if (end < ended_before) return because("autoUnlockMinutes ", wait, ": the lock ends before that of a shorter wait");
    ended_before = end;
    for (const authn::time_point later : {from.now, end - authn::duration{1}}) {
      from.now = later;
      if (of.decide(from).outcome != authn::outcome::locked_out)
        return because("autoUnlockMinutes ", wait, ": the lock does not hold");
    }
  }
  return {};
}

/// Whoever locks after some failures locks after more of them, whatever number of locks came before.
template <decider Decider>
witness more_failures_lock_no_less(Decider of) {
  for (const std::uint64_t lockouts : {0ull, 9ull, 10ull, 1ull << 31, 1ull << 32, (1ull << 53) - 1})
    for (const std::uint64_t failures :
         {4ull, 5ull, 6ull, (1ull << 31) - 1, 1ull << 31, 1ull << 32, (1ull << 53) - 1}) {
      facts from = under_policy_p();
      send_wrong_password(from);
      from.account.attempts.failed = failures;
      from.account.attempts.consecutive_lockouts = lockouts;
      if (of.decide(from).account.status != user_status::locked_out)
        return because("failedAttempts ", failures, ", consecutiveLockouts ", lockouts,
                       ": a wrong password locks nothing");
    }
  return {};
}

/// The n-th wrong password locks, or blocks unknown devices, where `maxAttempts` is n: none before it.
template <decider Decider>
witness the_limit_is_the_attempt_that_locks(Decider of) {
  for (const bool known : {true, false})
    for (std::uint64_t limit = 1; limit <= 100; ++limit) {
      facts from = under_policy_p();
      password_settings_of(from).max_attempts = limit;
      come_from_unknown_device(from);
      from.device_known = known;
      send_wrong_password(from);
      for (std::uint64_t attempt = 1; attempt <= limit; ++attempt) {
        from.account = of.decide(from).account;
        const bool locked =
            known ? from.account.status == user_status::locked_out : from.account.attempts.unknown_devices_blocked;
        if (locked != (attempt == limit))
          return because("maxAttempts ", limit, ": wrong password ", attempt, locked ? " locks" : " does not lock");
      }
    }
  return {};
}

// --- what a mode does not use

/// No time between failures is so long that they are forgotten, whether or not locks end by themselves.
template <decider Decider>
witness failures_are_not_forgotten(const Decider& as_new) {
  using std::chrono::hours;
  for (const std::uint64_t wait : {0u, 60u})
    for (const hours apart : {hours{0}, hours{1}, hours{13}, hours{24 * 400}}) {
      Decider of = as_new;
      facts from = under_policy_p();
      password_settings_of(from).auto_unlock_minutes = wait;
      send_wrong_password(from);
      for (int attempt = 1; attempt <= 5; ++attempt) {
        from.account = of.decide(from).account;
        from.now += apart;
      }
      if (from.account.status != user_status::locked_out)
        return because("autoUnlockMinutes ", wait, ", maxAttempts 5: five wrong passwords ",
                       words(std::uint64_t(apart.count())), " h apart lock nothing");
    }
  return {};
}

/// Two decisions that nobody but an administrator could tell apart.
inline bool alike(const authn::decision& one, const authn::decision& other) {
  const auto kind = [](const authn::effect& of) { return of.index(); };
  return one.outcome == other.outcome && one.response.status == other.response.status &&
         one.account.status == other.account.status && std::ranges::equal(one.effects, other.effects, {}, kind, kind);
}

/// A mode, and a fact that it has no use for.
struct unused_fact {
  std::string_view mode;
  std::string_view name;
  void (*choose_mode)(facts&);
  void (*put)(facts&, std::uint64_t);
  std::initializer_list<std::uint64_t> values;
};

inline const unused_fact unused_facts[] = {
    {"autoUnlockMinutes 0",
     "consecutiveLockouts",
     [](facts& f) { password_settings_of(f).auto_unlock_minutes = 0; },
     [](facts& f, std::uint64_t to) { f.account.attempts.consecutive_lockouts = to; },
     {1, 9, 10, 11, count_max}},
    {"maxAttempts 0",
     "autoUnlockMinutes",
     [](facts& f) { password_settings_of(f).max_attempts = 0; },
     [](facts& f, std::uint64_t to) { password_settings_of(f).auto_unlock_minutes = to; },
     {0, 1, 9'999, count_max}},
    {"maxAttempts 0",
     "failedAttempts",
     [](facts& f) { password_settings_of(f).max_attempts = 0; },
     [](facts& f, std::uint64_t to) { f.account.attempts.failed = to; },
     {1, 5, 1000, count_max}},
    {"preventBruteForceLockoutFromUnknownDevices false",
     "device.known",
     [](facts&) {},
     [](facts& f, std::uint64_t to) { f.device_known = to != 0; },
     {0, 1}},
    {"preventBruteForceLockoutFromUnknownDevices false",
     "unknownDevicesBlocked",
     [](facts& f) { f.device_known = false; },
     [](facts& f, std::uint64_t to) { f.account.attempts.unknown_devices_blocked = to != 0; },
     {0, 1}},
    {"preventBruteForceLockoutFromUnknownDevices false",
     "failedAttemptsFromUnknownDevices",
     [](facts& f) { f.device_known = false; },
     [](facts& f, std::uint64_t to) { f.account.attempts.failed_from_unknown_devices = to; },
     {0, 5, count_max}},
};

/// A setting, or what was counted for it, has no say where the mode that it belongs to is off.
template <decider Decider>
witness what_a_mode_does_not_use_changes_nothing(const Decider& as_new) {
  for (const unused_fact& unused : unused_facts)
    for (const std::uint64_t value : unused.values) {
      facts unchanged = under_policy_p();
      send_fifth_wrong_password(unchanged);
      unused.choose_mode(unchanged);
      facts changed = unchanged;
      unused.put(changed, value);
      if (!alike(Decider{as_new}.decide(unchanged), Decider{as_new}.decide(changed)))
        return because(unused.mode, ": ", unused.name, " ", value, " changes what the fifth wrong password does");
    }
  return {};
}

// --- what is counted, and what ends it

/// The first counter or time in which two accounts differ, by its name in a scenario; empty: none.
inline std::string_view first_difference(const authn::attempts& one, const authn::attempts& other) {
  if (one.failed != other.failed) return "failedAttempts";
  if (one.failed_from_unknown_devices != other.failed_from_unknown_devices) return "failedAttemptsFromUnknownDevices";
  if (one.unknown_devices_blocked != other.unknown_devices_blocked) return "unknownDevicesBlocked";
  if (one.locked_at != other.locked_at) return "lockedAt";
  if (one.auto_unlock_at != other.auto_unlock_at) return "autoUnlockAt";
  if (one.consecutive_lockouts != other.consecutive_lockouts) return "consecutiveLockouts";
  if (one.failed_factor != other.failed_factor) return "failedFactorAttempts";
  return one.failed_recovery == other.failed_recovery ? "" : "failedRecoveryAttempts";
}

/// Everything has been counted, unknown devices are blocked, and the unlock is pending.
inline void count_everything(facts& f) {
  f.policy.prevent_lockout_from_unknown_devices = true;
  f.account.attempts = {.failed = 4,
                        .failed_from_unknown_devices = 5,
                        .unknown_devices_blocked = true,
                        .locked_at = f.now - minutes{5},
                        .auto_unlock_at = f.now + minutes{55},
                        .consecutive_lockouts = 3,
                        .failed_factor = 2,
                        .failed_recovery = 2};
}

/// A success, and an unlock, set back what docs/reference.md says, and lose nothing else.
template <decider Decider>
witness clearing_loses_nothing_else(Decider of) {
  const auto lost = [](std::string_view by, const authn::attempts& expected, const authn::decision& made) {
    const std::string_view what = first_difference(expected, made.account.attempts);
    return what.empty() ? witness{} : because(by, ": ", what, " is not what it should be");
  };
  facts from = under_policy_p();
  count_everything(from);
  authn::attempts expected = from.account.attempts;
  expected.failed = expected.consecutive_lockouts = 0;
  if (auto found = lost("right password of a known device", expected, of.decide(from)); !found.empty()) return found;

  from = path_by("", verify_rightly).good;
  count_everything(from);
  expected = from.account.attempts;
  expected.failed_factor = 0;
  if (auto found = lost("right code of a factor", expected, of.decide(from)); !found.empty()) return found;

  expected = from.account.attempts;
  expected.failed = expected.failed_from_unknown_devices = 0;
  expected.unknown_devices_blocked = false;
  expected.locked_at.reset();
  return lost("ADMIN_UNLOCK", expected, of.happen(from, account_event::admin_unlock));
}

inline void block_unknown_devices(facts& f) {
  come_from_unknown_device(f);
  f.account.status = user_status::active;
  f.account.attempts.unknown_devices_blocked = true;
  f.account.attempts.failed_from_unknown_devices = 5;
  f.account.attempts.locked_at = f.now - minutes{5};
  f.account.attempts.auto_unlock_at = f.now + minutes{55};
}

struct stop {
  std::string_view name;
  void (*put)(facts&);
};
inline constexpr stop stops[] = {{"LOCKED_OUT", lock}, {"unknown devices blocked", block_unknown_devices}};

/// An attempt while locked is not counted, and moves no time.
template <decider Decider>
witness attempts_while_locked_change_nothing(Decider of) {
  for (const stop& by : stops)
    for (const validity password : {validity::invalid, validity::valid})
      for (const std::uint64_t failures : {std::uint64_t{0}, std::uint64_t{5}, count_max}) {
        facts from = under_policy_p();
        by.put(from);
        from.evidence.password = password;
        from.account.attempts.failed = from.account.attempts.failed_from_unknown_devices = failures;
        const authn::account after = of.decide(from).account;
        if (after == from.account) continue;
        const std::string_view what = first_difference(from.account.attempts, after.attempts);
        return because(by.name, ", password ", to_string(password), ": ", what.empty() ? "the version" : what,
                       " changes");
      }
  return {};
}

/// A wrong answer counts whichever factor it is for and wherever it is given, and the fifth locks.
template <decider Decider>
witness every_factor_counts(Decider of) {
  for (path& each : factor_paths(false))
    for (const std::uint64_t before : {0u, 4u}) {
      const bool password = each.good.request.body.password;  // counts as one
      const auto counter = password ? &authn::attempts::failed : &authn::attempts::failed_factor;
      each.good.account.attempts.*counter = before;
      const authn::account after = of.decide(each.good).account;
      if (after.attempts.*counter != before + 1) return because(each.name, ": a wrong answer is not counted");
      if ((after.status == user_status::locked_out) != (before == 4))
        return because(each.name, ": wrong answer ", before + 1, before == 4 ? " does not lock" : " locks");
    }
  return {};
}

// --- what a lock stops

inline bool gives_something(const authn::decision& made) {
  return std::ranges::any_of(made.effects, [](const authn::effect& each) {
    return std::holds_alternative<authn::effects::issue_token>(each) ||
           std::holds_alternative<authn::effects::store_password>(each) ||
           std::holds_alternative<authn::effects::store_factor>(each) ||
           std::holds_alternative<authn::effects::send>(each);
  });
}

/// A block of unknown devices alone leaves a proven recovery to its end.
inline bool is_stopped(const facts& way, const stop& by) {
  return by.put == lock || way.request.operation != operation::reset_password;
}

/// No way of a sign-in leads anywhere while the account is locked, or blocked for the device; each leads on when not.
template <decider Decider>
witness every_way_stops_at_a_lock(Decider of) {
  const std::vector<path> ways = ways_on();
  for (const path& each : ways) {
    if (of.decide(each.good).response.error) return because(each.name, ": leads nowhere even without a lock");
    for (const stop& by : stops) {
      facts from = each.good;
      by.put(from);
      const authn::decision made = of.decide(from);
      if (!is_stopped(from, by)) {
        if (made.response.error) return because(by.name, ": ", each.name, " is stopped");
        continue;
      }
      const bool refused = made.response.error.has_value() || made.outcome == authn::outcome::locked_out;
      if (!refused || gives_something(made) || made.account != from.account)
        return because(by.name, ": ", each.name, " comes to ", to_string(made.outcome));
    }
  }
  return {};
}

}  // namespace spec::defects
