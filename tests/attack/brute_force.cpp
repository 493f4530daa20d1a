#include "brute_force.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <unordered_map>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>

namespace interlock::tests {
namespace {

using namespace authn;
using usage = std::array<std::uint64_t, 2>;  // of the windows of up to two limits

struct state {
  std::size_t instant = 0;
  usage used{};
  account held;

  bool operator==(const state&) const = default;
};

struct hash_of_state {
  std::size_t operator()(const state& s) const noexcept {
    const attempts& a = s.held.attempts;
    std::uint64_t mixed = s.instant;
    const auto mix = [&](std::uint64_t more) { mixed = (mixed ^ more) * 0x9E3779B97F4A7C15u, mixed ^= mixed >> 29; };
    mix(s.used[0] << 8 | s.used[1]);
    mix(a.failed << 8 | a.failed_from_unknown_devices);
    mix(a.consecutive_lockouts << 9 | static_cast<unsigned>(*s.held.status) << 1 | unsigned{a.unknown_devices_blocked});
    mix(a.auto_unlock_at ? static_cast<std::uint64_t>(a.auto_unlock_at->time_since_epoch().count()) : 0);
    return mixed;
  }
};

class everything {
 public:
  everything(const attack_setting& from, attacker who) : limits_{from.limits}, until_{from.until}, facts_{from.start} {
    facts_.request.body.shape = request_body::form::object;
    facts_.request.body.username = facts_.request.body.password = true;
    facts_.evidence.password = validity::invalid;
    if (who != attacker::known_device) devices_.push_back(false);
    if (who != attacker::unknown_devices) devices_.push_back(true);
    find_instants(from.start);
  }

  best_values best() { return best_from({0, {}, facts_.account}); }

 private:
  /// Every plan can be moved, without loss, until each request stands at an edge of a window, at the beginning, at the
  /// pending unlock, or a lock's length after such a time, and a lock's length is whole windows. Twice a millisecond is
  /// left for what has to come just before something else.
  void find_instants(const facts& start) {
    const duration window = limits_.front().window;
    std::set<duration> phases{duration{0}, duration{1}, window - duration{1}, window - duration{2}};
    const auto phase_of = [&](time_point at) { return at.time_since_epoch() % window; };
    phases.insert(phase_of(start.now));
    if (const auto job = start.account.attempts.auto_unlock_at) phases.insert(phase_of(*job));
    for (time_point begin = start.now - phase_of(start.now); begin < until_; begin += window)
      for (const duration phase : phases)
        if (begin + phase >= start.now && begin + phase < until_) instants_.push_back(begin + phase);
    instants_.push_back(until_);
  }

  [[nodiscard]] bool may_send(const usage& used) const {
    for (std::size_t i = 0; i < limits_.size(); ++i)
      if (used[i] == limits_[i].requests) return false;
    return true;
  }

  void settle(account& held, time_point now) {
    const auto& job = held.attempts.auto_unlock_at;
    if (!job || *job > now) return;
    facts_.now = now;
    facts_.account = held;
    held = decide_event(facts_, account_event::timer).account;
    held.version = 0;
    held.attempts.locked_at.reset();
  }

  /// @return nothing if no password was tried
  std::optional<account> after_guess(const account& held, time_point now, bool known_device) {
    facts_.now = now;
    facts_.account = held;
    facts_.device_known = known_device;
    const auto made = decide(facts_);
    const auto tries = [](const effect& one) { return std::holds_alternative<effects::password_failed>(one); };
    if (std::ranges::none_of(made->effects, tries)) return std::nullopt;
    account after = made->account;
    after.version = 0;
    after.attempts.locked_at.reset();
    return after;
  }

  best_values best_from(state here) {
    const time_point now = instants_[here.instant];
    if (now == until_) return {};
    settle(here.held, now);
    if (const auto found = known_.find(here); found != known_.end()) return found->second;
    best_values best = best_by_waiting(here, now);
    if (may_send(here.used)) {
      for (const bool known_device : devices_) {
        const auto after = after_guess(here.held, now, known_device);
        if (!after) continue;
        best_values then = best_from({here.instant, {here.used[0] + 1, here.used[1] + 1}, *after});
        ++then[0];
        for (std::size_t goal = 0; goal < best.size(); ++goal) best[goal] = std::max(best[goal], then[goal]);
      }
    }
    known_.emplace(here, best);
    return best;
  }

  best_values best_by_waiting(const state& here, time_point now) {
    const time_point next = instants_[here.instant + 1];
    state later{here.instant + 1, here.used, here.held};
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      const auto window_of = [&](time_point at) { return at.time_since_epoch() / limits_[i].window; };
      if (window_of(next) != window_of(now)) later.used[i] = 0;
    }
    best_values best = best_from(later);
    const attempts& a = here.held.attempts;
    const auto passed = static_cast<std::uint64_t>((std::min(next, a.auto_unlock_at.value_or(next)) - now).count());
    const bool locked = here.held.status == user_status::locked_out;
    const bool blocked = a.unknown_devices_blocked && facts_.policy.prevent_lockout_from_unknown_devices;
    if (locked) best[1] += passed;
    if (locked || blocked) best[2] += passed;
    return best;
  }

  std::span<const request_limit> limits_;
  time_point until_;
  facts facts_;
  std::vector<bool> devices_;
  std::vector<time_point> instants_;
  std::unordered_map<state, best_values, hash_of_state> known_;
};

}  // namespace

best_values best_by_trying(const attack_setting& from, attacker who) { return everything{from, who}.best(); }

}  // namespace interlock::tests
