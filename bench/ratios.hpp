#pragma once

#include <cstdint>
#include <string_view>

/// What `main` shows at the end: the time of one benchmark as a multiple of another one's in the same run.
namespace bench {

struct ratio {
  std::string_view of;
  std::string_view to;
  double goal;  ///< at most
};

inline constexpr std::string_view if_chain = "one table/if chain";
inline constexpr std::string_view one_decision = "one table/first_match";
inline constexpr std::string_view batch_decision = "one table/first_match_batch";
inline constexpr std::string_view typed_decision = "decide/typed facts";
inline constexpr std::string_view parse_and_serialise = "text/Boost.JSON";
inline constexpr std::string_view text_decision = "text/decide";
inline constexpr std::string_view plain_loop_early = "10000 rows/plain loop, early match";
inline constexpr std::string_view plain_loop_late = "10000 rows/plain loop, late match";
inline constexpr std::string_view many_rows_early = "10000 rows/first_match, early match";
inline constexpr std::string_view many_rows_late = "10000 rows/first_match, late match";

inline constexpr ratio ratios[] = {
    {one_decision, if_chain, 0.5},
    {batch_decision, if_chain, 0.1},
    {typed_decision, one_decision, 15},
    {text_decision, parse_and_serialise, 2.5},
    {many_rows_early, plain_loop_late, 0.02},
    {many_rows_late, plain_loop_late, 0.02},
};

/// Marsaglia's xorshift64: the same input in every run.
class xorshift {
 public:
  std::uint64_t below(std::uint64_t count) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ % count;
  }

 private:
  std::uint64_t state_ = 0x9e3779b97f4a7c15;
};

}  // namespace bench
