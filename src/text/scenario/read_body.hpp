#pragma once

#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// The body and the query, once the operation and the transaction are known.
void read_body(scenario::document& to);

}  // namespace interlock::text
