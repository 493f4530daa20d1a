#pragma once

#include <functional>

#include "authn/decide/settled_inputs.hpp"
#include "authn/facts/fact_table.hpp"

/// The cases that one question can turn out to be. A box here has one more set than the book has inputs: the tables
/// that may answer.
namespace interlock::authn {

/// A region over which a request is answered in one way, by one row of each table that is consulted.
struct case_of_request {
  std::span<const rules::value_set> inputs;
  std::span<const rules::row_index> rows;
  authn::outcome outcome;
};

/// Every case of the operation in its transaction, whatever else may be otherwise. Exact: no change can bring about
/// what is left out.
[[nodiscard]] rules::box space_of_question(const facts& from);

/// What changes of facts can bring about at all; more where facts are too many to try.
/// @param may_change  the facts that may be changed
[[nodiscard]] rules::box space_in_reach(const facts& from, const std::function<bool(const fact&)>& may_change);

/// Visits disjoint cases that together are the whole space.
/// @param visit  returns false to stop
void for_each_case(const facts& from, const rules::box& space,
                   const std::function<bool(const case_of_request&)>& visit);

}  // namespace interlock::authn
