#pragma once

#include <interlock/authn/effect.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

void write_effects(json_writer& out, const scenario::document& from, const authn::effect_list& effects);

}  // namespace interlock::text
