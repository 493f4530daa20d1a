#include "catalogue.hpp"

#include <algorithm>
#include <array>

#include "policy_place.hpp"

namespace interlock::authn {
namespace {

constexpr std::array offered_kinds{factor_key{factor_kind::sms, "okta_sms"},
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
  entry{fact_id::network_zone,                actor::administrator, place_kind::scenario,          "/network/zone"},
  entry{fact_id::network_threat,              actor::caller,        place_kind::scenario,          "/network/threat"},
  entry{fact_id::network_exempt,              actor::administrator, place_kind::scenario,          "/network/exempt"},
  entry{fact_id::threat_action,               actor::administrator, place_kind::scenario,          "/policy/threatInsight/action"},
  entry{fact_id::rate_limit,                  actor::time,          place_kind::scenario,          "/rateLimit/violated"},
  entry{fact_id::enumeration_prevention,      actor::administrator, place_kind::scenario,          "/policy/userEnumerationPrevention/authentication"},
  entry{fact_id::device_setting,              actor::administrator, place_kind::scenario,          "/policy/userLockoutSettings/preventBruteForceLockoutFromUnknownDevices"},
  entry{fact_id::show_lockout_failures,       actor::administrator, place_kind::password_policy,   "/settings/password/lockout/showLockoutFailures"},
  entry{fact_id::max_attempts,                actor::administrator, place_kind::password_policy,   "/settings/password/lockout/maxAttempts"},
  entry{fact_id::max_age_days,                actor::administrator, place_kind::password_policy,   "/settings/password/age/maxAgeDays"},
  entry{fact_id::expire_warn_days,            actor::administrator, place_kind::password_policy,   "/settings/password/age/expireWarnDays"},
  entry{fact_id::email_recovery,              actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/okta_email/status"},
  entry{fact_id::sms_recovery,                actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/okta_sms/status"},
  entry{fact_id::call_recovery,               actor::administrator, place_kind::password_policy,   "/settings/recovery/factors/okta_call/status"},
  entry{fact_id::unlock_access,               actor::administrator, place_kind::password_rule,     "/actions/selfServiceUnlock/access"},
  entry{fact_id::methods_in_rule,            actor::administrator, place_kind::password_rule,     "/actions/selfServicePasswordReset/requirement/primary/methods"},
  entry{fact_id::email_without_enrollment,    actor::administrator, place_kind::password_rule,     "/actions/selfServicePasswordReset/settings/allowRecoveryEmailWithoutEnrollment"},
  entry{fact_id::password_rules,              actor::administrator, place_kind::password_rules,    ""},
  entry{fact_id::sign_on_access,              actor::administrator, place_kind::sign_on_rule,      "/actions/signon/access"},
  entry{fact_id::require_factor,              actor::administrator, place_kind::sign_on_rule,      "/actions/signon/requireFactor"},
  entry{fact_id::prompt_mode,                 actor::administrator, place_kind::sign_on_rule,      "/actions/signon/factorPromptMode"},
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
  entry{fact_id::failed_attempts,             actor::nobody,        place_kind::scenario,          "/account/attempts/failedAttempts"},
  entry{fact_id::failed_from_unknown_devices, actor::nobody,        place_kind::scenario,          "/account/attempts/failedAttemptsFromUnknownDevices"},
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

std::span<const factor_key> factor_keys() noexcept { return offered_kinds; }

std::string pointer_to(const fact& of, const facts& in) {
  const entry& found = about(of);
  std::string pointer = pointer_to(found.place, in);
  pointer += found.pointer;
  if (of.id != fact_id::factor_offer) return pointer;
  const auto key = std::ranges::find(offered_kinds, of.kind, &factor_key::kind);
  pointer += '/';
  pointer += key->key;
  return pointer + "/enroll/self";
}

actor who_changes(const fact& of) noexcept { return about(of).by; }

bool can_change(const fact& of, const facts& in) noexcept {
  // Another operation would be another question; only one that does not exist can become the right one.
  if (of.id == fact_id::operation) return in.request.route != route::known;
  // An option needs a body that it can stand in.
  if (of.id == fact_id::warn_option)
    return in.request.body.shape == request_body::form::object && !in.request.body.as_text;
  return exists(about(of).place, in);
}

}  // namespace interlock::authn
