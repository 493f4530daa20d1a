#pragma once

#include "authn/observe/decision_context.hpp"

/// What a request means in its transaction.
namespace interlock::authn {

/// The operation, with polling told apart from verifying and activating: they share paths.
[[nodiscard]] operation operation_in(const facts& from) noexcept;

/// Whether the operation starts a transaction; docs/spec/transaction.md#links.
[[nodiscard]] constexpr bool starts_transaction(operation what) noexcept {
  return what == operation::authenticate || what == operation::forgot_password || what == operation::unlock_account ||
         what == operation::verify_recovery_token;
}

/// The first member that the operation needs and the body does not have; empty: it is complete.
[[nodiscard]] std::string_view missing_member(const request& asked) noexcept;

/// The transaction that the state token names, or null.
[[nodiscard]] const transaction* named_transaction(const facts& from) noexcept;

/// The factor that the path names, of those the user holds; null: none.
[[nodiscard]] const factor* factor_in_path(const facts& from) noexcept;

/// How a message reaches the user in this operation.
[[nodiscard]] std::optional<recovery_method> channel_of(const facts& from) noexcept;

/// The recovery that the request starts or continues.
[[nodiscard]] recovery_kind recovery_of(const facts& from) noexcept;

/// Whether the application that the user wants to sign in to is none; only a verifier knows.
[[nodiscard]] constexpr bool audience_is_refused(const facts& from) noexcept {
  return from.request.body.audience &&
         (from.policy.engine == engine::identity || from.evidence.audience != audience_check::valid);
}

/// What the transaction has proven once the operation succeeds.
[[nodiscard]] proofs proofs_after(const facts& from) noexcept;

/// Whether the factor could be verified at all.
[[nodiscard]] constexpr bool usable(const factor& held) noexcept { return held.active && held.kind.has_value(); }

/// The classes of factors that may be verified next in a transaction.
[[nodiscard]] factor_classes classes_on_turn(const situation& about, const transaction& in) noexcept;

}  // namespace interlock::authn
