#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include <interlock/authn/facts.hpp>

/// Scenarios as typed facts that between them come to every outcome, and where an answer rests on more than one fact.
namespace interlock::tests {

struct named_facts {
  std::string_view name;
  authn::facts facts;
};

inline authn::facts sign_in() {
  using namespace std::chrono_literals;
  authn::facts from;
  from.now = authn::time_point{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2}} + 12h;
  from.request.body.shape = authn::request_body::form::object;
  from.request.body.username = from.request.body.password = true;
  from.evidence.password = authn::validity::valid;
  from.account.status = authn::user_status::active;
  from.account.password_changed = from.now - std::chrono::days{30};
  from.user.id = "00u1";
  return from;
}

/// One password policy in a list, with a rule for another group than the user's: no rule of it applies.
inline authn::password_policies policy_without_a_rule_for_the_user() {
  authn::password_policies policies;
  policies.given = authn::password_policies::form::evaluated;
  auto& policy = policies.list.emplace_back();
  policy.settings.show_lockout_failures = true;
  auto& rule = policy.rules.emplace_back();
  rule.priority = 1;
  rule.when.groups_include = {"00g-others"};
  rule.actions.unlock = authn::access::allow;
  return policies;
}

/// Each scenario is a good sign-in with something changed.
struct scenario_list {
  std::vector<named_facts> all;

  template <class Change>
  void add(std::string_view name, Change change) {
    authn::facts from = sign_in();
    change(from);
    all.push_back({name, std::move(from)});
  }
};

inline void lock(authn::facts& account) {
  account.account.status = authn::user_status::locked_out;
  account.account.attempts.failed = 10;
  account.policy.password.given = authn::password_policies::form::one;
  account.policy.password.list.emplace_back().settings.show_lockout_failures = true;
}

inline void add_refusals(scenario_list& to) {
  using namespace authn;
  to.add("success", [](facts&) {});
  to.add("wrong password", [](facts& f) { f.evidence.password = validity::invalid; });
  to.add("unknown user", [](facts& f) { f.account = {}; });
  to.add("suspended", [](facts& f) { f.account.status = user_status::suspended; });
  to.add("blocked zone", [](facts& f) { f.zone = zone::blocked; });
  to.add("threat", [](facts& f) { f.threat = threat_level::high, f.policy.threat_action = threat_action::block; });
  to.add("threat as documented", [](facts& f) {
    f.threat = threat_level::low, f.policy.threat_action = threat_action::audit;
    f.policy.threat_response = threat_response::documented;
  });
  to.add("rate limit", [](facts& f) { f.rate.violated = rate_limit_kind::org; });
  to.add("no body", [](facts& f) { f.request.body = {}; });
  to.add("unknown path", [](facts& f) { f.request.route = route::unknown_path; });
}

inline void add_locks(scenario_list& to) {
  using namespace authn;
  to.add("no evidence needed", [](facts& f) { lock(f), f.evidence.password.reset(); });
  to.add("locked, shown, no unlock", [](facts& f) { lock(f), f.recovery_enrolled = {recovery_method::email}; });
  to.add("locked, hidden by default", [](facts& f) { f.account.status = user_status::locked_out; });
  to.add("locked, no method enrolled",
         [](facts& f) { lock(f), f.policy.password.rule.emplace().unlock = access::allow; });
  to.add("locked, only SMS enrolled", [](facts& f) {
    lock(f), f.policy.password.rule.emplace().unlock = access::allow;
    f.recovery_enrolled = {recovery_method::sms, recovery_method::question};
  });
  to.add("locked, Identity Engine, methods in the rule", [](facts& f) {
    lock(f);
    f.policy.engine = engine::identity;
    auto& rule = f.policy.password.rule.emplace();
    rule.unlock = access::allow;
    rule.required_methods = recovery_methods{recovery_method::call};
    f.recovery_enrolled = {recovery_method::push};
  });
  to.add("locked, no rule applies", [](facts& f) {
    f.account.status = user_status::locked_out;
    f.policy.password = policy_without_a_rule_for_the_user();
    f.recovery_enrolled = {recovery_method::email};
  });
  to.add("locked, unlock pending",
         [](facts& f) { lock(f), f.account.attempts.auto_unlock_at = f.now + std::chrono::minutes{5}; });
  to.add("last attempt", [](facts& f) { f.account.attempts.failed = 9, f.evidence.password = validity::invalid; });
  to.add("unknown devices blocked", [](facts& f) {
    f.policy.prevent_lockout_from_unknown_devices = true;
    f.account.attempts.unknown_devices_blocked = true;
    f.account.attempts.failed_from_unknown_devices = 10;
  });
}

inline void add_sign_ins(scenario_list& to) {
  using namespace authn;
  to.add("denied", [](facts& f) { f.policy.sign_on.rule.emplace().permitted = access::deny; });
  to.add("factor", [](facts& f) {
    f.policy.sign_on.rule.emplace().require_factor = true;
    f.factors.push_back({"f1", factor_kind::sms, true, 0});
  });
  to.add("factor, nothing to enroll", [](facts& f) { f.policy.sign_on.rule.emplace().require_factor = true; });
  to.add("enroll", [](facts& f) {
    f.policy.sign_on.rule.emplace().require_factor = true;
    f.policy.enrollment.given = enrollment_policies::form::one;
    f.policy.enrollment.list.emplace_back().settings.factors = {{factor_kind::sms, enrollment_requirement::optional},
                                                                {factor_kind::push, enrollment_requirement::required}};
  });
  to.add("password expired", [](facts& f) {
    f.policy.password.given = password_policies::form::one;
    f.policy.password.list.emplace_back().settings.max_age_days = 20;
  });
  to.add("password expires soon", [](facts& f) {
    f.policy.password.given = password_policies::form::one;
    auto& settings = f.policy.password.list.emplace_back().settings;
    settings.max_age_days = 33, settings.expire_warn_days = 5;
    f.request.body.warn_before_password_expired = true;
  });
  to.add("activation", [](facts& f) {
    f.request.body.username = f.request.body.password = false;
    f.request.body.token = true;
    f.evidence = {};
    f.evidence.token = validity::valid;
    f.account.status = user_status::provisioned;
  });
}

inline std::vector<named_facts> sign_in_scenarios() {
  scenario_list found;
  add_refusals(found);
  add_locks(found);
  add_sign_ins(found);
  return found.all;
}

}  // namespace interlock::tests
