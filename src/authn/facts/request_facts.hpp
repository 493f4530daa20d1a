#pragma once

#include "authn/facts/fact_choices.hpp"

/// The facts that a request carries, and what verifiers found about it.
namespace interlock::authn {

/// The kind of the factor that the request is about, once its state token names the transaction.
[[nodiscard]] std::optional<factor_kind> kind_asked(const facts& in) noexcept;

/// The member that answers a factor of a kind.
[[nodiscard]] bool request_body::*answering_member(factor_kind kind) noexcept;

/// Whether there is a transaction that a token can name.
[[nodiscard]] bool names_token(const facts& in) noexcept;

// The operation: another one would be another question; only one that does not exist can become the right one.
[[nodiscard]] bool route_is_unknown(const facts& in) noexcept;
[[nodiscard]] fact_value present_operation(const facts& in);
void set_operation(const fact_value& value, facts& in);
[[nodiscard]] fact_values sign_in_alone(const facts& in);

// The body as a whole.
[[nodiscard]] bool may_have_other_body(const facts& in) noexcept;
[[nodiscard]] fact_value present_body(const facts& in);
void set_body(const fact_value& value, facts& in);
[[nodiscard]] fact_values other_bodies(const facts& in);

/// Whether there is a sign-in's body that the option to be warned can stand in.
[[nodiscard]] bool may_ask_for_warning(const facts& in) noexcept;
[[nodiscard]] bool application_counts(const facts& in) noexcept;
[[nodiscard]] bool scopes_count(const facts& in) noexcept;

// Tokens in the body.
[[nodiscard]] bool takes_state_token(const facts& in) noexcept;
[[nodiscard]] fact_value present_state_token(const facts& in);
void set_state_token(const fact_value& value, facts& in);
[[nodiscard]] fact_values state_tokens(const facts& in);
[[nodiscard]] fact_value present_recovery_token(const facts& in);
void set_recovery_token(const fact_value& value, facts& in);
[[nodiscard]] fact_values other_recovery_token(const facts& in);

/// Whether the member of the body answers the factor, or could be left out to be asked again.
[[nodiscard]] bool answers_factor(bool request_body::*member, const facts& in) noexcept;

// `factorType` of a recovery.
[[nodiscard]] fact_value present_recovery_factor(const facts& in);
void set_recovery_factor(const fact_value& value, facts& in);
[[nodiscard]] fact_values recovery_factors(const facts& in);

// Whether a verifier is asked about the answer, the code, the approval, the audience.
[[nodiscard]] bool answer_is_verified(const facts& in) noexcept;
[[nodiscard]] bool code_is_verified(const facts& in) noexcept;
[[nodiscard]] bool approval_is_asked(const facts& in) noexcept;
[[nodiscard]] bool audience_is_verified(const facts& in) noexcept;

/// Whether the operation is one of those named.
template <operation... Named>
[[nodiscard]] bool asks(const facts& in) noexcept {
  return ((in.request.operation == Named) || ...);
}

}  // namespace interlock::authn
