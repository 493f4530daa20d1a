#pragma once

#include <cstdint>

#include <interlock/authn/facts.hpp>

namespace spec {

/// Marsaglia's xorshift64: the same facts in every run and on every platform.
class xorshift {
 public:
  explicit xorshift(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    return state_ ^= state_ << 17;
  }
  /// 0 to `count` - 1.
  std::uint64_t below(std::uint64_t count) { return next() % count; }
  bool one_in(std::uint64_t count) { return below(count) == 0; }
  bool flip() { return one_in(2); }

 private:
  std::uint64_t state_;
};

/// Any facts at all, dense where decisions turn: around limits, at the ends of time, with clocks that go backwards.
[[nodiscard]] interlock::authn::facts random_facts(xorshift& random);

}  // namespace spec
