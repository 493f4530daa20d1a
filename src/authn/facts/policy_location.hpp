#pragma once

#include <string>

#include <interlock/authn/policy_selection.hpp>

/// Where in the facts, and in the scenario they were read from, the policies and rules stand that a change concerns.
namespace interlock::authn {

enum class place_kind : std::uint8_t {
  scenario,
  password_policy,
  password_rule,
  password_rules,
  sign_on_rule,
  sign_on_rules,
  enrollment_policy,
  enrollment_rule,
  enrollment_rules
};

/// JSON pointer of the place; empty for the scenario itself.
[[nodiscard]] std::string pointer_to(place_kind place, const facts& in);

/// Whether there is something to change: a policy or rule that applies, or a list of rules of which none does.
[[nodiscard]] bool exists(place_kind place, const facts& in) noexcept;

/// The settings of the policy that a change would be made to.
[[nodiscard]] const password_settings& password_settings_at(const facts& in) noexcept;
[[nodiscard]] const enrollment_settings& enrollment_settings_at(const facts& in) noexcept;

/// For writing. Where nothing was given, a policy or rule with Okta's defaults is put there first.
[[nodiscard]] password_settings& password_settings_in(facts& in);
[[nodiscard]] password_actions& password_actions_in(facts& in);
[[nodiscard]] sign_on_actions& sign_on_actions_in(facts& in);
[[nodiscard]] enrollment_settings& enrollment_settings_in(facts& in);
[[nodiscard]] enrollment_actions& enrollment_actions_in(facts& in);

/// Puts a rule for everyone in front of the rules of the policy that would apply if it had one.
void add_rule(const password_actions& actions, facts& to);
void add_rule(const sign_on_actions& actions, facts& to);
void add_rule(const enrollment_actions& actions, facts& to);

}  // namespace interlock::authn
