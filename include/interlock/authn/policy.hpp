#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <interlock/authn/time.hpp>
#include <interlock/authn/words.hpp>

/// Okta's policies as far as the engine uses them, with the defaults of docs/reference.md#oktas-objects. Text is
/// borrowed: whoever fills these in keeps it alive.
namespace interlock::authn {

/// A set of enumerators, one bit each.
template <class Enum>
class set_of {
 public:
  constexpr set_of() = default;
  constexpr set_of(std::initializer_list<Enum> members) {
    for (const Enum member : members) insert(member);
  }
  constexpr void insert(Enum member) noexcept { bits_ |= bit(member); }
  constexpr void erase(Enum member) noexcept { bits_ &= ~bit(member); }
  [[nodiscard]] constexpr bool contains(Enum member) const noexcept { return (bits_ & bit(member)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  friend constexpr bool operator==(set_of, set_of) = default;

 private:
  static constexpr std::uint32_t bit(Enum member) noexcept { return std::uint32_t{1} << static_cast<unsigned>(member); }
  std::uint32_t bits_ = 0;
};
using recovery_methods = set_of<recovery_method>;
using factor_classes = set_of<factor_class>;
using ids = std::vector<std::string_view>;

/// A settings object as a request makes it or an answer shows it. Text is borrowed.
struct settings_value {
  managed_object of = managed_object::lockout_settings;
  bool on = false;                             ///< the one setting of Attack Protection objects
  threat_action action = threat_action::none;  ///< of ThreatInsight
  std::span<const std::string_view> excluded_zones = {};
  std::optional<time_point> changed_at = {};  ///< time of the change; none: this request did not change the settings
};

/// Conditions of a policy or rule; an empty include list means everyone, an empty exclude list nobody.
struct conditions {
  /// From where a rule applies: from anywhere, or by the zones that it includes and excludes.
  enum class connection : std::uint8_t { anywhere, zone };
  ids groups_include, groups_exclude, users_include, users_exclude;
  connection network = connection::anywhere;
  ids zones_include, zones_exclude;  // ids; `ALL_ZONES` stands for every zone
  std::string_view provider;         // OKTA, ACTIVE_DIRECTORY, LDAP; anything else restricts nothing
  bool applies_to_api = true;        // false: the condition asks for RADIUS, LDAP or a risk that no fact states
  bool operator==(const conditions&) const = default;
};

/// One rule of a policy.
template <class Actions>
struct policy_rule {
  std::optional<std::int64_t> priority;
  bool active = true;
  conditions when;
  Actions actions;
  bool operator==(const policy_rule&) const = default;
};

/// One policy with its rules. An absent priority comes after every stated one.
template <class Settings, class Actions>
struct policy {
  std::optional<std::int64_t> priority;
  bool active = true;
  conditions when;
  Settings settings;
  std::vector<policy_rule<Actions>> rules;
  bool operator==(const policy&) const = default;
};

/// The policies of one kind as the host gives them.
template <class Settings, class Actions>
struct policies {
  /// How the host gives the policies of one kind.
  enum class form : std::uint8_t {
    absent,     ///< nothing given: Okta's defaults
    one,        ///< one policy that carries no rules: it applies, with `rule`
    evaluated,  ///< one with its rules, or a list: the first policy and rule whose conditions hold apply
  };
  form given = form::absent;
  std::vector<policy<Settings, Actions>> list;
  std::optional<Actions> rule;  ///< the rule that applies to `absent` and `one`
  bool operator==(const policies&) const = default;
};

/// Settings of a PASSWORD policy, under the names of the API. The defaults are those of Okta.
struct password_settings {
  // Numbers beyond 2^53 are refused when read, so sums of two of them cannot overflow.
  std::uint64_t max_attempts = 10;        // 0: wrong passwords never lock
  std::uint64_t auto_unlock_minutes = 0;  // 0: no automatic unlock
  bool show_lockout_failures = false;
  bool notify_by_email = false;
  std::uint64_t max_age_days = 0;      // 0: a password never expires
  std::uint64_t expire_warn_days = 0;  // 0: no warning
  std::uint64_t min_age_minutes = 0;   // 0: a password may be changed at once
  std::uint64_t history_count = 0;     // shown in bodies; 0: no history
  std::int64_t min_length = 8, min_lower_case = 1, min_upper_case = 1, min_number = 1, min_symbol = 1;
  bool exclude_username = true;
  bool unlocks_directory = false;  // `delegation.options.skipUnlock`, by its description
  recovery_methods recovery_active{recovery_method::email, recovery_method::question};
  std::uint64_t recovery_token_minutes = 10'080;
  bool operator==(const password_settings&) const = default;
};

/// Actions of a rule of a PASSWORD policy. A missing action is denied.
struct password_actions {
  access change = access::deny;
  access reset = access::deny;
  access unlock = access::deny;
  std::optional<recovery_methods> required_methods;  // of `requirement.primary.methods`; `voice` is `call`
  bool email_without_enrollment = false;
  bool question_as_step_up = false;  // of `requirement.stepUp`
  bool operator==(const password_actions&) const = default;
};

/// A sign-on policy has no settings.
struct sign_on_settings {
  bool operator==(const sign_on_settings&) const = default;
};
/// Actions of a rule of a sign-on policy.
struct sign_on_actions {
  access permitted = access::allow;
  bool require_factor = false;
  prompt_mode prompt = prompt_mode::always;
  std::uint64_t factor_lifetime_minutes = 0;  // how long a device is remembered, in the mode SESSION
  bool remember_device_by_default = false;
  authn::primary_factor primary_factor = primary_factor::password;
  bool operator==(const sign_on_actions&) const = default;
};

/// The requirement of an enrollment policy for one factor; kinds that are not listed may not be enrolled.
struct factor_offer {
  factor_kind kind = factor_kind::question;
  enrollment_requirement required = enrollment_requirement::not_allowed;
  bool operator==(const factor_offer&) const = default;
};
/// Settings of an MFA_ENROLL policy.
struct enrollment_settings {
  std::vector<factor_offer> factors;  // in the order of the document, each kind once
  bool operator==(const enrollment_settings&) const = default;
};
/// Actions of a rule of an MFA_ENROLL policy.
struct enrollment_actions {
  enrollment_prompt prompt = enrollment_prompt::challenge;
  bool operator==(const enrollment_actions&) const = default;
};

using password_policies = policies<password_settings, password_actions>;
using sign_on_policies = policies<sign_on_settings, sign_on_actions>;
using enrollment_policies = policies<enrollment_settings, enrollment_actions>;

}  // namespace interlock::authn
