#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Names and numbers in messages.
namespace interlock::rules {

inline std::string quoted(std::string_view word) { return std::string{"`"}.append(word).append("`"); }

inline std::string count_of(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string{what} + (count == 1 ? "" : "s");
}

}  // namespace interlock::rules
