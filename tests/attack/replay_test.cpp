#include <algorithm>
#include <chrono>
#include <map>

#include <doctest/doctest.h>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>

#include "worlds.hpp"

using namespace interlock::authn;
using namespace interlock::tests;
using namespace std::chrono_literals;

namespace {

/// Sends every request of a plan, one by one, and asks the engine what it did.
class replay {
 public:
  explicit replay(const attack_world& in) : world_{in}, facts_{in.start} {
    facts_.request.body.shape = request_body::form::object;
    facts_.request.body.username = facts_.request.body.password = true;
  }

  void send(const attack_run& run) {
    for (std::uint64_t time = 0; time < run.times; ++time)
      for (std::uint64_t i = 0; i < run.count; ++i)
        send(run.first + static_cast<duration::rep>(time) * run.every + static_cast<duration::rep>(i) * run.spacing,
             run.from_known_device);
  }

  attack_plan finish() {
    pass(world_.until);
    for (const auto& [second, requests] : in_second_)
      measured.busiest_second = std::max(measured.busiest_second, requests);
    return measured;
  }

  attack_plan measured;
  bool in_order = true;
  bool within_limits = true;
  std::uint64_t in_vain = 0;

 private:
  void send(time_point at, bool known_device) {
    in_order = in_order && at >= facts_.now && at < world_.until;
    pass(at);
    for (const request_limit& limit : world_.limits)
      within_limits = ++sent_[{limit.window, at.time_since_epoch() / limit.window}] <= limit.requests && within_limits;
    ++in_second_[at.time_since_epoch() / 1s];
    facts_.device_known = known_device;
    facts_.evidence.password = validity::invalid;
    const auto made = decide(facts_);
    const auto tries = [](const effect& one) { return std::holds_alternative<effects::password_failed>(one); };
    const bool tried = std::ranges::any_of(made->effects, tries);
    in_vain += tried ? 0 : 1;
    (known_device ? measured.tried_from_known : measured.tried_from_unknown) += tried ? 1 : 0;
    facts_.account = made->account;
  }

  /// Whether the right password fails because of the lock.
  bool kept_out_now(bool known_device) {
    facts asking = facts_;
    asking.device_known = known_device;
    asking.evidence.password = validity::valid;
    const auto made = decide(asking);
    return std::ranges::any_of(made->effects, [](const effect& one) {
      const auto* logged = std::get_if<effects::log_event>(&one);
      return logged != nullptr && logged->event_type == "user.session.start" && logged->reason == "LOCKED_OUT";
    });
  }

  void pass(time_point until) {
    while (facts_.now < until) {
      const auto job = facts_.account.attempts.auto_unlock_at;
      const time_point then = job && *job > facts_.now ? std::min(until, *job) : until;
      for (kept_out* of : {&measured.unknown_device, &measured.known_device}) {
        const bool out = kept_out_now(of == &measured.known_device);
        if (out) of->total += then - facts_.now;
        of->for_good = out && !job;
      }
      facts_.now = then;
    }
  }

  const attack_world& world_;
  facts facts_;
  std::map<std::pair<duration, duration::rep>, std::uint64_t> sent_;
  std::map<duration::rep, std::uint64_t> in_second_;
};

std::uint64_t compare(const attack_world& in, attacker who, attack_goal what) {
  const attack_plan plan = worst_attack(in.setting(), who, what).value();
  replay real{in};
  for (const attack_run& run : plan.runs) real.send(run);
  attack_plan found = real.finish();
  CHECK(real.in_order);
  CHECK(real.within_limits);
  CHECK(real.in_vain == 0);
  CHECK(found.tried_from_unknown == plan.tried_from_unknown);
  CHECK(found.tried_from_known == plan.tried_from_known);
  CHECK(found.known_device == plan.known_device);
  CHECK(found.unknown_device == plan.unknown_device);
  CHECK(found.busiest_second == plan.busiest_second);
  return plan.runs.size();
}

std::uint64_t compare_all(const attack_world& in) {
  std::uint64_t runs = 0;
  for (const attacker who : {attacker::unknown_devices, attacker::known_device, attacker::any_device})
    for (const attack_goal what :
         {attack_goal::passwords_tried, attack_goal::known_device_kept_out, attack_goal::unknown_device_kept_out})
      runs += compare(in, who, what);
  return runs;
}

/// Limits as they are: four in a second for a user name, so many in a minute for the organization.
const std::vector<std::vector<request_limit>> real_limits{
    {{4, 1s}},           {{4, 1s}, {100, 1min}}, {{4, 1s}, {600, 1min}}, {{4, 1s}, {7, 1min}}, {{4, 1s}, {90, 1min}},
    {{4, 1s}, {1, 1min}}};

}  // namespace

TEST_CASE("attack: every plan does what it says, request by request") {
  random_worlds worlds{{{0, 1, 3, 5, 10, 25}, {0, 1, 15, 60}, real_limits, {1'000, 90'500, 600'000, 4'000'000}}, 5};
  std::uint64_t runs = 0;
  for (int i = 0; i < 60; ++i) runs += compare_all(worlds.next());
  CHECK(runs > 540);
}

TEST_CASE("attack: also where a lock takes hundreds of guesses") {
  random_worlds worlds{{{100, 250, 1'000}, {0, 1, 60}, real_limits, {600'000, 4'000'000}}, 6};
  std::uint64_t runs = 0;
  for (int i = 0; i < 12; ++i) runs += compare_all(worlds.next());
  CHECK(runs > 108);
}

TEST_CASE("attack: also over a month, with every lock there is") {
  for (const bool devices_differ : {false, true}) CHECK(compare_all(one_policy_world(10, 60, devices_differ)) > 20);
}
