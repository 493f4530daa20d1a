#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/json/object.hpp>

#include <interlock/authn/account_event.hpp>

#include "text/json/iso8601_duration.hpp"
#include "text/json/json_document.hpp"

/// A story as it stands in its document: read, not played yet.
namespace interlock::text {

struct story_step {
  authn::time_point now{};                    ///< where the clock of the story stands, the first time
  std::optional<authn::account_event> event;  ///< none: a request
  json::object given;                         ///< the keys of a scenario that this step gives
  std::optional<std::uint64_t> repeat;        ///< how often the step is taken; none: once
  time_span between;                          ///< from one time to the next
};

struct story {
  json::object given;
  std::vector<story_step> steps;
};

/// Reads the text of `problems`, all but what scenarios are made of. All times that the clock comes to can be written.
/// @param steps_max  in all, repetitions counted
/// @return nothing after a syntax error; after other problems what can be read, so that all are reported at once
[[nodiscard]] std::optional<story> read_story(problem_list& problems, std::uint64_t steps_max);

}  // namespace interlock::text
