#pragma once

#include <span>
#include <string>

#include <interlock/rules/table.hpp>

namespace interlock::text {

/// The text of a scenario in which the inputs of the shipped book are observed to have these values; `no_value` where
/// any will do, which keeps the scenario short. What no scenario has, such as a lock that outlives its due unlock,
/// comes out as something else: whoever asks for it compares.
[[nodiscard]] std::string scenario_from_inputs(std::span<const rules::value_index> wanted);

}  // namespace interlock::text
