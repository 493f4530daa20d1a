#pragma once

#include <string>

#include "text/attack/attack_findings.hpp"

namespace interlock::text {

/// The findings as a document.
[[nodiscard]] std::string write_attack(const attack_findings& of);

}  // namespace interlock::text
