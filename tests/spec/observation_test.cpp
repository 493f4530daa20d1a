#include <array>
#include <string_view>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "observed.hpp"
#include "random_steps.hpp"
#include "scenes.hpp"

namespace spec {
namespace {

using authn::time_point;

constexpr std::uint64_t largest = authn::attempts::count_max;
constexpr authn::duration tick{1};

// 0, 1, around a limit, and the largest number that a document can hold.
std::array<std::uint64_t, 9> around(std::uint64_t limit) {
  return {0, 1, 2, limit - 1, limit, limit + 1, 1'000'000'000, largest - 1, largest};
}

std::array<time_point, 9> times_around(time_point now) {
  return {authn::time_min, authn::time_min + tick,      now - std::chrono::days{90}, now - tick,     now,
          now + tick,      now + std::chrono::days{90}, authn::time_max - tick,      authn::time_max};
}

}  // namespace

TEST_CASE("next_failure: the failure that makes the counter reach the limit locks") {
  authn::facts from = under_policy_p();
  const auto at = [&](std::uint64_t limit, std::uint64_t failures) {
    password_settings_of(from).max_attempts = limit;
    from.account.attempts.failed = failures;
    return observed<in::next_failure>(from);
  };
  CHECK(at(0, 0) == in::next_failure::never_locks);
  CHECK(at(0, largest) == in::next_failure::never_locks);
  CHECK(at(1, 0) == in::next_failure::locks);
  CHECK(at(5, 3) == in::next_failure::counts);
  CHECK(at(5, 4) == in::next_failure::locks);
  CHECK(at(5, 5) == in::next_failure::locks);  // already at the limit: docs/reference.md#the-account-over-time
  CHECK(at(5, largest) == in::next_failure::locks);
  CHECK(at(largest, largest - 2) == in::next_failure::counts);
  CHECK(at(largest, largest - 1) == in::next_failure::locks);
  std::size_t tried = 0;
  for (const std::uint64_t limit : around(5))
    for (const std::uint64_t failures : around(5))
      for (const bool setting : {false, true})
        for (const bool known : {false, true}) {
          from.policy.prevent_lockout_from_unknown_devices = setting;
          from.device_known = known;
          password_settings_of(from).max_attempts = limit;
          // The counter of the other class never matters.
          from.account.attempts.failed = setting && !known ? largest - failures : failures;
          from.account.attempts.failed_from_unknown_devices = setting && !known ? failures : largest - failures;
          CHECK(compare_all(from) == inputs_count);
          ++tried;
        }
  CHECK(tried == around(5).size() * around(5).size() * 2 * 2);
}

TEST_CASE("lockouts_in_a_row: the lockout that is made counts as one") {
  authn::facts from = under_policy_p();
  const auto at = [&](std::uint64_t before) {
    from.account.attempts.consecutive_lockouts = before;
    return observed<in::lockouts_in_a_row>(from);
  };
  for (const std::uint64_t before : {0u, 1u, 7u, 8u}) CHECK(at(before) == in::lockouts_in_a_row::below_ten);
  CHECK(at(9) == in::lockouts_in_a_row::tenth);
  for (const std::uint64_t before : {std::uint64_t{10}, std::uint64_t{11}, largest - 1, largest})
    CHECK(at(before) == in::lockouts_in_a_row::beyond_ten);
}

TEST_CASE("auto_unlock: no minutes, no automatic unlock") {
  authn::facts from = under_policy_p();
  for (const std::uint64_t minutes : around(60)) {
    password_settings_of(from).auto_unlock_minutes = minutes;
    CHECK(observed<in::auto_unlock>(from) == (minutes == 0 ? in::auto_unlock::off : in::auto_unlock::on));
  }
}

TEST_CASE("unlock_job: due from its very millisecond on, whichever way the clock went") {
  authn::facts from = under_policy_p();
  CHECK(observed<in::unlock_job>(from) == in::unlock_job::none);
  std::size_t tried = 0;
  for (const time_point now : times_around(noon_ish))
    for (const time_point job : times_around(
             now < authn::time_min + std::chrono::days{90} || now > authn::time_max - std::chrono::days{90} ? noon_ish
                                                                                                            : now))
      for (const time_point locked : times_around(noon_ish)) {
        from.now = now;
        from.account.attempts.locked_at = locked;  // also after `now`: a clock that went backwards
        from.account.attempts.auto_unlock_at = job;
        for (const auto status : {authn::user_status::locked_out, authn::user_status::active}) {
          from.account.status = status;
          CHECK(observed<in::unlock_job>(from) == (now < job ? in::unlock_job::pending : in::unlock_job::due));
          ++tried;
        }
      }
  CHECK(tried == 9 * 9 * 9 * 2);
}

TEST_CASE("lock_held: a lock always, a block only with the setting on") {
  authn::facts from = under_policy_p();
  for (const bool setting : {false, true})
    for (const bool block : {false, true})
      for (const bool locked : {false, true})
        for (const bool due : {false, true}) {
          from.policy.prevent_lockout_from_unknown_devices = setting;
          from.account.attempts.unknown_devices_blocked = block;
          from.account.status = locked ? authn::user_status::locked_out : authn::user_status::active;
          from.account.attempts.auto_unlock_at = due ? from.now : from.now + tick;
          const bool held = locked || (setting && block);
          CHECK(observed<in::lock_held>(from) == (held ? in::lock_held::yes : in::lock_held::no));
        }
}

TEST_CASE("password_age: exact time, not whole days") {
  authn::facts from = under_policy_p();
  password_settings_of(from).max_age_days = 90;
  password_settings_of(from).expire_warn_days = 5;
  const auto at = [&](authn::duration age) {
    from.account.password_changed = from.now - age;
    return observed<in::password_age>(from);
  };
  using std::chrono::days;
  CHECK(at(days{0}) == in::password_age::current);
  CHECK(at(days{85} - tick) == in::password_age::current);
  CHECK(at(days{85}) == in::password_age::expiring);
  CHECK(at(days{90} - tick) == in::password_age::expiring);
  CHECK(at(days{90}) == in::password_age::current);  // nothing is left, and it is not yet older
  CHECK(at(days{90} + tick) == in::password_age::expired);
  CHECK(at(-days{1}) == in::password_age::current);  // changed after now: a clock that went backwards
  from.account.password_changed.reset();
  CHECK(observed<in::password_age>(from) == in::password_age::current);
  password_settings_of(from).max_age_days = 0;
  CHECK(at(days{700'000}) == in::password_age::current);
}

TEST_CASE("password_age: every limit against every time") {
  authn::facts from = under_policy_p();
  std::size_t tried = 0;
  for (const std::uint64_t age_max : around(90))
    for (const std::uint64_t warn : around(90))
      for (const time_point now : times_around(noon_ish))
        for (const time_point changed : times_around(noon_ish)) {
          password_settings_of(from).max_age_days = age_max;
          password_settings_of(from).expire_warn_days = warn;
          from.now = now;
          from.account.password_changed = changed;
          CAPTURE(age_max);
          CAPTURE(warn);
          CAPTURE((now - changed).count());
          REQUIRE(compare_all(from) == inputs_count);
          ++tried;
        }
  CHECK(tried == 9 * 9 * 9 * 9);
}

TEST_CASE("user_status: each status by its name, and none for no user") {
  authn::facts from = under_policy_p();
  for (std::size_t status = 0; status < 8; ++status) {
    from.account.status = static_cast<authn::user_status>(status);
    const auto& word = authn::shipped_book().inputs[static_cast<std::size_t>(input_id::user_status)];
    CHECK(word.values[static_cast<std::size_t>(observed<in::user_status>(from))] == to_string(*from.account.status));
  }
  from.account.status.reset();
  CHECK(observed<in::user_status>(from) == in::user_status::none);
}

TEST_CASE("body: what was sent, before what it means") {
  using form = authn::request_body::form;
  authn::facts from = under_policy_p();
  authn::request_body& sent = from.request.body;
  const auto with = [&](bool username, bool password, bool token) {
    sent.username = username;
    sent.password = password;
    sent.token = token;
    return observed<in::body>(from);
  };
  CHECK(with(true, true, false) == in::body::password);
  CHECK(with(false, false, true) == in::body::activation_token);
  CHECK(with(true, false, true) == in::body::activation_token);
  CHECK(with(true, false, false) == in::body::incomplete);
  CHECK(with(false, true, false) == in::body::incomplete);
  CHECK(with(false, false, false) == in::body::incomplete);
  sent.invalid_member = authn::body_member::username;
  CHECK(with(true, true, false) == in::body::incomplete);
  sent.shape = form::malformed;
  CHECK(observed<in::body>(from) == in::body::malformed);
  sent.shape = form::absent;
  CHECK(observed<in::body>(from) == in::body::absent);
}

TEST_CASE("threat_response: the observed one is of POST /api/v1/authn, and of the start of a recovery or an unlock") {
  using authn::operation;
  authn::facts from = under_policy_p();
  const auto reading_of = [&](operation by) {
    from.request.operation = by;
    return observed<in::threat_response>(from);
  };
  for (const operation by : {operation::authenticate, operation::step_up, operation::get_state,
                             operation::forgot_password, operation::unlock_account})
    CHECK(reading_of(by) == in::threat_response::observed);
  for (const operation by : {operation::change_password, operation::verify_factor, operation::verify_recovery_token,
                             operation::verify_recovery_factor, operation::answer_question, operation::cancel})
    CHECK(reading_of(by) == in::threat_response::documented);
  from.request.operation = operation::authenticate;
  for (const auto route : {authn::route::known, authn::route::unknown_path, authn::route::wrong_method})
    for (const auto reading : {authn::threat_response::observed, authn::threat_response::documented}) {
      from.request.route = route;
      from.policy.threat_response = reading;
      const bool as_observed = route == authn::route::known && reading == authn::threat_response::observed;
      CHECK(observed<in::threat_response>(from) ==
            (as_observed ? in::threat_response::observed : in::threat_response::documented));
    }
}

TEST_CASE("usable_factor and enrollable_factor: inactive and unknown factors are not set up") {
  using authn::factor_kind;
  using need = authn::enrollment_requirement;
  authn::facts from = under_policy_p();
  CHECK(observed<in::usable_factor>(from) == in::usable_factor::none);
  CHECK(observed<in::enrollable_factor>(from) == in::enrollable_factor::none);
  offer_factors(from, authn::enrollment_prompt::login,
                {{factor_kind::call, need::not_allowed}, {factor_kind::sms, need::optional}});
  CHECK(observed<in::enrollable_factor>(from) == in::enrollable_factor::optional);
  offer_factors(from, authn::enrollment_prompt::login,
                {{factor_kind::push, need::required}, {factor_kind::sms, need::optional}});
  CHECK(observed<in::enrollable_factor>(from) == in::enrollable_factor::required);
  enroll_factor(from, factor_kind::push);
  CHECK(observed<in::usable_factor>(from) == in::usable_factor::enrolled);
  CHECK(observed<in::enrollable_factor>(from) == in::enrollable_factor::optional);
  from.factors.front().active = false;
  CHECK(observed<in::usable_factor>(from) == in::usable_factor::none);
  CHECK(observed<in::enrollable_factor>(from) == in::enrollable_factor::required);
  from.factors.front() = {"x", std::nullopt, true, 0};
  CHECK(observed<in::usable_factor>(from) == in::usable_factor::none);
}

TEST_CASE("evidence that was not given is not made up") {
  authn::facts from = under_policy_p();
  from.evidence = {};
  const authn::decision_context about{from};
  CHECK(authn::observe(about, input_id::password) == interlock::rules::no_value);
  CHECK(authn::observe(about, input_id::activation_token) == interlock::rules::no_value);
}

TEST_CASE("random facts are observed as the reference definitions say") {
  xorshift random{88'172'645'463'325'252};
  for (std::size_t tried = 0; tried < 50'000; ++tried) {
    CAPTURE(tried);
    REQUIRE(compare_all(tried % 2 == 0 ? random_facts(random) : random_step(random)) == inputs_count);
  }
}

}  // namespace spec
