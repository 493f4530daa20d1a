#pragma once

#include <string>

#include <interlock/rules/table.hpp>

namespace interlock::text {

/// Every table with its question, columns, rows, reasons and sources as a Markdown page, each followed by those that
/// feed it. Pure.
[[nodiscard]] std::string export_markdown(const rules::book& of);

}  // namespace interlock::text
