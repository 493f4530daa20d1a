#include <chrono>
#include <iterator>
#include <optional>

#include <doctest/doctest.h>

#include "brute_force.hpp"
#include "worlds.hpp"

using namespace interlock::authn;
using namespace interlock::tests;
using namespace std::chrono_literals;

namespace {

constexpr attacker attackers[] = {attacker::unknown_devices, attacker::known_device, attacker::any_device};
constexpr attack_goal goals[] = {attack_goal::passwords_tried, attack_goal::known_device_kept_out,
                                 attack_goal::unknown_device_kept_out};

std::uint64_t worth(const attack_plan& of, attack_goal what) {
  switch (what) {
    case attack_goal::passwords_tried: return of.tried();
    case attack_goal::known_device_kept_out: return static_cast<std::uint64_t>(of.known_device.total.count());
    case attack_goal::unknown_device_kept_out: break;
  }
  return static_cast<std::uint64_t>(of.unknown_device.total.count());
}

constexpr std::size_t questions = std::size(attackers) * std::size(goals);  ///< in a world

struct comparison {
  std::size_t worlds = 0;
  std::size_t equal = 0;
  std::size_t worthwhile = 0;  ///< the attack gains something

  void compare(const attack_world& in) {
    ++worlds;
    for (const attacker who : attackers) {
      const best_values best = best_by_trying(in.setting(), who);
      for (const attack_goal what : goals) {
        const attack_plan plan = worst_attack(in.setting(), who, what).value();
        const std::uint64_t optimum = best[static_cast<std::size_t>(what)];
        CAPTURE(worlds);
        CAPTURE(to_string(who));
        CAPTURE(to_string(what));
        CHECK(worth(plan, what) == optimum);
        CHECK(plan.exact);
        equal += worth(plan, what) == optimum ? 1 : 0;
        worthwhile += optimum > 0 ? 1 : 0;
      }
    }
  }
};

const std::vector<int> minutes_3_to_6{180'000, 240'000, 271'000, 300'000, 360'000};

}  // namespace

TEST_CASE("attack: no sequence of requests is worth more, with one limit") {
  random_worlds worlds{
      {{0, 1, 2, 3, 4, 2, 3, 4}, {0, 1, 1, 1, 2}, {{{1, 20s}}, {{2, 20s}}, {{3, 20s}}}, minutes_3_to_6}, 1};
  comparison all;
  for (int i = 0; i < 2'000; ++i) all.compare(worlds.next());
  CHECK(all.equal == 2'000 * questions);
  CHECK(all.worthwhile > 9'000);
}

TEST_CASE("attack: nor with two limits") {
  random_worlds worlds{{{0, 1, 2, 3, 4, 2, 3, 4},
                        {0, 1, 1, 1, 2},
                        {{{1, 20s}, {2, 60s}}, {{2, 20s}, {3, 60s}}, {{4, 20s}, {5, 60s}}, {{1, 20s}, {1, 60s}}},
                        minutes_3_to_6},
                       2};
  comparison all;
  for (int i = 0; i < 1'000; ++i) all.compare(worlds.next());
  CHECK(all.equal == 1'000 * questions);
  CHECK(all.worthwhile > 4'500);
}

TEST_CASE("attack: nor where locks take many guesses") {
  random_worlds worlds{
      {{4, 5, 6, 7, 8}, {0, 1, 1, 1, 2}, {{{2, 20s}}, {{3, 20s}}, {{4, 20s}}, {{2, 10s}, {5, 60s}}}, minutes_3_to_6},
      3};
  comparison all;
  for (int i = 0; i < 150; ++i) all.compare(worlds.next());
  CHECK(all.equal == 150 * questions);
}

TEST_CASE("attack: nor in a time long enough for every lock there is") {
  random_worlds worlds{{{1, 2, 3}, {1}, {{{2, 20s}}}, {3'000'000, 3'600'000}}, 4};
  comparison all;
  for (int i = 0; i < 40; ++i) all.compare(worlds.next());
  CHECK(all.equal == 40 * questions);
}

TEST_CASE("attack: for all numbers of attempts that the admin console accepts nothing is left out") {
  for (std::uint64_t attempts = 1; attempts <= 100; attempts += 3)
    for (const attack_goal what : goals) {
      const attack_world in = one_policy_world(attempts, 60, true);
      CAPTURE(attempts);
      CAPTURE(to_string(what));
      CHECK(worst_attack(in.setting(), attacker::any_device, what)->exact);
      CHECK(*passwords_ever(in.setting(), attacker::unknown_devices) == 10 * attempts);
      CHECK(*passwords_ever(in.setting(), attacker::known_device) == 10 * attempts);
      CHECK(*passwords_ever(in.setting(), attacker::any_device) == 12 * attempts);
    }
}

TEST_CASE("attack: the worst that a policy allows in the end") {
  const auto ever = [](attack_world in, attacker who) { return passwords_ever(in.setting(), who).value(); };
  CHECK(ever(one_policy_world(10, 0, false), attacker::any_device) == 10);
  CHECK(ever(one_policy_world(10, 60, false), attacker::any_device) == 100);
  CHECK(ever(one_policy_world(10, 0, true), attacker::any_device) == 20);
  CHECK(ever(one_policy_world(0, 60, true), attacker::any_device) == std::nullopt);
  attack_world tenth = one_policy_world(10, 60, false);
  tenth.start.account.attempts.failed = 3;
  tenth.start.account.attempts.consecutive_lockouts = 9;
  CHECK(ever(tenth, attacker::known_device) == 7);
  tenth.start.account.attempts.auto_unlock_at = tenth.start.now + 1h;  // ends the tenth lock
  CHECK(ever(tenth, attacker::known_device) == 17);
  tenth.start.account.attempts.auto_unlock_at = tenth.start.now + 1s;  // there is time for four guesses
  CHECK(ever(tenth, attacker::known_device) == 7);
  tenth.start.account.status = user_status::suspended;
  CHECK(ever(tenth, attacker::known_device) == 0);
}
