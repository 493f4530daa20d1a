#pragma once

#include <string>

#include "text/attack/attack_findings.hpp"

namespace interlock::text {

/// The findings for people.
[[nodiscard]] std::string report_attack(const attack_findings& of);

}  // namespace interlock::text
