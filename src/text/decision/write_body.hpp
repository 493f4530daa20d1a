#pragma once

#include <interlock/authn/decision.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// The body that the host sends: a transaction, an error, or what is left of a transaction that was cancelled.
void write_body(json_writer& out, const scenario::document& from, const authn::decision& made,
                const shown_parts& parts);

/// Whether the body names the state of a transaction.
[[nodiscard]] bool names_state(const authn::response& answer) noexcept;

}  // namespace interlock::text
