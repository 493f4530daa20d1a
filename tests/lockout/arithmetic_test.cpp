#include <algorithm>
#include <initializer_list>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "actions.hpp"
#include "alike.hpp"
#include "random_facts.hpp"
#include "row_arrangements.hpp"

/// Numbers and times at their ends. In another product a lock of 21,900 days switched locking off.
namespace lockout {
namespace {

using namespace std::chrono_literals;
using authn::time_point;
using authn::user_status;
using spec::noon_ish;

constexpr std::uint64_t largest = authn::attempts::count_max;
constexpr authn::duration tick{1};

decision decided(const facts& from) {
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  return *made;
}

/// Small numbers, those around each of `limits`, and those where narrower integers end.
std::set<std::uint64_t> numbers(std::initializer_list<std::uint64_t> limits = {}) {
  std::set<std::uint64_t> found;
  const auto around = [&](std::uint64_t of) {
    for (const std::uint64_t each : {of - 1, of, of + 1})
      if (each <= largest) found.insert(each);
  };
  for (std::uint64_t small = 0; small < 13; ++small) found.insert(small);
  for (const unsigned bits : {7u, 8u, 15u, 16u, 31u, 32u, 52u}) around(std::uint64_t{1} << bits);
  for (const std::uint64_t each : limits) around(each);
  around(largest);
  return found;
}

constexpr std::uint64_t counters_count = 4;
std::uint64_t& counter(account& of, std::size_t which) {
  std::uint64_t* const all[] = {&of.attempts.failed, &of.attempts.failed_from_unknown_devices,
                                &of.attempts.failed_factor, &of.attempts.consecutive_lockouts};
  return *all[which];
}

bool is_locked(const account& of) { return of.status == user_status::locked_out; }

/// No job: it never ends.
time_point end_of(const account& of) { return of.attempts.auto_unlock_at.value_or(time_point::max()); }

template <class Effect>
bool makes(const decision& made) {
  return std::ranges::any_of(made.effects, [](const auto& each) { return std::holds_alternative<Effect>(each); });
}

/// Whether what `less` locks, or finds locked, `more` has locked too, and no shorter where both lock now.
bool is_no_less_locked(const decision& more, const decision& less) {
  if (is_locked(less.account) && !is_locked(more.account)) return false;
  if (less.account.attempts.unknown_devices_blocked && !more.account.attempts.unknown_devices_blocked) return false;
  const bool both_lock = makes<effects::account_locked>(less) && makes<effects::account_locked>(more);
  const bool both_block =
      makes<effects::unknown_devices_blocked>(less) && makes<effects::unknown_devices_blocked>(more);
  return !(both_lock || both_block) || end_of(more.account) >= end_of(less.account);
}

std::vector<action> failures_in(const world& of) {
  std::vector<action> all = actions_in(of);
  std::erase_if(all, [](const action& each) {
    return each.what != kind::wrong_password && each.what != kind::wrong_password_factor &&
           each.what != kind::wrong_factor;
  });
  return all;
}

struct wait {
  time_point from;
  std::uint64_t minutes;
};

account locked_for(const wait& how_long) {
  facts from = spec::under_policy_p();
  from.now = how_long.from;
  spec::password_settings_of(from).auto_unlock_minutes = how_long.minutes;
  spec::send_fifth_wrong_password(from);
  const decision made = decided(from);
  REQUIRE(is_locked(made.account));
  return made.account;
}

const std::vector<time_point>& starts() {
  static const std::vector<time_point> all{authn::time_min, authn::time_min + tick, time_point{} - tick,   time_point{},
                                           noon_ish,        authn::time_max - 1h,   authn::time_max - tick};
  return all;
}

/// In milliseconds, where no sum overflows.
__extension__ using wide = __int128;
constexpr wide ms(time_point at) { return at.time_since_epoch().count(); }
wide end_by_hand(const wait& of) { return std::min(ms(of.from) + wide{of.minutes} * 60'000, ms(authn::time_max)); }

constexpr std::uint64_t days_21900 = 21'900ull * 24 * 60;

}  // namespace

TEST_CASE("ACCOUNT-26: more failures never mean less lock, one counter after the other") {
  std::size_t compared = 0;
  for (const std::uint64_t limit : numbers({100}))
    for (const device_setting setting : {device_setting::off, device_setting::on}) {
      const world in{limit, setting, true, false};
      for (action& each : failures_in(in))
        for (std::size_t which = 0; which < counters_count; ++which) {
          account before;
          before.status = user_status::active;
          decision fewer = decided(each, before, setting == device_setting::on);
          for (const std::uint64_t count : numbers({limit, 100})) {
            counter(before, which) = count;
            const decision more = decided(each, before, setting == device_setting::on);
            if (!is_no_less_locked(more, fewer)) FAIL(each.name, " limit ", limit, " counter ", which, " at ", count);
            fewer = more;
            ++compared;
          }
        }
    }
  CHECK(compared > 100'000);
}

TEST_CASE("ACCOUNT-26: so it is of any two accounts in any circumstances") {
  spec::xorshift random{26};
  std::size_t locked = 0;
  for (int times = 0; times < 60'000; ++times) {
    facts from = spec::random_facts(random);
    from.evidence.password = from.evidence.token = authn::validity::invalid;
    const auto fewer = authn::decide(from);
    if (!fewer) continue;
    for (std::size_t which = 0; which < counters_count; ++which) {
      std::uint64_t& count = counter(from.account, which);
      count += std::min(random.flip() ? random.below(4) : random.next(), largest - count);
    }
    const decision more = decided(from);
    CHECK(is_no_less_locked(more, *fewer));
    locked += is_locked(fewer->account) ? 1 : 0;
  }
  CHECK(locked > 10'000);
}

TEST_CASE("ACCOUNT-26: nor does a counter at the largest number, which stays there") {
  facts from = spec::under_policy_p();
  spec::send_wrong_password(from);
  for (std::size_t which = 0; which < counters_count; ++which) counter(from.account, which) = largest;
  from.account.version = largest;
  const account after = decided(from).account;
  CHECK(is_locked(after));
  CHECK(after.attempts.failed == largest);
  CHECK(after.attempts.consecutive_lockouts == largest);
  CHECK_FALSE(after.attempts.auto_unlock_at.has_value());
  CHECK(after.version == largest);
  spec::password_settings_of(from).max_attempts = largest;
  CHECK(is_locked(decided(from).account));
  from.account.attempts.failed = largest - 1;
  CHECK(is_locked(decided(from).account));
  from.account.attempts.failed = largest - 2;
  CHECK_FALSE(is_locked(decided(from).account));
}

TEST_CASE("ACCOUNT-27: a longer wait never ends sooner: exactly so many minutes, or the end of time") {
  for (const time_point from : starts()) {
    time_point before = from;
    for (const std::uint64_t minutes : numbers({60, 9'999, days_21900, 100 * days_21900})) {
      if (minutes == 0) continue;
      CAPTURE(from.time_since_epoch().count());
      CAPTURE(minutes);
      const account of = locked_for({from, minutes});
      REQUIRE(of.attempts.auto_unlock_at.has_value());
      const time_point end = *of.attempts.auto_unlock_at;
      CHECK((ms(end) == end_by_hand({from, minutes})));
      CHECK(end >= before);
      CHECK(end > from);
      before = end;
    }
  }
  CHECK_FALSE(locked_for({noon_ish, 0}).attempts.auto_unlock_at.has_value());
}

TEST_CASE("ACCOUNT-28: until its end a lock holds at any time, also before it was made; at its end it is over") {
  for (const time_point made_at : starts())
    for (const std::uint64_t minutes : numbers({60, 9'999, days_21900})) {
      const account of = locked_for({made_at, minutes});
      const time_point end = end_of(of);
      facts from = spec::under_policy_p();
      from.account = of;
      for (const time_point now : {authn::time_min, authn::later(made_at, -1h), authn::later(made_at, -tick), made_at,
                                   authn::later(made_at, tick), authn::later(std::min(end, authn::time_max), -tick)}) {
        if (now >= end) continue;
        from.now = now;
        const decision held = decided(from);
        CHECK(held.outcome == authn::outcome::locked_out);
        CHECK(held.account == of);
      }
      if (minutes == 0) continue;
      for (const time_point now : {end, authn::time_max}) {
        from.now = now;
        CHECK(decided(from).outcome == authn::outcome::success);
      }
    }
}

TEST_CASE("ACCOUNT-28: the time of a lock decides nothing, whatever it is") {
  spec::xorshift random{28};
  for (int times = 0; times < 20'000; ++times) {
    facts from = spec::random_facts(random);
    from.account.attempts.locked_at.reset();
    const auto expected = authn::decide(from);
    if (!expected) continue;
    for (const time_point at : {authn::time_min, from.now, authn::later(from.now, 1h), authn::time_max}) {
      from.account.attempts.locked_at = at;
      const decision made = decided(from);
      CHECK(is_same_answer(made, *expected));
      account rest = made.account;
      rest.attempts.locked_at = expected->account.attempts.locked_at;
      rest.version = expected->account.version;
      account bare = expected->account;
      CHECK(rest == bare);
    }
  }
}

}  // namespace lockout
