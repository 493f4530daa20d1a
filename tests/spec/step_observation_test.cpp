#include <array>
#include <utility>

#include "observed.hpp"
#include "scenes.hpp"
#include "step_arrangements.hpp"

/// The boundaries of what is observed of transactions, factors and recoveries.
namespace spec {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
constexpr authn::duration tick{1};

}  // namespace

TEST_CASE("transaction: expired from its very millisecond on, and none without its token") {
  authn::facts from = under_policy_p();
  read_state(from);
  const auto at = [&](authn::duration left) {
    from.transaction->expires_at = from.now + left;
    return observed<in::transaction>(from);
  };
  CHECK(at(minutes{5}) == in::transaction::live);
  CHECK(at(tick) == in::transaction::live);
  CHECK(at(milliseconds{0}) == in::transaction::expired);
  CHECK(at(-tick) == in::transaction::expired);
  CHECK(at(authn::time_max - from.now) == in::transaction::live);
  for (const token carried : {token::absent, token::other}) {
    from.request.body.state_token = carried;
    CHECK(at(minutes{5}) == in::transaction::none);
  }
  from.request.body.state_token = token::given;
  from.transaction.reset();
  CHECK(observed<in::transaction>(from) == in::transaction::none);
}

TEST_CASE("last_message: 30 seconds for a telephone, 5 for a mailbox, by one channel at a time") {
  const std::array channels{std::pair{factor_kind::sms, recovery_method::sms},
                            std::pair{factor_kind::call, recovery_method::call},
                            std::pair{factor_kind::email, recovery_method::email}};
  for (const auto& [kind, by] : channels) {
    authn::facts from = under_policy_p();
    challenged(from, kind);
    CHECK(observed<in::last_message>(from) == in::last_message::long_ago);  // nothing was sent
    const milliseconds window{kind == factor_kind::email ? 5'000 : 30'000};
    const auto after = [&](recovery_method sent, milliseconds ago) {
      have_sent(from, sent, ago);
      return observed<in::last_message>(from);
    };
    CHECK(after(by, milliseconds{0}) == in::last_message::recent);
    CHECK(after(by, window - tick) == in::last_message::recent);
    CHECK(after(by, window) == in::last_message::long_ago);
    CHECK(after(by, window + tick) == in::last_message::long_ago);
    CHECK(after(by, -tick) == in::last_message::recent);  // a clock that went backwards
    for (const auto& [other_kind, other] : channels)
      if (other != by) CHECK(after(other, milliseconds{0}) == in::last_message::long_ago);
  }
}

TEST_CASE("channel: of the factor, or of the recovery") {
  authn::facts from = under_policy_p();
  for (const auto kind : {factor_kind::push, factor_kind::okta_totp}) {
    challenged(from, kind);
    CHECK(observed<in::channel>(from) == in::channel::push);
  }
  challenged(from, factor_kind::email);
  CHECK(observed<in::channel>(from) == in::channel::email);
  resend_recovery(from, recovery_method::call, std::chrono::seconds{1});
  CHECK(observed<in::channel>(from) == in::channel::call);
  CHECK(observed<in::last_message>(from) == in::last_message::recent);
}

TEST_CASE("activation_time: over from its very millisecond on") {
  authn::facts from = under_policy_p();
  authn::transaction& in_it = poll_activation(from, push_state::waiting);
  const auto at = [&](std::optional<authn::duration> left) {
    in_it.activation_expires_at = left ? std::optional{from.now + *left} : std::nullopt;
    return observed<in::activation_time>(from);
  };
  CHECK(at(std::nullopt) == in::activation_time::running);
  CHECK(at(tick) == in::activation_time::running);
  CHECK(at(milliseconds{0}) == in::activation_time::over);
  CHECK(at(-tick) == in::activation_time::over);
}

TEST_CASE("next_factor_failure, recovery_failures, recovery_path: the fifth in a row") {
  authn::facts from = under_policy_p();
  authn::transaction& in_it = enter_code(from, recovery_kind::password, code_check::invalid);
  constexpr std::uint64_t largest = authn::attempts::count_max;
  for (const std::uint64_t before : {std::uint64_t{0}, std::uint64_t{3}, std::uint64_t{4}, std::uint64_t{5}, largest}) {
    from.account.attempts.failed_factor = from.account.attempts.failed_recovery = in_it.failures = before;
    const bool fifth = before >= 4;
    CHECK(observed<in::next_factor_failure>(from) ==
          (fifth ? in::next_factor_failure::locks : in::next_factor_failure::counts));
    CHECK(observed<in::recovery_failures>(from) == (fifth ? in::recovery_failures::last : in::recovery_failures::few));
    CHECK(observed<in::recovery_path>(from) == (before >= 5 ? in::recovery_path::closed : in::recovery_path::open));
  }
}

TEST_CASE("password_changed: younger than minAgeMinutes, to the millisecond") {
  authn::facts from = under_policy_p();
  const auto at = [&](std::uint64_t least, authn::duration age) {
    password_settings_of(from).min_age_minutes = least;
    from.account.password_changed = from.now - age;
    return observed<in::password_changed>(from);
  };
  CHECK(at(0, milliseconds{0}) == in::password_changed::long_ago);
  CHECK(at(60, minutes{60} - tick) == in::password_changed::recently);
  CHECK(at(60, minutes{60}) == in::password_changed::long_ago);
  CHECK(at(60, -tick) == in::password_changed::recently);  // a clock that went backwards
  CHECK(at(authn::attempts::count_max, std::chrono::days{700'000}) == in::password_changed::recently);
  from.account.password_changed.reset();
  CHECK(observed<in::password_changed>(from) == in::password_changed::long_ago);
}

TEST_CASE("recovery_token: none is good for a user who is gone, nor in a transaction that does not wait for one") {
  using authn::user_status;
  authn::facts from = under_policy_p();
  follow_link(from, recovery_kind::password);
  CHECK(observed<in::recovery_token>(from) == in::recovery_token::valid);
  for (const auto status : {user_status::suspended, user_status::deprovisioned}) {
    from.account.status = status;
    CHECK(observed<in::recovery_token>(from) == in::recovery_token::invalid);
  }
  from.account.status = user_status::active;
  from.transaction->recovery_by = recovery_method::sms;
  CHECK(observed<in::recovery_token>(from) == in::recovery_token::invalid);
  from.transaction->state = state::recovery;  // issued to a trusted caller
  CHECK(observed<in::recovery_token>(from) == in::recovery_token::valid);
  from.transaction->state_token = "st";  // used: the question is due
  CHECK(observed<in::recovery_token>(from) == in::recovery_token::invalid);
  from.transaction.reset();
  CHECK(observed<in::recovery_token>(from) == in::recovery_token::valid);
  from.evidence.token.reset();
  CHECK(authn::observe(authn::decision_context{from}, input_id::recovery_token) == interlock::rules::no_value);
}

TEST_CASE("recovery_expiry: over from its very millisecond on, and never without a transaction") {
  authn::facts from = under_policy_p();
  authn::transaction& in_it = follow_link(from, recovery_kind::unlock);
  for (const auto& [left, value] :
       {std::pair{tick, in::recovery_expiry::running}, std::pair{milliseconds{0}, in::recovery_expiry::over}}) {
    in_it.expires_at = from.now + left;
    CHECK(observed<in::recovery_expiry>(from) == value);
  }
  from.transaction.reset();
  CHECK(observed<in::recovery_expiry>(from) == in::recovery_expiry::running);
}

TEST_CASE("recovery_of: nobody's, where the transaction names no user or there is none") {
  authn::facts from = under_policy_p();
  authn::transaction& in_it = enter_code(from, recovery_kind::password, code_check::valid);
  CHECK(observed<in::recovery_of>(from) == in::recovery_of::user);
  in_it.user_id = "";
  CHECK(observed<in::recovery_of>(from) == in::recovery_of::nobody);
  in_it.user_id = "00u1";
  from.account.status.reset();
  CHECK(observed<in::recovery_of>(from) == in::recovery_of::nobody);
}

TEST_CASE("polled: only the factor that another device is asked about") {
  authn::facts from = under_policy_p();
  for (const auto kind : {factor_kind::push, factor_kind::duo}) {
    authn::transaction& in_it = challenged(from, kind);
    CHECK(observed<in::polled>(from) == in::polled::no);
    in_it.result = authn::factor_result::waiting;
    CHECK(observed<in::polled>(from) == in::polled::yes);
    from.factors.push_back({"f2", factor_kind::sms, true, 1});
    from.request.factor = "f2";
    CHECK(observed<in::polled>(from) == in::polled::no);
    from.request.factor = "f1";
    in_it.result = authn::factor_result::timeout;
    CHECK(observed<in::polled>(from) == in::polled::no);
    from.factors.clear();
  }
  challenged(from, factor_kind::sms).result = authn::factor_result::waiting;
  CHECK(observed<in::polled>(from) == in::polled::no);
}

TEST_CASE("factor_in_path: by its id, or by its type") {
  authn::facts from = under_policy_p();
  verify(from, factor_kind::sms);
  CHECK(observed<in::factor_in_path>(from) == in::factor_in_path::found);
  from.request.factor = "f2";
  CHECK(observed<in::factor_in_path>(from) == in::factor_in_path::unknown);
  from.request.factor = "webauthn";
  from.request.factor_types = {factor_kind::webauthn};
  CHECK(observed<in::factor_in_path>(from) == in::factor_in_path::unknown);
  from.factors.push_back({"f3", factor_kind::webauthn, false, 1});
  CHECK(observed<in::factor_in_path>(from) == in::factor_in_path::unknown);  // by type only what can be verified
  from.factors.push_back({"f4", factor_kind::webauthn, true, 2});
  CHECK(observed<in::factor_in_path>(from) == in::factor_in_path::found);
  CHECK(observed<in::answered_by>(from) == in::answered_by::assertion);
}

TEST_CASE("factor_proof, provable_factor: another class where no password came first") {
  authn::facts from = under_policy_p();
  const auto given = [&](bool first, authn::proofs before) {
    from.factors.clear();
    authn::transaction& in_it = verify(from, factor_kind::push);
    in_it.factor_first = first;
    in_it.proofs = before;
    return std::pair{observed<in::factor_proof>(from), observed<in::provable_factor>(from)};
  };
  constexpr auto is_given = in::factor_proof::given, missing = in::factor_proof::missing;
  constexpr auto none = in::provable_factor::none, enrolled = in::provable_factor::enrolled;
  CHECK(given(false, {proof::password}) == std::pair{is_given, enrolled});
  CHECK(given(true, {}) == std::pair{missing, none});  // two possessions are one class
  CHECK(given(true, {proof::password}) == std::pair{is_given, none});
  CHECK(given(true, {proof::knowledge}) == std::pair{is_given, none});
}

TEST_CASE("password_step: a warning counts once, and a renewed password for the rest of the transaction") {
  authn::facts from = under_policy_p();
  authn::transaction& in_it = resume(from, state::mfa_required, operation::verify_factor);
  CHECK(observed<in::password_step>(from) == in::password_step::open);
  in_it.warned = true;
  CHECK(observed<in::password_step>(from) == in::password_step::warned);
  in_it.password_renewed = true;
  CHECK(observed<in::password_step>(from) == in::password_step::renewed);
  resume(from, state::password_warn, operation::skip);
  CHECK(observed<in::password_step>(from) == in::password_step::warned);
  change_password(from, state::password_warn);
  CHECK(observed<in::password_step>(from) == in::password_step::renewed);
}

TEST_CASE("members: what each operation cannot do without") {
  authn::facts from = under_policy_p();
  const auto complete = [&] { return observed<in::members>(from) == in::members::complete; };
  change_password(from);
  CHECK(complete());
  from.request.body.old_password = false;
  CHECK_FALSE(complete());
  step_up(from);
  CHECK(complete());
  from.request.body.password = false;
  CHECK_FALSE(complete());
  enter_code(from, recovery_kind::password, code_check::valid);
  from.request.body.pass_code = false;
  CHECK_FALSE(complete());
  start(from, operation::forgot_password, std::nullopt);
  CHECK(complete());
  follow_link(from, recovery_kind::password);
  CHECK(complete());
  read_state(from);
  CHECK(complete());
  from.request.body.invalid_member = authn::body_member::state_token;
  CHECK_FALSE(complete());
}

TEST_CASE("operation_accepted: the method in the path of a recovery must be its own") {
  authn::facts from = under_policy_p();
  enter_code(from, recovery_kind::password, code_check::valid);
  CHECK(observed<in::operation_accepted>(from) == in::operation_accepted::yes);
  from.request.recovery_by = recovery_method::call;
  CHECK(observed<in::operation_accepted>(from) == in::operation_accepted::no);
}

TEST_CASE("body: an application that is named is asked about, in the Classic Engine alone") {
  using authn::audience_check;
  authn::facts from = under_policy_p();
  from.request.body.audience = "0oa1";
  CHECK(authn::observe(authn::decision_context{from}, input_id::body) == interlock::rules::no_value);
  for (const auto found : {audience_check::valid, audience_check::unknown, audience_check::not_allowed}) {
    from.evidence.audience = found;
    CHECK(observed<in::body>(from) == (found == audience_check::valid ? in::body::password : in::body::incomplete));
  }
  from.policy.engine = authn::engine::identity;
  from.evidence.audience.reset();
  CHECK(observed<in::body>(from) == in::body::incomplete);
}

}  // namespace spec
