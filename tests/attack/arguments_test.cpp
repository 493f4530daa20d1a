#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "worlds.hpp"

using namespace interlock::authn;
using namespace interlock::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

/// Settings of which about half keep the rules.
class hostile_worlds {
 public:
  attack_world next() {
    attack_world made = one_policy_world(number(), number(), any({0, 1}) != 0);
    made.limits = any({0, 1, 2}) == 0 ? any_limits() : kept_limits();
    made.start.now = any<time_point>({base_.start.now, base_.start.now + 17ms, time_min, time_max, time_point{}});
    if (any({0, 1, 2, 3}) == 0) made.start.now = hostile_time();
    made.until = made.start.now;
    if (made.until <= time_max - 2h) made.until += any<duration>({0ms, 1ms, 100ms, 1s, 61s, 1h, 2h});
    if (any({0, 1, 2, 3}) == 0) made.until = hostile_time();
    attempts& counted = made.start.account.attempts;
    counted.failed = counted_number();
    counted.failed_from_unknown_devices = counted_number();
    counted.consecutive_lockouts = counted_number();
    if (any({0, 1, 2, 3}) == 0) counted.auto_unlock_at = hostile_time();
    if (any({0, 1, 2, 3}) == 0) counted.locked_at = hostile_time();
    using enum user_status;
    made.start.account.status = any({active, active, locked_out, password_expired, suspended});
    if (any({0, 0, 0, 1}) != 0) made.start.account.status.reset();
    if (any({0, 0, 0, 1}) != 0) made.start.policy.password.list.clear();
    return made;
  }

  attacker who() { return any({attacker::unknown_devices, attacker::known_device, attacker::any_device}); }
  attack_goal what() {
    using enum attack_goal;
    return any({passwords_tried, known_device_kept_out, unknown_device_kept_out});
  }

 private:
  template <class Value>
  Value any(std::initializer_list<Value> of) {
    return of.begin()[random_() % of.size()];
  }
  std::uint64_t number() { return any<std::uint64_t>({0, 1, 2, 3, 5, 8, 9, 10, 11, 1'000, most / 2, most}); }
  std::uint64_t counted_number() {
    return any({0, 0, 0, 0, 0, 0, 0, 1}) == 0 ? std::min(number(), attempts::count_max) : number();
  }
  time_point hostile_time() {
    return any<time_point>({time_point::min(), time_point::max(), time_min - 1ms, time_min, time_point{},
                            base_.start.now + 30s, time_max, time_max + 1ms});
  }
  std::vector<request_limit> any_limits() {
    std::vector<request_limit> made(any<std::size_t>({0, 1, 2, 3, 4, 5, 8}));
    for (request_limit& limit : made)
      limit = {any<std::uint64_t>({0, 1, 2, 4, 7, 1'000, std::uint64_t{1} << 61, std::uint64_t{1} << 63, most}),
               any<duration>({duration::min(), -1ms, 0ms, 1ms, 7ms, 125ms, 1s, 20s, 1min, 2min, duration::max()})};
    return made;
  }
  std::vector<request_limit> kept_limits() {
    std::vector<request_limit> made;
    for (const duration window : {1ms, 10ms, 100ms, 500ms, 1'000ms, 20'000ms, 60'000ms})
      if (made.size() < attack_limits_max && any({0, 0, 1}) != 0)
        made.push_back({any<std::uint64_t>({0, 1, 1, 2, 5, 10}), window});
    if (made.empty()) made.push_back({any<std::uint64_t>({1, 3, 1'000, 60'000'000}), 1min});
    for (request_limit& limit : made)
      if (const auto milliseconds = static_cast<std::uint64_t>(limit.window.count()); limit.requests > milliseconds)
        limit.requests = milliseconds;
    if (made.size() > 1 && any({0, 1}) != 0) made.back().requests = any<std::uint64_t>({7, 100, most / 2, most});
    return made;
  }

  attack_world base_ = one_policy_world(10, 60, false);
  std::mt19937 random_{11};
};

/// What worst_attack.hpp says of limits, in other words.
bool keeps_rules(const std::vector<request_limit>& limits) {
  if (limits.empty() || limits.size() > 4) return false;
  duration before{};
  for (const request_limit& limit : limits) {
    const bool first = &limit == &limits.front();
    const bool last = &limit == &limits.back();
    if (limit.window <= before || limit.window > 1min) return false;
    if (!first && limit.window % before != 0ms) return false;
    if (last && 60'000ms % limit.window != 0ms) return false;
    const auto milliseconds = static_cast<std::uint64_t>(limit.window.count());
    if (first && limit.requests > 1'000 * milliseconds) return false;
    if (!last && limit.requests != 0 && milliseconds % limit.requests != 0) return false;
    before = limit.window;
  }
  return true;
}

bool in_time(const std::optional<time_point>& at) { return !at || (*at >= time_min && *at <= time_max); }

bool keeps_rules(const facts& start) {
  const attempts& counted = start.account.attempts;
  const bool counts = counted.failed <= attempts::count_max && counted.consecutive_lockouts <= attempts::count_max &&
                      counted.failed_from_unknown_devices <= attempts::count_max;
  return counts && in_time(start.now) && in_time(counted.locked_at) && in_time(counted.auto_unlock_at);
}

bool takes_place_within(const attack_plan& plan, const attack_world& in) {
  return std::ranges::all_of(plan.runs, [&](const attack_run& run) {
    return run.first >= in.start.now && run.first < in.until && run.count > 0 && run.times > 0;
  });
}

}  // namespace

TEST_CASE("attack: any arguments give a plan or say what is wrong with them") {
  hostile_worlds worlds;
  std::size_t plans = 0;
  std::size_t totals = 0;
  for (int i = 0; i < 4'000; ++i) {
    const attack_world in = worlds.next();
    const attacker who = worlds.who();
    CAPTURE(i);
    const bool lasts = keeps_rules(in.limits) && keeps_rules(in.start);
    const auto plan = worst_attack(in.setting(), who, worlds.what());
    CHECK(plan.has_value() == (lasts && in_time(in.until) && in.start.now <= in.until));
    if (plan) CHECK(takes_place_within(*plan, in));
    if (!plan && plan.error().limit) CHECK(*plan.error().limit < in.limits.size());
    if (!plan) CHECK(!to_string(plan.error().why).empty());
    const auto ever = passwords_ever(in.setting(), who);
    CHECK(ever.has_value() == lasts);
    plans += plan ? 1 : 0;
    totals += ever ? 1 : 0;
  }
  CHECK(plans > 1'000);
  CHECK(totals > plans);
}

TEST_CASE("attack: the error says which limit is wrong, and why") {
  const auto error_of = [](const std::vector<request_limit>& limits) {
    attack_world in = one_policy_world(10, 60, true);
    in.limits = limits;
    const auto plan = worst_attack(in.setting(), attacker::any_device, attack_goal::passwords_tried);
    REQUIRE(!plan);
    CHECK(passwords_ever(in.setting(), attacker::any_device).error() == plan.error());
    return plan.error();
  };
  using enum attack_fault;
  CHECK(error_of({}) == bad_attack_setting{no_limits, {}});
  CHECK(error_of({{1, 125ms}, {1, 250ms}, {1, 500ms}, {1, 1s}, {1, 2s}, {1, 10s}, {1, 20s}, {1, 60s}}) ==
        bad_attack_setting{too_many_limits, 4});
  CHECK(error_of({{4, 0ms}}) == bad_attack_setting{window_too_short, 0});
  CHECK(error_of({{4, 1s}, {4, -1min}}) == bad_attack_setting{windows_do_not_divide, 0});
  CHECK(error_of({{4, 1s}, {100, 2min}}) == bad_attack_setting{window_too_long, 1});
  CHECK(error_of({{4, 1s}, {100, 7s}}) == bad_attack_setting{windows_do_not_divide, 1});
  CHECK(error_of({{4, 1s}, {4, 1s}}) == bad_attack_setting{windows_do_not_divide, 0});
  CHECK(error_of({{3, 1s}, {100, 1min}}) == bad_attack_setting{requests_do_not_divide, 0});
  CHECK(error_of({{1'000'001, 1s}}) == bad_attack_setting{too_many_requests, 0});
  CHECK(to_string(window_too_short) == "the window is shorter than a millisecond");
}

TEST_CASE("attack: an attack that is over when it begins tries nothing") {
  attack_world in = one_policy_world(10, 60, true);
  in.until = in.start.now;
  const auto plan = worst_attack(in.setting(), attacker::any_device, attack_goal::passwords_tried);
  REQUIRE(plan);
  CHECK(plan->tried() == 0);
  CHECK(plan->runs.empty());
  in.until -= 1ms;
  CHECK(worst_attack(in.setting(), attacker::any_device, attack_goal::passwords_tried).error() ==
        bad_attack_setting{attack_fault::ends_before_start, {}});
}
