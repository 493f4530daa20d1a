#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <interlock/authn/factor_traits.hpp>
#include <interlock/authn/facts.hpp>

/// The names of factors in Okta's objects; docs/reference.md#oktas-objects.
namespace interlock::text {

struct factor_words {
  authn::factor_kind kind;
  std::string_view type;
  std::string_view provider;
  std::string_view key;            ///< in enrollment policies; empty: none of them offers it
  std::string_view authenticator;  ///< the same on Identity Engine, where some authenticators are two factors
  std::string_view label;          ///< for people
  std::array<std::string_view, 2> given_by_user;     ///< members of the profile that a request enrolls it with
  std::array<std::string_view, 2> copied_from_user;  ///< a member of the user's profile, and what it becomes
  bool vendor_while_activated;                       ///< the documented activations of these kinds alone name one
  std::string_view challenge_member = "challenge";   ///< what holds its challenge
};

/// In the order of `authn::factor_kind`.
inline constexpr auto factor_words_of = [] {
  using kind = authn::factor_kind;
  // clang-format off
  return std::array<factor_words, authn::words_of<kind>::value.size()>{{
    {kind::question,        "question",            "OKTA",         "okta_question", "security_question", "security question",       {"question", "questionText"},      {},                        false},
    {kind::sms,             "sms",                 "OKTA",         "okta_sms",      "phone_number",      "SMS",                     {"phoneNumber"},                   {},                        false},
    {kind::call,            "call",                "OKTA",         "okta_call",     "phone_number",      "voice call",              {"phoneNumber", "phoneExtension"}, {},                        false},
    {kind::email,           "email",               "OKTA",         "okta_email",    "okta_email",        "e-mail",                  {},                                {"email", "email"},        true},
    {kind::okta_totp,       "token:software:totp", "OKTA",         "okta_otp",      "okta_verify",       "Okta Verify code",        {},                                {"login", "credentialId"}, false},
    {kind::google_totp,     "token:software:totp", "GOOGLE",       "google_otp",    "google_otp",        "Google Authenticator",    {},                                {"login", "credentialId"}, false},
    {kind::hotp,            "token:hotp",          "CUSTOM",       "",              "",                  "hardware token",          {},                                {},                        false},
    {kind::push,            "push",                "OKTA",         "okta_push",     "okta_verify",       "Okta Verify push",        {},                                {},                        false},
    {kind::rsa_token,       "token",               "RSA",          "rsa_token",     "rsa_token",         "RSA SecurID",             {"credentialId"},                  {},                        false},
    {kind::symantec_token,  "token",               "SYMANTEC",     "symantec_vip",  "symantec_vip",      "Symantec VIP",            {"credentialId"},                  {},                        false},
    {kind::yubikey,         "token:hardware",      "YUBICO",       "yubikey_token", "yubikey_token",     "YubiKey",                 {},                                {},                        false},
    {kind::duo,             "web",                 "DUO",          "duo",           "duo",               "Duo Security",            {},                                {"login", "credentialId"}, true, "verification"},
    {kind::u2f,             "u2f",                 "FIDO",         "fido_u2f",      "",                  "U2F security key",        {},                                {},                        true},
    {kind::webauthn,        "webauthn",            "FIDO",         "fido_webauthn", "webauthn",          "WebAuthn",                {},                                {},                        true},
    {kind::claims_provider, "claims_provider",     "CUSTOM",       "",              "",                  "identity provider",       {},                                {},                        false},
    {kind::saml_idp,        "assertion:saml2",     "GENERIC_SAML", "",              "",                  "SAML identity provider",  {},                                {},                        false},
    {kind::oidc_idp,        "assertion:oidc",      "GENERIC_OIDC", "",              "",                  "OpenID Connect provider", {},                                {},                        false},
    {kind::password,        "password",            "OKTA",         "",              "",                  "password",                {},                                {},                        false},
  }};
  // clang-format on
}();

static_assert(
    [] {
      for (std::size_t i = 0; i < factor_words_of.size(); ++i)
        if (static_cast<std::size_t>(factor_words_of[i].kind) != i) return false;
      for (const factor_words& words : factor_words_of)
        if (words.key.empty() != (authn::traits_of(words.kind).suggested == 0)) return false;
      return true;
    }(),
    "a row for each kind, in their order; policies offer what can be suggested");

constexpr const factor_words& words_for(authn::factor_kind kind) noexcept {
  return factor_words_of[static_cast<std::size_t>(kind)];
}

/// The kind of a factor; none for a type, or a provider of an ambiguous type, that this API cannot verify.
/// @param provider  empty: the first one that has the type
constexpr std::optional<authn::factor_kind> factor_kind_of(std::string_view type, std::string_view provider) noexcept {
  const bool by_provider = type == "token:software:totp" || type == "token";
  for (std::size_t i = 0; i < factor_words_of.size(); ++i) {
    const factor_words& words = factor_words_of[i];
    if (words.type == type && (!by_provider || provider.empty() || words.provider == provider))
      return static_cast<authn::factor_kind>(i);
  }
  return std::nullopt;
}

/// The kind that has just these words.
constexpr std::optional<authn::factor_kind> factor_kind_named(std::string_view type,
                                                              std::string_view provider) noexcept {
  for (std::size_t i = 0; i < factor_words_of.size(); ++i)
    if (factor_words_of[i].type == type && factor_words_of[i].provider == provider)
      return static_cast<authn::factor_kind>(i);
  return std::nullopt;
}

/// Every kind of that type; none if it is no type.
constexpr authn::factor_kinds factor_kinds_of(std::string_view type) noexcept {
  authn::factor_kinds kinds;
  for (std::size_t i = 0; i < factor_words_of.size(); ++i)
    if (factor_words_of[i].type == type) kinds.insert(static_cast<authn::factor_kind>(i));
  return kinds;
}

}  // namespace interlock::text
