#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <interlock/authn/words.hpp>

/// What the kinds of factors are like: one row a kind, and everything that tells them apart looks there.
namespace interlock::authn {

/// How a user shows to have a factor.
enum class factor_answer : std::uint8_t {
  typed,      ///< something known, or read from a device that nobody has to wake
  sent_code,  ///< a code that a message brings
  approval,   ///< on another device, while the caller polls
  signature,  ///< of a challenge, by a device at hand
  provider    ///< by coming back from an identity provider
};

/// How a factor that a user enrolls becomes active.
enum class factor_setup : std::uint8_t {
  no_activation,  ///< at once
  pass_code,      ///< at once, by a code of the token that is enrolled
  sent_code,      ///< by a code that a message brings
  response,       ///< by a code or signature of what is enrolled
  approval,       ///< by the other device
  not_here        ///< it is not enrolled in a sign-in
};

/// What a request has to bring to enroll a factor.
enum class enrollment_data : std::uint8_t { nothing, question, phone_number, pass_code, two_pass_codes };

/// What one kind of factor is like.
struct factor_traits {
  factor_kind kind;
  factor_class proves;
  factor_answer answer;
  factor_setup setup;
  enrollment_data needs;
  substate waits;                          ///< for what a transaction waits while the factor is activated or challenged
  std::optional<recovery_method> channel;  ///< how its message comes; none: it has no message
  std::uint8_t suggested;                  ///< its rank where a factor to enroll is suggested, from 1; 0: never
  bool by_type = false;                    ///< one challenge is for all factors of the kind that a user has
};

/// In the order of `factor_kind`.
inline constexpr auto factor_traits_of = [] {
  using kind = factor_kind;
  using proves = factor_class;
  using answer = factor_answer;
  using setup = factor_setup;
  using data = enrollment_data;
  using waits = substate;
  using channel = recovery_method;
  // clang-format off
  return std::array<factor_traits, words_of<factor_kind>::value.size()>{{
    {kind::question,        proves::knowledge,  answer::typed,     setup::no_activation, data::question,       waits::response,  {},              6},
    {kind::sms,             proves::possession, answer::sent_code, setup::sent_code,     data::phone_number,   waits::sent_code, channel::sms,    1},
    {kind::call,            proves::possession, answer::sent_code, setup::sent_code,     data::phone_number,   waits::sent_code, channel::call,   5},
    {kind::email,           proves::possession, answer::sent_code, setup::sent_code,     data::nothing,        waits::sent_code, channel::email,  4},
    {kind::okta_totp,       proves::possession, answer::typed,     setup::response,      data::nothing,        waits::response,  {},              3},
    {kind::google_totp,     proves::possession, answer::typed,     setup::response,      data::nothing,        waits::response,  {},              7},
    {kind::hotp,            proves::possession, answer::typed,     setup::not_here,      data::nothing,        waits::response,  {},              0},
    {kind::push,            proves::possession, answer::approval,  setup::approval,      data::nothing,        waits::push,      channel::push,   2},
    {kind::rsa_token,       proves::possession, answer::typed,     setup::pass_code,     data::pass_code,      waits::response,  {},             12},
    {kind::symantec_token,  proves::possession, answer::typed,     setup::pass_code,     data::two_pass_codes, waits::response,  {},             13},
    {kind::yubikey,         proves::possession, answer::typed,     setup::pass_code,     data::pass_code,      waits::response,  {},             11},
    {kind::duo,             proves::possession, answer::approval,  setup::approval,      data::nothing,        waits::callback,  {},             10},
    {kind::u2f,             proves::possession, answer::signature, setup::response,      data::nothing,        waits::response,  {},              9},
    {kind::webauthn,        proves::possession, answer::signature, setup::response,      data::nothing,        waits::response,  {},              8, true},
    {kind::claims_provider, proves::possession, answer::provider,  setup::not_here,      data::nothing,        waits::provider,  {},              0},
    {kind::saml_idp,        proves::possession, answer::provider,  setup::not_here,      data::nothing,        waits::provider,  {},              0},
    {kind::oidc_idp,        proves::possession, answer::provider,  setup::not_here,      data::nothing,        waits::provider,  {},              0},
    {kind::password,        proves::password,   answer::typed,     setup::not_here,      data::nothing,        waits::response,  {},              0},
  }};
  // clang-format on
}();

constexpr const factor_traits& traits_of(factor_kind kind) noexcept {
  return factor_traits_of[static_cast<std::size_t>(kind)];
}

constexpr factor_class class_of(factor_kind kind) noexcept { return traits_of(kind).proves; }

/// Whether the user can be waited for in MFA_ENROLL_ACTIVATE.
constexpr bool is_activated(factor_kind kind) noexcept {
  const factor_setup setup = traits_of(kind).setup;
  return setup == factor_setup::sent_code || setup == factor_setup::response || setup == factor_setup::approval;
}

/// Whether the user can be waited for in MFA_CHALLENGE.
constexpr bool is_challenged(factor_kind kind) noexcept { return traits_of(kind).answer != factor_answer::typed; }

/// Whether the user approves on another device, while the caller polls.
constexpr bool is_approved(factor_kind kind) noexcept { return traits_of(kind).answer == factor_answer::approval; }

/// Whether a device at hand signs a challenge.
constexpr bool is_signed(factor_kind kind) noexcept { return traits_of(kind).answer == factor_answer::signature; }

/// The kinds that an enrollment policy can offer, by rank.
inline constexpr auto offered_kinds = [] {
  constexpr auto count = [] {
    std::size_t found = 0;
    for (const factor_traits& each : factor_traits_of) found += each.suggested != 0 ? 1 : 0;
    return found;
  }();
  std::array<factor_kind, count> kinds{};
  for (const factor_traits& each : factor_traits_of)
    if (each.suggested != 0) kinds[std::size_t{each.suggested} - 1] = each.kind;
  return kinds;
}();

static_assert(
    [] {
      for (std::size_t i = 0; i < factor_traits_of.size(); ++i)
        if (static_cast<std::size_t>(factor_traits_of[i].kind) != i) return false;
      for (std::size_t i = 0; i < offered_kinds.size(); ++i)
        if (traits_of(offered_kinds[i]).suggested != i + 1) return false;
      return true;
    }(),
    "a row for each kind, in their order, and each rank once");

}  // namespace interlock::authn
