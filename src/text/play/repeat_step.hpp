#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include <interlock/authn/decide.hpp>
#include <interlock/result.hpp>

#include "text/play/story.hpp"
#include "text/play/story_state.hpp"

namespace interlock::text {

/// What makes decisions alike: outcome, rule, and types of effects.
class decision_kind {
 public:
  explicit decision_kind(const authn::decision& made) noexcept;
  bool operator==(const decision_kind&) const = default;

 private:
  authn::outcome outcome_;
  std::uint16_t table_;
  rules::row_index row_;
  std::array<std::uint8_t, authn::effects_per_decision_max> effects_{};  // 0: none, else 1 and the index of the type
};

/// The decision of a step, or of as many times in a row as a step that is repeated is decided alike.
struct step_result {
  const story_step& step;
  std::uint64_t count = 0;
  authn::time_point first{}, last{};  ///< times of the first and the last of them, as they were decided
  step_scenario from{};               ///< what the last one was made from
  authn::decision made{};             ///< the last one
};

using write_result = std::function<void(const step_result&)>;

/// Takes a step as often as it says, each time from what the time before has left behind, and decides it once each
/// time. Memory does not depend on how many times.
/// @param given  what the step gives
/// @param write  called for each run of alike decisions
/// @return false after a problem
[[nodiscard]] bool take_step(const place& given, const story_step& step, story_state& state, const write_result& write);

/// Reads everything, and decides up to the first problem.
/// @return false after a problem
[[nodiscard]] bool take_steps(problem_list& problems, const story& of, story_state& state, const write_result& write);

}  // namespace interlock::text
