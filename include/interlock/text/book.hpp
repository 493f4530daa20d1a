#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <interlock/rules/compile.hpp>
#include <interlock/text/diagnostic.hpp>

/// Rule tables as JSON text.
namespace interlock::text {

/// The text of one table. It is borrowed for the call.
struct source {
  std::string_view name;  ///< for diagnostics, usually the file name
  std::string_view text;  ///< one table, or declarations of inputs; comments are allowed
};

/// Reads and compiles a book; the same code runs when the library is built and when a host brings its own tables.
/// Pure. @return the book, or every problem of all texts in order
/// @par Specification rules/README.md, rules/table.schema.json, rules/inputs.schema.json
[[nodiscard]] result<rules::compiled_book> compile_book(std::span<const source> texts,
                                                        rules::compile_options options = {});

/// Reads one table without resolving its words.
[[nodiscard]] result<rules::table_definition> read_table(const source& from);

/// Reads declarations of inputs, for `rules::compile`. A table is a problem here.
[[nodiscard]] result<std::vector<rules::input_definition>> read_inputs(const source& from);

}  // namespace interlock::text
