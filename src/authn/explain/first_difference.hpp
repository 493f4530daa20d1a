#pragma once

#include <span>
#include <vector>

#include "authn/decide/settled_inputs.hpp"

namespace interlock::authn {

/// Where the way to an answer leaves the way into a region: the rule that applies instead of the region's, and the
/// inputs of its table that make the difference.
struct blocked_at {
  rule_reference rule;
  std::vector<std::uint16_t> inputs;
};

/// @param rows     the rows that decide in the region, one a table
/// @param missing  the inputs that lie outside the region
[[nodiscard]] blocked_at first_difference(std::span<const rules::row_index> rows,
                                          const std::vector<std::uint16_t>& missing, const decision& made);

}  // namespace interlock::authn
