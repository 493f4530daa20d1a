#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <interlock/authn/decide.hpp>
#include <interlock/text/scenario.hpp>

#include "moves.hpp"

/// Random walks through the API, by typed facts.
namespace machine {

/// Marsaglia's xorshift64: the same walks in every run and on every platform.
class xorshift {
 public:
  explicit xorshift(std::uint64_t seed) : state_{seed} {}
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    return state_ ^= state_ << 17;
  }
  /// 0 to `count` - 1.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }

 private:
  std::uint64_t state_;
};

inline constexpr std::size_t walk_length = 30;

/// A world with all its moves, read once.
class world_moves {
 public:
  explicit world_moves(const world& in);

  [[nodiscard]] const world& in() const noexcept { return in_; }
  /// The facts before anything has happened, without a request.
  [[nodiscard]] const authn::facts& start() const noexcept { return start_->facts(); }
  [[nodiscard]] const std::vector<move>& moves() const noexcept { return moves_; }
  /// A move that has a chance in the transaction of the facts, mostly.
  [[nodiscard]] std::size_t choose(xorshift& random, const authn::facts& from) const;
  /// Puts request, evidence and fresh strings of a move into the facts.
  void apply(std::size_t which, authn::facts& to) const;

 private:
  const world& in_;
  std::vector<move> moves_;
  std::vector<interlock::text::scenario> read_;  // as many
  std::unique_ptr<interlock::text::scenario> start_;
  std::vector<std::vector<std::size_t>> by_operation_;
};

[[nodiscard]] const std::vector<world_moves>& all_world_moves();

/// What happens around the request: time, network, limits, devices.
void disturb(xorshift& random, authn::facts& to);

/// What a host keeps of a decision for the next request.
void keep(const authn::decision& made, authn::facts& to);

/// Every check of one decision by the documents alone.
void check_decision(const authn::facts& from, const authn::decision& made);

}  // namespace machine
