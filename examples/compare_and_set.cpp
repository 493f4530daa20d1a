// Sixty-four guesses at one account at once: the store takes an account only from whoever has decided on the newest
// one.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include <interlock/authn/decide.hpp>

namespace {

namespace authn = interlock::authn;
namespace effects = interlock::authn::effects;

/// Stands for the row of a database, which any number of requests read and write at once.
class account_row {
 public:
  explicit account_row(const authn::account& first) : stored_{first} {}

  [[nodiscard]] authn::account load() {
    const std::scoped_lock alone{mutex_};
    return stored_;
  }

  /// UPDATE account SET attempts = :next, version = :next_version WHERE id = :id AND version = :version_read
  /// @return whether a row was updated
  [[nodiscard]] bool store(const authn::account& next, std::uint64_t version_read) {
    const std::scoped_lock alone{mutex_};
    if (stored_.version != version_read) return false;
    stored_ = next;
    return true;
  }

 private:
  std::mutex mutex_;
  authn::account stored_;
};

/// A wrong password under a policy that permits ten.
authn::facts wrong_guess() {
  authn::facts facts;
  facts.now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} + std::chrono::hours{12};
  facts.request.body.shape = authn::request_body::form::object;
  facts.request.body.username = facts.request.body.password = true;
  facts.evidence.password = authn::validity::invalid;
  facts.policy.password.given = authn::password_policies::form::one;
  facts.policy.password.list.emplace_back().settings.max_attempts = 10;
  return facts;
}

/// What the decision came to that was stored.
struct result {
  bool counted = false;
  bool locked = false;
};

/// The password was verified before; only the decision is made again.
result answer(account_row& row, authn::facts facts) {
  for (;;) {
    facts.account = row.load();
    const auto decision = authn::decide(facts);
    if (!decision) return {};
    if (!row.store(decision->account, facts.account.version)) continue;
    result found;
    for (const authn::effect& each : decision->effects) {
      found.counted = found.counted || std::holds_alternative<effects::password_failed>(each);
      found.locked = found.locked || std::holds_alternative<effects::account_locked>(each);
    }
    return found;
  }
}

}  // namespace

int main() {
  authn::account new_account;
  new_account.status = authn::user_status::active;
  account_row row{new_account};

  std::array<result, 64> results;
  {
    std::vector<std::jthread> requests;
    for (result& each : results) requests.emplace_back([&row, &each] { each = answer(row, wrong_guess()); });
  }
  const auto counted = std::ranges::count(results, true, &result::counted);
  const auto locks = std::ranges::count(results, true, &result::locked);
  const authn::attempts after = row.load().attempts;
  std::cout << counted << " guesses counted, " << std::ssize(results) - counted << " refused while locked, " << locks
            << " lock\nfailedAttempts " << after.failed << ", consecutiveLockouts " << after.consecutive_lockouts
            << '\n';
  return counted == 10 && locks == 1 && after.failed == 10 && after.consecutive_lockouts == 1 ? 0 : 1;
}
