#include "explore.hpp"

#include <algorithm>
#include <deque>

#include "scenes.hpp"

/// A state is an account with its times relative to `now`, packed into a number. It loses nothing that a decision
/// could tell:
/// - Decisions compare `autoUnlockAt` with `now` and do nothing else with it. So it is none, due or pending, and of a
///   pending one only the moment matters when it becomes due: a step of its own, as is a clock that goes back before
///   it. A lock made now is due `unlock_wait` from now, so it is pending. A longer or shorter wait is no other state.
/// - No decision reads `lockedAt`; whether it is there is kept, for the invariants. Passwords do not expire here, so
///   `passwordChanged` is not read either. The version is only written.
/// - A counter is compared with 0 and, one added, with its limit. Beyond the limit all numbers are alike: `maxAttempts`
///   (without one: 1, so that 0, 1 and many are told apart), ten locks in a row, five wrong answers.
/// - Transactions are not part of the state. Any may have begun before whatever happened to the account, so each action
///   brings the one that it needs, in every state.
namespace lockout {
namespace {

enum class job : std::uint8_t { none, pending, due };
constexpr std::uint64_t lockouts_max = 10;
constexpr authn::time_point now = spec::noon_ish;

/// Reads or writes a number of bits after another.
class bits {
 public:
  explicit bits(std::uint32_t from = 0) : all_{from} {}
  void put(std::uint64_t value, unsigned count) {
    all_ |= static_cast<std::uint32_t>(value) << at_;
    at_ += count;
  }
  std::uint32_t take(unsigned count) {
    const std::uint32_t value = (all_ >> at_) & ((std::uint32_t{1} << count) - 1);
    at_ += count;
    return value;
  }
  [[nodiscard]] std::uint32_t all() const { return all_; }

 private:
  std::uint32_t all_;
  unsigned at_ = 0;
};
constexpr unsigned bits_of_state = 26;

job job_of(const account& of) {
  const auto& at = of.attempts.auto_unlock_at;
  if (!at) return job::none;
  return *at <= now ? job::due : job::pending;
}

/// One more than `maxAttempts`, so that an account that goes beyond it is not taken for one that does not.
std::uint64_t most_failures(const world& in) { return in.max_attempts == 0 ? 2 : in.max_attempts + 1; }

std::uint32_t packed(const world& in, const account& of, bool setting) {
  const authn::attempts& has = of.attempts;
  bits made;
  made.put(setting ? 1 : 0, 1);
  made.put(of.status ? static_cast<std::uint64_t>(*of.status) + 1 : 0, 4);
  made.put(std::min(has.failed, most_failures(in)), 3);
  made.put(std::min(has.failed_from_unknown_devices, most_failures(in)), 3);
  made.put(has.unknown_devices_blocked ? 1 : 0, 1);
  made.put(has.locked_at ? 1 : 0, 1);
  made.put(static_cast<std::uint64_t>(job_of(of)), 2);
  made.put(std::min(has.consecutive_lockouts, lockouts_max), 4);
  made.put(std::min(has.failed_factor, answers_max), 3);
  made.put(std::min(has.failed_recovery, answers_max), 3);
  return made.all();
}

struct state {
  account of;
  bool setting;
};

state unpacked(std::uint32_t from) {
  bits left{from};
  state made{{}, left.take(1) != 0};
  if (const std::uint32_t status = left.take(4)) made.of.status = static_cast<authn::user_status>(status - 1);
  authn::attempts& has = made.of.attempts;
  has.failed = left.take(3);
  has.failed_from_unknown_devices = left.take(3);
  has.unknown_devices_blocked = left.take(1) != 0;
  if (left.take(1) != 0) has.locked_at = now;
  const auto which = static_cast<job>(left.take(2));
  if (which != job::none) has.auto_unlock_at = which == job::due ? now : now + unlock_wait;
  has.consecutive_lockouts = left.take(4);
  has.failed_factor = left.take(3);
  has.failed_recovery = left.take(3);
  made.of.password_changed = now - std::chrono::days{10};
  made.of.version = 7;
  return made;
}

class explorer {
 public:
  explorer(const world& in, const std::function<void(const edge&)>& visit)
      : in_{in}, visit_{visit}, actions_{actions_in(in)}, visited_(std::size_t{1} << bits_of_state) {
    clock_.what = kind::clock;
    clock_.name = "time goes on, or back";
    flip_.what = kind::setting;
    flip_.name = "the device setting is changed";
  }

  extent run() {
    begin();
    while (!open_.empty()) {
      const state from = unpacked(open_.front());
      open_.pop_front();
      for (action& each : actions_) decide(each, from);
      let_time_pass(from);
      if (in_.setting == device_setting::changing)
        go({in_, flip_, from.setting, from.of, from.of, nullptr}, !from.setting);
    }
    return found_;
  }

 private:
  /// Users of every status, and none, to whom nothing has happened yet.
  void begin() {
    account fresh = unpacked(0).of;
    reach(fresh, in_.setting == device_setting::on);
    for (std::size_t i = 0; i < authn::words_of<authn::user_status>::value.size(); ++i) {
      fresh.status = static_cast<authn::user_status>(i);
      reach(fresh, in_.setting == device_setting::on);
    }
  }

  void decide(action& each, const state& from) {
    const decision made = decided(each, from.of, from.setting);
    go({in_, each, from.setting, from.of, made.account, &made}, from.setting);
  }

  void let_time_pass(const state& from) {
    auto later = from;
    auto& at = later.of.attempts.auto_unlock_at;
    if (!at) return;
    at = *at <= now ? now + unlock_wait : now;
    go({in_, clock_, from.setting, from.of, later.of, nullptr}, from.setting);
  }

  void go(const edge& along, bool setting) {
    ++found_.steps;
    visit_(along);
    reach(along.after, setting);
  }

  void reach(const account& of, bool setting) {
    const std::uint32_t key = packed(in_, of, setting);
    if (visited_[key]) return;
    visited_[key] = true;
    open_.push_back(key);
    ++found_.states;
  }

  const world& in_;
  const std::function<void(const edge&)>& visit_;
  std::vector<action> actions_;
  action clock_, flip_;
  std::vector<bool> visited_;
  std::deque<std::uint32_t> open_;
  extent found_;
};

}  // namespace

extent explore(const world& in, const std::function<void(const edge&)>& visit) { return explorer{in, visit}.run(); }

}  // namespace lockout
