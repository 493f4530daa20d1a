#pragma once

#include <interlock/rules/definition.hpp>

#include "text/json/json_document.hpp"

namespace interlock::text {

/// Reads the table in the text of `problems` as far as it can be read; what cannot be read is reported and left
/// empty, so that all problems are found at once.
[[nodiscard]] rules::table_definition read_definition(problem_list& problems);

}  // namespace interlock::text
