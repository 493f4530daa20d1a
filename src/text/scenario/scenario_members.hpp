#pragma once

#include <span>
#include <string_view>

#include "text/json/json_reader.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// The keys of a scenario.
[[nodiscard]] std::span<const std::string_view> scenario_keys() noexcept;

/// Reads the members of a scenario.
/// @param others  what the keys say that do not stand there; null: nothing
/// @return whether that brought no problem
[[nodiscard]] bool read_scenario_members(const place& from, scenario::document& to,
                                         const scenario::document* others = nullptr);

/// Takes over what one key of a scenario says, which from then on is borrowed from the same text.
void copy_scenario_member(std::string_view key, const scenario::document& from, scenario::document& to);

}  // namespace interlock::text
