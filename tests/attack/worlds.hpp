#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

/// Accounts, policies and limits to attack.
namespace interlock::tests {

struct attack_world {
  authn::facts start;
  std::vector<authn::request_limit> limits;
  authn::time_point until;

  [[nodiscard]] authn::attack_setting setting() const { return {start, limits, until}; }
};

/// An ACTIVE user of a policy that stands alone, on a day in 2026.
inline attack_world one_policy_world(std::uint64_t max_attempts, std::uint64_t auto_unlock_minutes,
                                     bool devices_differ) {
  attack_world made;
  made.start.now = authn::time_point{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2}};
  made.start.account.status = authn::user_status::active;
  made.start.policy.prevent_lockout_from_unknown_devices = devices_differ;
  made.start.policy.password.given = authn::password_policies::form::one;
  auto& settings = made.start.policy.password.list.emplace_back().settings;
  settings.max_attempts = max_attempts;
  settings.auto_unlock_minutes = auto_unlock_minutes;
  made.limits = {{4, std::chrono::seconds{1}}};
  made.until = made.start.now + std::chrono::days{30};
  return made;
}

/// What random worlds are made of; each value is as likely as it is often there.
struct world_choices {
  std::vector<std::uint64_t> max_attempts, auto_unlock_minutes;
  std::vector<std::vector<authn::request_limit>> limits;
  std::vector<int> span_milliseconds;
};

class random_worlds {
 public:
  random_worlds(world_choices from, std::uint32_t seed) : from_{std::move(from)}, random_{seed} {}

  attack_world next() {
    using std::chrono::milliseconds;
    using enum authn::user_status;
    attack_world made =
        one_policy_world(any(from_.max_attempts), any(from_.auto_unlock_minutes), any({1, 1, 1, 0}) != 0);
    made.start.now += milliseconds{any({0, 0, 7'000, 19'999, 33'000, 50'001, 59'999})};
    made.limits = any(from_.limits);
    made.until = made.start.now + milliseconds{any(from_.span_milliseconds)};
    made.start.account.status = any({active, active, active, locked_out, password_expired});
    authn::attempts& a = made.start.account.attempts;
    a.failed = any<std::uint64_t>({0, 0, 0, 1, 2, 5});
    a.failed_from_unknown_devices = any<std::uint64_t>({0, 0, 0, 1, 2, 5});
    a.unknown_devices_blocked = any({0, 0, 0, 1}) != 0;
    a.consecutive_lockouts = any<std::uint64_t>({0, 7, 8, 8, 9, 9, 10, 11});
    if (any({0, 0, 1}) != 0)
      a.auto_unlock_at = made.start.now + milliseconds{any({0, 1, 20'000, 33'000, 47'001, 60'000, 100'000})};
    return made;
  }

 private:
  template <class Value>
  const Value& any(const std::vector<Value>& of) {
    return of[random_() % of.size()];
  }
  template <class Value>
  Value any(std::initializer_list<Value> of) {
    return of.begin()[random_() % of.size()];
  }

  world_choices from_;
  std::mt19937 random_;
};

}  // namespace interlock::tests
