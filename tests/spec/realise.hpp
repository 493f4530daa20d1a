#pragma once

#include <string_view>
#include <variant>

#include "plain.hpp"

namespace spec {

/// Why no facts lead to a combination of observations.
enum class impossible : std::uint8_t {
  lock_outlives,     ///< a due unlock leaves no lock and no block behind
  nothing_unlocked,  ///< the status is not what an ended lock leaves, and no block in force can have ended either
};

/// Facts in which exactly these observations are made; where nothing was read (`no_value`), anything may be.
[[nodiscard]] std::variant<authn::facts, impossible> realise(const observed_values& wanted);

}  // namespace spec
