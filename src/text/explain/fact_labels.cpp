#include <array>

#include "text/api/factor_names.hpp"
#include "text/explain/explanation.hpp"
#include "text/json/rfc3339.hpp"

namespace interlock::text {
namespace {

using authn::fact_id;

struct label {
  fact_id id;
  std::string_view text;
};

// clang-format off
constexpr std::array labels{
  label{fact_id::operation,                   "The operation that is called"},
  label{fact_id::body,                        "The body of the request"},
  label{fact_id::warn_option,                 "The request's option warnBeforePasswordExpired"},
  label{fact_id::password_evidence,           "The password that is sent"},
  label{fact_id::token_evidence,              "The token that is sent"},
  label{fact_id::application,                 "The application that calls"},
  label{fact_id::scopes,                      "The scopes of the access token"},
  label{fact_id::state_token,                 "The state token in the request"},
  label{fact_id::recovery_token,              "The recovery token in the request"},
  label{fact_id::username,                    "The user name in the request"},
  label{fact_id::password,                    "The password in the request"},
  label{fact_id::old_password,                "The old password in the request"},
  label{fact_id::new_password,                "The new password in the request"},
  label{fact_id::pass_code,                   "The code in the request"},
  label{fact_id::answer,                      "The answer in the request"},
  label{fact_id::recovery_factor,             "The recovery method that is asked for"},
  label{fact_id::old_password_evidence,       "The old password that is sent"},
  label{fact_id::new_password_evidence,       "The new password that is sent"},
  label{fact_id::answer_evidence,             "The answer that is sent"},
  label{fact_id::pass_code_evidence,          "The code or assertion that is sent"},
  label{fact_id::push_evidence,               "The approval on the other device"},
  label{fact_id::audience_evidence,           "The audience that is asked for"},
  label{fact_id::phone_number_evidence,       "The telephone number"},
  label{fact_id::network_zone,                "Networks > Blocked IP zones: the caller's address"},
  label{fact_id::network_threat,              "The threat level of the caller's address"},
  label{fact_id::network_exempt,              "ThreatInsight > Exempt zones: the caller's address"},
  label{fact_id::threat_action,               "ThreatInsight > Action"},
  label{fact_id::rate_limit,                  "The rate limit that is exceeded"},
  label{fact_id::enumeration_prevention,      "User enumeration prevention > Authentication"},
  label{fact_id::device_setting,              "Block suspicious password attempts from unknown devices"},
  label{fact_id::knowledge_second,            "Authenticator settings > Verify knowledge second"},
  label{fact_id::show_lockout_failures,       "Password policy > Show lock out failures"},
  label{fact_id::max_attempts,                "Password policy > Lock out after unsuccessful attempts"},
  label{fact_id::max_age_days,                "Password policy > Password expires after days"},
  label{fact_id::expire_warn_days,            "Password policy > Prompt user days before password expires"},
  label{fact_id::min_age_minutes,             "Password policy > Minimum password age in minutes"},
  label{fact_id::email_recovery,              "Password policy > Account recovery > Email"},
  label{fact_id::sms_recovery,                "Password policy > Account recovery > SMS"},
  label{fact_id::call_recovery,               "Password policy > Account recovery > Voice call"},
  label{fact_id::question_recovery,           "Password policy > Account recovery > Question"},
  label{fact_id::unlock_access,               "Password policy rule > Perform self-service unlock"},
  label{fact_id::change_access,               "Password policy rule > Change password"},
  label{fact_id::reset_access,                "Password policy rule > Perform self-service password reset"},
  label{fact_id::question_in_rule,            "Password policy rule > Additional verification by question"},
  label{fact_id::methods_in_rule,             "Password policy rule > Users can initiate recovery with"},
  label{fact_id::email_without_enrollment,    "Password policy rule > Recovery e-mail without enrollment"},
  label{fact_id::password_rules,              "Password policy > Rules"},
  label{fact_id::sign_on_access,              "Sign-on policy rule > Access"},
  label{fact_id::require_factor,              "Sign-on policy rule > Prompt for factor"},
  label{fact_id::prompt_mode,                 "Sign-on policy rule > Users are prompted"},
  label{fact_id::primary_factor,              "Sign-on policy rule > First factor"},
  label{fact_id::sign_on_rules,               "Sign-on policy > Rules"},
  label{fact_id::enrollment_prompt,           "Factor enrollment rule > Enroll in factors"},
  label{fact_id::factor_offer,                "Factor enrollment policy"},
  label{fact_id::enrollment_rules,            "Factor enrollment policy > Rules"},
  label{fact_id::user_status,                 "Status of the user"},
  label{fact_id::unknown_devices_blocked,     "Unknown devices of the user"},
  label{fact_id::recovery_enrolled,           "Recovery methods the user is enrolled in"},
  label{fact_id::factors_enrolled,            "Factors the user is enrolled in"},
  label{fact_id::device_known,                "The device"},
  label{fact_id::device_remembered,           "The device, for factors"},
  label{fact_id::now,                         "The time"},
  label{fact_id::transaction_state,           "The state of the transaction"},
  label{fact_id::transaction_failures,        "Wrong answers in the transaction"},
  label{fact_id::failed_attempts,             "Failed attempts"},
  label{fact_id::failed_from_unknown_devices, "Failed attempts from unknown devices"},
  label{fact_id::failed_factor_attempts,      "Wrong answers to factors"},
  label{fact_id::failed_recovery_attempts,    "Wrong answers in recoveries"},
  label{fact_id::auto_unlock_at,              "Time of the automatic unlock"},
  label{fact_id::password_changed,            "Time of the last password change"},
};  // clang-format on

constexpr bool in_order() noexcept {
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (static_cast<std::size_t>(labels[i].id) != i) return false;
  return true;
}
static_assert(in_order() && labels.size() == 1 + static_cast<std::size_t>(fact_id::password_changed));

std::string_view method_name(authn::recovery_method method) {
  static constexpr std::array<std::string_view, authn::words_of<authn::recovery_method>::value.size()> names{
      "e-mail", "SMS", "voice call", "security question", "push notification", "one-time password"};
  return names[static_cast<std::size_t>(method)];
}

/// How a yes or no is said of a fact.
struct yes_no {
  std::string_view yes, no;
};
constexpr yes_no yes_no_of(fact_id id) noexcept {
  switch (id) {
    case fact_id::network_exempt: return {"in one of them", "in none of them"};
    case fact_id::unknown_devices_blocked: return {"blocked", "allowed"};
    case fact_id::device_known: return {"known", "unknown"};
    case fact_id::device_remembered: return {"remembered", "not remembered"};
    case fact_id::state_token: return {"that of the transaction", "another one"};
    case fact_id::recovery_token:
    case fact_id::username:
    case fact_id::password:
    case fact_id::old_password:
    case fact_id::new_password:
    case fact_id::pass_code:
    case fact_id::answer: return {"sent", "not sent"};
    default: return {"on", "off"};
  }
}

std::string list_of(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text.empty() ? "none" : text;
}

struct as_phrase {
  const authn::fact& of;

  std::string operator()(std::monostate) const {
    if (of.id == fact_id::user_status) return "there is no such user";
    if (of.id == fact_id::transaction_state || of.id == fact_id::scopes) return "there is none";
    const bool is_sent = of.id >= fact_id::state_token && of.id <= fact_id::recovery_factor;
    return is_sent ? "not sent" : "not stated";
  }
  std::string operator()(bool value) const {
    const yes_no words = yes_no_of(of.id);
    return std::string{value ? words.yes : words.no};
  }
  std::string operator()(std::uint64_t value) const { return std::to_string(value); }
  std::string operator()(authn::time_point value) const {
    const timestamp text = format_time(value);
    return {text.data(), text.size()};
  }
  std::string operator()(std::string_view value) const {
    if (of.id == fact_id::user_status || of.id == fact_id::transaction_state) return std::string{value};
    if (of.id == fact_id::state_token) return "another one";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 38> said{
        {{"ALLOW", "allowed"},
         {"DENY", "denied"},
         {"ACTIVE", "on"},
         {"INACTIVE", "off"},
         {"VALID", "right"},
         {"INVALID", "wrong"},
         {"ALLOWED", "not in one"},
         {"BLOCKED", "in one"},
         {"NOT_ALLOWED", "disabled"},
         {"OPTIONAL", "optional"},
         {"REQUIRED", "required"},
         {"ALWAYS", "every time"},
         {"DEVICE", "once per device"},
         {"SESSION", "once per session"},
         {"CHALLENGE", "the first time a factor is asked for"},
         {"ORG", "the organization's"},
         {"USERNAME", "that of the user name"},
         {"CONCURRENCY", "that of concurrent requests"},
         {"LOGIN", "at sign-in"},
         {"NEVER", "never"},
         {"LOW", "low"},
         {"HIGH", "high"},
         {"NONE", "none"},
         {"PUBLIC", "the public"},
         {"TRUSTED", "a trusted one"},
         {"EMAIL", "e-mail"},
         {"SMS", "SMS"},
         {"CALL", "voice call"},
         {"ACCEPTED", "meets the policy"},
         {"REJECTED", "refused"},
         {"REPLAYED", "used before"},
         {"OUTSIDE_WINDOW", "of another time"},
         {"WAITING", "not there yet"},
         {"APPROVED", "given"},
         {"TIMEOUT", "too late"},
         {"UNKNOWN", "unknown"},
         {"PASSWORD_IDP", "the password"},
         {"PASSWORD_IDP_ANY_FACTOR", "any factor"}}};
    for (const auto& [word, words] : said)
      if (word == value) return std::string{words};
    return std::string{value};
  }
  std::string operator()(const authn::recovery_methods& value) const {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < authn::words_of<authn::recovery_method>::value.size(); ++i)
      if (value.contains(static_cast<authn::recovery_method>(i)))
        words.push_back(method_name(static_cast<authn::recovery_method>(i)));
    return list_of(words);
  }
  std::string operator()(const authn::set_of<authn::scope>& value) const {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < authn::words_of<authn::scope>::value.size(); ++i)
      if (value.contains(static_cast<authn::scope>(i))) words.push_back(to_string(static_cast<authn::scope>(i)));
    return list_of(words);
  }
  std::string operator()(authn::body_choice value) const {
    static constexpr std::array<std::string_view, 9> words{"nothing",
                                                           "something that is no JSON object",
                                                           "neither a password nor a token",
                                                           "a user name and a password",
                                                           "a user name, a password and the wish to be warned",
                                                           "an activation token",
                                                           "what the operation needs",
                                                           "what the operation needs, with an answer",
                                                           "settings that cannot be used"};
    return std::string{words[static_cast<std::size_t>(value)]};
  }
  std::string operator()(const authn::enrollment_choice& value) const {
    return std::string{"a factor to enroll: "}.append(words_for(value.kind).label);
  }
  std::string operator()(const authn::factors_choice& value) const {
    if (value.in_path_active)
      return *value.in_path_active ? "the one asked for active" : "the one asked for not active";
    std::vector<std::string_view> words;
    for (const authn::factor_kind kind : value.added) words.push_back(words_for(kind).label);
    return list_of(words);
  }
  std::string operator()(authn::rule_choice value) const {
    static constexpr std::array<std::string_view, 4> words{
        "a rule that permits self-service unlock", "a rule that prompts for a factor", "a rule that denies access",
        "a rule that enrolls factors at sign-in"};
    return std::string{words[static_cast<std::size_t>(value)]};
  }
};

}  // namespace

std::string label_of(const authn::fact& of) {
  std::string text{labels[static_cast<std::size_t>(of.id)].text};
  if (of.id == fact_id::factor_offer) text.append(" > ").append(words_for(of.kind).label);
  return text;
}

std::string phrase(const authn::fact& of, const authn::fact_value& value) { return std::visit(as_phrase{of}, value); }

}  // namespace interlock::text
