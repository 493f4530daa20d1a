#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <interlock/authn/facts.hpp>
#include <interlock/authn/words.hpp>

/// The names of factors in Okta's objects; docs/reference.md#oktas-objects.
namespace interlock::text {

struct factor_words {
  std::string_view type;
  std::string_view provider;
};

/// One for each `authn::factor_kind`, in its order.
inline constexpr std::array<factor_words, authn::words_of<authn::factor_kind>::value.size()> factor_words_of{{
    {"question", "OKTA"},
    {"sms", "OKTA"},
    {"call", "OKTA"},
    {"email", "OKTA"},
    {"token:software:totp", "OKTA"},
    {"token:software:totp", "GOOGLE"},
    {"token:hotp", "CUSTOM"},
    {"push", "OKTA"},
    {"token", "RSA"},
    {"token", "SYMANTEC"},
    {"token:hardware", "YUBICO"},
    {"web", "DUO"},
    {"u2f", "FIDO"},
    {"webauthn", "FIDO"},
    {"claims_provider", "CUSTOM"},
    {"assertion:saml2", "GENERIC_SAML"},
    {"assertion:oidc", "GENERIC_OIDC"},
    {"password", "OKTA"},
}};

constexpr factor_words words_for(authn::factor_kind kind) noexcept {
  return factor_words_of[static_cast<std::size_t>(kind)];
}

/// What one key of an enrollment policy means; docs/spec/observations.md#which-policy-applies.
struct factor_key {
  std::string_view key;
  authn::factor_kind kind;
};
inline constexpr std::array factor_keys{
    factor_key{"okta_question", authn::factor_kind::question},
    factor_key{"okta_sms", authn::factor_kind::sms},
    factor_key{"okta_call", authn::factor_kind::call},
    factor_key{"okta_email", authn::factor_kind::email},
    factor_key{"okta_otp", authn::factor_kind::okta_totp},
    factor_key{"okta_push", authn::factor_kind::push},
    factor_key{"google_otp", authn::factor_kind::google_totp},
    factor_key{"rsa_token", authn::factor_kind::rsa_token},
    factor_key{"symantec_vip", authn::factor_kind::symantec_token},
    factor_key{"yubikey_token", authn::factor_kind::yubikey},
    factor_key{"duo", authn::factor_kind::duo},
    factor_key{"fido_u2f", authn::factor_kind::u2f},
    factor_key{"fido_webauthn", authn::factor_kind::webauthn},
};

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
