#pragma once

#include <variant>
#include <vector>

#include <interlock/rules/definition.hpp>

#include "text/json/json_document.hpp"

namespace interlock::text {

/// What a text of a book holds: an object with `inputs` declares inputs, any other text is a table.
using definition = std::variant<rules::table_definition, std::vector<rules::input_definition>>;

/// Reads the text of `problems` as far as it can be read; what cannot be read is reported and left empty, so that all
/// problems are found at once.
[[nodiscard]] definition read_definition(problem_list& problems);
[[nodiscard]] rules::table_definition read_table_definition(problem_list& problems);

}  // namespace interlock::text
