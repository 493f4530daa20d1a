#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include <interlock/authn/decide.hpp>
#include <interlock/result.hpp>

#include "text/play/story.hpp"

namespace interlock::text {

using decision_or_gap = interlock::result<authn::decision, authn::missing_evidence>;

/// Decides a step once: its request, or its event.
[[nodiscard]] decision_or_gap decide_step(const authn::facts& from, const story_step& step) noexcept;

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

/// Times in a row that a step is decided alike.
struct alike_run {
  std::uint64_t count = 0;
  authn::time_point from{}, until{};  ///< of the first and the last, as they were decided
  authn::time_point next{};           ///< where the clock stands for the time after
  std::optional<decision_kind> kind;  ///< of all of them
};

/// What the times of a step start from besides their facts.
struct repetition {
  const story_step& step;
  authn::time_point clock{};                          ///< of the story
  std::uint64_t left = 1;                             ///< how often the step is still to be taken
  std::optional<authn::time_point> remembered_until;  ///< none: the facts say whether the device is remembered
};

/// Decides a step again and again, each time from what the time before has left behind in the facts, for as long as the
/// decisions are alike and typed facts can say all that is left behind.
/// @param from  of the first time; afterwards of the last one, from which its decision is made once more to be written
/// @par Complexity one decision a time, and one more; memory does not depend on how many
/// @return or the evidence that is missing at the first time at which it is
[[nodiscard]] interlock::result<alike_run, authn::missing_evidence> play_run(authn::facts& from, const repetition& of);

}  // namespace interlock::text
