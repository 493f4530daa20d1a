#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <interlock/text/diagnostic.hpp>

/// Stories: scenarios that go on.
namespace interlock::text {

struct play_options {
  bool as_json = false;                     ///< the document of contract.md 3 instead of a table for people
  std::uint64_t steps_max = 1'000'000'000;  ///< each repetition counted; a longer story is refused
};

/// Decides a story step by step. Each step is a scenario of its own, decided as `decide` does: what the story starts
/// with, as the decisions before have changed it, and in place of that what the step itself gives. Pure.
/// A step that is repeated is decided as if it stood there as often, and written once for each run of alike decisions.
/// @par Complexity each step is decided once, from typed facts, and written once a run. Memory does not depend on how
///   many repetitions there are
/// @return every decision and the account in the end, without a final line end; or every problem of the text, and the
///   first step that needs evidence which it does not state
/// @par Specification contract.md 3, docs/stories.md
[[nodiscard]] result<std::string> play(std::string_view story_text, const play_options& options = {},
                                       std::string_view name = {});

}  // namespace interlock::text
