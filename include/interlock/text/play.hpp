#pragma once

#include <string>
#include <string_view>

#include <interlock/text/diagnostic.hpp>

/// Stories: scenarios that go on.
namespace interlock::text {

struct play_options {
  bool as_json = false;  ///< the document of contract.md 3 instead of a table for people
};

/// Decides a story step by step. Each step is a scenario of its own, decided as `decide` does: what the story starts
/// with, as the decisions before have changed it, and in place of that what the step itself gives. Pure.
/// @return every decision and the account in the end, without a final line end; or every problem of the text, and the
///   first step that needs evidence which it does not state
/// @par Specification contract.md 3, docs/stories.md
[[nodiscard]] result<std::string> play(std::string_view story_text, const play_options& options = {},
                                       std::string_view name = {});

}  // namespace interlock::text
