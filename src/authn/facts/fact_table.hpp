#pragma once

#include <span>
#include <vector>

#include <interlock/authn/explain.hpp>

#include "shipped_book.hpp"

/// The facts of a scenario as something that can be changed: what each may become, and what reads it.
namespace interlock::authn {

/// Values that a fact may take instead of its own, nearest first. Together with the present one they meet every
/// case that an observation can tell apart.
[[nodiscard]] std::vector<fact_value> alternatives(const fact& of, const facts& in);

/// Puts a value in the place of a fact.
void put(const fact& where, const fact_value& value, facts& into);

/// The facts that an observation may depend on, those that it is about first. Depends on the facts only through
/// which policy and rule apply.
[[nodiscard]] std::vector<fact> facts_behind(std::uint16_t observation, const facts& in);

/// What a person would name first: the one or two facts that an observation is about. None for what nobody changes.
[[nodiscard]] std::vector<fact> subjects_of(shipped::input_id observation, const facts& in);

/// Whether an observation is about nothing but what is asked: the body, the transaction, and the factor in the path.
[[nodiscard]] bool is_about_question(std::uint16_t observation, const facts& in);

/// Whether the scenario has a place for the fact: a rule that does not apply has nothing to change.
[[nodiscard]] bool can_change(const fact& of, const facts& in) noexcept;

/// The factor kinds that an enrollment policy can offer, with the key it uses.
struct factor_key {
  factor_kind kind;
  std::string_view key;
};
[[nodiscard]] std::span<const factor_key> factor_keys() noexcept;

}  // namespace interlock::authn
