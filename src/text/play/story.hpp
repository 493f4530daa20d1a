#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/json/value.hpp>

#include <interlock/authn/account_event.hpp>

#include "text/json/iso8601_duration.hpp"
#include "text/json/json_reader.hpp"

/// A story as it stands in its document: read, not played yet.
namespace interlock::text {

struct story_step {
  authn::time_point now{};                    ///< where the clock of the story stands, the first time
  std::optional<authn::account_event> event;  ///< none: a request
  json::value given = json::object();         ///< the keys of a scenario that this step gives
  std::optional<std::uint64_t> repeat;        ///< how often the step is taken; none: once
  time_span between;                          ///< from one time to the next

  [[nodiscard]] bool gives(std::string_view key) const { return given.get_object().contains(key); }
};

struct story {
  json::value given = json::object();
  std::vector<story_step> steps;
};

/// Reads a story, all but what scenarios are made of. All times that the clock comes to can be written.
/// @param steps_max  in all, repetitions counted
/// @return after problems what can be read, so that all are reported at once
[[nodiscard]] story read_story(const place& whole, std::uint64_t steps_max);

}  // namespace interlock::text
