#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <interlock/rules/compile.hpp>
#include <interlock/rules/table.hpp>

#include "rules/compile/resolve_names.hpp"

/// The memory of compiled tables. Built once, never changed afterwards: every view points into it.
namespace interlock::rules {

/// The memory of one table. Nothing in it may move after `table_view` has been taken.
struct table_storage {
  std::vector<std::vector<std::string_view>> values;  ///< per column
  std::vector<column> columns;
  std::vector<std::string_view> outcomes;
  std::vector<std::string_view> sources;  ///< of all rows, one after the other
  std::vector<value_set> when;
  std::vector<row> rows;

  std::vector<std::uint64_t> value_rows;
  std::vector<std::uint32_t> value_rows_at;
  std::vector<column_group> groups;
  std::vector<std::uint32_t> group_strides;
  std::vector<std::uint64_t> group_rows;
  std::vector<std::uint64_t> group_summary;
};

/// Builds one table whose words are right. `from` must outlive the table; the conditions move out of `words`.
/// @param sources  what stands in `column.source` for each column
[[nodiscard]] table build_table(const table_definition& from, checked_table& words,
                                std::span<const std::uint16_t> sources, table_storage& memory);

struct compiled_book::storage {
  std::vector<table_definition> definitions;  ///< the words themselves
  std::vector<input_definition> declared;     ///< and those of inputs that are declared apart
  std::vector<table_storage> parts;           ///< a definition each
  std::vector<std::vector<std::string_view>> input_values;
  std::vector<input> inputs;
  std::vector<table> tables;
  book view;
};

}  // namespace interlock::rules
