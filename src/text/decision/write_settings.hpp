#pragma once

#include <boost/json/object.hpp>
#include <interlock/authn/blocks.hpp>
#include <interlock/authn/decision.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// A settings object as the host stores it, and as a body shows it.
[[nodiscard]] json::object stored_settings(const scenario::document& from, const authn::settings_value& value);
void write_settings_body(json_writer& out, const scenario::document& from, const authn::response& answer);

/// `[{"type": "DEVICE_BASED", "appliesTo": ...}, ...]`
void write_blocks_body(json_writer& out, const authn::blocks& listed);

}  // namespace interlock::text
