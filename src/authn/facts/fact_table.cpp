#include "authn/facts/fact_table.hpp"

#include <algorithm>
#include <array>

#include "authn/decide/outcome_response.hpp"
#include "authn/facts/policy_location.hpp"
#include "authn/facts/request_facts.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

constexpr std::array keys_of_offers{factor_key{factor_kind::sms, "okta_sms"},
                                    factor_key{factor_kind::push, "okta_push"},
                                    factor_key{factor_kind::okta_totp, "okta_otp"},
                                    factor_key{factor_kind::email, "okta_email"},
                                    factor_key{factor_kind::call, "okta_call"},
                                    factor_key{factor_kind::question, "okta_question"},
                                    factor_key{factor_kind::google_totp, "google_otp"},
                                    factor_key{factor_kind::webauthn, "fido_webauthn"},
                                    factor_key{factor_kind::u2f, "fido_u2f"},
                                    factor_key{factor_kind::duo, "duo"},
                                    factor_key{factor_kind::yubikey, "yubikey_token"},
                                    factor_key{factor_kind::rsa_token, "rsa_token"},
                                    factor_key{factor_kind::symantec_token, "symantec_vip"}};

struct entry {
  fact_id id;
  actor by;
  place_kind place;
  std::string_view pointer;  // below the place
};

// clang-format off
constexpr std::array catalogue{
  entry{fact_id::operation,                   actor::caller,        place_kind::scenario,          "/request/operation"},
  entry{fact_id::body,                        actor::caller,        place_kind::scenario,          "/request/body"},
  entry{fact_id::warn_option,                 actor::caller,        place_kind::scenario,          "/request/body/options/warnBeforePasswordExpired"},
  entry{fact_id::password_evidence,           actor::caller,        place_kind::scenario,          "/evidence/password"},
  entry{fact_id::token_evidence,              actor::caller,        place_kind::scenario,          "/evidence/token"},
  entry{fact_id::application,                  actor::caller,        place_kind::scenario,          "/request/application"},
  entry{fact_id::scopes,                       actor::caller,        place_kind::scenario,          "/request/scopes"},
  entry{fact_id::state_token,                  actor::caller,        place_kind::scenario,          "/request/body/stateToken"},
  entry{fact_id::recovery_token,               actor::caller,        place_kind::scenario,          "/request/body/recoveryToken"},
  entry{fact_id::username,                     actor::caller,        place_kind::scenario,          "/request/body/username"},
  entry{fact_id::password,                     actor::caller,        place_kind::scenario,          "/request/body/password"},
  entry{fact_id::old_password,                 actor::caller,        place_kind::scenario,          "/request/body/oldPassword"},
  entry{fact_id::new_password,                 actor::caller,        place_kind::scenario,          "/request/body/newPassword"},
  entry{fact_id::pass_code,                    actor::caller,        place_kind::scenario,          "/request/body/passCode"},
  entry{fact_id::answer,                       actor::caller,        place_kind::scenario,          "/request/body/answer"},
  entry{fact_id::recovery_factor,              actor::caller,        place_kind::scenario,          "/request/body/factorType"},
  entry{fact_id::old_password_evidence,        actor::caller,        place_kind::scenario,          "/evidence/oldPassword"},
  entry{fact_id::new_password_evidence,        actor::caller,        place_kind::scenario,          "/evidence/newPassword"},
  entry{fact_id::answer_evidence,              actor::caller,        place_kind::scenario,          "/evidence/answer"},
  entry{fact_id::pass_code_evidence,           actor::caller,        place_kind::scenario,          "/evidence/passCode"},
  entry{fact_id::push_evidence,                actor::caller,        place_kind::scenario,          "/evidence/push"},
  entry{fact_id::audience_evidence,            actor::caller,        place_kind::scenario,          "/evidence/audience"},
  entry{fact_id::phone_number_evidence,        actor::caller,        place_kind::scenario,          "/evidence/phoneNumber"},
  entry{fact_id::network_zone,                actor::administrator, place_kind::scenario,          "/network/zone"},
  entry{fact_id::network_threat,              actor::caller,        place_kind::scenario,          "/network/threat"},
  entry{fact_id::network_exempt,              actor::administrator, place_kind::scenario,          "/network/exempt"},
  entry{fact_id::threat_action,               actor::administrator, place_kind::scenario,          "/policy/threatInsight/action"},
  entry{fact_id::rate_limit,                  actor::time,          place_kind::scenario,          "/rateLimit/violated"},
  entry{fact_id::enumeration_prevention,      actor::administrator, place_kind::scenario,          "/policy/userEnumerationPrevention/authentication"},
  entry{fact_id::device_setting,              actor::administrator, place_kind::scenario,          "/policy/userLockoutSettings/preventBruteForceLockoutFromUnknownDevices"},
  entry{fact_id::knowledge_second,             actor::administrator, place_kind::scenario,          "/policy/authenticatorSettings/verifyKnowledgeSecondWhen2faRequired"},
  entry{fact_id::show_lockout_failures,       actor::administrator, place_kind::password_policy,   "/settings/password/lockout/showLockoutFailures"},
  entry{fact_id::max_attempts,                actor::administrator, place_kind::password_policy,   "/settings/password/lockout/maxAttempts"},
  entry{fact_id::max_age_days,                actor::administrator, place_kind::password_policy,   "/settings/password/age/maxAgeDays"},
  entry{fact_id::expire_warn_days,            actor::administrator, place_kind::password_policy,   "/settings/password/age/expireWarnDays"},
  entry{fact_id::min_age_minutes,              actor::administrator, place_kind::password_policy,   "/settings/password/age/minAgeMinutes"},
  entry{fact_id::email_recovery,              actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/okta_email/status"},
  entry{fact_id::sms_recovery,                actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/okta_sms/status"},
  entry{fact_id::call_recovery,               actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/okta_call/status"},
  entry{fact_id::question_recovery,            actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/recovery_question/status"},
  entry{fact_id::unlock_access,               actor::administrator, place_kind::password_rule,     "/actions/selfServiceUnlock/access"},
  entry{fact_id::change_access,                actor::administrator, place_kind::password_rule,     "/actions/passwordChange/access"},
  entry{fact_id::reset_access,                 actor::administrator, place_kind::password_rule,     "/actions/selfServicePasswordReset/access"},
  entry{fact_id::question_in_rule,             actor::administrator, place_kind::password_rule,     "/actions/selfServicePasswordReset/requirement/stepUp"},
  entry{fact_id::methods_in_rule,            actor::administrator, place_kind::password_rule,     "/actions/selfServicePasswordReset/requirement/primary/methods"},
  entry{fact_id::email_without_enrollment,    actor::administrator, place_kind::password_rule,     "/actions/selfServicePasswordReset/settings/allowRecoveryEmailWithoutEnrollment"},
  entry{fact_id::password_rules,              actor::administrator, place_kind::password_rules,    ""},
  entry{fact_id::sign_on_access,              actor::administrator, place_kind::sign_on_rule,      "/actions/signon/access"},
  entry{fact_id::require_factor,              actor::administrator, place_kind::sign_on_rule,      "/actions/signon/requireFactor"},
  entry{fact_id::prompt_mode,                 actor::administrator, place_kind::sign_on_rule,      "/actions/signon/factorPromptMode"},
  entry{fact_id::primary_factor,               actor::administrator, place_kind::sign_on_rule,      "/actions/signon/primaryFactor"},
  entry{fact_id::sign_on_rules,               actor::administrator, place_kind::sign_on_rules,     ""},
  entry{fact_id::enrollment_prompt,           actor::administrator, place_kind::enrollment_rule,   "/actions/enroll/self"},
  entry{fact_id::factor_offer,                actor::administrator, place_kind::enrollment_policy, "/settings/factors"},
  entry{fact_id::enrollment_rules,            actor::administrator, place_kind::enrollment_rules,  ""},
  entry{fact_id::user_status,                 actor::administrator, place_kind::scenario,          "/account/user/status"},
  entry{fact_id::unknown_devices_blocked,     actor::administrator, place_kind::scenario,          "/account/attempts/unknownDevicesBlocked"},
  entry{fact_id::recovery_enrolled,           actor::user,          place_kind::scenario,          "/enrollment/recovery"},
  entry{fact_id::factors_enrolled,            actor::user,          place_kind::scenario,          "/enrollment/factors"},
  entry{fact_id::device_known,                actor::user,          place_kind::scenario,          "/device/known"},
  entry{fact_id::device_remembered,           actor::user,          place_kind::scenario,          "/device/remembered"},
  entry{fact_id::now,                         actor::time,          place_kind::scenario,          "/now"},
  entry{fact_id::transaction_state,            actor::nobody,        place_kind::scenario,          "/transaction/state"},
  entry{fact_id::transaction_failures,         actor::nobody,        place_kind::scenario,          "/transaction/failures"},
  entry{fact_id::failed_attempts,             actor::nobody,        place_kind::scenario,          "/account/attempts/failedAttempts"},
  entry{fact_id::failed_from_unknown_devices, actor::nobody,        place_kind::scenario,          "/account/attempts/failedAttemptsFromUnknownDevices"},
  entry{fact_id::failed_factor_attempts,       actor::nobody,        place_kind::scenario,          "/account/attempts/failedFactorAttempts"},
  entry{fact_id::failed_recovery_attempts,     actor::nobody,        place_kind::scenario,          "/account/attempts/failedRecoveryAttempts"},
  entry{fact_id::auto_unlock_at,              actor::nobody,        place_kind::scenario,          "/account/attempts/autoUnlockAt"},
  entry{fact_id::password_changed,            actor::nobody,        place_kind::scenario,          "/account/user/passwordChanged"},
};  // clang-format on

constexpr bool in_order() noexcept {
  for (std::size_t i = 0; i < catalogue.size(); ++i)
    if (static_cast<std::size_t>(catalogue[i].id) != i) return false;
  return true;
}
static_assert(in_order() && catalogue.size() == 1 + static_cast<std::size_t>(fact_id::password_changed));

const entry& about(const fact& of) noexcept { return catalogue[static_cast<std::size_t>(of.id)]; }

}  // namespace

std::span<const factor_key> factor_keys() noexcept { return keys_of_offers; }

namespace {

/// Whether the setting stands in an object that is the only element of a list.
bool is_listed(fact_id setting, const policy_facts& in) noexcept {
  return (setting == fact_id::device_setting && in.lockout_settings_listed) ||
         (setting == fact_id::knowledge_second && in.authenticator_settings_listed);
}

}  // namespace

std::string pointer_to(const fact& of, const facts& in) {
  const entry& found = about(of);
  std::string pointer = pointer_to(found.place, in);
  pointer += found.pointer;
  if (is_listed(of.id, in.policy)) pointer.insert(pointer.rfind('/'), "/0");
  if (of.id != fact_id::factor_offer) return pointer;
  const auto key = std::ranges::find(keys_of_offers, of.kind, &factor_key::kind);
  pointer += '/';
  pointer += key->key;
  return pointer + "/enroll/self";
}

actor who_changes(const fact& of) noexcept { return about(of).by; }

std::optional<std::size_t> place_of_factor_in_path(const facts& in) noexcept {
  const factor* named = factor_in_path(in);
  if (named == nullptr) return std::nullopt;
  return static_cast<std::size_t>(named - in.factors.data());
}

bool can_change(const fact& of, const facts& in) noexcept {
  if (is_in_request(of.id)) return can_change_in_request(of.id, in);
  switch (of.id) {
    // Another transaction would be another question.
    case fact_id::transaction_state:
    case fact_id::transaction_failures: return false;
    case fact_id::primary_factor: return names_only_user(in.request) && exists(about(of).place, in);
    default: return exists(about(of).place, in);
  }
}

}  // namespace interlock::authn
