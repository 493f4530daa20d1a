#pragma once

#include <string>

#include <interlock/rules/definition.hpp>

namespace interlock::text {

/// The table as JSON text in the format that `read_table` reads, one aligned line a rule.
[[nodiscard]] std::string write_table(const rules::table_definition& of);

}  // namespace interlock::text
