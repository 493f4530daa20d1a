#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/rules/compile.hpp>
#include <interlock/rules/definition.hpp>
#include <interlock/rules/finding.hpp>
#include <interlock/rules/table.hpp>

/// The first half of compiling: words become indices. For what the result is good for see compile.hpp.
namespace interlock::rules {

struct checked_column {
  std::string_view name;
  std::span<const std::string> values;  ///< words of a definition; empty if the vocabulary is wrong
  bool fed = false;
  std::uint16_t source = 0;  ///< index of a definition if fed, else of an input
};

struct checked_table {
  bool sound = true;  ///< its words are right, so that it can be built and analysed
  std::vector<checked_column> columns;
  std::vector<value_set> when;        ///< rows by columns
  std::vector<value_index> outcomes;  ///< one a row
};

struct checked_input {
  std::string_view name;
  std::span<const std::string> values;
  place declared;  ///< its definition, or the column that names it first
};

struct checked_book {
  std::vector<checked_table> tables;  ///< in the order of the definitions
  std::vector<checked_input> inputs;
  std::vector<std::uint16_t> order;  ///< definitions, each behind those that feed it, unless there is a cycle
};

/// Resolves every word. What is wrong is added to `found`, in no particular order.
[[nodiscard]] checked_book check_words(std::span<const table_definition> tables,
                                       std::span<const input_definition> inputs, const compile_options& options,
                                       findings& found);

}  // namespace interlock::rules
