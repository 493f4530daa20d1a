#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace bench {

inline std::string read_file(const std::string& name) {
  std::ifstream from{name, std::ios::binary};
  return {std::istreambuf_iterator<char>{from}, {}};
}

}  // namespace bench
