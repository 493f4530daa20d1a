#include "table_files.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "streams.hpp"

namespace interlock::tools {
namespace {

namespace fs = std::filesystem;

bool is_schema(const fs::path& file) { return file.extension() == ".json" && file.stem().extension() == ".schema"; }

/// The tables below a folder in the order of their names.
bool add_folder(const fs::path& folder, std::vector<std::string>& names) {
  std::error_code error;
  std::vector<std::string> found;
  for (auto at = fs::recursive_directory_iterator{folder, error}; !error && at != fs::recursive_directory_iterator{};
       at.increment(error))
    if (at->is_regular_file(error) && at->path().extension() == ".json") found.push_back(at->path().string());
  if (error) complain(folder.string() + ": cannot be read: " + error.message());
  std::ranges::sort(found);
  std::ranges::move(found, std::back_inserter(names));
  return !error;
}

}  // namespace

bool add_files(std::span<const std::string_view> paths, table_files& files) {
  bool all_read = true;
  std::vector<std::string> names;
  for (const std::string_view path : paths) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      all_read = add_folder(path, names) && all_read;
    } else {
      names.emplace_back(path);
    }
  }
  for (const std::string& name : names) {
    auto text = read_file(name);
    all_read = text && all_read;
    // Looked at after reading, so that a name that is misspelt is a file that is missing.
    if (text && !is_schema(name)) files.push_back({std::string{shown_name(name)}, *std::move(text)});
  }
  return all_read;
}

}  // namespace interlock::tools
