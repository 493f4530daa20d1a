#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include <boost/json/object.hpp>
#include <interlock/text/diagnostic.hpp>

#include "text/play/story.hpp"
#include "text/play/story_state.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// A story that is read, with the state at its end.
struct played_story {
  explicit played_story(story of) : read{std::move(of)} {}

  story read;
  story_state end{read};
};

/// The start of an attack: the scenario, and its members except those of a request.
struct attack_start {
  json::object members;                          ///< of the scenario, or of what the story gives
  std::unique_ptr<const played_story> played{};  ///< null: not a story
  std::unique_ptr<scenario::document> document = std::make_unique<scenario::document>(0);
};

/// Reads a scenario, or a story, which is played.
[[nodiscard]] result<attack_start> read_attack_start(std::string_view text, std::string_view name,
                                                     std::uint64_t steps_max);

}  // namespace interlock::text
