#include "authn/attack/rate_limits.hpp"

#include <chrono>
#include <random>

#include <doctest/doctest.h>

using namespace interlock::authn;
using namespace std::chrono_literals;

namespace {

/// Sends one request after the other, each in the first millisecond that no limit forbids.
time_point last_by_waiting(const std::vector<request_limit>& limits, attack_pace::moment from, std::uint64_t requests) {
  for (;;) {
    bool open = true;
    for (std::size_t i = 0; i < limits.size(); ++i) open = open && from.used[i] < limits[i].requests;
    if (open && requests-- == 1) return from.now;
    if (open) {
      for (std::size_t i = 0; i < limits.size(); ++i) ++from.used[i];
      continue;
    }
    from.now += 1ms;
    for (std::size_t i = 0; i < limits.size(); ++i)
      if (from.now.time_since_epoch() % limits[i].window == 0ms) from.used[i] = 0;
  }
}

}  // namespace

TEST_CASE("attack: requests are as early as the limits allow") {
  std::mt19937 random{7};
  const auto below = [&](std::uint64_t end) { return random() % end; };
  for (int compared = 0; compared < 3'000; ++compared) {
    std::vector<request_limit> limits{{1 + below(3), 10ms}};
    if (below(2) == 0) limits.push_back({1 + below(9), 30ms});
    if (below(3) == 0) limits.push_back({1 + below(20), 120ms});
    attack_pace::moment from{time_point{duration{static_cast<duration::rep>(below(1'000))}}};
    for (std::size_t i = 0; i < limits.size(); ++i) from.used[i] = below(limits[i].requests + 1);
    for (std::size_t i = 1; i < limits.size(); ++i)
      from.used[i - 1] = std::min(from.used[i - 1], from.used[i]);  // a longer window holds the shorter one
    const std::uint64_t requests = 1 + below(60);
    const attack_pace pace{limits};
    const time_point last = last_by_waiting(limits, from, requests);
    CAPTURE(compared);
    CHECK(pace.last_of(from, requests) == last);
    CHECK(pace.capacity(from, last, 1'000) < requests);
    CHECK(pace.capacity(from, last + 1ms, 1'000) >= requests);
    CHECK(pace.capacity(from, last + 1ms, requests) == requests);
    const attack_pace::moment then = pace.sent(from, requests);
    CHECK(then.now == last);
    CHECK(pace.last_of(then, 5) == last_by_waiting(limits, from, requests + 5));
  }
}

TEST_CASE("attack: no number of requests is too large for a pace") {
  const std::vector<request_limit> limits{{4, 1s}, {100, 1min}};
  const attack_pace pace{limits};
  const attack_pace::moment from{time_min};
  CHECK(pace.last_of(from, std::uint64_t{1} << 63) == attack_pace::never);
  CHECK(pace.last_of(from, 100'000'001) == time_min + 1'000'000min);
  CHECK(pace.capacity(from, time_min + 1'000'000min, std::uint64_t{1} << 62) == 100'000'000);
  const std::vector<request_limit> closed{{4, 1s}, {0, 1min}};
  CHECK(attack_pace{closed}.last_of(from, 1) == attack_pace::never);
  CHECK(attack_pace{closed}.capacity(from, time_max, 1) == 0);
}
