#include <algorithm>

#include <doctest/doctest.h>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>

#include "expectation.hpp"
#include "step_arrangements.hpp"

/// The golden cases of section 17 that take several requests, or a transaction.
namespace spec {
namespace {

using authn::account_event;
using authn::outcome;
using authn::user_status;
using std::chrono::minutes;
using lines = std::vector<std::string>;

authn::decision decided(const facts& from) {
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  return *made;
}

/// Decides, and puts what is kept where the next request finds it.
authn::decision carried_on(facts& from) {
  authn::decision made = decided(from);
  from.account = made.account;
  from.transaction = made.transaction;
  return made;
}

void happens(facts& from, account_event what) { from.account = authn::decide_event(from, what).account; }

bool has(const authn::decision& made, std::string_view line) {
  const lines all = written(made.effects);
  return std::ranges::find(all, line) != all.end();
}

facts fifth_wrong_password() {
  facts from = under_policy_p();
  send_fifth_wrong_password(from);
  return from;
}

/// A public caller who knows only the user name.
facts start_of_unlock(authn::application caller, std::optional<recovery_method> with) {
  facts from = under_policy_p();
  start(from, operation::unlock_account, with);
  from.request.application = caller;
  return from;
}

}  // namespace

TEST_CASE("T17: the job of the first lock ends the second one early") {
  facts from = fifth_wrong_password();
  const authn::time_point t0 = from.now;
  carried_on(from);
  from.now = t0 + minutes{5};
  happens(from, account_event::admin_unlock);
  CHECK(from.account.status == user_status::active);
  CHECK(from.account.attempts.failed == 0);
  from.now = t0 + minutes{10};
  for (int attempt = 1; attempt <= 5; ++attempt) carried_on(from);
  CHECK(from.account.status == user_status::locked_out);
  CHECK(from.account.attempts.locked_at == t0 + minutes{10});
  from.now = t0 + minutes{60} - authn::duration{1};
  happens(from, account_event::timer);
  CHECK(from.account.status == user_status::locked_out);
  from.now = t0 + minutes{60};
  happens(from, account_event::timer);
  CHECK(from.account.status == user_status::active);
  CHECK(from.account.attempts.failed == 0);
}

TEST_CASE("T18: a job that finds nothing locked does nothing") {
  facts from = fifth_wrong_password();
  carried_on(from);
  happens(from, account_event::admin_unlock);
  send_wrong_password(from);
  carried_on(from);
  from.now += minutes{60};
  const authn::decision made = authn::decide_event(from, account_event::timer);
  CHECK(made.effects.empty());
  CHECK(made.account.status == user_status::active);
  CHECK(made.account.attempts.failed == 1);  // of the wrong password after the unlock
  CHECK_FALSE(made.account.attempts.auto_unlock_at.has_value());
}

TEST_CASE("T19: the tenth lock in a row is written to the log and is not unlocked automatically") {
  facts from = under_policy_p();
  send_wrong_password(from);
  authn::decision last;
  for (int lockout = 1; lockout <= 10; ++lockout) {
    for (int attempt = 1; attempt <= 5; ++attempt) last = carried_on(from);
    CHECK(from.account.status == user_status::locked_out);
    CHECK(has(last, "LOG_EVENT user.account.lock.limit SUCCESS") == (lockout == 10));
    CHECK(from.account.attempts.auto_unlock_at.has_value() == (lockout < 10));
    if (lockout == 10) break;
    from.now += minutes{60};
  }
  CHECK(from.account.attempts.consecutive_lockouts == 10);
  from.now += std::chrono::days{3650};
  happens(from, account_event::timer);
  CHECK(from.account.status == user_status::locked_out);
}

TEST_CASE("T21: a factor comes before an expired password") {
  facts from = under_policy_p();
  age_password(from, std::chrono::days{91});
  require_factor(from);
  enroll_factor(from, factor_kind::okta_totp);
  CHECK(carried_on(from).outcome == outcome::mfa_required);
  authn::request_body& sent = ask(from, operation::verify_factor);
  sent.state_token = token::given;
  from.request.factor = from.factors.front().id;
  send_code(from, code_check::valid);
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::password_expired);
  CHECK(made.response.session_token.empty());
}

TEST_CASE("T24: a challenge cannot be skipped") {
  facts from = under_policy_p();
  challenged(from, factor_kind::sms);
  from.request.operation = operation::skip;
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::operation_not_allowed);
  CHECK(made.response.status == 403);
  CHECK(made.response.error == authn::error_code::E0000079);
}

TEST_CASE("T25: a token that has expired is told before a state that does not accept the call") {
  std::size_t calls = 0;
  for (std::size_t in = 0; in < authn::words_of<state>::value.size(); ++in)
    for (const operation by : {operation::get_state, operation::skip, operation::cancel, operation::previous,
                               operation::change_password, operation::reset_password, operation::verify_factor}) {
      facts from = under_policy_p();
      resume(from, static_cast<state>(in), by).expires_at = from.now;
      from.request.factor = by == operation::verify_factor ? "f1" : "";
      from.request.body.old_password = from.request.body.new_password = true;
      const authn::decision made = decided(from);
      CHECK(made.outcome == outcome::invalid_token);
      CHECK(made.response.status == 401);
      CHECK(made.response.error == authn::error_code::E0000011);
      ++calls;
    }
  CHECK(calls == 12 * 7);
}

TEST_CASE("T26: the fifth wrong code locks the user") {
  facts from = under_policy_p();
  challenged(from, factor_kind::sms);
  send_code(from, code_check::invalid);
  for (std::uint64_t attempt = 1; attempt <= 5; ++attempt) {
    const authn::decision made = carried_on(from);
    const bool last = attempt == 5;
    CHECK(made.response.status == 403);
    CHECK(made.response.error == (last ? authn::error_code::E0000069 : authn::error_code::E0000068));
    CHECK(from.account.attempts.failed_factor == attempt);
    CHECK((from.account.status == user_status::locked_out) == last);
    CHECK(has(made, "LOG_EVENT user.account.lock SUCCESS") == last);
  }
  send_code(from, code_check::valid);  // a right one does not help any more
  CHECK(decided(from).response.error == authn::error_code::E0000069);
}

TEST_CASE("T27: a public caller who would unlock an unknown user gets the answer of any user") {
  facts from = start_of_unlock(authn::application::public_client, recovery_method::email);
  from.account = {};
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::recovery_challenge);
  CHECK(made.response.status == 200);
  CHECK(made.response.result == authn::factor_result::waiting);
  CHECK(made.response.state_token.empty());
  CHECK(made.response.links == authn::operations{});
  CHECK(std::ranges::none_of(
      made.effects, [](const authn::effect& each) { return std::holds_alternative<authn::effects::send>(each); }));
}

TEST_CASE("T28: a trusted caller may know that there is no such user") {
  facts from = start_of_unlock(authn::application::trusted, std::nullopt);
  from.account = {};
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::forbidden);
  CHECK(made.response.status == 403);
  CHECK(made.response.error == authn::error_code::E0000095);
}

TEST_CASE("T29: the right answer unlocks the account, and the user signs in afterwards") {
  facts from = under_policy_p();
  reply(from, recovery_kind::unlock, validity::valid);
  const authn::decision made = decided(from);
  CHECK(made.outcome == outcome::success);
  CHECK(made.response.status == 200);
  CHECK(made.response.recovery == recovery_kind::unlock);
  CHECK(made.response.session_token.empty());
  CHECK(made.account.status == user_status::active);
  CHECK(made.account.attempts.failed == 0);
}

}  // namespace spec
