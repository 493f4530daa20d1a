#pragma once

#include <optional>
#include <vector>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/fact.hpp>

/// Why a request is answered as it is, why not otherwise, and what would have to change. Computed from the tables
/// that decide.
namespace interlock::authn {

/// A rule on the way to the answer, with the facts that its conditions are about.
struct reason {
  rule_reference rule;
  bool decides = false;  ///< false: it was consulted and let the request go on
  std::vector<fact> facts;
};

/// What keeps an outcome from being the answer: the rule that applies instead, and the facts that make it apply.
struct obstacle {
  authn::outcome outcome;
  rule_reference rule;
  std::vector<fact> facts;
};

/// What has to change for another answer.
struct smallest_changes {
  std::vector<change_set> changes;                   ///< shortest first, then by fact; one empty set: already there
  std::optional<rule_reference> impossible_because;  ///< set exactly when `changes` is empty
};

/// Why a decision is as it is, and why it is not otherwise. It refers to the facts that it was made from.
struct explanation {
  decision made;
  std::vector<reason> because;    ///< the deciding rules first, then the others that were consulted
  std::vector<obstacle> why_not;  ///< one for each other outcome that the operation can have in its transaction
  std::optional<smallest_changes> to_wanted;  ///< to the outcome that was asked for; none: nothing was asked for
};

/// Pure.
/// @param wanted  also search the smallest changes that lead to this outcome, in the same walk over the rules
/// @param all     as for `smallest_changes_to`
/// @return the explanation, or the evidence that is missing
[[nodiscard]] result<explanation, missing_evidence> explain(const facts& from,
                                                            std::optional<outcome> wanted = std::nullopt,
                                                            bool all = false);

/// Every set of changes that leads to the wanted outcome and has no smaller such set inside it, with the nearest
/// value for each fact. Exact over the facts that may change: no set means that none exists.
/// @param all  also offer what nobody can change: the clock, rate limits, the past
/// @par Complexity linear in the regions of the tables that have the outcome, times the ways to enter each
[[nodiscard]] result<smallest_changes, missing_evidence> smallest_changes_to(const facts& from, outcome wanted,
                                                                             bool all);

}  // namespace interlock::authn
