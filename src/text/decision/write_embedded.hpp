#pragma once

#include <interlock/authn/decision.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// `_embedded` of a transaction; nothing where it has none.
void write_embedded(json_writer& out, const scenario::document& from, const authn::decision& made,
                    const shown_parts& parts);

}  // namespace interlock::text
