#include <interlock/rules/volume.hpp>

#include <algorithm>
#include <bit>

namespace interlock::rules {
namespace {

constexpr std::uint64_t low_half = 0xffff'ffff;
constexpr volume largest{~std::uint64_t{0}, ~std::uint64_t{0}};

// (high, low) * by, by at most 64; what does not fit is `largest`.
volume times(const volume& of, std::uint64_t by) {
  const std::uint64_t low = (of.low & low_half) * by;
  const std::uint64_t middle = (of.low >> 32) * by + (low >> 32);
  const std::uint64_t carry = middle >> 32;
  if (by != 0 && of.high > (~std::uint64_t{0} - carry) / by) return largest;
  return {of.high * by + carry, middle << 32 | (low & low_half)};
}

}  // namespace

volume& volume::operator+=(const volume& other) noexcept {
  low += other.low;
  const std::uint64_t carry = low < other.low ? 1 : 0;
  const std::uint64_t room = ~std::uint64_t{0} - high;
  if (other.high > room || (carry == 1 && other.high == room)) return *this = largest;
  high += other.high + carry;
  return *this;
}

std::string volume::to_string() const {
  std::string digits;
  volume left = *this;
  do {
    std::uint64_t rest = 0;
    const auto divide = [&](std::uint64_t part) {
      const std::uint64_t dividend = rest << 32 | part;
      rest = dividend % 10;
      return dividend / 10;
    };
    const std::uint64_t high_high = divide(left.high >> 32);
    const std::uint64_t high_low = divide(left.high & low_half);
    const std::uint64_t low_high = divide(left.low >> 32);
    const std::uint64_t low_low = divide(left.low & low_half);
    left = {high_high << 32 | high_low, low_high << 32 | low_low};
    digits += static_cast<char>('0' + rest);
  } while (left != volume{});
  std::ranges::reverse(digits);
  return digits;
}

volume volume_of(std::span<const value_set> of) noexcept {
  volume product{0, 1};
  for (const value_set values : of) product = times(product, static_cast<std::uint64_t>(std::popcount(values)));
  return product;
}

}  // namespace interlock::rules
