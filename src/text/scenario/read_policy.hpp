#pragma once

#include "text/json/json_reader.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

void read_policy(const place& from, scenario::document& to);

}  // namespace interlock::text
