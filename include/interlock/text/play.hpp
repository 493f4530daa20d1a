#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <interlock/text/diagnostic.hpp>

/// Stories: a scenario followed by further requests and events.
namespace interlock::text {

/// The form of the output, and a limit.
struct play_options {
  bool as_json = false;                     ///< the JSON document instead of a table for people
  std::uint64_t steps_max = 1'000'000'000;  ///< each repetition counted; a longer story is refused
};

/// Decides a story step by step. Each step is decided as `decide` decides a scenario: the given facts, as the earlier
/// decisions have changed them, with the keys of the step in their place. Pure.
/// A step with `repeat: n` is decided n times; consecutive equal decisions are written as one entry with a count.
/// @par Complexity each step is decided once, from typed facts, and written once a run. Memory does not depend on how
///   many repetitions there are
/// @return every decision and the account in the end, without a final line end; or every problem of the text, and the
///   first step that needs evidence which it does not state
/// @par Specification docs/stories.md
[[nodiscard]] result<std::string> play(std::string_view story_text, const play_options& options = {},
                                       std::string_view name = {});

}  // namespace interlock::text
