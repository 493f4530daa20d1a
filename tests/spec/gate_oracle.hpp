#pragma once

#include <optional>

#include "oracle.hpp"

/// The gate behind network zones and ThreatInsight, for whoever answers `is(value)`: the whole request, or its table.
namespace spec {

/// G3 and G4, docs/reference.md#the-scenario `request.operation`, then G5 to G7.
template <class See>
std::optional<ending> refused_by_request(See& see) {
  if (see.is(in::rate_limit::concurrency)) return ending::concurrency_limit;
  if (see.is(in::rate_limit::org)) return ending::org_limit;
  if (see.is(in::route::unknown_path)) return ending::unknown_path;
  if (see.is(in::route::wrong_method)) return ending::wrong_method;
  if (see.is(in::body::malformed)) return ending::malformed_body;
  if (see.is(in::body::absent) || see.is(in::body::incomplete)) return ending::incomplete_body;
  if (see.is(in::rate_limit::username)) return ending::username_limit;
  return std::nullopt;
}

/// The word of the gate, or of the sign-in, for what the request was refused by.
template <class Word>
Word word_of_refusal(ending by) {
  switch (by) {
    case ending::unknown_path: return Word::not_found;
    case ending::wrong_method: return Word::method_not_allowed;
    case ending::malformed_body: return Word::malformed_request;
    case ending::incomplete_body: return Word::invalid_request;
    default: return Word::rate_limited;
  }
}

}  // namespace spec
