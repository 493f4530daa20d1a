#pragma once

#include <cstdint>

#include <interlock/authn/facts.hpp>

/// Which policy and which rule apply: ascending priority, first policy whose conditions hold and that has an
/// active rule whose conditions hold; docs/spec/observations.md#which-policy-applies.
namespace interlock::authn {

/// The policy and the rule that apply to a request. The pointers borrow from the facts, or point to constant defaults.
template <class Settings, class Actions>
struct selection {
  const Settings* settings = nullptr;  ///< never null: Okta's defaults if no policy applies
  const Actions* actions = nullptr;    ///< never null
  static constexpr std::uint32_t none = 0xffff'ffff;
  /// Index in the host's list of the policy that applies; without `rule` in a list that is evaluated, of the first
  /// one that would apply if it had a rule for this request.
  std::uint32_t policy = none;
  std::uint32_t rule = none;  ///< index in that policy's rules
};

using password_selection = selection<password_settings, password_actions>;
using sign_on_selection = selection<sign_on_settings, sign_on_actions>;
using enrollment_selection = selection<enrollment_settings, enrollment_actions>;

/// Pure, without allocation. Linear in rules times ids.
[[nodiscard]] password_selection select_password(const facts& from) noexcept;
[[nodiscard]] sign_on_selection select_sign_on(const facts& from) noexcept;
[[nodiscard]] enrollment_selection select_enrollment(const facts& from) noexcept;

}  // namespace interlock::authn
