#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

/// The best attacks by trying everything: every sequence of single sign-ins at every instant that can matter, each
/// decided by the engine. It knows no rule, no lock and no limit but those that the setting states.
namespace interlock::tests {

/// By goal: passwords, or milliseconds.
using best_values = std::array<std::uint64_t, 3>;

[[nodiscard]] best_values best_by_trying(const authn::attack_setting& from, authn::attacker who);

}  // namespace interlock::tests
