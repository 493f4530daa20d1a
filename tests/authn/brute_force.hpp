#pragma once

#include <set>
#include <string>
#include <vector>

#include <interlock/authn/explain.hpp>

/// All combinations of values of facts, decided one by one.
namespace interlock::tests {

using pointers = std::set<std::string>;

/// The name of a fact in tests: where a scenario in which nothing is a list would state it.
[[nodiscard]] std::string pointer_to(const authn::fact& of, const authn::facts& in);

/// The facts that can be changed and that a table which answers the request may read.
[[nodiscard]] std::vector<authn::fact> changeable(const authn::facts& in, bool all);

[[nodiscard]] pointers pointers_of(const authn::change_set& set, const authn::facts& in);

/// Sets in their order, one a line.
[[nodiscard]] std::string listed(const std::set<pointers>& sets);

/// The facts after all changes of the set, or all but one.
[[nodiscard]] authn::facts after(const authn::change_set& set, authn::facts then, std::size_t without = SIZE_MAX);

/// Checks the sets of at most `size_max` facts for every outcome.
void compare_with_brute_force(const authn::facts& base, bool all, std::size_t size_max);

/// Checks that every set leads to its outcome and no part of it does. @return how many sets, and the longest
struct checked_sets {
  std::size_t count = 0;
  std::size_t longest = 0;
};
checked_sets check_sets(const authn::facts& base);

}  // namespace interlock::tests
