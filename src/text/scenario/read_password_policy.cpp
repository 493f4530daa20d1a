#include "text/scenario/read_password_policy.hpp"

#include <array>

namespace interlock::text {
namespace {

using authn::password_actions;
using authn::password_settings;
using authn::recovery_method;
using authn::sign_on_actions;

// --- settings of a password policy; docs/reference.md#oktas-objects

constexpr std::array<std::string_view, 1> notification_channels{"EMAIL"};

constexpr std::array lockout_members{
    member<password_settings>{"maxAttempts", into<&password_settings::max_attempts>},
    member<password_settings>{"autoUnlockMinutes", into<&password_settings::auto_unlock_minutes>},
    member<password_settings>{"showLockoutFailures", into<&password_settings::show_lockout_failures>},
    member<password_settings>{"userLockoutNotificationChannels",
                              [](const place& from, password_settings& to) {
                                for_each_element(from, [&](const place& channel) {
                                  if (read_word(channel, notification_channels) == "EMAIL") to.notify_by_email = true;
                                });
                              }},
};

constexpr std::array age_members{
    member<password_settings>{"maxAgeDays", into<&password_settings::max_age_days>},
    member<password_settings>{"expireWarnDays", into<&password_settings::expire_warn_days>},
    member<password_settings>{"minAgeMinutes", into<&password_settings::min_age_minutes>},
    member<password_settings>{"historyCount", into<&password_settings::history_count>},
};

constexpr std::array complexity_members{
    member<password_settings>{"minLength", into<&password_settings::min_length>},
    member<password_settings>{"minLowerCase", into<&password_settings::min_lower_case>},
    member<password_settings>{"minUpperCase", into<&password_settings::min_upper_case>},
    member<password_settings>{"minNumber", into<&password_settings::min_number>},
    member<password_settings>{"minSymbol", into<&password_settings::min_symbol>},
    member<password_settings>{"excludeUsername", into<&password_settings::exclude_username>},
};

constexpr std::array password_members{
    member<password_settings>{"lockout", okta_object<lockout_members>},
    member<password_settings>{"age", okta_object<age_members>},
    member<password_settings>{"complexity", okta_object<complexity_members>},
};

template <recovery_method Method>
constexpr std::array recovery_factor_members{
    member<password_settings>{"status",
                              [](const place& from, password_settings& to) {
                                if (read_word(from, life_cycles) == "ACTIVE") {
                                  to.recovery_active.insert(Method);
                                } else {
                                  to.recovery_active.erase(Method);
                                }
                              }},
};

constexpr std::array recovery_token_members{
    member<password_settings>{"tokenLifetimeMinutes", into<&password_settings::recovery_token_minutes>},
};
constexpr std::array email_property_members{
    member<password_settings>{"recoveryToken", okta_object<recovery_token_members>},
};
constexpr std::array email_members{
    recovery_factor_members<recovery_method::email>.front(),
    member<password_settings>{"properties", okta_object<email_property_members>},
};

constexpr std::array recovery_factors_members{
    member<password_settings>{"okta_email", okta_object<email_members>},
    member<password_settings>{"okta_sms", okta_object<recovery_factor_members<recovery_method::sms>>},
    member<password_settings>{"okta_call", okta_object<recovery_factor_members<recovery_method::call>>},
    member<password_settings>{"recovery_question", okta_object<recovery_factor_members<recovery_method::question>>},
};
constexpr std::array recovery_members{
    member<password_settings>{"factors", okta_object<recovery_factors_members>},
};

// The name says the opposite of what it does: true also unlocks the account in the directory;
// docs/reference.md#oktas-objects.
constexpr std::array delegation_option_members{
    member<password_settings>{"skipUnlock", into<&password_settings::unlocks_directory>},
};
constexpr std::array delegation_members{
    member<password_settings>{"options", okta_object<delegation_option_members>},
};

constexpr std::array password_policy_members{
    member<password_settings>{"password", okta_object<password_members>},
    member<password_settings>{"recovery", okta_object<recovery_members>},
    member<password_settings>{"delegation", okta_object<delegation_members>},
};

// --- rules of a password policy; docs/reference.md#oktas-objects

template <auto Field>
constexpr std::array access_members{
    member<password_actions>{"access", into<Field>},
};

constexpr std::array<std::string_view, 5> primary_methods{"push", "sms", "voice", "email", "otp"};

void read_methods(const place& from, password_actions& to) {
  to.required_methods.emplace();
  for_each_element(from, [&](const place& element) {
    const std::string_view word = read_word(element, primary_methods);
    const auto method = authn::from_string<recovery_method>(word == "voice" ? "call" : word);
    if (method) to.required_methods->insert(*method);
  });
}

constexpr std::array primary_members{member<password_actions>{"methods", read_methods}};

/// A second proof beside the recovery method. Without methods any will do, the question among them.
struct step_up {
  bool required = false;
  std::size_t methods = 0;
  bool question = false;
};
constexpr std::array<std::string_view, 1> step_up_methods{"security_question"};

constexpr std::array step_up_members{
    member<step_up>{"required", into<&step_up::required>},
    member<step_up>{"methods",
                    [](const place& from, step_up& to) {
                      for_each_element(from, [&](const place& element) {
                        ++to.methods;
                        if (read_word(element, step_up_methods) == step_up_methods.front()) to.question = true;
                      });
                    }},
};

void read_step_up(const place& from, password_actions& to) {
  step_up given;
  read_okta(from, given, step_up_members);
  to.question_as_step_up = given.required && (given.question || given.methods == 0);
}

constexpr std::array requirement_members{
    member<password_actions>{"primary", okta_object<primary_members>},
    member<password_actions>{"stepUp", read_step_up},
};
constexpr std::array reset_setting_members{
    member<password_actions>{"allowRecoveryEmailWithoutEnrollment", into<&password_actions::email_without_enrollment>},
};
constexpr std::array reset_members{
    member<password_actions>{"access", into<&password_actions::reset>},
    member<password_actions>{"requirement", okta_object<requirement_members>},
    member<password_actions>{"settings", okta_object<reset_setting_members>},
};
constexpr std::array password_action_members{
    member<password_actions>{"passwordChange", okta_object<access_members<&password_actions::change>>},
    member<password_actions>{"selfServicePasswordReset", okta_object<reset_members>},
    member<password_actions>{"selfServiceUnlock", okta_object<access_members<&password_actions::unlock>>},
};

// --- rules of a sign-on policy; docs/reference.md#oktas-objects

constexpr std::array sign_on_members{
    member<sign_on_actions>{"access", into<&sign_on_actions::permitted>},
    member<sign_on_actions>{"requireFactor", into<&sign_on_actions::require_factor>},
    member<sign_on_actions>{"factorPromptMode", into<&sign_on_actions::prompt>},
    member<sign_on_actions>{"factorLifetime", into<&sign_on_actions::factor_lifetime_minutes>},
    member<sign_on_actions>{"rememberDeviceByDefault", into<&sign_on_actions::remember_device_by_default>},
    member<sign_on_actions>{"primaryFactor", into<&sign_on_actions::primary_factor>},
};
constexpr std::array sign_on_action_members{member<sign_on_actions>{"signon", okta_object<sign_on_members>}};

}  // namespace

void read_settings(const place& from, password_settings& to) { read_okta(from, to, password_policy_members); }
void read_actions(const place& from, password_actions& to) { read_okta(from, to, password_action_members); }
void read_settings(const place& /*from*/, authn::sign_on_settings& /*to*/) {}
void read_actions(const place& from, sign_on_actions& to) { read_okta(from, to, sign_on_action_members); }

}  // namespace interlock::text
