#pragma once

#include <optional>

#include <interlock/authn/facts.hpp>

#include "authn/observe/once.hpp"

namespace interlock::authn {

/// What a request means in its transaction. What has to be looked for is looked for once, when first asked for, since
/// most refusals need none of it. Borrows the facts.
class request_meaning {
 public:
  explicit request_meaning(const facts& from) noexcept : facts_{from}, transaction_{named_in(from)} {}

  /// The transaction that the state token names, or null.
  [[nodiscard]] const authn::transaction* transaction() const noexcept { return transaction_; }

  /// Its substate; of no transaction, `next_step`.
  [[nodiscard]] authn::substate substate() const noexcept;

  /// The operation, with polling told apart from verifying and activating: they share paths.
  [[nodiscard]] authn::operation operation() const noexcept;

  /// Whether the transaction machine takes the operation where the transaction is.
  [[nodiscard]] bool accepted() const noexcept;

  /// The factor that the path names, of those the user holds; null: none.
  [[nodiscard]] const factor* factor_in_path() const noexcept;

  /// The factor that the request is about: being enrolled, activated or verified.
  [[nodiscard]] const std::optional<factor_in_question>& in_question() const noexcept;

  /// How a message reaches the user in this operation.
  [[nodiscard]] std::optional<recovery_method> channel() const noexcept;

  /// The recovery that the request starts or continues.
  [[nodiscard]] recovery_kind recovery() const noexcept;

  /// What the transaction has proven once the operation succeeds.
  [[nodiscard]] const proofs& proofs_after() const noexcept;

 private:
  static const authn::transaction* named_in(const facts& from) noexcept {
    const bool named = from.request.body.state_token == request_body::token_reference::given;
    return named && from.transaction ? &*from.transaction : nullptr;
  }
  /// Whether the answer to the transaction, which is in that state, comes from elsewhere.
  [[nodiscard]] bool waits_elsewhere(state expected) const noexcept;
  [[nodiscard]] const factor* find_in_path() const noexcept;
  [[nodiscard]] std::optional<factor_in_question> find_in_question() const noexcept;
  [[nodiscard]] proofs with_new_proof() const noexcept;

  const facts& facts_;
  const authn::transaction* transaction_;
  once<authn::substate> substate_;
  once<const factor*> factor_in_path_;
  once<std::optional<factor_in_question>> in_question_;
  once<proofs> proofs_after_;
};

/// Whether the operation starts a transaction; docs/spec/transaction.md#links.
[[nodiscard]] constexpr bool starts_transaction(operation what) noexcept {
  return what == operation::authenticate || what == operation::forgot_password || what == operation::unlock_account ||
         what == operation::verify_recovery_token;
}

/// The first member that the operation needs and the body does not have; none: it is complete.
[[nodiscard]] std::optional<body_member> missing_member(const request& asked) noexcept;

/// Whether the application that the user wants to sign in to is none; only a verifier knows.
[[nodiscard]] constexpr bool audience_is_refused(const facts& from) noexcept {
  return from.request.body.audience &&
         (from.policy.engine == engine::identity || from.evidence.audience != audience_check::valid);
}

/// Whether the factor could be verified at all.
[[nodiscard]] constexpr bool usable(const factor& held) noexcept { return held.active && held.kind.has_value(); }

}  // namespace interlock::authn
