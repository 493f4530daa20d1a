#include <array>
#include <chrono>

#include <interlock/authn/decide.hpp>

#include "sign_in_table.hpp"

namespace bench {
namespace {

namespace authn = interlock::authn;

constexpr authn::time_point now{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2}};

/// A right password of an active user, with one policy and one rule of each kind.
authn::facts sign_in_facts() {
  authn::facts made;
  made.now = now;
  made.request.body.shape = authn::request_body::form::object;
  made.request.body.username = made.request.body.password = true;
  made.evidence.password = authn::validity::valid;
  made.account.status = authn::user_status::active;
  made.account.password_changed = now - std::chrono::days{10};
  made.user.id = "00u1";
  made.groups = {"00g1", "00g2"};
  made.recovery_enrolled = {authn::recovery_method::email};
  made.device_known = true;

  auto& password = made.policy.password;
  password.given = authn::password_policies::form::one;
  password.list.resize(1);
  password.list[0].settings.max_attempts = 5;
  password.list[0].settings.auto_unlock_minutes = 60;
  password.list[0].settings.show_lockout_failures = true;
  password.list[0].settings.max_age_days = 90;
  password.list[0].settings.expire_warn_days = 5;
  password.rule.emplace().unlock = authn::access::allow;
  made.policy.sign_on.rule.emplace();
  return made;
}

template <class Policies>
void choose_from_lists(Policies& policies) {
  policies.given = Policies::form::evaluated;
  auto applies = policies.list.empty() ? typename decltype(policies.list)::value_type{} : policies.list.front();
  applies.priority = 2;
  applies.rules.resize(2);
  applies.rules[0].when.groups_include = {"00g9"};
  applies.rules[1].actions = *policies.rule;
  auto passed_over = applies;
  passed_over.priority = 1;
  passed_over.when.groups_include = {"00g9"};
  policies.list = {passed_over, applies};
}

/// The same with lists of two policies with two rules each, where the last ones apply.
authn::facts with_lists(authn::facts made) {
  choose_from_lists(made.policy.password);
  choose_from_lists(made.policy.sign_on);
  return made;
}

authn::facts wrong_password(std::uint64_t failures) {
  authn::facts made = sign_in_facts();
  made.evidence.password = authn::validity::invalid;
  made.account.attempts.failed = failures;
  return made;
}

authn::facts locked(authn::duration unlocks_in) {
  authn::facts made = sign_in_facts();
  made.account.status = authn::user_status::locked_out;
  made.account.attempts.failed = 5;
  made.account.attempts.auto_unlock_at = now + unlocks_in;
  return made;
}

authn::facts of_age(int days) {
  authn::facts made = sign_in_facts();
  made.request.body.warn_before_password_expired = true;
  made.account.password_changed = now - std::chrono::days{days};
  return made;
}

authn::facts factor_required(bool enrolled) {
  authn::facts made = sign_in_facts();
  made.policy.sign_on.rule->require_factor = true;
  if (enrolled) made.factors.push_back({"opf1", authn::factor_kind::push, true, 0});
  auto& enrollment = made.policy.enrollment;
  enrollment.given = authn::enrollment_policies::form::one;
  enrollment.list.resize(1);
  enrollment.list[0].settings.factors = {{authn::factor_kind::sms, authn::enrollment_requirement::optional},
                                         {authn::factor_kind::push, authn::enrollment_requirement::required}};
  enrollment.rule.emplace();
  return made;
}

template <class Change>
authn::facts changed(Change change) {
  authn::facts made = sign_in_facts();
  change(made);
  return made;
}

/// One for every way through the rules that is common, and some that are not.
std::array<authn::facts, 16> mix() {
  using authn::facts;
  return {{
      sign_in_facts(),
      with_lists(sign_in_facts()),
      wrong_password(0),
      wrong_password(4),
      with_lists(wrong_password(0)),
      locked(std::chrono::minutes{30}),
      locked(std::chrono::minutes{0}),
      of_age(87),
      of_age(91),
      factor_required(true),
      factor_required(false),
      with_lists(factor_required(true)),
      changed([](facts& f) { f.account.status.reset(); }),
      changed([](facts& f) { f.account.status = authn::user_status::suspended; }),
      changed([](facts& f) { f.zone = authn::zone::blocked; }),
      changed([](facts& f) { f.request.body.password = false; }),
  }};
}

void typed(benchmark::State& state) {
  static const std::array<authn::facts, 16> facts = mix();
  decide_in_turn(state, facts, [](const authn::facts& given) {
    const auto made = authn::decide(given);
    benchmark::DoNotOptimize(made);
    return made->decided_by.row;
  });
}

[[maybe_unused]] const benchmark::internal::Benchmark* const registered =
    benchmark::RegisterBenchmark(typed_decision.data(), typed);

}  // namespace
}  // namespace bench
