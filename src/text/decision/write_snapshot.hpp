#pragma once

#include <interlock/authn/decision.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

/// A transaction between two requests as JSON text; docs/reference.md.
namespace interlock::text {

/// The members of the snapshot that bodies show after a decision.
[[nodiscard]] shown_parts parts_after(const scenario::document& from, const authn::decision& made) noexcept;

/// The object of a transaction as `read_transaction` reads it.
void write_snapshot(json_writer& out, const authn::transaction& of, const shown_parts& parts);

}  // namespace interlock::text
