#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace spec::defects {

inline std::string page(const std::string& path) {
  std::ifstream file{INTERLOCK_SOURCE_DIR "/" + path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// A property has found the fault, and docs/spec/lockout_defects.md shows by what.
inline void check_shown(std::string_view found, std::string_view shown) {
  CHECK(found == shown);
  const bool on_the_page =
      page("docs/spec/lockout_defects.md").find("`" + std::string{shown} + "`") != std::string::npos;
  CHECK_MESSAGE(on_the_page, "the page does not show: ", shown);
}

}  // namespace spec::defects
