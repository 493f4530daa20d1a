#include "text/json/rfc3339.hpp"

#include <chrono>
#include <string>

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using interlock::authn::time_point;
using interlock::text::format_time;
using interlock::text::parse_time;

namespace {

std::string shown(time_point at) {
  const auto text = format_time(at);
  return {text.data(), text.size()};
}

constexpr time_point noon{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} + 12h};

}  // namespace

TEST_CASE("times: RFC 3339 in every form") {
  CHECK(parse_time("2026-04-02T12:00:00Z") == noon);
  CHECK(parse_time("2026-04-02t12:00:00z") == noon);
  CHECK(parse_time("2026-04-02T12:00:00.5Z") == noon + 500ms);
  CHECK(parse_time("2026-04-02T12:00:00.025Z") == noon + 25ms);
  CHECK(parse_time("2026-04-02T12:00:00.0259999999999Z") == noon + 25ms);
  CHECK(parse_time("2026-04-02T14:00:00+02:00") == noon);
  CHECK(parse_time("2026-04-02T06:30:00-05:30") == noon);
  CHECK(parse_time("2026-04-02T12:00:00-00:00") == noon);
  CHECK(parse_time("2026-04-01T23:59:59-12:00") == noon - 1s);
  CHECK(parse_time("2024-02-29T00:00:00Z").has_value());
  CHECK(parse_time("0000-01-01T00:00:00Z") == interlock::authn::time_min);
  CHECK(parse_time("9999-12-31T23:59:59.999Z") == interlock::authn::time_max);
}

TEST_CASE("times: everything else is refused") {
  for (const char* text : {"",
                           "2026",
                           "2026-04-02",
                           "2026-04-02T12:00Z",
                           "2026-04-02T12:00:00",
                           "2026-04-02 12:00:00Z",
                           "2026-04-02T12:00:00 Z",
                           " 2026-04-02T12:00:00Z",
                           "2026-04-02T12:00:00Z ",
                           "2026-04-02T24:00:00Z",
                           "2026-04-02T12:60:00Z",
                           "2026-06-30T23:59:60Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-04-31T00:00:00Z",
                           "2026-04-00T00:00:00Z",
                           "2026-02-29T00:00:00Z",
                           "2026-04-02T12:00:00.Z",
                           "2026-04-02T12:00:00,5Z",
                           "2026-04-02T12:00:00+2:00",
                           "2026-04-02T12:00:00+02",
                           "2026-04-02T12:00:00+0200",
                           "2026-04-02T12:00:00+24:00",
                           "2026-04-02T12:00:00+02:60",
                           "26-04-02T12:00:00Z",
                           "02026-04-02T12:00:00Z",
                           "-026-04-02T12:00:00Z",
                           "2026-4-2T12:00:00Z",
                           "2026-04-02T12:00:00Zulu",
                           "0000-01-01T00:00:00+00:01",
                           "9999-12-31T23:59:59-00:01"}) {
    CAPTURE(text);
    CHECK(!parse_time(text).has_value());
  }
}

TEST_CASE("times: written with milliseconds in UTC") {
  CHECK(shown(noon) == "2026-04-02T12:00:00.000Z");
  CHECK(shown(noon + 7ms) == "2026-04-02T12:00:00.007Z");
  CHECK(shown(noon + 1h + 2min + 3s + 456ms) == "2026-04-02T13:02:03.456Z");
  CHECK(shown(time_point{}) == "1970-01-01T00:00:00.000Z");
  CHECK(shown(time_point{-1ms}) == "1969-12-31T23:59:59.999Z");
  CHECK(shown(interlock::authn::time_min) == "0000-01-01T00:00:00.000Z");
  CHECK(shown(interlock::authn::time_max) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("times: what is written reads as the same time") {
  const auto step = (interlock::authn::time_max - interlock::authn::time_min) / 9973;
  for (auto at = interlock::authn::time_min; at <= interlock::authn::time_max; at += step) {
    CAPTURE(shown(at));
    REQUIRE(parse_time(shown(at)) == at);
  }
}
