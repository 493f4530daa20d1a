#pragma once

#include <interlock/authn/decision.hpp>
#include <interlock/authn/facts.hpp>

#include "text/json/json_writer.hpp"

namespace interlock::text {

/// `{"errorCode": ..., "errorSummary": ..., ...}`
void write_error_body(json_writer& out, const authn::response& answer, const authn::mint& mint);

}  // namespace interlock::text
