#pragma once

#include <string_view>

#include <interlock/authn/decide.hpp>
#include <interlock/text/diagnostic.hpp>

namespace interlock::text {

/// The diagnostic for evidence that a decision needs and the scenario does not state.
[[nodiscard]] diagnostics missing_evidence(const authn::missing_evidence& what, std::string_view text,
                                           std::string_view name);

}  // namespace interlock::text
