#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The closed vocabularies of the authentication API, each with the words that documents use for it.
namespace interlock::authn {

/// Specialised next to each enumeration: `value[i]` is the word for the i-th enumerator.
template <class Enum>
struct words_of;

template <class Enum>
constexpr std::string_view to_string(Enum word) noexcept {
  return words_of<Enum>::value[static_cast<std::size_t>(word)];
}

/// The enumerator with that word, compared exactly. Linear in the number of words.
template <class Enum>
constexpr std::optional<Enum> from_string(std::string_view text) noexcept {
  const auto& words = words_of<Enum>::value;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

/// The generation of the engine that the organization uses.
enum class engine : std::uint8_t { classic, identity };
/// Who sends the request: anybody, or an application with the API token of an administrator.
enum class application : std::uint8_t { public_client, trusted };
/// The answer to a request that a blocked zone or ThreatInsight stops: as observed, 401 at the start of a sign-in, a
/// recovery or an unlock; or as documented, 403 or 429. docs/reference.md#the-scenario
enum class threat_response : std::uint8_t { observed, documented };
/// The action of a ThreatInsight configuration.
enum class threat_action : std::uint8_t { none, audit, block };
/// The threat level that ThreatInsight assigns to the address of the caller.
enum class threat_level : std::uint8_t { none, low, high };
/// Whether the address of the caller is in a blocked network zone.
enum class zone : std::uint8_t { allowed, blocked };
/// The rate limit that the request exceeds: of the organization, of the user name, or of requests at one time.
enum class rate_limit_kind : std::uint8_t { none, org, username, concurrency };
/// Whether a rule permits an action.
enum class access : std::uint8_t { allow, deny };
/// When a sign-on rule asks for a factor: at each sign-in, once a device, or once in the lifetime of the factor.
enum class prompt_mode : std::uint8_t { always, device, session };
/// When a rule asks the user to enroll factors: when one is challenged, at a sign-in, or never.
enum class enrollment_prompt : std::uint8_t { challenge, login, never };
/// Whether the enrollment policy lets, or makes, the user enroll a factor.
enum class enrollment_requirement : std::uint8_t { not_allowed, optional, required };
/// The result of a verifier: right or wrong.
enum class validity : std::uint8_t { valid, invalid };
/// Whether the API has an operation with the method and path of the request.
enum class route : std::uint8_t { known, unknown_path, wrong_method };
/// The factor that begins a sign-in: the password, or any factor after a user name alone.
enum class primary_factor : std::uint8_t { password, any };

/// Whether the password policy accepts a new password, as the host found. docs/reference.md#the-scenario
enum class acceptance : std::uint8_t { accepted, rejected };
/// The result of verifying a code: `replayed` was used before, `outside_window` is of another time window.
enum class code_check : std::uint8_t { valid, invalid, replayed, outside_window };
/// The answer of the user on another device; `timeout`: the user did not answer in time.
enum class push_state : std::uint8_t { waiting, approved, rejected, timeout };
/// Whether the host knows the application that a sign-in names as its audience, and permits it.
enum class audience_check : std::uint8_t { valid, unknown, not_allowed };

/// Okta user status; docs/spec/account.md.
enum class user_status : std::uint8_t {
  staged,
  provisioned,
  active,
  recovery,
  password_expired,
  locked_out,
  suspended,
  deprovisioned
};

/// Ways to recover or unlock an account; docs/spec/disclosure.md.
enum class recovery_method : std::uint8_t { email, sms, call, question, push, otp };

/// Factor types with their provider; docs/reference.md#the-operations.
enum class factor_kind : std::uint8_t {
  question,
  sms,
  call,
  email,
  okta_totp,
  google_totp,
  hotp,
  push,
  rsa_token,
  symantec_token,
  yubikey,
  duo,
  u2f,
  webauthn,
  claims_provider,
  saml_idp,
  oidc_idp,
  password  ///< where the password is not the first factor
};

/// What a factor proves; docs/spec/factors.md. `password` is knowledge, too: the password where it is asked for as a
/// factor.
enum class factor_class : std::uint8_t { possession, knowledge, password };

constexpr factor_class class_of(factor_kind kind) noexcept {
  if (kind == factor_kind::question) return factor_class::knowledge;
  return kind == factor_kind::password ? factor_class::password : factor_class::possession;
}

/// States of a transaction; docs/spec/transaction.md.
enum class state : std::uint8_t {
  unauthenticated,
  password_warn,
  password_expired,
  password_reset,
  recovery,
  recovery_challenge,
  locked_out,
  mfa_enroll,
  mfa_enroll_activate,
  mfa_required,
  mfa_challenge,
  success
};

/// The outcome of a decision; docs/reference.md#the-decision. The first twelve are the states, in their order.
enum class outcome : std::uint8_t {
  unauthenticated,
  password_warn,
  password_expired,
  password_reset,
  recovery,
  recovery_challenge,
  locked_out,
  mfa_enroll,
  mfa_enroll_activate,
  mfa_required,
  mfa_challenge,
  success,
  authentication_failed,
  invalid_token,
  operation_not_allowed,
  forbidden,
  rate_limited,
  invalid_request,
  not_found,
  conflict,
  cancelled,
  ok
};

/// Operations of the API: those of transactions, docs/reference.md#the-operations, then those of administrators.
enum class operation : std::uint8_t {
  authenticate,  ///< with a password, an activation token, or only a user name
  step_up,       ///< `authenticate` for a transaction that an application has begun
  get_state,
  change_password,
  enroll_factor,
  activate_factor,
  poll_activation,
  send_activation_link,
  resend_activation,
  verify_factor,
  poll_verification,
  resend_challenge,
  forgot_password,
  unlock_account,
  verify_recovery_factor,
  resend_recovery,
  verify_recovery_token,
  answer_question,
  reset_password,
  previous,
  skip,
  cancel,
  get_lockout_settings,
  replace_lockout_settings,
  get_authenticator_settings,
  replace_authenticator_settings,
  get_threat_configuration,
  replace_threat_configuration,
  list_blocks
};

/// The objects of the operations of administrators; docs/reference.md#operations-of-administrators.
enum class managed_object : std::uint8_t { lockout_settings, authenticator_settings, threat_insight, blocks };

/// OAuth scopes that those operations ask for.
enum class scope : std::uint8_t { orgs_read, orgs_manage, threats_read, threats_manage, users_read };

/// The form in which a GET of Attack Protection settings answers: a list that holds the object, or the object itself.
enum class settings_response : std::uint8_t { list, object };

/// The devices that a block keeps out; `appliesTo` of the Users API.
enum class blocked_devices : std::uint8_t { any_devices, unknown_devices };

/// Substates: what a state waits for, where states of one name do not accept the same operations.
enum class substate : std::uint8_t {
  next_step,        ///< of a state that has no other
  password,         ///< UNAUTHENTICATED: of a step-up
  first_factor,     ///< UNAUTHENTICATED: any factor
  recovery_token,   ///< RECOVERY: issued to a trusted application
  answer,           ///< RECOVERY: to the recovery question
  mail,             ///< RECOVERY_CHALLENGE: the link in it
  sent_code,        ///< RECOVERY_CHALLENGE, MFA_ENROLL_ACTIVATE, MFA_CHALLENGE: by SMS, call or e-mail
  required_factor,  ///< MFA_ENROLL
  optional_factor,  ///< MFA_ENROLL: may be skipped
  response,         ///< of the user's own device: a code, an assertion
  push,             ///< approval on the user's own device
  push_again,       ///< the push was refused or timed out
  callback,         ///< from another service
  callback_again,   ///< the other service refused or timed out
  provider,         ///< the user is at an identity provider
  application       ///< SUCCESS: of a step-up, for which the application waits
};

/// `factorResult`; docs/reference.md#the-decision.
enum class factor_result : std::uint8_t {
  waiting,
  rejected,
  timeout,
  passcode_replayed,
  time_window_exceeded,
  challenge
};

/// The purpose of a recovery: a new password, an unlock, or the first password of an activation.
enum class recovery_kind : std::uint8_t { password, unlock, account_activation };

/// A kind of proof that a transaction holds.
enum class proof : std::uint8_t { password, token, code, answer, possession, knowledge };

/// Errors of the transaction API; docs/reference.md#errors.
enum class error_code : std::uint8_t {
  E0000001,
  E0000003,
  E0000004,
  E0000006,
  E0000007,
  E0000011,
  E0000014,
  E0000022,
  E0000032,
  E0000034,
  E0000035,
  E0000047,
  E0000068,
  E0000069,
  E0000079,
  E0000087,
  E0000095,
  E0000097,
  E0000098,
  E0000109,
  E0000118,
  E0000119,
  E0000133,
  E0000180
};

// clang-format off
template <> struct words_of<engine> { static constexpr std::array<std::string_view, 2> value{"CLASSIC", "IDENTITY"}; };
template <> struct words_of<application> { static constexpr std::array<std::string_view, 2> value{"PUBLIC", "TRUSTED"}; };
template <> struct words_of<threat_response> { static constexpr std::array<std::string_view, 2> value{"OBSERVED", "DOCUMENTED"}; };
template <> struct words_of<threat_action> { static constexpr std::array<std::string_view, 3> value{"none", "audit", "block"}; };
template <> struct words_of<threat_level> { static constexpr std::array<std::string_view, 3> value{"NONE", "LOW", "HIGH"}; };
template <> struct words_of<zone> { static constexpr std::array<std::string_view, 2> value{"ALLOWED", "BLOCKED"}; };
template <> struct words_of<rate_limit_kind> { static constexpr std::array<std::string_view, 4> value{"NONE", "ORG", "USERNAME", "CONCURRENCY"}; };
template <> struct words_of<access> { static constexpr std::array<std::string_view, 2> value{"ALLOW", "DENY"}; };
template <> struct words_of<prompt_mode> { static constexpr std::array<std::string_view, 3> value{"ALWAYS", "DEVICE", "SESSION"}; };
template <> struct words_of<enrollment_prompt> { static constexpr std::array<std::string_view, 3> value{"CHALLENGE", "LOGIN", "NEVER"}; };
template <> struct words_of<enrollment_requirement> { static constexpr std::array<std::string_view, 3> value{"NOT_ALLOWED", "OPTIONAL", "REQUIRED"}; };
template <> struct words_of<validity> { static constexpr std::array<std::string_view, 2> value{"VALID", "INVALID"}; };
template <> struct words_of<route> { static constexpr std::array<std::string_view, 3> value{"KNOWN", "UNKNOWN_PATH", "WRONG_METHOD"}; };
template <> struct words_of<primary_factor> { static constexpr std::array<std::string_view, 2> value{"PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"}; };
template <> struct words_of<acceptance> { static constexpr std::array<std::string_view, 2> value{"ACCEPTED", "REJECTED"}; };
template <> struct words_of<code_check> { static constexpr std::array<std::string_view, 4> value{"VALID", "INVALID", "REPLAYED", "OUTSIDE_WINDOW"}; };
template <> struct words_of<push_state> { static constexpr std::array<std::string_view, 4> value{"WAITING", "APPROVED", "REJECTED", "TIMEOUT"}; };
template <> struct words_of<audience_check> { static constexpr std::array<std::string_view, 3> value{"VALID", "UNKNOWN", "NOT_ALLOWED"}; };
template <> struct words_of<factor_result> { static constexpr std::array<std::string_view, 6> value{
  "WAITING", "REJECTED", "TIMEOUT", "PASSCODE_REPLAYED", "TIME_WINDOW_EXCEEDED", "CHALLENGE"}; };
template <> struct words_of<factor_class> { static constexpr std::array<std::string_view, 3> value{"POSSESSION", "KNOWLEDGE", "PASSWORD"}; };
template <> struct words_of<recovery_kind> { static constexpr std::array<std::string_view, 3> value{"PASSWORD", "UNLOCK", "ACCOUNT_ACTIVATION"}; };
template <> struct words_of<proof> { static constexpr std::array<std::string_view, 6> value{
  "PASSWORD", "TOKEN", "CODE", "ANSWER", "POSSESSION", "KNOWLEDGE"}; };
template <> struct words_of<managed_object> { static constexpr std::array<std::string_view, 4> value{
  "userLockoutSettings", "authenticatorSettings", "threatInsight", "blocks"}; };
template <> struct words_of<scope> { static constexpr std::array<std::string_view, 5> value{
  "okta.orgs.read", "okta.orgs.manage", "okta.threatInsights.read", "okta.threatInsights.manage", "okta.users.read"}; };
template <> struct words_of<settings_response> { static constexpr std::array<std::string_view, 2> value{"LIST", "OBJECT"}; };
template <> struct words_of<blocked_devices> { static constexpr std::array<std::string_view, 2> value{"ANY_DEVICES", "UNKNOWN_DEVICES"}; };
template <> struct words_of<operation> { static constexpr std::array<std::string_view, 29> value{
  "authenticate", "step_up", "get_state", "change_password", "enroll_factor", "activate_factor", "poll_activation",
  "send_activation_link", "resend_activation", "verify_factor", "poll_verification", "resend_challenge",
  "forgot_password", "unlock_account", "verify_recovery_factor", "resend_recovery", "verify_recovery_token",
  "answer_question", "reset_password", "previous", "skip", "cancel", "get_lockout_settings", "replace_lockout_settings",
  "get_authenticator_settings", "replace_authenticator_settings", "get_threat_configuration",
  "replace_threat_configuration", "list_blocks"}; };
template <> struct words_of<substate> { static constexpr std::array<std::string_view, 16> value{
  "next_step", "password", "first_factor", "recovery_token", "answer", "mail", "sent_code", "required_factor",
  "optional_factor", "response", "push", "push_again", "callback", "callback_again", "provider",
  "application"}; };
template <> struct words_of<user_status> { static constexpr std::array<std::string_view, 8> value{
  "STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT", "SUSPENDED", "DEPROVISIONED"}; };
template <> struct words_of<recovery_method> { static constexpr std::array<std::string_view, 6> value{
  "email", "sms", "call", "question", "push", "otp"}; };
template <> struct words_of<factor_kind> { static constexpr std::array<std::string_view, 18> value{
  "question", "sms", "call", "email", "okta_totp", "google_totp", "hotp", "push", "rsa_token", "symantec_token",
  "yubikey", "duo", "u2f", "webauthn", "claims_provider", "saml_idp", "oidc_idp",
  "password"}; };
template <> struct words_of<state> { static constexpr std::array<std::string_view, 12> value{
  "UNAUTHENTICATED", "PASSWORD_WARN", "PASSWORD_EXPIRED", "PASSWORD_RESET", "RECOVERY", "RECOVERY_CHALLENGE",
  "LOCKED_OUT", "MFA_ENROLL", "MFA_ENROLL_ACTIVATE", "MFA_REQUIRED", "MFA_CHALLENGE", "SUCCESS"}; };
template <> struct words_of<outcome> { static constexpr std::array<std::string_view, 22> value{
  "UNAUTHENTICATED", "PASSWORD_WARN", "PASSWORD_EXPIRED", "PASSWORD_RESET", "RECOVERY", "RECOVERY_CHALLENGE",
  "LOCKED_OUT", "MFA_ENROLL", "MFA_ENROLL_ACTIVATE", "MFA_REQUIRED", "MFA_CHALLENGE", "SUCCESS",
  "AUTHENTICATION_FAILED", "INVALID_TOKEN", "OPERATION_NOT_ALLOWED", "FORBIDDEN", "RATE_LIMITED", "INVALID_REQUEST",
  "NOT_FOUND", "CONFLICT", "CANCELLED", "OK"}; };
template <> struct words_of<error_code> { static constexpr std::array<std::string_view, 24> value{
  "E0000001", "E0000003", "E0000004", "E0000006", "E0000007", "E0000011", "E0000014", "E0000022", "E0000032",
  "E0000034", "E0000035", "E0000047", "E0000068", "E0000069", "E0000079", "E0000087", "E0000095", "E0000097",
  "E0000098", "E0000109", "E0000118", "E0000119", "E0000133", "E0000180"}; };
// clang-format on

}  // namespace interlock::authn
