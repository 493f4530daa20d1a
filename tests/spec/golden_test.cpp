#include <algorithm>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "expectation.hpp"
#include "scenes.hpp"

/// The golden cases of section 17, each typed as facts.
namespace spec {
namespace {

using authn::outcome;
using authn::user_status;
using authn::validity;
using lines = std::vector<std::string>;

authn::decision decided(const authn::facts& from) {
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  return *made;
}

authn::facts wrong_password(std::uint64_t failures_before) {
  authn::facts from = under_policy_p();
  from.evidence.password = validity::invalid;
  from.account.attempts.failed = failures_before;
  return from;
}

authn::facts locked(validity password) {
  authn::facts from = under_policy_p();
  lock(from);
  from.evidence.password = password;
  return from;
}

constexpr validity both[] = {validity::valid, validity::invalid};

void check_refused(const authn::decision& made) {
  CHECK(made.outcome == outcome::authentication_failed);
  CHECK(made.response.status == 401);
  CHECK(made.response.error == authn::error_code::E0000004);
  CHECK_FALSE(made.response.state.has_value());
  CHECK(made.response.links == authn::operations{});
  CHECK(made.response.error_cause.empty());
  CHECK_FALSE(made.transaction.has_value());
}

void check_locked_out(const authn::decision& made) {
  CHECK(made.outcome == outcome::locked_out);
  CHECK(made.response.status == 200);
  CHECK(made.response.state == authn::state::locked_out);
  CHECK(made.response.links == authn::operations{authn::operation::unlock_account});
  CHECK(made.response.state_token.empty());
  CHECK_FALSE(made.response.expires_at.has_value());
  CHECK_FALSE(made.response.with_user);
  CHECK_FALSE(made.transaction.has_value());
}

bool has(const authn::decision& made, std::string_view line) {
  const lines all = written(made.effects);
  return std::find(all.begin(), all.end(), line) != all.end();
}

std::string at(authn::time_point when) { return " at " + std::to_string(when.time_since_epoch().count()); }

const authn::time_point in_an_hour = noon_ish + std::chrono::minutes{60};
const authn::time_point in_five_minutes = noon_ish + std::chrono::minutes{5};

// T14: the fifth wrong password from unknown devices.
authn::facts fifth_from_unknown_devices() {
  authn::facts from = under_policy_p();
  from.policy.prevent_lockout_from_unknown_devices = true;
  from.device_known = false;
  from.evidence.password = validity::invalid;
  from.account.attempts.failed_from_unknown_devices = 4;
  return from;
}

}  // namespace

TEST_CASE("T1: the first wrong password is counted") {
  const authn::decision made = decided(wrong_password(0));
  check_refused(made);
  CHECK(made.account.attempts.failed == 1);
  CHECK(made.account.status == user_status::active);
  CHECK(written(made.effects) ==
        lines{"PASSWORD_FAILED", "LOG_EVENT user.session.start FAILURE (INVALID_CREDENTIALS)"});
}

TEST_CASE("T2: the fifth wrong password locks, tells so, and schedules the unlock") {
  const authn::facts from = wrong_password(4);
  const authn::decision made = decided(from);
  check_locked_out(made);
  CHECK(written(made.effects) == lines{"PASSWORD_FAILED", "LOG_EVENT user.session.start FAILURE (INVALID_CREDENTIALS)",
                                       "ACCOUNT_LOCKED" + at(noon_ish), "UNLOCK_SCHEDULED" + at(in_an_hour),
                                       "LOG_EVENT user.account.lock SUCCESS"});
  authn::account expected = from.account;
  expected.status = user_status::locked_out;
  expected.attempts.failed = 5;
  expected.attempts.locked_at = noon_ish;
  expected.attempts.auto_unlock_at = in_an_hour;
  expected.attempts.consecutive_lockouts = 1;
  expected.version = 3;
  CHECK(made.account == expected);
}

TEST_CASE("T3: a locked account with the right password") {
  const authn::facts from = locked(validity::valid);
  const authn::decision made = decided(from);
  check_locked_out(made);
  CHECK(made.account == from.account);
}

TEST_CASE("T4: a locked account with a wrong password changes nothing") {
  const authn::facts from = locked(validity::invalid);
  const authn::decision made = decided(from);
  check_locked_out(made);
  CHECK(made.account == from.account);
  CHECK(written(made.effects) == lines{"LOG_EVENT user.session.start FAILURE (LOCKED_OUT)"});
}

TEST_CASE("T3, T4: a locked account is decided without looking at the password") {
  authn::facts from = locked(validity::valid);
  from.evidence.password.reset();
  check_locked_out(decided(from));
}

TEST_CASE("T5: lockout failures are not shown") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    password_settings_of(from).show_lockout_failures = false;
    check_refused(decided(from));
  }
}

TEST_CASE("T6: self-service unlock is denied") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    password_actions_of(from).unlock = authn::access::deny;
    check_refused(decided(from));
  }
}

TEST_CASE("T7: only SMS is permitted, and there is no phone") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    password_settings_of(from).recovery_active = {authn::recovery_method::sms};
    check_refused(decided(from));
  }
}

TEST_CASE("T8: enumeration prevention in authentication") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    from.policy.prevent_enumeration_in_authentication = true;
    check_refused(decided(from));
  }
}

TEST_CASE("T9: ThreatInsight blocks a high threat before anything is counted") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    from.policy.threat_action = authn::threat_action::block;
    from.threat = authn::threat_level::high;
    const authn::decision made = decided(from);
    check_refused(made);
    CHECK(made.account == from.account);
    CHECK(written(made.effects) == lines{"LOG_EVENT security.threat.detected DENY"});
  }
}

TEST_CASE("T10: as T9 from an exempt address") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    from.policy.threat_action = authn::threat_action::block;
    from.threat = authn::threat_level::high;
    from.threat_exempt = true;
    const authn::decision made = decided(from);
    check_locked_out(made);
    CHECK_FALSE(has(made, "LOG_EVENT security.threat.detected DENY"));
  }
}

TEST_CASE("T11: the fifth request of a user name in one second") {
  for (const validity password : both) {
    authn::facts from = locked(password);
    from.rate.violated = authn::rate_limit_kind::username;
    const authn::decision made = decided(from);
    CHECK(made.outcome == outcome::rate_limited);
    CHECK(made.response.status == 429);
    CHECK(made.response.error == authn::error_code::E0000047);
    CHECK(made.account == from.account);
    CHECK(written(made.effects) == lines{"LOG_EVENT user.session.start FAILURE (user_rate_limited)"});
  }
}

TEST_CASE("T12: maxAttempts 0 never locks") {
  authn::facts from = wrong_password(1000);
  password_settings_of(from).max_attempts = 0;
  const authn::decision made = decided(from);
  check_refused(made);
  CHECK(made.account.status == user_status::active);
  CHECK(made.account.attempts.failed == 1001);
  CHECK_FALSE(made.account.attempts.locked_at.has_value());
}

TEST_CASE("T13: an unknown user gets the answer of T5") {
  authn::facts hidden = locked(validity::invalid);
  password_settings_of(hidden).show_lockout_failures = false;
  const authn::response shown = decided(hidden).response;
  for (const validity password : both) {
    authn::facts from = under_policy_p();
    from.account = {};
    from.evidence.password = password;
    const authn::decision made = decided(from);
    check_refused(made);
    CHECK(made.account == from.account);
    CHECK(made.response.error_subject == shown.error_subject);
    CHECK(made.response.member_at_fault == shown.member_at_fault);
    CHECK(made.response.invalid_member == shown.invalid_member);
    CHECK(made.response.relay_state == shown.relay_state);
    CHECK(made.response.with_user == shown.with_user);
    CHECK(made.response.expires_at == shown.expires_at);
    CHECK(written(made.effects) == lines{"LOG_EVENT user.session.start FAILURE (UNKNOWN_USER)"});
  }
}

TEST_CASE("T14: unknown devices are blocked, and the user stays active") {
  const authn::facts from = fifth_from_unknown_devices();
  const authn::decision made = decided(from);
  check_locked_out(made);
  authn::account expected = from.account;
  expected.attempts.failed_from_unknown_devices = 5;
  expected.attempts.unknown_devices_blocked = true;
  expected.attempts.locked_at = noon_ish;
  expected.attempts.auto_unlock_at = in_an_hour;
  expected.attempts.consecutive_lockouts = 1;
  expected.version = 3;
  CHECK(made.account == expected);
  CHECK(
      written(made.effects) ==
      lines{"PASSWORD_FAILED from unknown devices", "LOG_EVENT user.session.start FAILURE (INVALID_CREDENTIALS)",
            "UNKNOWN_DEVICES_BLOCKED" + at(noon_ish), "UNLOCK_SCHEDULED" + at(in_an_hour),
            "LOG_EVENT user.account.lock FAILURE (Account Locked from New Devices - Max sign-in attempts exceeded.)"});
}

TEST_CASE("T14: the result is that of the table in 8.1, hidden as a lock is") {
  authn::facts from = fifth_from_unknown_devices();
  password_settings_of(from).show_lockout_failures = false;
  const authn::decision made = decided(from);
  check_refused(made);
  CHECK(made.account.attempts.unknown_devices_blocked);
}

TEST_CASE("T15: after T14 a known device signs in") {
  authn::facts from = fifth_from_unknown_devices();
  from.account = decided(from).account;
  from.evidence.password = validity::valid;
  from.device_known = true;
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::success);
  CHECK(made.response.session_token == from.mint.session_token);
  CHECK(made.account.attempts.unknown_devices_blocked);  // the block stands for the others
  CHECK(made.account.attempts.failed_from_unknown_devices == 5);
}

TEST_CASE("T16: after T14 another unknown device does not") {
  authn::facts from = fifth_from_unknown_devices();
  from.account = decided(from).account;
  for (const validity password : both) {
    from.evidence.password = password;
    const authn::decision made = decided(from);
    check_locked_out(made);
    CHECK(made.account == from.account);
  }
}

TEST_CASE("T20: a sign-on rule that denies is no failure") {
  authn::facts from = under_policy_p();
  from.account.attempts.failed = 3;
  sign_on_of(from).permitted = authn::access::deny;
  const authn::decision made = decided(from);
  check_refused(made);
  CHECK(made.account == from.account);
  CHECK(written(made.effects) == lines{"LOG_EVENT policy.evaluate_sign_on DENY"});
}

namespace {

// 87 days into 90: three days are left, five are warned of.
authn::facts three_days_left(bool option) {
  authn::facts from = under_policy_p();
  password_settings_of(from).max_age_days = 90;
  password_settings_of(from).expire_warn_days = 5;
  from.account.password_changed = noon_ish - std::chrono::days{87};
  from.request.body.warn_before_password_expired = option;
  return from;
}

}  // namespace

TEST_CASE("T22: three days left with the option") {
  const authn::facts from = three_days_left(true);
  const authn::decision made = decided(from);
  using authn::operation;
  CHECK(made.outcome == outcome::password_warn);
  CHECK(made.response.state == authn::state::password_warn);
  CHECK(made.response.links ==
        authn::operations{operation::change_password, operation::skip, operation::get_state, operation::cancel});
  CHECK(made.response.days_until_expiry == 3);
  CHECK(made.response.state_token == from.mint.state_token);
  CHECK(made.response.session_token.empty());
  CHECK(made.response.expires_at == in_five_minutes);
  REQUIRE(made.transaction.has_value());
  CHECK(made.transaction->state == authn::state::password_warn);
  CHECK(written(made.effects) ==
        lines{"LOG_EVENT policy.evaluate_sign_on ALLOW", "ISSUE_TOKEN STATE" + at(in_five_minutes)});
}

TEST_CASE("T23: three days left without the option") {
  const authn::decision made = decided(three_days_left(false));
  CHECK(made.outcome == outcome::success);
  CHECK(made.response.links == authn::operations{});
  CHECK(written(made.effects) == lines{"LOG_EVENT policy.evaluate_sign_on ALLOW",
                                       "ISSUE_TOKEN SESSION" + at(in_five_minutes),
                                       "LOG_EVENT user.session.start SUCCESS"});
}

namespace {

// T30: whoever has the scope turns the device setting on.
authn::facts turning_the_device_setting_on(authn::scope granted) {
  authn::facts from;
  from.now = noon_ish;
  from.request.operation = authn::operation::replace_lockout_settings;
  from.request.scopes = authn::set_of<authn::scope>{granted};
  from.request.body.shape = authn::request_body::form::object;
  from.request.body.setting = true;
  return from;
}

void check_nothing_changed(const authn::decision& made) {
  CHECK(made.account == authn::account{});
  CHECK_FALSE(made.response.settings.has_value());
  CHECK(written(made.effects) == lines{});
}

}  // namespace

TEST_CASE("T30: the scope okta.orgs.manage turns the device setting on") {
  const authn::decision made = decided(turning_the_device_setting_on(authn::scope::orgs_manage));
  CHECK(made.outcome == outcome::ok);
  CHECK(made.response.status == 200);
  REQUIRE(made.response.settings.has_value());
  CHECK(made.response.settings->of == authn::managed_object::lockout_settings);
  CHECK(made.response.settings->on);
  CHECK_FALSE(made.response.settings_in_list);
  CHECK_FALSE(made.response.state.has_value());
  CHECK_FALSE(made.transaction.has_value());
  CHECK(made.account == authn::account{});
  CHECK(written(made.effects) == lines{"UPDATE_SETTINGS userLockoutSettings true" + at(noon_ish),
                                       "LOG_EVENT security.attack_protection.settings.update SUCCESS"});
}

TEST_CASE("T31: the scope okta.orgs.read does not") {
  const authn::decision made = decided(turning_the_device_setting_on(authn::scope::orgs_read));
  CHECK(made.outcome == outcome::forbidden);
  CHECK(made.response.status == 403);
  CHECK(made.response.error == authn::error_code::E0000006);
  CHECK(made.response.missing_scope == authn::scope::orgs_manage);
  check_nothing_changed(made);
}

TEST_CASE("T32: the text yes is no truth value") {
  authn::facts from = turning_the_device_setting_on(authn::scope::orgs_manage);
  from.request.body.setting.reset();
  from.request.body.invalid_member = authn::body_member::prevent_lockout_from_unknown_devices;
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::invalid_request);
  CHECK(made.response.status == 400);
  CHECK(made.response.error == authn::error_code::E0000001);
  CHECK(made.response.member_at_fault == authn::body_member::prevent_lockout_from_unknown_devices);
  CHECK(made.response.error_cause.empty());
  CHECK(!made.response.invalid_member);
  check_nothing_changed(made);
}

}  // namespace spec
