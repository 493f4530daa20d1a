#pragma once

#include <string>

#include "brute_force.hpp"
#include "transactions.hpp"

namespace interlock::tests {

/// A scenario, what its explanation must say first, and every smallest way to one other outcome.
struct expected {
  std::string_view name;
  authn::facts from;
  authn::outcome decided;
  std::string_view rule;
  std::vector<std::string> because;  ///< facts of the deciding rule
  authn::outcome wanted;
  std::set<pointers> ways;
};

[[nodiscard]] std::vector<expected> expectations();

/// Those of them that are about requests of administrators.
[[nodiscard]] std::vector<expected> administrative_expectations();

}  // namespace interlock::tests
