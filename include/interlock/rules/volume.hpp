#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <interlock/rules/table.hpp>

namespace interlock::rules {

/// The number of combinations in a box, exact as a pair of 64-bit halves, high first.
struct volume {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend bool operator==(const volume&, const volume&) = default;
  volume& operator+=(const volume& other) noexcept;
  /// In decimal digits.
  [[nodiscard]] std::string to_string() const;
};
/// Saturates at 2^128 - 1.
[[nodiscard]] volume volume_of(std::span<const value_set> of) noexcept;

}  // namespace interlock::rules
