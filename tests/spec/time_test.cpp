#include <array>
#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

#include <interlock/authn/time.hpp>

#include "reference.hpp"

namespace spec {
namespace {

using authn::duration;
using authn::time_max;
using authn::time_min;
using authn::time_point;

constexpr duration tick{1};
constexpr duration whole_time = time_max - time_min;

}  // namespace

TEST_CASE("times reach from the first millisecond of year 0 to the last of year 9999") {
  // 719,528 days before 1970 begins year 0; 2,932,897 days after it begins year 10000.
  CHECK(ms(time_min) == -719'528 * ms_per_day);
  CHECK(ms(time_max) == 2'932'897 * ms_per_day - 1);
}

TEST_CASE("later: the sum, or the nearest end of time") {
  const std::array<time_point, 8> times{time_min,
                                        time_min + tick,
                                        time_point{} - tick,
                                        time_point{},
                                        time_point{} + tick,
                                        time_max - tick,
                                        time_max,
                                        time_point{std::chrono::days{20'000}}};
  const std::array<duration, 15> spans{duration::min(),
                                       duration::min() + tick,
                                       -whole_time - tick,
                                       -whole_time,
                                       -whole_time + tick,
                                       -std::chrono::days{1},
                                       -tick,
                                       duration::zero(),
                                       tick,
                                       std::chrono::days{1},
                                       whole_time - tick,
                                       whole_time,
                                       whole_time + tick,
                                       duration::max() - tick,
                                       duration::max()};
  for (const time_point from : times)
    for (const duration span : spans) {
      CAPTURE(ms(from));
      CAPTURE(span.count());
      CHECK(authn::later(from, span) == reference_later(from, span.count()));
    }
}

TEST_CASE("at_most: exact as long as any two times can differ by it, and never less than that beyond") {
  constexpr std::uint64_t numbers_max = (std::uint64_t{1} << 53) - 1;
  const auto days_max = static_cast<std::uint64_t>(whole_time / std::chrono::days{1});
  const auto minutes_max = static_cast<std::uint64_t>(whole_time / std::chrono::minutes{1});
  for (const std::uint64_t days : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{90}, days_max - 1, days_max})
    CHECK(authn::at_most<std::chrono::days>(days).count() == static_cast<std::int64_t>(days * 86'400'000));
  for (const std::uint64_t minutes : {std::uint64_t{0}, std::uint64_t{1}, minutes_max - 1, minutes_max})
    CHECK(authn::at_most<std::chrono::minutes>(minutes).count() == static_cast<std::int64_t>(minutes * 60'000));
  for (const std::uint64_t many :
       {minutes_max + 1, numbers_max - 1, numbers_max, std::numeric_limits<std::uint64_t>::max()}) {
    CHECK(authn::at_most<std::chrono::minutes>(many) >= whole_time);
    CHECK(authn::at_most<std::chrono::days>(many) >= whole_time);
    // Waiting for longer than there is time ends at the end of time.
    CHECK(authn::later(time_min, authn::at_most<std::chrono::minutes>(many)) == time_max);
    CHECK(authn::later(time_point{}, authn::at_most<std::chrono::days>(many)) == time_max);
  }
}

static_assert(authn::later(time_min, duration::min()) == time_min);
static_assert(authn::later(time_max, duration::max()) == time_max);

}  // namespace spec
