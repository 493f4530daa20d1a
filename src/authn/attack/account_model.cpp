#include "authn/attack/account_model.hpp"

#include <algorithm>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>
#include <interlock/authn/policy_selection.hpp>

#include "authn/observe/observe.hpp"

namespace interlock::authn {
namespace {

/// A sign-in with a wrong password, within the rate limits.
void become_guess(facts& of) {
  of.request = {};
  of.request.body.shape = request_body::form::object;
  of.request.body.username = of.request.body.password = true;
  of.evidence = {};
  of.evidence.password = validity::invalid;
  of.transaction.reset();
  of.rate.violated = rate_limit_kind::none;
}

bool counts(const effect& of) noexcept { return std::holds_alternative<effects::password_failed>(of); }
bool locks(const effect& of) noexcept {
  return std::holds_alternative<effects::account_locked>(of) ||
         std::holds_alternative<effects::unknown_devices_blocked>(of);
}

}  // namespace

attacked_account::attacked_account(const facts& start) : facts_{start} {
  become_guess(facts_);
  for (const bool known : {false, true}) locking_[known] = find_locking_failure(known);
}

/// More failures never mean less lock, so that the first failure that locks can be found by halving.
std::optional<std::uint64_t> attacked_account::find_locking_failure(bool known_device) {
  const auto locks_after = [&](std::uint64_t failures) {
    facts_.account = {};
    facts_.account.status = user_status::active;
    facts_.device_known = known_device;
    counter(facts_.account, known_device) = failures;
    const auto made = decide(facts_);
    return made && std::ranges::any_of(made->effects, locks);
  };
  std::uint64_t below = 0;
  std::uint64_t found = attempts::count_max;
  if (!locks_after(found)) return std::nullopt;
  while (below < found) {
    const std::uint64_t middle = below + (found - below) / 2;
    (locks_after(middle) ? found : below) = locks_after(middle) ? middle : middle + 1;
  }
  return found + 1;
}

std::uint64_t& attacked_account::counter(account& of, bool known_device) const noexcept {
  const bool unknown = devices_differ() && !known_device;
  return unknown ? of.attempts.failed_from_unknown_devices : of.attempts.failed;
}

account attacked_account::settled(const account& before, time_point now) {
  facts_.now = now;
  facts_.account = before;
  return decide_event(facts_, account_event::timer).account;
}

std::optional<account> attacked_account::guessed(const account& before, time_point now, bool known_device) {
  facts_.now = now;
  facts_.account = before;
  facts_.device_known = known_device;
  const auto made = decide(facts_);
  if (!made || std::ranges::none_of(made->effects, counts)) return std::nullopt;
  return made->account;
}

account attacked_account::guessed(const account& before, time_point last, bool known_device, std::uint64_t guesses) {
  account almost = before;
  std::uint64_t& failures = counter(almost, known_device);
  failures = std::min(attempts::count_max, failures + std::min(guesses - 1, attempts::count_max));
  return guessed(almost, last, known_device).value_or(almost);
}

std::optional<std::uint64_t> attacked_account::until_locked(const account& before, bool known_device) const noexcept {
  const std::optional<std::uint64_t>& locking = locking_[known_device];
  if (!locking) return std::nullopt;
  account copy = before;
  const std::uint64_t failures = counter(copy, known_device);
  return *locking > failures ? *locking - failures : 1;
}

bool attacked_account::keeps_out(const account& of, bool known_device) const noexcept {
  return of.status == user_status::locked_out ||
         (devices_differ() && !known_device && of.attempts.unknown_devices_blocked);
}

bool attacked_account::devices_differ() const noexcept { return facts_.policy.prevent_lockout_from_unknown_devices; }

duration attacked_account::lock_length() const noexcept {
  return at_most<std::chrono::minutes>(select_password(facts_).settings->auto_unlock_minutes);
}

}  // namespace interlock::authn
