#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/evolve.hpp>

#include "expectation.hpp"
#include "scenes.hpp"

/// docs/reference.md#the-account-over-time: the account over time, by hand.
namespace spec {
namespace {

namespace effects = authn::effects;
using authn::user_status;
using authn::validity;

constexpr std::uint64_t largest = authn::attempts::count_max;

authn::decision decided(const authn::facts& from) {
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  return *made;
}

authn::account locked_account() {
  authn::facts from = under_policy_p();
  lock(from);
  from.account.attempts.unknown_devices_blocked = true;
  from.account.attempts.failed_from_unknown_devices = 7;
  return from.account;
}

}  // namespace

TEST_CASE("the tenth lockout in a row is written to the log and gets no automatic unlock") {
  authn::facts from = under_policy_p();
  from.evidence.password = validity::invalid;
  for (const std::uint64_t before : {8u, 9u, 10u}) {
    from.account.attempts.failed = 4;
    from.account.attempts.consecutive_lockouts = before;
    const authn::decision made = decided(from);
    CHECK(made.account.attempts.consecutive_lockouts == before + 1);
    CHECK(made.account.attempts.auto_unlock_at.has_value() == (before < 9));
    std::size_t limit_events = 0;
    for (const std::string& line : written(made.effects))
      limit_events += line == "LOG_EVENT user.account.lock.limit SUCCESS" ? 1 : 0;
    CHECK(limit_events == (before == 9 ? 1 : 0));
  }
}

TEST_CASE("a pending unlock is kept, and ends a newer lock early") {
  authn::facts from = under_policy_p();
  const auto pending = from.now + std::chrono::minutes{50};
  from.account.attempts.failed = 4;
  from.account.attempts.auto_unlock_at = pending;
  from.evidence.password = validity::invalid;
  const authn::account after = decided(from).account;
  CHECK(after.status == user_status::locked_out);
  CHECK(after.attempts.auto_unlock_at == pending);

  from.account = after;
  from.now = pending;
  from.evidence.password = validity::valid;
  const authn::decision made = decided(from);
  CHECK(made.outcome == authn::outcome::success);
  CHECK(made.account.status == user_status::active);
  CHECK(made.account.attempts.failed == 0);
  CHECK_FALSE(made.account.attempts.auto_unlock_at.has_value());
  CHECK(made.account.attempts.consecutive_lockouts == 0);  // by the sign-in, not by the unlock
}

TEST_CASE("a due unlock runs before a refusal, and its effects come first") {
  authn::facts from = under_policy_p();
  lock(from);
  from.now = *from.account.attempts.auto_unlock_at;
  from.zone = authn::zone::blocked;
  const authn::decision made = decided(from);
  CHECK(made.outcome == authn::outcome::authentication_failed);
  CHECK(written(made.effects) == std::vector<std::string>{"ACCOUNT_UNLOCKED TIMER",
                                                          "LOG_EVENT user.account.unlock SUCCESS",
                                                          "LOG_EVENT security.zone.request.blocked DENY"});
  CHECK(made.account.status == user_status::active);
  CHECK(made.account.attempts.failed == 0);
  CHECK(made.account.attempts.consecutive_lockouts == 1);
  CHECK(made.account.version == from.account.version + 1);
}

TEST_CASE("a due unlock with nothing locked has no effect but that it is gone") {
  authn::facts from = under_policy_p();
  from.account.attempts.failed = 3;
  from.account.attempts.auto_unlock_at = from.now;
  from.zone = authn::zone::blocked;
  const authn::decision made = decided(from);
  CHECK(written(made.effects) == std::vector<std::string>{"LOG_EVENT security.zone.request.blocked DENY"});
  CHECK(made.account.attempts.failed == 3);
  CHECK_FALSE(made.account.attempts.auto_unlock_at.has_value());
  CHECK(made.account.version == from.account.version + 1);
}

TEST_CASE("a due unlock ends lock and block with their counters, whether or not the setting is on") {
  authn::facts from = under_policy_p();
  from.account = locked_account();
  from.now = *from.account.attempts.auto_unlock_at;
  from.zone = authn::zone::blocked;
  authn::account expected = from.account;
  expected.status = user_status::active;
  expected.attempts.failed = expected.attempts.failed_from_unknown_devices = 0;
  expected.attempts.unknown_devices_blocked = false;
  expected.attempts.locked_at.reset();
  expected.attempts.auto_unlock_at.reset();
  expected.version = from.account.version + 1;
  for (const bool setting : {false, true}) {
    from.policy.prevent_lockout_from_unknown_devices = setting;
    const authn::decision made = decided(from);
    CHECK(made.account == expected);
    CHECK(written(made.effects).front() == "ACCOUNT_UNLOCKED TIMER");
  }
}

TEST_CASE("a due unlock ends a block that is not in force without saying so, and it does not come back") {
  authn::facts from = under_policy_p();
  from.account.attempts.failed = 3;
  from.account.attempts.failed_from_unknown_devices = 5;
  from.account.attempts.unknown_devices_blocked = true;
  from.account.attempts.locked_at = from.now - std::chrono::minutes{60};
  from.account.attempts.auto_unlock_at = from.now;
  from.zone = authn::zone::blocked;
  authn::account expected = from.account;
  expected.attempts.failed_from_unknown_devices = 0;
  expected.attempts.unknown_devices_blocked = false;
  expected.attempts.locked_at.reset();
  expected.attempts.auto_unlock_at.reset();
  expected.version = from.account.version + 1;
  for (const bool setting : {false, true}) {
    from.policy.prevent_lockout_from_unknown_devices = setting;
    const authn::decision made = decided(from);
    CHECK(made.account == expected);
    CHECK((written(made.effects).front() == "ACCOUNT_UNLOCKED TIMER") == setting);
  }
}

TEST_CASE("a due unlock forgets wrong factor answers only where they may have locked, and another unlock never") {
  authn::facts from = under_policy_p();
  lock(from);
  for (const auto& [before, after] : {std::pair{4u, 4u}, std::pair{5u, 0u}, std::pair{9u, 0u}}) {
    from.account.attempts.failed_factor = before;
    for (const auto by : {effects::unlocked_by::administrator, effects::unlocked_by::user})
      CHECK(authn::evolve(from.account, effects::account_unlocked{by}).attempts.failed_factor == before);
    const auto by_timer = authn::evolve(from.account, effects::account_unlocked{effects::unlocked_by::timer});
    CHECK(by_timer.status == user_status::active);
    CHECK(by_timer.attempts.failed_factor == after);
  }
  from.account.status = user_status::active;  // a block alone
  from.account.attempts.unknown_devices_blocked = true;
  const auto block_ended = authn::evolve(from.account, effects::account_unlocked{effects::unlocked_by::timer});
  CHECK(block_ended.attempts.failed_factor == 9);
}

TEST_CASE("the account-locked mail goes out if the policy says so, with a link only where unlock is allowed") {
  authn::facts from = under_policy_p();
  from.account.attempts.failed = 4;
  from.evidence.password = validity::invalid;
  password_settings_of(from).notify_by_email = true;
  CHECK(written(decided(from).effects).back() == "SEND EMAIL ACCOUNT_LOCKED_WITH_UNLOCK_LINK");
  password_actions_of(from).unlock = authn::access::deny;
  CHECK(written(decided(from).effects).back() == "SEND EMAIL ACCOUNT_LOCKED");
}

TEST_CASE("an unlock by hand ends lock and block with both counters, and keeps the pending job") {
  const authn::account before = locked_account();
  authn::account expected = before;
  expected.status = user_status::active;
  expected.attempts.failed = 0;
  expected.attempts.failed_from_unknown_devices = 0;
  expected.attempts.unknown_devices_blocked = false;
  expected.attempts.locked_at.reset();
  expected.version = before.version + 1;
  for (const auto by : {effects::unlocked_by::administrator, effects::unlocked_by::user})
    CHECK(authn::evolve(before, effects::account_unlocked{by}) == expected);
}

TEST_CASE("effects for the host change nothing, not even the version") {
  const authn::account before = locked_account();
  const authn::effect for_the_host[] = {
      effects::log_event{"user.account.lock", "SUCCESS", ""}, effects::send{"EMAIL", "ACCOUNT_LOCKED", ""},
      effects::issue_token{effects::token_kind::state, noon_ish}, effects::device_known{}};
  for (const authn::effect& each : for_the_host) CHECK(authn::evolve(before, each) == before);
}

TEST_CASE("an effect that repeats what is there changes nothing, and counters stop at the largest number") {
  authn::account full = locked_account();
  full.attempts.failed = largest;
  CHECK(authn::evolve(full, effects::password_failed{effects::counter::failed}) == full);
  CHECK(authn::evolve(full, effects::status_changed{user_status::locked_out}) == full);
  CHECK(authn::evolve(full, effects::unlock_scheduled{*full.attempts.auto_unlock_at}) == full);

  full.version = largest;
  const authn::account after = authn::evolve(full, effects::counters_reset{effects::counter::failed});
  CHECK(after.attempts.failed == 0);
  CHECK(after.attempts.consecutive_lockouts == 0);
  CHECK(after.attempts.failed_from_unknown_devices == 7);
  CHECK(after.version == largest);
}

TEST_CASE("a job that is not yet due stays") {
  const authn::account before = locked_account();
  const auto due = *before.attempts.auto_unlock_at;
  CHECK(authn::without_due_job(before, due - std::chrono::milliseconds{1}) == before);
  authn::account expected = before;
  expected.attempts.auto_unlock_at.reset();
  expected.version = before.version + 1;
  CHECK(authn::without_due_job(before, due) == expected);
  CHECK(authn::without_due_job(expected, due) == expected);
}

TEST_CASE("each class of devices has its own counter only while the setting is on") {
  authn::facts from = under_policy_p();
  from.evidence.password = validity::invalid;
  for (const bool setting : {false, true})
    for (const bool known : {false, true}) {
      from.policy.prevent_lockout_from_unknown_devices = setting;
      from.device_known = known;
      const authn::attempts after = decided(from).account.attempts;
      const bool unknown = setting && !known;
      CHECK(after.failed == (unknown ? 0 : 1));
      CHECK(after.failed_from_unknown_devices == (unknown ? 1 : 0));
    }
}

TEST_CASE("a right password that is accepted resets the counter of its class") {
  authn::facts from = under_policy_p();
  from.account.attempts.failed = 2;
  from.account.attempts.failed_from_unknown_devices = 3;
  from.account.attempts.consecutive_lockouts = 4;
  for (const bool setting : {false, true})
    for (const bool known : {false, true}) {
      from.policy.prevent_lockout_from_unknown_devices = setting;
      from.device_known = known;
      const authn::attempts after = decided(from).account.attempts;
      const bool unknown = setting && !known;
      CHECK(after.failed == (unknown ? 2 : 0));
      CHECK(after.failed_from_unknown_devices == (unknown ? 0 : 3));
      CHECK(after.consecutive_lockouts == 0);
    }
}

TEST_CASE("missing evidence is named, and only where a rule needs it") {
  authn::facts from = under_policy_p();
  from.evidence = {};
  auto made = authn::decide(from);
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().evidence == authn::fact_id::password_evidence);

  activate_by_token(from);
  from.evidence = {};
  made = authn::decide(from);
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().evidence == authn::fact_id::token_evidence);

  from.account.status = user_status::staged;  // no token is good for this user
  CHECK(authn::decide(from).has_value());
}

}  // namespace spec
