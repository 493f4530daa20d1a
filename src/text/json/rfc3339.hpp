#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <interlock/authn/time.hpp>

/// Times as documents write them.
namespace interlock::text {

/// Reads an RFC 3339 time, e.g. `2026-04-02T15:59:06.25+02:00`. Digits beyond milliseconds are cut off.
/// Pure, total. @return nothing for any other text, leap seconds, and times outside the years 0000 to 9999 of UTC
[[nodiscard]] std::optional<authn::time_point> parse_time(std::string_view text) noexcept;

using timestamp = std::array<char, 24>;

/// `2026-04-02T13:59:06.000Z`. @pre authn::time_min <= at <= authn::time_max
[[nodiscard]] timestamp format_time(authn::time_point at) noexcept;

}  // namespace interlock::text
