#pragma once

#include "authn/facts/fact_table.hpp"

/// The facts that a request carries, and what verifiers found about it: the part of the catalogue before
/// `network_zone`.
namespace interlock::authn {

[[nodiscard]] constexpr bool is_in_request(fact_id id) noexcept { return id < fact_id::network_zone; }

[[nodiscard]] bool can_change_in_request(fact_id id, const facts& in) noexcept;
[[nodiscard]] std::vector<fact_value> alternatives_in_request(fact_id id, const facts& in);
[[nodiscard]] fact_value present_in_request(fact_id id, const facts& in);
void put_in_request(fact_id id, const fact_value& value, facts& into);

/// Whether one of the facts is the body and the other a member of it: a body that is put as a whole has what it needs.
[[nodiscard]] constexpr bool overlap(fact_id one, fact_id other) noexcept {
  const auto is_member = [](fact_id id) { return id >= fact_id::state_token && id <= fact_id::recovery_factor; };
  return (one == fact_id::body && is_member(other)) || (other == fact_id::body && is_member(one));
}

/// The kind of the factor that the request is about, once its state token names the transaction.
[[nodiscard]] std::optional<factor_kind> kind_asked(const facts& in) noexcept;

}  // namespace interlock::authn
