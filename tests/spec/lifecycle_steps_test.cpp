#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "expectation.hpp"
#include "step_arrangements.hpp"

/// docs/reference.md#the-account-over-time, by hand, where a transaction is under way.
namespace spec {
namespace {

using authn::error_code;
using authn::user_status;
using lines = std::vector<std::string>;

authn::decision decided(const facts& from) {
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  return *made;
}

/// A password that is asked for once the user has proven to have something. Everything has been counted before.
facts password_as_factor(validity found) {
  facts from = under_policy_p();
  verify_first(from, factor_kind::password, {proof::possession});
  from.request.body.password = true;
  from.evidence.password = found;
  authn::attempts& counted = from.account.attempts;
  counted.failed = counted.failed_from_unknown_devices = 3;
  counted.failed_factor = 4;
  counted.consecutive_lockouts = 2;
  return from;
}

}  // namespace

TEST_CASE("a wrong password that is asked for as a factor counts as a password does, and is told as a wrong factor") {
  for (const bool setting : {false, true})
    for (const bool known : {false, true}) {
      facts from = password_as_factor(validity::invalid);
      from.policy.prevent_lockout_from_unknown_devices = setting;
      from.device_known = known;
      const bool unknown = setting && !known;
      authn::account expected = from.account;
      ++(unknown ? expected.attempts.failed_from_unknown_devices : expected.attempts.failed);
      ++expected.version;
      const authn::decision made = decided(from);
      CHECK(made.response.status == 403);
      CHECK(made.response.error == error_code::E0000068);
      CHECK(made.account == expected);
      CHECK(made.transaction == from.transaction);
      CHECK(written(made.effects) == lines{unknown ? "PASSWORD_FAILED from unknown devices" : "PASSWORD_FAILED",
                                           "LOG_EVENT user.session.start FAILURE (INVALID_CREDENTIALS)"});
    }
}

TEST_CASE("at maxAttempts it locks, or blocks unknown devices, and the answer is that of a locked user") {
  for (const bool setting : {false, true})
    for (const bool known : {false, true}) {
      facts from = password_as_factor(validity::invalid);
      from.policy.prevent_lockout_from_unknown_devices = setting;
      from.device_known = known;
      const bool blocks = setting && !known;
      (blocks ? from.account.attempts.failed_from_unknown_devices : from.account.attempts.failed) = 4;
      const authn::decision made = decided(from);
      CHECK(made.response.status == 403);
      CHECK(made.response.error == error_code::E0000069);
      CHECK(made.account.status == (blocks ? user_status::active : user_status::locked_out));
      CHECK(made.account.attempts.unknown_devices_blocked == blocks);
      CHECK(made.account.attempts.consecutive_lockouts == 3);
      CHECK(made.account.attempts.auto_unlock_at == from.now + std::chrono::minutes{60});
      CHECK(made.account.attempts.failed_factor == 4);
      CHECK(written(made.effects).size() == 5);  // counted, logged, locked, scheduled, logged
      CHECK(made.transaction == from.transaction);
    }
}

TEST_CASE("without a limit, or below it, wrong passwords do not lock, however many answers to factors were wrong") {
  facts from = password_as_factor(validity::invalid);
  from.account.attempts.failed = 1000;
  password_settings_of(from).max_attempts = 0;
  CHECK(decided(from).response.error == error_code::E0000068);
  password_settings_of(from).max_attempts = 1002;
  CHECK(decided(from).response.error == error_code::E0000068);
  password_settings_of(from).max_attempts = 1001;
  CHECK(decided(from).response.error == error_code::E0000069);
}

TEST_CASE("a right password that is asked for as a factor resets what a right password does") {
  for (const bool setting : {false, true})
    for (const bool known : {false, true}) {
      facts from = password_as_factor(validity::valid);
      from.policy.prevent_lockout_from_unknown_devices = setting;
      from.device_known = known;
      const bool unknown = setting && !known;
      authn::account expected = from.account;
      (unknown ? expected.attempts.failed_from_unknown_devices : expected.attempts.failed) = 0;
      expected.attempts.consecutive_lockouts = 0;
      ++expected.version;
      const authn::decision made = decided(from);
      CHECK(made.outcome == authn::outcome::success);
      CHECK(made.account == expected);

      sign_on_of(from).permitted = authn::access::deny;
      const authn::decision denied = decided(from);
      CHECK(denied.outcome == authn::outcome::authentication_failed);
      CHECK(denied.account == from.account);
    }
}

TEST_CASE("a right answer to another factor leaves passwords as they are") {
  facts from = password_as_factor(validity::valid);
  from.transaction.reset();
  from.factors.clear();
  verify_rightly(from);
  authn::account expected = from.account;
  expected.attempts.failed_factor = 0;
  ++expected.version;
  CHECK(decided(from).account == expected);
}

namespace {

using arrangement = void (*)(facts&);

constexpr arrangement ended[] = {
    [](facts& f) { change_password(f); },
    [](facts& f) { change_password(f, state::password_warn); },
    [](facts& f) { resume(f, state::password_warn, operation::skip); },
    [](facts& f) { enroll(f, factor_kind::sms); },
    [](facts& f) {
      activate(f, factor_kind::sms);
      send_code(f, code_check::valid);
    },
    [](facts& f) { poll_activation(f, push_state::approved); },
    [](facts& f) {
      poll_activation(f, push_state::waiting);
      f.request.operation = operation::send_activation_link;
    },
    [](facts& f) { resend(f, factor_kind::sms, recovery_method::sms, std::chrono::seconds{60}); },
    [](facts& f) { verify(f, factor_kind::sms); },
    [](facts& f) { verify_rightly(f); },
    [](facts& f) { poll(f, push_state::approved); },
    [](facts& f) {
      verify_first(f, factor_kind::password, {});
      sign_on_of(f).require_factor = false;
      f.request.body.password = true;
    },
};

constexpr arrangement going_on[] = {
    [](facts& f) { read_state(f); },
    [](facts& f) { resume(f, state::mfa_required, operation::cancel); },
    [](facts& f) {
      challenged(f, factor_kind::sms);
      f.request.operation = operation::previous;
    },
    [](facts& f) { reset_password(f); },
};

}  // namespace

TEST_CASE("while an administrator's reset is pending every step but the reset ends the transaction") {
  for (const arrangement arrange : ended)
    for (const bool known : {false, true}) {
      facts from = under_policy_p();
      arrange(from);
      CHECK(decided(from).response.status == 200);
      from.account.status = user_status::recovery;
      from.device_known = known;
      const authn::decision made = decided(from);
      CHECK(made.response.status == 401);
      CHECK(made.response.error == error_code::E0000011);
      CHECK(made.account == from.account);
      CHECK_FALSE(made.transaction.has_value());
      CHECK(written(made.effects) == lines{"REVOKE_TOKEN STATE"});
    }
  for (const arrangement arrange : going_on) {
    facts from = under_policy_p();
    arrange(from);
    from.account.status = user_status::recovery;
    CHECK(decided(from).response.status == 200);
  }
}

TEST_CASE("a reset ends the row of locks only where it completes a sign-in") {
  facts from = under_policy_p();
  reset_password(from);
  from.account.status = user_status::recovery;
  from.account.attempts.failed = 3;
  from.account.attempts.failed_from_unknown_devices = 2;
  from.account.attempts.consecutive_lockouts = 4;
  const authn::decision signed_in = decided(from);
  CHECK(signed_in.outcome == authn::outcome::success);
  CHECK(signed_in.account.status == user_status::active);
  CHECK(signed_in.account.attempts.failed == 0);
  CHECK(signed_in.account.attempts.failed_from_unknown_devices == 2);
  CHECK(signed_in.account.attempts.consecutive_lockouts == 0);

  require_factor(from);
  enroll_factor(from, factor_kind::sms);
  const authn::decision half_way = decided(from);
  CHECK(half_way.outcome == authn::outcome::mfa_required);
  CHECK(half_way.account.attempts.failed == 0);
  CHECK(half_way.account.attempts.failed_from_unknown_devices == 2);
  CHECK(half_way.account.attempts.consecutive_lockouts == 4);

  from.account.attempts.failed = 0;  // then there is nothing to reset
  for (const authn::effect& each : decided(from).effects)
    CHECK_FALSE(std::holds_alternative<authn::effects::counters_reset>(each));
}

TEST_CASE("the fifth wrong code or answer of the account suspends, also a locked user, who loses the lock") {
  constexpr arrangement wrong[] = {
      [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::invalid); },
      [](facts& f) { reply(f, recovery_kind::unlock, validity::invalid); },
  };
  for (const arrangement arrange : wrong)
    for (const auto status :
         {user_status::active, user_status::password_expired, user_status::recovery, user_status::locked_out}) {
      facts from = under_policy_p();
      if (status == user_status::locked_out) lock(from);
      from.account.status = status;
      from.account.attempts.failed_recovery = 3;
      arrange(from);
      authn::account expected = from.account;
      expected.attempts.failed_recovery = 4;
      ++expected.version;
      CHECK(decided(from).account == expected);

      from.account.attempts.failed_recovery = 4;
      expected.attempts.failed_recovery = 5;
      if (expected.status == user_status::locked_out) expected.attempts.failed = 0;  // of the lock that ends
      expected.status = user_status::suspended;
      expected.attempts.locked_at.reset();
      ++expected.version;
      const authn::decision made = decided(from);
      CHECK(made.account == expected);
      CHECK(written(made.effects) ==
            lines{"RECOVERY_FAILED", "STATUS_CHANGED SUSPENDED", "LOG_EVENT user.lifecycle.suspend SUCCESS"});
    }
}

TEST_CASE("an account that takes no recovery counts nothing and is not suspended, whatever the code") {
  for (const code_check found : {code_check::valid, code_check::invalid})
    for (const auto status : {user_status::active, user_status::locked_out, user_status::suspended}) {
      facts from = under_policy_p();
      enter_code(from, recovery_kind::unlock, found);
      from.account.status = status;
      from.account.attempts.failed_recovery = 5;
      const authn::decision made = decided(from);
      CHECK(made.response.error == error_code::E0000068);
      CHECK(made.account == from.account);
      CHECK(made.effects.empty());
      REQUIRE(made.transaction.has_value());
      CHECK(made.transaction->failures == 1);
    }
}

TEST_CASE("a block of unknown devices does not stop the new password of a recovery that was proven") {
  facts from = under_policy_p();
  reset_password(from);
  come_from_unknown_device(from);
  from.account.attempts.unknown_devices_blocked = true;
  const authn::decision made = decided(from);
  CHECK(made.outcome == authn::outcome::success);
  CHECK(made.account.attempts.unknown_devices_blocked);

  lock(from);
  CHECK(decided(from).response.error == error_code::E0000069);
}

TEST_CASE("the token of a password recovery is of no use to a locked user, that of an unlock is") {
  for (const bool stored : {false, true}) {
    facts from = under_policy_p();
    follow_link(from, recovery_kind::password);
    if (!stored) from.transaction.reset();
    lock(from);
    const authn::decision made = decided(from);
    CHECK(made.response.error == error_code::E0000011);
    CHECK(made.account == from.account);
  }
  facts from = under_policy_p();
  follow_link(from, recovery_kind::unlock);
  lock(from);
  CHECK(decided(from).account.status == user_status::active);
}

}  // namespace spec
