#pragma once

#include <array>
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

inline constexpr std::string_view guess_decided = "guess/decide";
inline constexpr std::string_view guess_played = "guess/play";

inline constexpr std::string_view event_in_turn = "event/resume and one event";
inline constexpr std::string_view step_in_turn = "step/typed facts";
inline constexpr std::string_view body_by_json = "body/Boost.JSON";
inline constexpr std::string_view body_of_decision = "body/of a decision";
inline constexpr std::string_view body_of_facts = "body/of facts, decided";
inline constexpr std::string_view event_again = "event/the same again";
inline constexpr std::array<std::string_view, 10> steps_taken{"step/send a code by SMS",
                                                              "step/right code",
                                                              "step/push still waiting",
                                                              "step/get the state",
                                                              "step/go back",
                                                              "step/cancel",
                                                              "step/change the password",
                                                              "step/enroll a TOTP factor",
                                                              "step/activate a TOTP factor",
                                                              "step/answer the recovery question"};

inline constexpr ratio ratios[] = {
    {one_decision, if_chain, 0.5},           {batch_decision, if_chain, 0.1},
    {typed_decision, one_decision, 15},      {text_decision, parse_and_serialise, 2.5},
    {step_in_turn, event_in_turn, 20},       {body_of_decision, body_by_json, 2},
    {body_of_facts, body_by_json, 2},        {many_rows_early, plain_loop_late, 0.02},
    {many_rows_late, plain_loop_late, 0.02}, {guess_played, guess_decided, 2},
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
