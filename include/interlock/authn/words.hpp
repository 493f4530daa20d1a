#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The closed vocabularies of the authentication API, each with the words that documents use for it.
namespace interlock::authn {

/// Specialised with each enumeration: `value[i]` is the word for the i-th enumerator.
template <class Enum>
struct words_of;

// INTERLOCK_WORDS(name, (enumerator, "WORD") (enumerator, "WORD") ...) is an enumeration with its words. An enumerator
// and its word are one entry, so that neither can be moved or forgotten without the other. A macro takes the first
// entry and leaves the name of another one in front of the next; what the last entry leaves is cut off.
#define INTERLOCK_WORDS(name, entries)                                            \
  enum class name : std::uint8_t { INTERLOCK_CUT(INTERLOCK_ENUMERATOR entries) }; \
  template <>                                                                     \
  struct words_of<name> {                                                         \
    static constexpr std::array value{INTERLOCK_CUT(INTERLOCK_WORD entries)};     \
  }
#define INTERLOCK_ENUMERATOR(enumerator, word) enumerator, INTERLOCK_ENUMERATOR_
#define INTERLOCK_ENUMERATOR_(enumerator, word) enumerator, INTERLOCK_ENUMERATOR
#define INTERLOCK_ENUMERATOR_END
#define INTERLOCK_ENUMERATOR__END
#define INTERLOCK_WORD(enumerator, word) std::string_view{word}, INTERLOCK_WORD_
#define INTERLOCK_WORD_(enumerator, word) std::string_view{word}, INTERLOCK_WORD
#define INTERLOCK_WORD_END
#define INTERLOCK_WORD__END
#define INTERLOCK_CUT(...) INTERLOCK_CUT_LAST(__VA_ARGS__)
#define INTERLOCK_CUT_LAST(...) __VA_ARGS__##_END

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

// clang-format off
/// The generation of the engine that the organization uses.
INTERLOCK_WORDS(engine, (classic, "CLASSIC") (identity, "IDENTITY"));
/// Who sends the request: anybody, or an application with the API token of an administrator.
INTERLOCK_WORDS(application, (public_client, "PUBLIC") (trusted, "TRUSTED"));
/// The answer to a request that a blocked zone or ThreatInsight stops: as observed, 401 at the start of a sign-in, a
/// recovery or an unlock; or as documented, 403 or 429. docs/reference.md#the-scenario
INTERLOCK_WORDS(threat_response, (observed, "OBSERVED") (documented, "DOCUMENTED"));
/// The action of a ThreatInsight configuration.
INTERLOCK_WORDS(threat_action, (none, "none") (audit, "audit") (block, "block"));
/// The threat level that ThreatInsight assigns to the address of the caller.
INTERLOCK_WORDS(threat_level, (none, "NONE") (low, "LOW") (high, "HIGH"));
/// Whether the address of the caller is in a blocked network zone.
INTERLOCK_WORDS(zone, (allowed, "ALLOWED") (blocked, "BLOCKED"));
/// The rate limit that the request exceeds: of the organization, of the user name, or of requests at one time.
INTERLOCK_WORDS(rate_limit_kind, (none, "NONE") (org, "ORG") (username, "USERNAME") (concurrency, "CONCURRENCY"));
/// Whether a rule permits an action.
INTERLOCK_WORDS(access, (allow, "ALLOW") (deny, "DENY"));
/// When a sign-on rule asks for a factor: at each sign-in, once a device, or once in the lifetime of the factor.
INTERLOCK_WORDS(prompt_mode, (always, "ALWAYS") (device, "DEVICE") (session, "SESSION"));
/// When a rule asks the user to enroll factors: when one is challenged, at a sign-in, or never.
INTERLOCK_WORDS(enrollment_prompt, (challenge, "CHALLENGE") (login, "LOGIN") (never, "NEVER"));
/// Whether the enrollment policy lets, or makes, the user enroll a factor.
INTERLOCK_WORDS(enrollment_requirement, (not_allowed, "NOT_ALLOWED") (optional, "OPTIONAL") (required, "REQUIRED"));
/// The result of a verifier: right or wrong.
INTERLOCK_WORDS(validity, (valid, "VALID") (invalid, "INVALID"));
/// Whether the API has an operation with the method and path of the request.
INTERLOCK_WORDS(route, (known, "KNOWN") (unknown_path, "UNKNOWN_PATH") (wrong_method, "WRONG_METHOD"));
/// The factor that begins a sign-in: the password, or any factor after a user name alone.
INTERLOCK_WORDS(primary_factor, (password, "PASSWORD_IDP") (any, "PASSWORD_IDP_ANY_FACTOR"));

/// Whether the password policy accepts a new password, as the host found. docs/reference.md#the-scenario
INTERLOCK_WORDS(acceptance, (accepted, "ACCEPTED") (rejected, "REJECTED"));
/// The result of verifying a code: `replayed` was used before, `outside_window` is of another time window.
INTERLOCK_WORDS(code_check,
  (valid, "VALID") (invalid, "INVALID") (replayed, "REPLAYED") (outside_window, "OUTSIDE_WINDOW"));
/// The answer of the user on another device; `timeout`: the user did not answer in time.
INTERLOCK_WORDS(push_state, (waiting, "WAITING") (approved, "APPROVED") (rejected, "REJECTED") (timeout, "TIMEOUT"));
/// Whether the host knows the application that a sign-in names as its audience, and permits it.
INTERLOCK_WORDS(audience_check, (valid, "VALID") (unknown, "UNKNOWN") (not_allowed, "NOT_ALLOWED"));

/// Okta user status; docs/spec/account.md.
INTERLOCK_WORDS(user_status,
  (staged, "STAGED") (provisioned, "PROVISIONED") (active, "ACTIVE") (recovery, "RECOVERY")
  (password_expired, "PASSWORD_EXPIRED") (locked_out, "LOCKED_OUT") (suspended, "SUSPENDED")
  (deprovisioned, "DEPROVISIONED"));

/// Ways to recover or unlock an account; docs/spec/disclosure.md.
INTERLOCK_WORDS(recovery_method,
  (email, "email") (sms, "sms") (call, "call") (question, "question") (push, "push") (otp, "otp"));

/// Factor types with their provider; docs/reference.md#the-operations.
INTERLOCK_WORDS(factor_kind,
  (question, "question")
  (sms, "sms")
  (call, "call")
  (email, "email")
  (okta_totp, "okta_totp")
  (google_totp, "google_totp")
  (hotp, "hotp")
  (push, "push")
  (rsa_token, "rsa_token")
  (symantec_token, "symantec_token")
  (yubikey, "yubikey")
  (duo, "duo")
  (u2f, "u2f")
  (webauthn, "webauthn")
  (claims_provider, "claims_provider")
  (saml_idp, "saml_idp")
  (oidc_idp, "oidc_idp")
  (password, "password")  // where the password is not the first factor
);

/// What a factor proves; docs/spec/factors.md. `password` is knowledge, too: the password where it is asked for as a
/// factor.
INTERLOCK_WORDS(factor_class, (possession, "POSSESSION") (knowledge, "KNOWLEDGE") (password, "PASSWORD"));

/// States of a transaction; docs/spec/transaction.md.
INTERLOCK_WORDS(state,
  (unauthenticated, "UNAUTHENTICATED") (password_warn, "PASSWORD_WARN") (password_expired, "PASSWORD_EXPIRED")
  (password_reset, "PASSWORD_RESET") (recovery, "RECOVERY") (recovery_challenge, "RECOVERY_CHALLENGE")
  (locked_out, "LOCKED_OUT") (mfa_enroll, "MFA_ENROLL") (mfa_enroll_activate, "MFA_ENROLL_ACTIVATE")
  (mfa_required, "MFA_REQUIRED") (mfa_challenge, "MFA_CHALLENGE") (success, "SUCCESS"));

/// The outcome of a decision; docs/reference.md#the-decision. The first twelve are the states, in their order.
INTERLOCK_WORDS(outcome,
  (unauthenticated, "UNAUTHENTICATED") (password_warn, "PASSWORD_WARN") (password_expired, "PASSWORD_EXPIRED")
  (password_reset, "PASSWORD_RESET") (recovery, "RECOVERY") (recovery_challenge, "RECOVERY_CHALLENGE")
  (locked_out, "LOCKED_OUT") (mfa_enroll, "MFA_ENROLL") (mfa_enroll_activate, "MFA_ENROLL_ACTIVATE")
  (mfa_required, "MFA_REQUIRED") (mfa_challenge, "MFA_CHALLENGE") (success, "SUCCESS")
  (authentication_failed, "AUTHENTICATION_FAILED") (invalid_token, "INVALID_TOKEN")
  (operation_not_allowed, "OPERATION_NOT_ALLOWED") (forbidden, "FORBIDDEN") (rate_limited, "RATE_LIMITED")
  (invalid_request, "INVALID_REQUEST") (not_found, "NOT_FOUND") (conflict, "CONFLICT") (cancelled, "CANCELLED")
  (ok, "OK"));

/// Operations of the API: those of transactions, docs/reference.md#the-operations, then those of administrators.
INTERLOCK_WORDS(operation,
  (authenticate, "authenticate")  // with a password, an activation token, or only a user name
  (step_up, "step_up")            // `authenticate` for a transaction that an application has begun
  (get_state, "get_state")
  (change_password, "change_password")
  (enroll_factor, "enroll_factor")
  (activate_factor, "activate_factor")
  (poll_activation, "poll_activation")
  (send_activation_link, "send_activation_link")
  (resend_activation, "resend_activation")
  (verify_factor, "verify_factor")
  (poll_verification, "poll_verification")
  (resend_challenge, "resend_challenge")
  (forgot_password, "forgot_password")
  (unlock_account, "unlock_account")
  (verify_recovery_factor, "verify_recovery_factor")
  (resend_recovery, "resend_recovery")
  (verify_recovery_token, "verify_recovery_token")
  (answer_question, "answer_question")
  (reset_password, "reset_password")
  (previous, "previous")
  (skip, "skip")
  (cancel, "cancel")
  (get_lockout_settings, "get_lockout_settings")
  (replace_lockout_settings, "replace_lockout_settings")
  (get_authenticator_settings, "get_authenticator_settings")
  (replace_authenticator_settings, "replace_authenticator_settings")
  (get_threat_configuration, "get_threat_configuration")
  (replace_threat_configuration, "replace_threat_configuration")
  (list_blocks, "list_blocks")
);

/// The objects of the operations of administrators; docs/reference.md#operations-of-administrators.
INTERLOCK_WORDS(managed_object,
  (lockout_settings, "userLockoutSettings") (authenticator_settings, "authenticatorSettings")
  (threat_insight, "threatInsight") (blocks, "blocks"));

/// OAuth scopes that those operations ask for.
INTERLOCK_WORDS(scope,
  (orgs_read, "okta.orgs.read") (orgs_manage, "okta.orgs.manage") (threats_read, "okta.threatInsights.read")
  (threats_manage, "okta.threatInsights.manage") (users_read, "okta.users.read"));

/// The form in which a GET of Attack Protection settings answers: a list that holds the object, or the object itself.
INTERLOCK_WORDS(settings_response, (list, "LIST") (object, "OBJECT"));

/// The devices that a block keeps out; `appliesTo` of the Users API.
INTERLOCK_WORDS(blocked_devices, (any_devices, "ANY_DEVICES") (unknown_devices, "UNKNOWN_DEVICES"));

/// Substates: what a state waits for, where states of one name do not accept the same operations.
INTERLOCK_WORDS(substate,
  (next_step, "next_step")              // of a state that has no other
  (password, "password")                // UNAUTHENTICATED: of a step-up
  (first_factor, "first_factor")        // UNAUTHENTICATED: any factor
  (recovery_token, "recovery_token")    // RECOVERY: issued to a trusted application
  (answer, "answer")                    // RECOVERY: to the recovery question
  (mail, "mail")                        // RECOVERY_CHALLENGE: the link in it
  (sent_code, "sent_code")              // RECOVERY_CHALLENGE, MFA_ENROLL_ACTIVATE, MFA_CHALLENGE: by SMS, call or e-mail
  (required_factor, "required_factor")  // MFA_ENROLL
  (optional_factor, "optional_factor")  // MFA_ENROLL: may be skipped
  (response, "response")                // of the user's own device: a code, an assertion
  (push, "push")                        // approval on the user's own device
  (push_again, "push_again")            // the push was refused or timed out
  (callback, "callback")                // from another service
  (callback_again, "callback_again")    // the other service refused or timed out
  (provider, "provider")                // the user is at an identity provider
  (application, "application")          // SUCCESS: of a step-up, for which the application waits
);

/// `factorResult`; docs/reference.md#the-decision.
INTERLOCK_WORDS(factor_result,
  (waiting, "WAITING") (rejected, "REJECTED") (timeout, "TIMEOUT") (passcode_replayed, "PASSCODE_REPLAYED")
  (time_window_exceeded, "TIME_WINDOW_EXCEEDED") (challenge, "CHALLENGE"));

/// The purpose of a recovery: a new password, an unlock, or the first password of an activation.
INTERLOCK_WORDS(recovery_kind, (password, "PASSWORD") (unlock, "UNLOCK") (account_activation, "ACCOUNT_ACTIVATION"));

/// A kind of proof that a transaction holds.
INTERLOCK_WORDS(proof,
  (password, "PASSWORD") (token, "TOKEN") (code, "CODE") (answer, "ANSWER") (possession, "POSSESSION")
  (knowledge, "KNOWLEDGE"));

/// Errors of the transaction API; docs/reference.md#errors.
INTERLOCK_WORDS(error_code,
  (E0000001, "E0000001") (E0000003, "E0000003") (E0000004, "E0000004") (E0000006, "E0000006") (E0000007, "E0000007")
  (E0000011, "E0000011") (E0000014, "E0000014") (E0000022, "E0000022") (E0000032, "E0000032") (E0000034, "E0000034")
  (E0000035, "E0000035") (E0000047, "E0000047") (E0000068, "E0000068") (E0000069, "E0000069") (E0000079, "E0000079")
  (E0000087, "E0000087") (E0000095, "E0000095") (E0000097, "E0000097") (E0000098, "E0000098") (E0000109, "E0000109")
  (E0000118, "E0000118") (E0000119, "E0000119") (E0000133, "E0000133") (E0000180, "E0000180"));
// clang-format on

}  // namespace interlock::authn
