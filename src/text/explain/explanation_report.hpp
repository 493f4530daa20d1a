#pragma once

#include <string>

#include "text/explain/explanation.hpp"

namespace interlock::text {

/// The explanation for people.
[[nodiscard]] std::string report_explanation(const full_explanation& of);

}  // namespace interlock::text
