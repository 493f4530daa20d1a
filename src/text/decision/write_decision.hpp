#pragma once

#include <optional>
#include <string_view>

#include <interlock/authn/decision.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

/// A decision document, and the members of it that other documents have too.
namespace interlock::text {

/// All members of the document, into an object that is open.
void write_decision(json_writer& out, const scenario::document& from, const authn::decision& made);

/// `transaction`: null, or as a host stores it.
void write_stored_transaction(json_writer& out, const std::optional<authn::transaction>& of, const shown_parts& parts);

/// `"trace": [{table, rule, inputs}, ...]`
void write_trace(json_writer& out, const authn::decision& made);

/// `"KEY": {table, rule, because, sources}`
void write_rule_named(json_writer& out, std::string_view key, authn::rule_reference rule);

}  // namespace interlock::text
