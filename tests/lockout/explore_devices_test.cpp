#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

#include <doctest/doctest.h>

#include "actions.hpp"
#include "alike.hpp"
#include "explore.hpp"
#include "scenes.hpp"

/// docs/spec/lockout.md#unknown-devices: what unknown devices can do to those that are known.
namespace lockout {
namespace {

using authn::user_status;
using spec::noon_ish;

// --- one user twice: with somebody who guesses from unknown devices, and without

/// A lock lasts as long, so that jobs begun at different times come in every order.
constexpr std::chrono::minutes short_wait{3};

struct twins {
  account quiet, guessed_at;
};

/// What decisions can tell of an account; times as whole minutes until the job.
auto compared_part(const account& of) {
  const authn::attempts& has = of.attempts;
  const auto job = has.auto_unlock_at ? (*has.auto_unlock_at - noon_ish) / std::chrono::minutes{1} : -1;
  return std::tuple{of.status,
                    has.failed,
                    has.failed_from_unknown_devices,
                    has.unknown_devices_blocked,
                    job,
                    std::min<std::uint64_t>(has.consecutive_lockouts, 10),
                    has.failed_factor,
                    std::min(has.failed_recovery, answers_max)};
}

void forget_the_rest(account& of) {
  of.version = 0;
  of.password_changed = noon_ish - std::chrono::days{10};
  of.attempts.locked_at.reset();
  // A factor that was answered wrongly four times stands for one that was not: the next wrong answer locks.
  of.attempts.failed_factor = answers_max - 1;
}

/// A minute goes by, seen from `now`; a job that is due stays so until something is decided.
void age(account& of) {
  auto& job = of.attempts.auto_unlock_at;
  if (job && *job > noon_ish) *job -= std::chrono::minutes{1};
}

world short_locks(std::uint64_t limit, bool unlocks) { return {limit, device_setting::on, unlocks, true}; }

std::vector<action> actions_of(std::uint64_t limit, bool unlocks) {
  std::vector<action> all = actions_in(short_locks(limit, unlocks));
  for (action& each : all)
    if (unlocks)
      spec::password_settings_of(each.asked).auto_unlock_minutes = static_cast<std::uint64_t>(short_wait.count());
  return all;
}

bool is_by_known(const action& each) { return each.asked.device_known && !each.event; }
bool is_guess(const action& each) {
  return each.what == kind::wrong_password || each.what == kind::wrong_password_factor;
}

struct guess_free_world {
  std::size_t pairs = 0, compared = 0, actions = 0;  ///< of known devices
  std::set<std::string> different;                   ///< names of actions with different answers
};

class pair_explorer {
 public:
  /// @param until_lock  follow the quiet twin only as long as it is not locked
  pair_explorer(std::uint64_t limit, bool unlocks, bool until_lock)
      : all_{actions_of(limit, unlocks)}, until_lock_{until_lock} {}

  guess_free_world run() {
    found_.actions = static_cast<std::size_t>(std::ranges::count_if(all_, is_by_known));
    account fresh;
    fresh.status = user_status::active;
    reach({fresh, fresh});
    while (!open_.empty()) {
      const twins from = open_.front();
      open_.pop_front();
      compare(from);
      lead_on(from);
    }
    return found_;
  }

 private:
  void compare(const twins& from) {
    for (action& each : all_) {
      if (!is_by_known(each)) continue;
      const decision quiet = decided(each, from.quiet, true), guessed_at = decided(each, from.guessed_at, true);
      ++found_.compared;
      if (!is_same_answer(quiet, guessed_at)) found_.different.insert(each.name);
    }
  }

  static bool leads_on(const action& each) {
    if (each.event) return true;
    if (!each.asked.device_known) return false;
    return is_guess(each) || each.what == kind::right_password || each.what == kind::wrong_factor ||
           each.what == kind::right_proof || each.what == kind::password_reset;
  }

  void lead_on(const twins& from) {
    for (action& each : all_) {
      if (each.event == account_event::deactivate) continue;
      if (leads_on(each))
        reach({decided(each, from.quiet, true).account, decided(each, from.guessed_at, true).account});
      else if (is_guess(each) && !each.asked.device_known)
        reach({from.quiet, decided(each, from.guessed_at, true).account});
    }
    twins later = from;
    age(later.quiet);
    age(later.guessed_at);
    reach(later);
  }

  void reach(twins of) {
    if (until_lock_ && of.quiet.status == user_status::locked_out) return;
    forget_the_rest(of.quiet);
    forget_the_rest(of.guessed_at);
    if (!visited_.emplace(compared_part(of.quiet), compared_part(of.guessed_at)).second) return;
    open_.push_back(of);
    ++found_.pairs;
  }

  std::vector<action> all_;
  bool until_lock_;
  std::set<std::pair<decltype(compared_part({})), decltype(compared_part({}))>> visited_;
  std::deque<twins> open_;
  guess_free_world found_;
};

/// Whoever asks for an unlock as a trusted application asks whether there is something to unlock, and is told.
void check_equal_but_for_unlocks(const guess_free_world& found) {
  CHECK(found.actions > 0);
  CHECK(found.compared == found.pairs * found.actions);
  CHECK(found.different == std::set<std::string>{"unlock_account by email, trusted, known device",
                                                 "unlock_account by sms, trusted, known device",
                                                 "unlock_account by token, trusted, known device"});
}

/// The more failures a limit lets by, the more accounts there are.
void check_limits(bool unlocks, bool until_lock) {
  std::size_t pairs = 0;
  for (std::uint64_t limit = 1; limit <= 3; ++limit) {
    CAPTURE(limit);
    const guess_free_world found = pair_explorer{limit, unlocks, until_lock}.run();
    check_equal_but_for_unlocks(found);
    CHECK(found.pairs > pairs);
    pairs = found.pairs;
  }
}

// --- by hand

struct user_of_two {
  facts asked = spec::under_policy_p();

  user_of_two() {
    asked.policy.prevent_lockout_from_unknown_devices = true;
    spec::password_settings_of(asked).max_attempts = 2;
  }
  authn::outcome sign_in(bool known, bool rightly) {
    asked.device_known = known;
    asked.evidence.password = rightly ? authn::validity::valid : authn::validity::invalid;
    const auto made = authn::decide(asked);
    REQUIRE(made.has_value());
    asked.account = made->account;
    return made->outcome;
  }
  void guess_until_locked(bool known) {
    while (sign_in(known, false) != authn::outcome::locked_out) continue;
  }
  void wait(std::chrono::minutes time) { asked.now += time; }
};

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("ACCOUNT-29: without automatic unlock, guesses from unknown devices change no answer to a known one") {
  check_limits(false, false);
}

TEST_CASE("ACCOUNT-29: with it, none before known devices have themselves locked the account") {
  check_limits(true, true);
}

TEST_SUITE_END();

TEST_CASE("ACCOUNT-30: lock and block share one job, so a block may have a later lock end early") {
  for (const bool guessed : {false, true}) {
    user_of_two of;
    if (guessed) of.guess_until_locked(false);
    of.wait(std::chrono::minutes{10});
    of.guess_until_locked(true);
    of.wait(std::chrono::minutes{50});
    CHECK(of.sign_in(true, true) == (guessed ? authn::outcome::success : authn::outcome::locked_out));
    of.wait(std::chrono::minutes{10});
    CHECK(of.sign_in(true, true) == authn::outcome::success);
  }
}

TEST_CASE("ACCOUNT-30: and one count of locks in a row, so nine blocks may leave a tenth lock without its end") {
  for (const bool guessed : {false, true}) {
    user_of_two of;
    for (int blocks = 0; guessed && blocks < 9; ++blocks) {
      of.guess_until_locked(false);
      of.wait(std::chrono::minutes{60});
    }
    of.guess_until_locked(true);
    CHECK(of.asked.account.attempts.auto_unlock_at.has_value() == !guessed);
    of.wait(std::chrono::minutes{600});
    CHECK(of.sign_in(true, true) == (guessed ? authn::outcome::locked_out : authn::outcome::success));
  }
}

TEST_CASE("ACCOUNT-30: a sign-in that is accepted begins a new count") {
  user_of_two of;
  for (int blocks = 0; blocks < 9; ++blocks) {
    of.guess_until_locked(false);
    of.wait(std::chrono::minutes{60});
  }
  CHECK(of.sign_in(true, true) == authn::outcome::success);
  of.guess_until_locked(true);
  CHECK(of.asked.account.attempts.auto_unlock_at.has_value());
}

TEST_CASE("ACCOUNT-31: of what unknown devices send, only answers to other factors and of recoveries reach across") {
  std::vector<action> all = actions_in({2, device_setting::on, true, true});
  std::size_t tried = 0;
  std::set<kind> across;
  for (action& each : all) {
    if (each.event || each.asked.device_known) continue;
    account of;
    of.status = user_status::active;
    for (int times = 0; times < 12; ++times) {
      of = decided(each, of, true).account;
      if (of.attempts.auto_unlock_at) of.attempts.auto_unlock_at = noon_ish + unlock_wait;
    }
    const bool reaches = decided(all.front(), of, true).outcome != authn::outcome::success;
    CAPTURE(each.name);
    CHECK(reaches == (each.what == kind::wrong_factor || each.what == kind::wrong_proof));
    ++tried;
    if (reaches) across.insert(each.what);
  }
  REQUIRE(all.front().name == "right password, known device");
  // Each is there once from a known device and once from an unknown one.
  CHECK(tried == static_cast<std::size_t>(std::ranges::count_if(all, is_by_known)));
  CHECK(across == std::set{kind::wrong_factor, kind::wrong_proof});
}

TEST_CASE("ACCOUNT-32: with the setting off there is one counter, and no answer depends on the device") {
  std::size_t compared = 0, different = 0;
  std::optional<decision> last;  // of the same action, from a known device
  explore({2, device_setting::off, true, false}, [&](const edge& e) {
    if (e.after.attempts.unknown_devices_blocked) ++different;
    if (e.made == nullptr || e.by.event) return;
    if (e.by.asked.device_known) {
      last = *e.made;
      return;
    }
    ++compared;
    if (!is_same_answer(*last, *e.made) || last->account != e.after) ++different;
  });
  CHECK(different == 0);
  CHECK(compared > 300'000);
}

}  // namespace lockout
