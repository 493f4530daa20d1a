#pragma once

#include <string>

#include "text/explain/explanation.hpp"

namespace interlock::text {

/// The explanation as a document.
[[nodiscard]] std::string write_explanation(const full_explanation& of);

}  // namespace interlock::text
