#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include <interlock/authn/time.hpp>

/// A story that was played, and its report.
namespace interlock::text {

/// What this library wrote, or a part of it. It may be nested somewhat deeper than a text that it reads.
[[nodiscard]] boost::json::value parsed(std::string_view own_text);

struct played_step {
  authn::time_point now{};
  std::string what;            ///< the operation or the event
  std::string decision;        ///< as `decide` writes it, indented
  boost::json::value members;  ///< the same as a value
};

struct played_story {
  std::vector<played_step> steps;
  std::string account;  ///< in the end, as a decision writes it
};

/// A table with a line for each step, and the account in the end.
[[nodiscard]] std::string report_play(const played_story& of);

}  // namespace interlock::text
