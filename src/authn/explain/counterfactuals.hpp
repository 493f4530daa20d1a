#pragma once

#include <vector>

#include <interlock/authn/explain.hpp>

#include "authn/explain/outcome_regions.hpp"

namespace interlock::authn {

/// A request with its answer and every observation.
struct answered_question {
  const facts& from;
  const decision& made;
  observations here;
};

/// The smallest changes that lead to the wanted outcome.
/// @param in_question  the regions of the question with that outcome, near ones first: if no change leads into one,
/// they
///   say which rule is in the way
[[nodiscard]] smallest_changes smallest_changes_from(const std::vector<outcome_region>& in_question, outcome wanted,
                                                     const answered_question& base, bool all);

}  // namespace interlock::authn
