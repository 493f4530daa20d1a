#include "text/scenario/fact_text.hpp"

#include <algorithm>
#include <array>

#include <interlock/authn/policy_selection.hpp>

#include "text/api/factor_names.hpp"

namespace interlock::text {
namespace {

using authn::fact_id;

constexpr std::array access_words{word_label{"ALLOW", "allowed"}, word_label{"DENY", "denied"}};
constexpr std::array activity_words{word_label{"ACTIVE", "on"}, word_label{"INACTIVE", "off"}};
constexpr std::array validity_words{word_label{"VALID", "right"}, word_label{"INVALID", "wrong"}};
constexpr std::array acceptance_words{word_label{"ACCEPTED", "meets the policy"}, word_label{"REJECTED", "refused"}};
constexpr std::array code_words{word_label{"VALID", "right"}, word_label{"INVALID", "wrong"},
                                word_label{"REPLAYED", "used before"}, word_label{"OUTSIDE_WINDOW", "of another time"}};
constexpr std::array push_words{word_label{"WAITING", "not there yet"}, word_label{"APPROVED", "given"},
                                word_label{"REJECTED", "refused"}, word_label{"TIMEOUT", "too late"}};
constexpr std::array audience_words{word_label{"VALID", "allowed for this user"}, word_label{"UNKNOWN", "unknown"},
                                    word_label{"NOT_ALLOWED", "not allowed for this user"}};
constexpr std::array application_words{word_label{"PUBLIC", "the public"}, word_label{"TRUSTED", "a trusted one"}};
constexpr std::array method_words{word_label{"EMAIL", "e-mail"}, word_label{"SMS", "SMS"},
                                  word_label{"CALL", "voice call"}};
constexpr std::array token_words{word_label{"another-token", "another one"}};
constexpr std::array zone_words{word_label{"ALLOWED", "not in one"}, word_label{"BLOCKED", "in one"}};
constexpr std::array threat_words{word_label{"NONE", "none"}, word_label{"LOW", "low"}, word_label{"HIGH", "high"}};
constexpr std::array limit_words{word_label{"NONE", "none"}, word_label{"ORG", "the organization's"},
                                 word_label{"USERNAME", "that of the user name"},
                                 word_label{"CONCURRENCY", "that of concurrent requests"}};
constexpr std::array prompt_words{word_label{"ALWAYS", "every time"}, word_label{"DEVICE", "once per device"},
                                  word_label{"SESSION", "once per session"}};
constexpr std::array first_factor_words{word_label{"PASSWORD_IDP", "the password"},
                                        word_label{"PASSWORD_IDP_ANY_FACTOR", "any factor"}};
constexpr std::array enrollment_words{word_label{"CHALLENGE", "the first time a factor is asked for"},
                                      word_label{"LOGIN", "at sign-in"}, word_label{"NEVER", "never"}};
constexpr std::array offer_words{word_label{"NOT_ALLOWED", "disabled"}, word_label{"OPTIONAL", "optional"},
                                 word_label{"REQUIRED", "required"}};

constexpr value_labels plain{};
constexpr value_labels sent{.nothing = "not sent", .yes = "sent", .no = "not sent"};
constexpr value_labels validity{.words = validity_words};
constexpr value_labels access{.words = access_words};
constexpr value_labels activity{.words = activity_words};
constexpr std::string_view not_sent = sent.nothing;

// clang-format off
constexpr auto table = std::to_array<fact_text>({
    {fact_id::operation, part::scenario, "/request/operation", "The operation that is called", plain},
    {fact_id::body, part::scenario, "/request/body", "The body of the request", plain},
    {fact_id::warn_option, part::scenario, "/request/body/options/warnBeforePasswordExpired", "The request's option warnBeforePasswordExpired", plain},
    {fact_id::password_evidence, part::scenario, "/evidence/password", "The password that is sent", validity},
    {fact_id::token_evidence, part::scenario, "/evidence/token", "The token that is sent", validity},
    {fact_id::application, part::scenario, "/request/application", "The application that calls", {.words = application_words}},
    {fact_id::scopes, part::scenario, "/request/scopes", "The scopes of the access token", {.nothing = "there is none"}},
    {fact_id::state_token, part::scenario, "/request/body/stateToken", "The state token in the request", {.nothing = not_sent, .yes = "that of the transaction", .words = token_words}},
    {fact_id::recovery_token, part::scenario, "/request/body/recoveryToken", "The recovery token in the request", sent},
    {fact_id::username, part::scenario, "/request/body/username", "The user name in the request", sent},
    {fact_id::password, part::scenario, "/request/body/password", "The password in the request", sent},
    {fact_id::old_password, part::scenario, "/request/body/oldPassword", "The old password in the request", sent},
    {fact_id::new_password, part::scenario, "/request/body/newPassword", "The new password in the request", sent},
    {fact_id::pass_code, part::scenario, "/request/body/passCode", "The code in the request", sent},
    {fact_id::answer, part::scenario, "/request/body/answer", "The answer in the request", sent},
    {fact_id::recovery_factor, part::scenario, "/request/body/factorType", "The recovery method that is asked for", {.nothing = not_sent, .words = method_words}},
    {fact_id::old_password_evidence, part::scenario, "/evidence/oldPassword", "The old password that is sent", validity},
    {fact_id::new_password_evidence, part::scenario, "/evidence/newPassword", "The new password that is sent", {.words = acceptance_words}},
    {fact_id::answer_evidence, part::scenario, "/evidence/answer", "The answer that is sent", validity},
    {fact_id::pass_code_evidence, part::scenario, "/evidence/passCode", "The code or assertion that is sent", {.words = code_words}},
    {fact_id::push_evidence, part::scenario, "/evidence/push", "The approval on the other device", {.words = push_words}},
    {fact_id::audience_evidence, part::scenario, "/evidence/audience", "The audience that is asked for", {.words = audience_words}},
    {fact_id::phone_number_evidence, part::scenario, "/evidence/phoneNumber", "The telephone number", validity},
    {fact_id::network_zone, part::scenario, "/network/zone", "Networks > Blocked IP zones: the caller's address", {.words = zone_words}},
    {fact_id::network_threat, part::scenario, "/network/threat", "The threat level of the caller's address", {.words = threat_words}},
    {fact_id::network_exempt, part::scenario, "/network/exempt", "ThreatInsight > Exempt zones: the caller's address", {.yes = "in one of them", .no = "in none of them"}},
    {fact_id::threat_action, part::scenario, "/policy/threatInsight/action", "ThreatInsight > Action", plain},
    {fact_id::rate_limit, part::scenario, "/rateLimit/violated", "The rate limit that is exceeded", {.words = limit_words}},
    {fact_id::enumeration_prevention, part::scenario, "/policy/userEnumerationPrevention/authentication", "User enumeration prevention > Authentication", plain},
    {fact_id::device_setting, part::scenario, "/policy/userLockoutSettings/preventBruteForceLockoutFromUnknownDevices", "Block suspicious password attempts from unknown devices", plain},
    {fact_id::knowledge_second, part::scenario, "/policy/authenticatorSettings/verifyKnowledgeSecondWhen2faRequired", "Authenticator settings > Verify knowledge second", plain},
    {fact_id::show_lockout_failures, part::password_policy, "/settings/password/lockout/showLockoutFailures", "Password policy > Show lock out failures", plain},
    {fact_id::max_attempts, part::password_policy, "/settings/password/lockout/maxAttempts", "Password policy > Lock out after unsuccessful attempts", plain},
    {fact_id::max_age_days, part::password_policy, "/settings/password/age/maxAgeDays", "Password policy > Password expires after days", plain},
    {fact_id::expire_warn_days, part::password_policy, "/settings/password/age/expireWarnDays", "Password policy > Prompt user days before password expires", plain},
    {fact_id::min_age_minutes, part::password_policy, "/settings/password/age/minAgeMinutes", "Password policy > Minimum password age in minutes", plain},
    {fact_id::email_recovery, part::password_policy, "/settings/recovery/factors/okta_email/status", "Password policy > Account recovery > Email", activity},
    {fact_id::sms_recovery, part::password_policy, "/settings/recovery/factors/okta_sms/status", "Password policy > Account recovery > SMS", activity},
    {fact_id::call_recovery, part::password_policy, "/settings/recovery/factors/okta_call/status", "Password policy > Account recovery > Voice call", activity},
    {fact_id::question_recovery, part::password_policy, "/settings/recovery/factors/recovery_question/status", "Password policy > Account recovery > Question", activity},
    {fact_id::unlock_access, part::password_rule, "/actions/selfServiceUnlock/access", "Password policy rule > Perform self-service unlock", access},
    {fact_id::change_access, part::password_rule, "/actions/passwordChange/access", "Password policy rule > Change password", access},
    {fact_id::reset_access, part::password_rule, "/actions/selfServicePasswordReset/access", "Password policy rule > Perform self-service password reset", access},
    {fact_id::question_in_rule, part::password_rule, "/actions/selfServicePasswordReset/requirement/stepUp", "Password policy rule > Additional verification by question", plain},
    {fact_id::methods_in_rule, part::password_rule, "/actions/selfServicePasswordReset/requirement/primary/methods", "Password policy rule > Users can initiate recovery with", plain},
    {fact_id::email_without_enrollment, part::password_rule, "/actions/selfServicePasswordReset/settings/allowRecoveryEmailWithoutEnrollment", "Password policy rule > Recovery e-mail without enrollment", plain},
    {fact_id::password_rules, part::password_rules, "", "Password policy > Rules", plain},
    {fact_id::sign_on_access, part::sign_on_rule, "/actions/signon/access", "Sign-on policy rule > Access", access},
    {fact_id::require_factor, part::sign_on_rule, "/actions/signon/requireFactor", "Sign-on policy rule > Prompt for factor", plain},
    {fact_id::prompt_mode, part::sign_on_rule, "/actions/signon/factorPromptMode", "Sign-on policy rule > Users are prompted", {.words = prompt_words}},
    {fact_id::primary_factor, part::sign_on_rule, "/actions/signon/primaryFactor", "Sign-on policy rule > First factor", {.words = first_factor_words}},
    {fact_id::sign_on_rules, part::sign_on_rules, "", "Sign-on policy > Rules", plain},
    {fact_id::enrollment_prompt, part::enrollment_rule, "/actions/enroll/self", "Factor enrollment rule > Enroll in factors", {.words = enrollment_words}},
    {fact_id::factor_offer, part::enrollment_policy, "/settings/factors", "Factor enrollment policy", {.words = offer_words}},
    {fact_id::enrollment_rules, part::enrollment_rules, "", "Factor enrollment policy > Rules", plain},
    {fact_id::user_status, part::scenario, "/account/user/status", "Status of the user", {.nothing = "there is no such user"}},
    {fact_id::unknown_devices_blocked, part::scenario, "/account/attempts/unknownDevicesBlocked", "Unknown devices of the user", {.yes = "blocked", .no = "allowed"}},
    {fact_id::recovery_enrolled, part::scenario, "/enrollment/recovery", "Recovery methods the user is enrolled in", plain},
    {fact_id::factors_enrolled, part::scenario, "/enrollment/factors", "Factors the user is enrolled in", plain},
    {fact_id::device_known, part::scenario, "/device/known", "The device", {.yes = "known", .no = "unknown"}},
    {fact_id::device_remembered, part::scenario, "/device/remembered", "The device, for factors", {.yes = "remembered", .no = "not remembered"}},
    {fact_id::now, part::scenario, "/now", "The time", plain},
    {fact_id::transaction_state, part::scenario, "/transaction/state", "The state of the transaction", {.nothing = "there is none"}},
    {fact_id::transaction_failures, part::scenario, "/transaction/failures", "Wrong answers in the transaction", plain},
    {fact_id::failed_attempts, part::scenario, "/account/attempts/failedAttempts", "Failed attempts", plain},
    {fact_id::failed_from_unknown_devices, part::scenario, "/account/attempts/failedAttemptsFromUnknownDevices", "Failed attempts from unknown devices", plain},
    {fact_id::failed_factor_attempts, part::scenario, "/account/attempts/failedFactorAttempts", "Wrong answers to factors", plain},
    {fact_id::failed_recovery_attempts, part::scenario, "/account/attempts/failedRecoveryAttempts", "Wrong answers in recoveries", plain},
    {fact_id::auto_unlock_at, part::scenario, "/account/attempts/autoUnlockAt", "Time of the automatic unlock", plain},
    {fact_id::password_changed, part::scenario, "/account/user/passwordChanged", "Time of the last password change", plain},
});  // clang-format on

constexpr bool in_order() noexcept {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (static_cast<std::size_t>(table[i].id) != i) return false;
  return true;
}
static_assert(table.size() == authn::facts_count && in_order(), "each fact has one row, in the order of fact_id");

bool is_list(std::string_view pointer, const scenario::document& in) {
  json::error_code none_there;
  const json::value* found = in.root.find_pointer({pointer.data(), pointer.size()}, none_there);
  return found != nullptr && found->is_array();
}

enum class below : std::uint8_t { policy, rule, rules };

template <class Settings, class Actions>
std::string pointer_into(std::string_view policies, std::string_view lone_rule, below what,
                         const authn::policies<Settings, Actions>& of,
                         const authn::selection<Settings, Actions>& chosen, const scenario::document& in) {
  if (what == below::rule && of.given != authn::policies<Settings, Actions>::form::evaluated)
    return std::string{lone_rule};
  std::string pointer{policies};
  if (is_list(policies, in)) pointer += '/' + std::to_string(chosen.policy);
  if (what != below::policy) pointer += "/_embedded/rules";
  if (what == below::rule) pointer += '/' + std::to_string(chosen.rule);
  return pointer;
}

std::string pointer_to(part of, const scenario::document& in) {
  const authn::facts& facts = in.facts;
  const auto password = [&](below what) {
    return pointer_into("/policy/password", "/policy/passwordRule", what, facts.policy.password, select_password(facts),
                        in);
  };
  const auto sign_on = [&](below what) {
    return pointer_into("/policy/signOn", "/policy/signOnRule", what, facts.policy.sign_on, select_sign_on(facts), in);
  };
  // Unlike the other kinds, an enrollment policy has no rule of its own in a scenario.
  const auto enrollment = [&](below what) {
    return pointer_into("/policy/enrollment", {}, what, facts.policy.enrollment, select_enrollment(facts), in);
  };
  switch (of) {
    case part::scenario: break;
    case part::password_policy: return password(below::policy);
    case part::password_rule: return password(below::rule);
    case part::password_rules: return password(below::rules);
    case part::sign_on_rule: return sign_on(below::rule);
    case part::sign_on_rules: return sign_on(below::rules);
    case part::enrollment_policy: return enrollment(below::policy);
    case part::enrollment_rule: return enrollment(below::rule);
    case part::enrollment_rules: return enrollment(below::rules);
  }
  return {};
}

}  // namespace

const fact_text& text_of(authn::fact_id id) noexcept { return table[static_cast<std::size_t>(id)]; }

std::string pointer_to(const authn::fact& of, const scenario::document& in) {
  const fact_text& text = text_of(of.id);
  std::string pointer = pointer_to(text.part, in);
  pointer += text.pointer;
  // The API answers a request for settings with a list that holds the one object.
  const std::size_t member = pointer.rfind('/');
  if (pointer.starts_with("/policy/") && text.part == part::scenario &&
      is_list(std::string_view{pointer}.substr(0, member), in))
    pointer.insert(member, "/0");
  if (of.id != fact_id::factor_offer) return pointer;
  return pointer.append("/").append(words_for(of.kind).key).append("/enroll/self");
}

}  // namespace interlock::text
