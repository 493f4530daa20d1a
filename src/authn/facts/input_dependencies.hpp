#pragma once

#include <cstdint>
#include <vector>

#include <interlock/authn/fact.hpp>

#include "shipped_book.hpp"

namespace interlock::authn {

/// The facts that an observation may depend on, those that it is about first. Depends on the facts only through
/// which policy and rule apply.
[[nodiscard]] std::vector<fact> dependencies_of(std::uint16_t observation, const facts& in);

/// What a person would name first: the one or two facts that an observation is about. None for what nobody changes.
[[nodiscard]] std::vector<fact> main_dependencies(shipped::input_id observation, const facts& in);

/// Whether an observation is about nothing but what is asked: the body, the transaction, and the factor in the path.
[[nodiscard]] bool is_about_question(std::uint16_t observation, const facts& in);

}  // namespace interlock::authn
