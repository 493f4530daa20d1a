#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace interlock::tools {

struct table_file {
  std::string name;  ///< as diagnostics call it
  std::string text;
};
using table_files = std::vector<table_file>;

/// Reads tables: files, `-` for standard input, and folders that are searched for *.json in the order of the names.
/// Schemas (*.schema.json), which stand beside tables, are left out.
/// @return false after a message about each thing that could not be read
[[nodiscard]] bool add_files(std::span<const std::string_view> paths, table_files& files);

}  // namespace interlock::tools
