#pragma once

#include <string>

#include <interlock/authn/fact.hpp>

namespace interlock::text {

/// The name that the admin console, or plain English, has for a fact.
[[nodiscard]] std::string label_of(const authn::fact& of);
/// A value as a person would say it.
[[nodiscard]] std::string phrase(const authn::fact& of, const authn::fact_value& value);

}  // namespace interlock::text
