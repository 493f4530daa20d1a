#pragma once

#include <array>
#include <span>

#include <interlock/authn/decision.hpp>
#include <interlock/rules/regions.hpp>

#include "shipped_book.hpp"

namespace interlock::authn {

/// Which table answers, observed as if it were one more input: its values are the numbers of the tables.
inline constexpr std::uint16_t root_input = shipped::inputs_count;
static_assert(root_input < inputs_max);

/// One value an input of the shipped book, and the table that answers; `rules::no_value` for missing evidence.
using observations = std::array<rules::value_index, inputs_max>;

/// Every input, whether or not a rule would ask for it, after a due automatic unlock.
[[nodiscard]] observations observe_all(const facts& from) noexcept;

/// One input, after a due automatic unlock.
[[nodiscard]] rules::value_index observe_settled(const facts& from, std::uint16_t input) noexcept;

/// Whether a set of values admits an observation. An unknown value is admitted only if every value is.
[[nodiscard]] bool admits(rules::value_set values, std::uint16_t input, rules::value_index observed) noexcept;

/// The inputs whose observations lie outside a region.
[[nodiscard]] std::vector<std::uint16_t> outside(std::span<const rules::value_set> region, const observations& of);

}  // namespace interlock::authn
