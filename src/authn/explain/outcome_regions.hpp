#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include <interlock/authn/fact.hpp>

#include "authn/decide/settled_inputs.hpp"

/// The cases that one question can turn out to be, as regions that are answered in one way, by one row of each table. A
/// box here has one more set than the book has inputs: the tables that may answer.
namespace interlock::authn {

/// Every case of the operation in its transaction, whatever else may be otherwise. Exact: no change can bring about
/// what is left out.
[[nodiscard]] rules::box space_of_question(const facts& from);

/// What changes of facts can bring about at all; more where facts are too many to try.
/// @param may_change  the facts that may be changed
[[nodiscard]] rules::box space_in_reach(const facts& from, const std::function<bool(const fact&)>& may_change);

/// A case that is kept: where it lies, what answers there, and how many inputs of the facts lie outside.
struct outcome_region {
  rules::box inputs;
  std::vector<rules::row_index> rows;
  std::size_t distance = 0;
};

/// What one walk over all cases of a question finds.
struct question_regions {
  /// By outcome, one of the nearest; none: the operation, in its transaction, never comes to the outcome.
  std::array<std::optional<outcome_region>, words_of<outcome>::value.size()> nearest;
  std::vector<outcome_region> wanted;  ///< all with the outcome that is asked for, near ones first
};
[[nodiscard]] question_regions regions_of_question(const facts& from, const observations& here,
                                                   std::optional<outcome> wanted);

/// All regions of a space with the wanted outcome, near ones first.
[[nodiscard]] std::vector<outcome_region> regions_within(const rules::box& space, const facts& from,
                                                         const observations& here, outcome wanted);

}  // namespace interlock::authn
