#pragma once

#include <string_view>

#include <boost/json/value.hpp>
#include <interlock/authn/fact.hpp>

#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// The value to put at a pointer of the scenario, as JSON.
[[nodiscard]] json::value value_for(const authn::fact& where, const authn::fact_value& value,
                                    const scenario::document& in);
/// What stands there now; null where the scenario says nothing.
[[nodiscard]] json::value value_at(std::string_view pointer, const scenario::document& in);

}  // namespace interlock::text
