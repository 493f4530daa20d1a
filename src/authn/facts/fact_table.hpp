#pragma once

#include <array>
#include <vector>

#include <interlock/authn/explain.hpp>
#include <interlock/authn/factor_traits.hpp>

#include "authn/facts/fact_choices.hpp"
#include "authn/facts/policy_location.hpp"

/// The facts of a scenario as something that can be changed: what each may become.
namespace interlock::authn {

/// What there is to say of a fact. One row each, in the order of `fact_id`.
struct fact_row {
  fact_id id;
  actor by;                                  ///< who can change it
  place_kind place;                          ///< what it stands in: without that, there is nothing to change
  bool (*counts)(const facts& in) noexcept;  ///< whether a change makes sense for what is asked
  fact_value (*get)(const facts& in, factor_kind kind);
  void (*set)(const fact_value& value, facts& in, factor_kind kind);
  fact_values (*choices)(const facts& in, factor_kind kind);  ///< instead of its own, nearest first
};
[[nodiscard]] const fact_row& row_of(fact_id id) noexcept;

/// Values that a fact may take instead of its own, nearest first. Together with the present one they meet every
/// case that an observation can tell apart.
[[nodiscard]] std::vector<fact_value> alternatives(const fact& of, const facts& in);

/// Puts a value in the place of a fact.
void set_fact(const fact& where, const fact_value& value, facts& into);

/// Whether the scenario has a place for the fact: a rule that does not apply has nothing to change.
[[nodiscard]] bool can_change(const fact& of, const facts& in) noexcept;

/// Whether one of the facts is the body and the other a member of it: a body that is put as a whole has what it needs.
[[nodiscard]] bool overlap(fact_id one, fact_id other) noexcept;

}  // namespace interlock::authn
