#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/text/decide.hpp>

#include "faults.hpp"
#include "page.hpp"
#include "properties.hpp"

/// Each property holds for the engine, and finds the fault that it is for.
namespace spec::defects {
namespace {

using lines = std::vector<std::string>;

/// The ids of the rules that answered.
lines rules_of(const authn::decision& made) {
  lines ids;
  for (const authn::consulted_table& each : made.trace)
    ids.emplace_back(authn::shipped_book().tables[each.rule.table].rows[each.rule.row].id);
  return ids;
}

bool names(const authn::decision& made, std::string_view rule) {
  const lines ids = rules_of(made);
  return std::ranges::find(ids, rule) != ids.end();
}

}  // namespace

TEST_CASE("lockout defects: a wait of any length is a wait") {
  CHECK(longer_waits_end_later(engine{}) == "");
  check_shown(longer_waits_end_later(short_clock{}), "autoUnlockMinutes 31536000: the lock ends before it is made");
}

TEST_CASE("lockout defects: more failures never mean less lock") {
  CHECK(more_failures_lock_no_less(engine{}) == "");
  check_shown(more_failures_lock_no_less(short_counter{}),
              "failedAttempts 2147483648, consecutiveLockouts 0: a wrong password locks nothing");
}

TEST_CASE("lockout defects: failures are not forgotten, in no mode") {
  CHECK(failures_are_not_forgotten(engine{}) == "");
  check_shown(failures_are_not_forgotten(quiet_hours{}),
              "autoUnlockMinutes 0, maxAttempts 5: five wrong passwords 13 h apart lock nothing");
}

TEST_CASE("lockout defects: what a mode does not use has no say in it") {
  CHECK(what_a_mode_does_not_use_changes_nothing(engine{}) == "");
  check_shown(what_a_mode_does_not_use_changes_nothing(limit_of_another_mode{}),
              "autoUnlockMinutes 0: consecutiveLockouts 10 changes what the fifth wrong password does");
}

TEST_CASE("lockout defects: clearing one thing loses no other") {
  CHECK(clearing_loses_nothing_else(engine{}) == "");
  check_shown(clearing_loses_nothing_else(forgotten_job{}), "ADMIN_UNLOCK: autoUnlockAt is not what it should be");
  check_shown(clearing_loses_nothing_else(clean_slate{}),
              "right password of a known device: failedAttemptsFromUnknownDevices is not what it should be");
}

TEST_CASE("lockout defects: attempts while locked change nothing") {
  CHECK(attempts_while_locked_change_nothing(engine{}) == "");
  check_shown(attempts_while_locked_change_nothing(counts_while_locked{}),
              "LOCKED_OUT, password INVALID: failedAttempts changes");
}

TEST_CASE("lockout defects: every factor counts, wherever it is answered") {
  constexpr std::size_t answered = authn::words_of<factor_kind>::value.size() - 3;  // no push, no Duo, no password
  CHECK(factor_paths(false).size() == answered * 3 + 1);                            // and the password comes first
  CHECK(every_factor_counts(engine{}) == "");
  check_shown(every_factor_counts(uncounted_apps{}), "okta_totp in MFA_REQUIRED: a wrong answer is not counted");
}

TEST_CASE("lockout defects: every way to a token stops at a lock") {
  CHECK(ways_on().size() > factor_paths(true).size());
  CHECK(every_way_stops_at_a_lock(engine{}) == "");
  check_shown(every_way_stops_at_a_lock(approval_while_locked{}), "LOCKED_OUT: a push, approved comes to SUCCESS");
}

TEST_CASE("lockout defects: the attempt that reaches the limit is the one that locks") {
  CHECK(the_limit_is_the_attempt_that_locks(engine{}) == "");
  check_shown(the_limit_is_the_attempt_that_locks(one_attempt_more{}), "maxAttempts 1: wrong password 1 does not lock");
}

// --- a name that is somebody else's address

namespace {

struct person {
  std::string login, mail;
  authn::account account;
};
using people = std::vector<person>;

/// How a host finds the account that a user name means.
using lookup = person* (*)(people&, std::string_view name);

person* by_login(people& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &person::login);
  return found == all.end() ? nullptr : &*found;
}

person* by_mail_or_login(people& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &person::mail);
  return found == all.end() ? by_login(all, name) : &*found;
}

/// Wrong passwords for a name change the account that has this name as its login, and no other.
witness guesses_stay_with_the_name(lookup find) {
  authn::account active;
  active.status = authn::user_status::active;
  people all{{"grace", "grace@example.com", active}, {"grace@example.com", "mallory@example.com", active}};
  for (int guess = 0; guess < 5; ++guess) {
    facts from = under_policy_p();
    send_wrong_password(from);
    person* found = find(all, "grace@example.com");
    REQUIRE(found != nullptr);
    from.account = found->account;
    found->account = engine{}.decide(from).account;
  }
  for (const person& each : all)
    if (each.login != "grace@example.com" && each.account != active)
      return because("guesses for the login grace@example.com lock out ", each.login);
  return {};
}

}  // namespace

TEST_CASE("lockout defects: a user name is looked up by the host, as a login and nothing else") {
  CHECK(guesses_stay_with_the_name(by_login) == "");
  check_shown(guesses_stay_with_the_name(by_mail_or_login), "guesses for the login grace@example.com lock out grace");
}

TEST_CASE("lockout defects: the engine does not see which name was sent") {
  const auto scenario = [](std::string_view name) {
    return std::string{
        R"({"now":"2026-04-02T13:59:06Z","request":{"operation":"POST /api/v1/authn","body":{"username":")"}
        .append(name)
        .append(R"(","password":true}},"evidence":{"password":"INVALID"},)")
        .append(R"("account":{"user":{"id":"00u1","status":"ACTIVE","profile":{"login":"grace"}}}})");
  };
  const auto by_own_name = interlock::text::decide(scenario("grace"));
  REQUIRE(by_own_name.has_value());
  for (const std::string_view name : {"grace@example.com", "mallory", "GRACE"}) {
    const auto by_another = interlock::text::decide(scenario(name));
    REQUIRE(by_another.has_value());
    CHECK(*by_another == *by_own_name);
  }
}

TEST_CASE("lockout defects: what the page says of the limit is what is counted") {
  CHECK(page("docs/spec/observations.md")
            .find("`LOCKS`: the counter of the device's class, plus one, is `maxAttempts` or more") !=
        std::string::npos);
}

// --- three questions to the model

TEST_CASE("lockout defects: the wait begins with the lock, and later attempts do not move it") {
  facts from = under_policy_p();
  send_fifth_wrong_password(from);
  const authn::decision locking = engine{}.decide(from);
  CHECK(names(locking, "TRY-5"));
  CHECK(names(locking, "SCHED-5"));
  const auto end = from.now + minutes{60};
  CHECK(locking.account.attempts.auto_unlock_at == end);
  from.account = locking.account;
  from.now += minutes{59};
  CHECK(engine{}.decide(from).account.attempts.auto_unlock_at == end);
  from.now = end;
  const authn::decision ending = engine{}.decide(from);
  CHECK(names(ending, "AUTO-1"));
  CHECK(ending.account.attempts.failed == 1);  // the wrong password that was sent now
}

TEST_CASE("lockout defects: attempts while locked are refused without being counted") {
  facts from = under_policy_p();
  lock(from);
  send_wrong_password(from);
  const authn::decision made = engine{}.decide(from);
  CHECK(names(made, "STATUS-2"));
  CHECK(names(made, "AUTHN-12"));
  CHECK_FALSE(names(made, "TRY-2"));
  CHECK_FALSE(names(made, "TRY-5"));
  CHECK(made.account == from.account);
}

TEST_CASE("lockout defects: a failure counts once, and a second lock waits no longer than the first") {
  facts from = under_policy_p();
  send_wrong_password(from);
  CHECK(names(engine{}.decide(from), "TRY-2"));
  CHECK(engine{}.decide(from).account.attempts.failed == 1);
  send_fifth_wrong_password(from);
  for (const std::uint64_t before : {0u, 1u, 8u}) {
    from.account.attempts.consecutive_lockouts = before;
    const authn::decision made = engine{}.decide(from);
    CHECK(made.account.attempts.failed == 5);
    CHECK(made.account.attempts.consecutive_lockouts == before + 1);
    CHECK(made.account.attempts.auto_unlock_at == from.now + minutes{60});
  }
}

}  // namespace spec::defects
