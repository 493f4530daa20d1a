#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <interlock/authn/time.hpp>
#include <interlock/result.hpp>

/// A duration as documents write it.
namespace interlock::text {

/// Months of the calendar, and a time of fixed length. Neither is negative.
struct time_span {
  std::chrono::months months{0};
  authn::duration rest{0};
};

struct bad_time_span {
  std::size_t at;        ///< offset of what is wrong
  std::string_view why;  ///< the second half of a sentence
};

/// Reads an ISO 8601 duration, e.g. `PT5M`, `P1DT2H30M`, `P2W` or `PT0.5S`. The last number may have a fraction, unless
/// it counts years or months; what is below a millisecond is cut off. Pure, total; what is longer than the years 0000
/// to 9999 is cut to beyond that.
[[nodiscard]] interlock::result<time_span, bad_time_span> parse_time_span(std::string_view text) noexcept;

/// The time so much later: months first, to the last day of a month that is too short. Pure, total.
/// @return nothing beyond the year 9999
[[nodiscard]] std::optional<authn::time_point> later(authn::time_point from, const time_span& by) noexcept;

}  // namespace interlock::text
