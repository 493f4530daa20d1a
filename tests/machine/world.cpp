#include "world.hpp"

#include <vector>

namespace machine {
namespace {

constexpr std::string_view allow = R"({"access":"ALLOW"})";

struct password_policy {
  int max_attempts = 0;
  int max_age_days = 0;
  int expire_warn_days = 0;
  bool question = false;
};

std::string password(const password_policy& of = {}) {
  std::string text = R"("password":{"type":"PASSWORD","settings":{"password":{"lockout":{"maxAttempts":)";
  text += std::to_string(of.max_attempts) + R"(,"showLockoutFailures":true},"age":{"maxAgeDays":)";
  text += std::to_string(of.max_age_days) + R"(,"expireWarnDays":)" + std::to_string(of.expire_warn_days);
  text += R"(}},"recovery":{"factors":{"okta_email":{"status":"ACTIVE"},"okta_sms":{"status":"ACTIVE"},)";
  text += R"("okta_call":{"status":"ACTIVE"},"recovery_question":{"status":")";
  text += of.question ? "ACTIVE" : "INACTIVE";
  text += R"("}}}}},"passwordRule":{"actions":{"passwordChange":)";
  text.append(allow).append(R"(,"selfServicePasswordReset":)").append(allow);
  return text.append(R"(,"selfServiceUnlock":)").append(allow).append("}}");
}

std::string sign_on(std::string_view more) {
  return std::string{R"(,"signOnRule":{"actions":{"signon":{"access":"ALLOW")"}.append(more).append("}}}");
}
constexpr std::string_view factor_required = R"(,"requireFactor":true,"factorPromptMode":"ALWAYS")";
constexpr std::string_view any_factor = R"(,"primaryFactor":"PASSWORD_IDP_ANY_FACTOR")";

/// @param offers  `"okta_sms":{"enroll":{"self":"OPTIONAL"}}` and so on
std::string enrollment(std::string_view offers) {
  return std::string{R"(,"enrollment":{"type":"MFA_ENROLL","settings":{"factors":{)"}.append(offers).append(
      R"(}},"_embedded":{"rules":[{"actions":{"enroll":{"self":"LOGIN"}}}]}})");
}

std::string factor(std::string_view id, std::string_view type, std::string_view provider = "OKTA") {
  std::string text = R"({"id":")";
  text.append(id).append(R"(","factorType":")").append(type).append(R"(","provider":")").append(provider);
  return text.append(R"(","vendorName":")").append(provider).append(R"(","status":"ACTIVE","profile":{}})");
}

std::string list(std::initializer_list<std::string> members) {
  std::string text;
  for (const std::string& each : members) text.append(text.empty() ? "[" : ",").append(each);
  return text + "]";
}

std::string braced(std::string_view members) { return std::string{"{"}.append(members).append("}"); }

const std::string sms = factor("sms1", "sms");
const std::string question = factor("ufs1", "question");
const std::string push = factor("opf1", "push");
const std::string totp = factor("ost1", "token:software:totp");
const std::string known_password = factor("pwd1", "password");

const std::string common_factors = list({sms, question, push, totp});
const std::string telephone_and_keys = list({factor("clf1", "call"), factor("emf1", "email"),
                                             factor("duo1", "web", "DUO"), factor("fwf1", "webauthn", "FIDO")});
const std::string tokens_and_providers = list(
    {factor("goo1", "token:software:totp", "GOOGLE"), factor("rsa1", "token", "RSA"),
     factor("sym1", "token", "SYMANTEC"), factor("yub1", "token:hardware", "YUBICO"),
     factor("hot1", "token:hotp", "CUSTOM"), factor("u2f1", "u2f", "FIDO"), factor("idp1", "claims_provider", "CUSTOM"),
     factor("sam1", "assertion:saml2", "GENERIC_SAML"), factor("oid1", "assertion:oidc", "GENERIC_OIDC")});

constexpr std::string_view common_offers =
    R"("okta_question":{"enroll":{"self":"OPTIONAL"}},"okta_sms":{"enroll":{"self":"OPTIONAL"}},)"
    R"("okta_otp":{"enroll":{"self":"OPTIONAL"}},"okta_push":{"enroll":{"self":"OPTIONAL"}})";
constexpr std::string_view telephone_offers =
    R"("okta_call":{"enroll":{"self":"OPTIONAL"}},"okta_email":{"enroll":{"self":"OPTIONAL"}},)"
    R"("google_otp":{"enroll":{"self":"OPTIONAL"}},"rsa_token":{"enroll":{"self":"OPTIONAL"}},)"
    R"("duo":{"enroll":{"self":"OPTIONAL"}})";
constexpr std::string_view key_offers =
    R"("symantec_vip":{"enroll":{"self":"OPTIONAL"}},"yubikey_token":{"enroll":{"self":"OPTIONAL"}},)"
    R"("fido_u2f":{"enroll":{"self":"OPTIONAL"}},"fido_webauthn":{"enroll":{"self":"OPTIONAL"}})";
constexpr std::string_view several_offers =
    R"("okta_question":{"enroll":{"self":"REQUIRED"}},"okta_sms":{"enroll":{"self":"OPTIONAL"}},)"
    R"("okta_push":{"enroll":{"self":"OPTIONAL"}})";
constexpr std::string_view required_sms = R"("okta_sms":{"enroll":{"self":"REQUIRED"}})";

constexpr std::string_view old_password =
    R"("status":"ACTIVE","passwordChanged":"2026-01-01T12:00:00Z","credentials":{"password":{}})";
constexpr std::string_view ageing_password =
    R"("status":"ACTIVE","passwordChanged":"2026-03-05T12:00:00Z","credentials":{"password":{}})";
constexpr std::string_view locked =
    R"("status":"LOCKED_OUT","passwordChanged":"2026-03-20T12:00:00Z","credentials":{"password":{}})";

std::string step_up(std::string_view state, std::string_view more = "") {
  std::string text = R"({"version":2,"type":"SESSION_STEP_UP","stateToken":"st","expiresAt":")";
  text.append(in_five_minutes_text).append(R"(","state":")").append(state).append("\"").append(more);
  return text.append(R"(,"target":{"type":"APP"},"authentication":{"protocol":"SAML2.0"}})");
}

world one_of(std::string_view name, const std::string& factors) {
  return {.name = std::string{name},
          .policy = password() + sign_on(factor_required),
          .factors = factors,
          .factor_due = true};
}

world any_of(std::string_view name, std::string_view offers) {
  return {.name = std::string{name},
          .policy = password() + sign_on(factor_required) + enrollment(offers),
          .factor_due = true};
}

std::vector<world> sign_ins() {
  return {
      {.name = "password alone", .policy = password()},
      one_of("one of the common factors", common_factors),
      one_of("one of calls, mails and keys", telephone_and_keys),
      one_of("one of tokens and identity providers", tokens_and_providers),
      {.name = "factor, then expired password",
       .policy = password({.max_age_days = 30}) + sign_on(factor_required),
       .user = std::string{old_password},
       .factors = list({totp, push}),
       .factor_due = true,
       .password_due = true},
      {.name = "factor, then warning",
       .policy = password({.max_age_days = 30, .expire_warn_days = 5}) + sign_on(factor_required),
       .user = std::string{ageing_password},
       .factors = list({sms}),
       .sign_in = R"({"options":{"warnBeforePasswordExpired":true}})",
       .factor_due = true},
      {.name = "expired password",
       .policy = password({.max_age_days = 30}) + enrollment(required_sms),
       .user = std::string{old_password},
       .password_due = true},
      {.name = "warning",
       .policy = password({.max_age_days = 30, .expire_warn_days = 5}),
       .user = std::string{ageing_password},
       .sign_in = R"({"options":{"warnBeforePasswordExpired":true},"relayState":"/deep"})"},
      {.name = "locked", .policy = password({.max_attempts = 2})},
      {.name = "any factor first, two due",
       .policy = R"("engine":"IDENTITY","authenticatorSettings":{"verifyKnowledgeSecondWhen2faRequired":true},)" +
                 password() + sign_on(std::string{factor_required}.append(any_factor)),
       .factors = list({sms, question, push, known_password}),
       .factor_due = true,
       .any_factor_first = true},
      {.name = "any factor first, one enough",
       .policy = R"("engine":"IDENTITY",)" + password({.max_attempts = 2}) + sign_on(any_factor),
       .factors = list({sms, question, known_password}),
       .any_factor_first = true},
      {.name = "any factor first, another to enroll",
       .policy = R"("engine":"IDENTITY",)" + password() + sign_on(std::string{factor_required}.append(any_factor)) +
                 enrollment(R"("okta_question":{"enroll":{"self":"OPTIONAL"}})"),
       .factors = list({totp}),
       .factor_due = true,
       .any_factor_first = true},
  };
}

std::vector<world> enrollments() {
  return {
      {.name = "several factors to enroll",
       .policy = password({.max_age_days = 30, .expire_warn_days = 5}) + enrollment(several_offers),
       .user = std::string{ageing_password},
       .sign_in = R"({"options":{"multiOptionalFactorEnroll":true,"warnBeforePasswordExpired":true}})"},
      any_of("a common factor to enroll", common_offers),
      any_of("a call, a mail or a token to enroll", telephone_offers),
      any_of("a token or a key to enroll", key_offers),
      {.name = "activation without password",
       .policy = password() + enrollment(required_sms),
       .user = R"("status":"PROVISIONED","credentials":{})",
       .password_due = true},
      {.name = "activation with password",
       .policy = password() + enrollment(required_sms),
       .user = R"("status":"PROVISIONED","passwordChanged":"2026-03-20T12:00:00Z","credentials":{"password":{}})"},
  };
}

std::vector<world> step_ups() {
  return {
      {.name = "step-up",
       .policy = password({.max_attempts = 2, .max_age_days = 30, .expire_warn_days = 5}) + sign_on(factor_required),
       .factors = list({sms}),
       .transaction = step_up("UNAUTHENTICATED"),
       .factor_due = true},
      {.name = "step-up without a factor", .policy = password(), .transaction = step_up("UNAUTHENTICATED")},
      {.name = "step-up with a session",
       .policy = password() + sign_on(factor_required),
       .factors = list({push, question}),
       .transaction = step_up("MFA_REQUIRED", R"(,"userId":"00u1")"),
       .factor_due = true,
       .session = true},
      {.name = "step-up with a session, to enroll",
       .policy = password() + sign_on(factor_required) + enrollment(required_sms),
       .transaction = step_up("MFA_ENROLL", R"(,"userId":"00u1")"),
       .factor_due = true,
       .session = true},
      {.name = "sign-in to an application",
       .policy = password(),
       .sign_in = R"({"audience":"0oa1"})",
       .evidence = R"("audience":"VALID",)"},
  };
}

std::vector<world> recoveries() {
  return {
      {.name = "recovery, then a factor",
       .policy = password() + sign_on(factor_required),
       .factors = list({totp}),
       .recovers = true,
       .factor_due = true},
      {.name = "recovery with question",
       .policy = password({.question = true}),
       .recovery = R"(["email","sms","call","question"])",
       .recovers = true,
       .question_due = true},
      {.name = "recovery with question, trusted",
       .policy = password({.question = true}),
       .recovery = R"(["email","sms","call","question"])",
       .application = "TRUSTED",
       .recovers = true,
       .question_due = true},
      {.name = "unlock with question",
       .policy = password({.question = true}),
       .user = std::string{locked},
       .recovery = R"(["email","sms","question"])",
       .recovers = true,
       .question_due = true},
      {.name = "unlock", .policy = password(), .user = std::string{locked}, .recovers = true},
      {.name = "unlock, trusted",
       .policy = password(),
       .user = std::string{locked},
       .application = "TRUSTED",
       .recovers = true},
      {.name = "recovery of nobody", .policy = password(), .user = "", .recovers = true},
      {.name = "recovery without a phone", .policy = password(), .recovery = R"(["email"])", .recovers = true},
  };
}

}  // namespace

std::span<const world> worlds() {
  static const std::vector<world> all = [] {
    std::vector<world> made;
    for (auto& part : {sign_ins(), enrollments(), step_ups(), recoveries()})
      made.insert(made.end(), part.begin(), part.end());
    return made;
  }();
  return all;
}

std::string account_of(const world& in) {
  if (in.user.empty()) return R"({"user":null})";
  std::string text =
      R"({"user":{"id":"00u1","profile":{"login":"dade@example.com","firstName":"Dade","lastName":"M"},)";
  return text.append(in.user).append(R"(},"attempts":)").append(in.attempts).append("}");
}

std::string scenario_start(const world& in, std::string_view account, std::string_view factors) {
  std::string text = R"({"now":")";
  text.append(now_text).append(R"(","policy":)").append(braced(in.policy)).append(R"(,"account":)").append(account);
  text.append(R"(,"enrollment":{"recovery":)").append(in.recovery).append(R"(,"factors":)").append(factors);
  return text.append(R"(},"device":{"known":true})");
}

}  // namespace machine
