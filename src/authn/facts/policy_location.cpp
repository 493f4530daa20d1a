#include "authn/facts/policy_location.hpp"

namespace interlock::authn {
namespace {

template <class Settings, class Actions>
bool evaluated(const policies<Settings, Actions>& of) noexcept {
  return of.given == policies<Settings, Actions>::form::evaluated;
}

template <class Settings, class Actions>
bool policy_exists(const policies<Settings, Actions>& of, const selection<Settings, Actions>& chosen) noexcept {
  return !evaluated(of) || chosen.policy != chosen.none;
}

template <class Settings, class Actions>
bool lacks_rule(const policies<Settings, Actions>& of, const selection<Settings, Actions>& chosen) noexcept {
  return evaluated(of) && chosen.policy != chosen.none && chosen.rule == chosen.none;
}

template <class Settings, class Actions>
policy<Settings, Actions>& policy_in(policies<Settings, Actions>& of, const selection<Settings, Actions>& chosen) {
  using form = typename policies<Settings, Actions>::form;
  if (evaluated(of)) return of.list[chosen.policy];
  if (of.list.empty()) of.list.emplace_back();
  of.given = form::one;
  return of.list.front();
}

template <class Settings, class Actions>
const Settings& settings_at(const policies<Settings, Actions>& of,
                            const selection<Settings, Actions>& chosen) noexcept {
  return chosen.policy == chosen.none ? *chosen.settings : of.list[chosen.policy].settings;
}

template <class Settings, class Actions>
Actions& actions_in(policies<Settings, Actions>& of, const selection<Settings, Actions>& chosen) {
  if (evaluated(of)) return of.list[chosen.policy].rules[chosen.rule].actions;
  return of.rule ? *of.rule : of.rule.emplace();
}

template <class Settings, class Actions>
void add_rule_to(policies<Settings, Actions>& of, const selection<Settings, Actions>& chosen, const Actions& actions) {
  policy<Settings, Actions>& owner = policy_in(of, chosen);
  policy_rule<Actions> rule;
  rule.priority = 0;
  rule.actions = actions;
  owner.rules.insert(owner.rules.begin(), rule);
  of.given = policies<Settings, Actions>::form::evaluated;
}

bool has_members(const request_body& sent) noexcept {
  return sent.shape == request_body::form::object && !sent.as_text && !sent.invalid_member;
}

}  // namespace

bool exists(place_kind place, const facts& in) noexcept {
  const policy_facts& given = in.policy;
  switch (place) {
    case place_kind::scenario: return true;
    case place_kind::body: return has_members(in.request.body);
    case place_kind::password_policy: return policy_exists(given.password, select_password(in));
    case place_kind::password_rule:
      return !evaluated(given.password) || select_password(in).rule != password_selection::none;
    case place_kind::password_rules: return lacks_rule(given.password, select_password(in));
    case place_kind::sign_on_rule:
      return !evaluated(given.sign_on) || select_sign_on(in).rule != sign_on_selection::none;
    case place_kind::sign_on_rules: return lacks_rule(given.sign_on, select_sign_on(in));
    case place_kind::enrollment_policy: return policy_exists(given.enrollment, select_enrollment(in));
    case place_kind::enrollment_rule:
      return evaluated(given.enrollment) && select_enrollment(in).rule != enrollment_selection::none;
    case place_kind::enrollment_rules: break;
  }
  // Unlike the other kinds, an enrollment policy has no rule of its own in a scenario.
  return !evaluated(given.enrollment) || lacks_rule(given.enrollment, select_enrollment(in));
}

const password_settings& password_settings_in(const facts& in) noexcept {
  return settings_at(in.policy.password, select_password(in));
}
const password_actions& password_actions_in(const facts& in) noexcept { return *select_password(in).actions; }
const sign_on_actions& sign_on_actions_in(const facts& in) noexcept { return *select_sign_on(in).actions; }
const enrollment_settings& enrollment_settings_in(const facts& in) noexcept {
  return settings_at(in.policy.enrollment, select_enrollment(in));
}
const enrollment_actions& enrollment_actions_in(const facts& in) noexcept { return *select_enrollment(in).actions; }

password_settings& password_settings_in(facts& in) {
  return policy_in(in.policy.password, select_password(in)).settings;
}
password_actions& password_actions_in(facts& in) { return actions_in(in.policy.password, select_password(in)); }
sign_on_actions& sign_on_actions_in(facts& in) { return actions_in(in.policy.sign_on, select_sign_on(in)); }
enrollment_settings& enrollment_settings_in(facts& in) {
  return policy_in(in.policy.enrollment, select_enrollment(in)).settings;
}
enrollment_actions& enrollment_actions_in(facts& in) { return actions_in(in.policy.enrollment, select_enrollment(in)); }

void add_rule(rule_choice chosen, facts& to) {
  switch (chosen) {
    case rule_choice::allow_unlock: {
      password_actions actions;
      actions.change = actions.reset = actions.unlock = access::allow;
      return add_rule_to(to.policy.password, select_password(to), actions);
    }
    case rule_choice::require_factor: {
      sign_on_actions actions;
      actions.require_factor = true;
      return add_rule_to(to.policy.sign_on, select_sign_on(to), actions);
    }
    case rule_choice::deny_access: {
      sign_on_actions actions;
      actions.permitted = access::deny;
      return add_rule_to(to.policy.sign_on, select_sign_on(to), actions);
    }
    case rule_choice::enroll_at_login:
      return add_rule_to(to.policy.enrollment, select_enrollment(to), enrollment_actions{enrollment_prompt::login});
  }
}

}  // namespace interlock::authn
