#pragma once

#include <interlock/authn/explain.hpp>
#include <interlock/authn/policy_selection.hpp>

/// Where in the facts the policies and rules stand that a change concerns.
namespace interlock::authn {

enum class place_kind : std::uint8_t {
  scenario,
  body,  ///< members of a body that is an object of the scenario, and right as far as it goes
  password_policy,
  password_rule,
  password_rules,
  sign_on_rule,
  sign_on_rules,
  enrollment_policy,
  enrollment_rule,
  enrollment_rules
};

/// Whether there is something to change: a policy or rule that applies, or a list of rules of which none does.
[[nodiscard]] bool exists(place_kind place, const facts& in) noexcept;

/// The settings of the policy, and the actions of the rule, that a change would be made to.
[[nodiscard]] const password_settings& password_settings_in(const facts& in) noexcept;
[[nodiscard]] const password_actions& password_actions_in(const facts& in) noexcept;
[[nodiscard]] const sign_on_actions& sign_on_actions_in(const facts& in) noexcept;
[[nodiscard]] const enrollment_settings& enrollment_settings_in(const facts& in) noexcept;
[[nodiscard]] const enrollment_actions& enrollment_actions_in(const facts& in) noexcept;

/// The same for writing. Where nothing was given, a policy or rule with Okta's defaults is put there first.
[[nodiscard]] password_settings& password_settings_in(facts& in);
[[nodiscard]] password_actions& password_actions_in(facts& in);
[[nodiscard]] sign_on_actions& sign_on_actions_in(facts& in);
[[nodiscard]] enrollment_settings& enrollment_settings_in(facts& in);
[[nodiscard]] enrollment_actions& enrollment_actions_in(facts& in);

/// Puts a rule for everyone in front of the rules of the policy that would apply if it had one.
void add_rule(rule_choice chosen, facts& to);

}  // namespace interlock::authn
