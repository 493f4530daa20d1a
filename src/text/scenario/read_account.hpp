#pragma once

#include "text/json/json_reader.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

void read_account(const place& from, scenario::document& to);
void read_enrollment(const place& from, scenario::document& to);

}  // namespace interlock::text
