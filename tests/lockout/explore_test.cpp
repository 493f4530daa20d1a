#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "expected.hpp"
#include "invariants.hpp"

/// Everything done to every account that can come about, and docs/spec/lockout.md checked at each step.
namespace lockout {
namespace {

// docs/spec/lockout.md: without a limit, and with 1 to 4; one counter, two, or an administrator who changes that.
std::vector<world> worlds() {
  using enum device_setting;
  std::vector<world> all;
  for (std::uint64_t limit = 0; limit <= 4; ++limit)
    for (const device_setting setting : {off, on, changing})
      for (const bool unlocks : {true, false}) {
        if (setting == changing && limit != 1 && limit != 2) continue;
        const bool thorough = setting != changing && (limit == 1 || (limit == 2 && unlocks));
        all.push_back({limit, setting, unlocks, thorough});
      }
  return all;
}

/// The values that a part of the accounts takes, one bit each.
using values = std::uint32_t;
constexpr values up_to(std::uint64_t most) { return (values{2} << most) - 1; }

/// What came about in a world.
struct reached {
  world in;
  extent whole = {};
  std::size_t actions = 0, settings = 0;  ///< edges; the others are time
  values status = 0, failed = 0, failed_from_unknown_devices = 0, blocked = 0, job = 0;
  values lockouts = 0, failed_factor = 0, failed_recovery = 0;

  void add(const edge& e) {
    actions += e.made != nullptr ? 1 : 0;
    settings += e.by.what == kind::setting ? 1 : 0;
    const authn::attempts& has = e.before.attempts;
    status |= values{1} << (e.before.status ? static_cast<unsigned>(*e.before.status) + 1 : 0);
    failed |= values{1} << has.failed;
    failed_from_unknown_devices |= values{1} << has.failed_from_unknown_devices;
    blocked |= values{1} << (has.unknown_devices_blocked ? 1 : 0);
    job |= values{1} << (has.auto_unlock_at ? 1 : 0);
    lockouts |= values{1} << has.consecutive_lockouts;
    failed_factor |= values{1} << has.failed_factor;
    failed_recovery |= values{1} << has.failed_recovery;
  }
};

struct finding {
  std::size_t spoken = 0, broken = 0;
  std::string witness;  ///< the first edge that breaks it
};
using findings = std::map<std::string_view, finding>;

std::string described(const edge& e) {
  std::string text = "maxAttempts " + std::to_string(e.in.max_attempts) + ", setting " + (e.setting ? "on" : "off");
  text.append(", ").append(e.by.name).append("\n  before: ").append(written(e.before));
  text.append("\n  after:  ").append(written(e.after));
  if (e.made != nullptr) text.append("\n  outcome ").append(to_string(e.made->outcome));
  return text;
}

void check_edge(const edge& e, findings& to) {
  for (const invariant& each : invariants()) {
    const auto holds = each.holds(e);
    if (!holds) continue;
    finding& of = to[each.id];
    ++of.spoken;
    if (!*holds && ++of.broken == 1) of.witness = described(e);
  }
}

struct exploration {
  findings found;
  std::vector<reached> worlds;
};

/// Of all worlds; explored once.
const exploration& everywhere() {
  static const exploration all = [] {
    exploration made;
    for (const world& in : worlds()) {
      reached& here = made.worlds.emplace_back(reached{in});
      here.whole = explore(in, [&](const edge& e) {
        here.add(e);
        check_edge(e, made.found);
      });
    }
    return made;
  }();
  return all;
}

/// The accounts of the world that differs from `in` as `change` says.
std::size_t states_in(world in, const std::function<void(world&)>& change) {
  change(in);
  const auto fits = [&](const reached& each) {
    return each.in.max_attempts == in.max_attempts && each.in.setting == in.setting &&
           each.in.unlocks_automatically == in.unlocks_automatically;
  };
  const auto found = std::ranges::find_if(everywhere().worlds, fits);
  return found == everywhere().worlds.end() ? 0 : found->whole.states;
}

void holds(std::string_view id) {
  const auto found = everywhere().found.find(id);
  REQUIRE(found != everywhere().found.end());
  CHECK_MESSAGE(found->second.broken == 0, found->second.broken, " of ", found->second.spoken, ", first ",
                found->second.witness);
}

// --- accounts that no action could have led to

using fault = void (*)(account&);
constexpr fault faults[] = {
    [](account& of) { of.attempts.failed += 9; },
    [](account& of) { of.attempts.failed_factor += 1; },
    [](account& of) { of.attempts.consecutive_lockouts += 2; },
    [](account& of) { of.attempts.auto_unlock_at.reset(); },
    [](account& of) { of.attempts.unknown_devices_blocked = true; },
    [](account& of) { of.status = authn::user_status::active; },
    [](account& of) { ++of.version; },
};

}  // namespace

TEST_CASE("every invariant speaks of accounts with one attempt, and refuses accounts that are not as they should be" *
          doctest::test_suite("slow")) {
  std::map<std::string_view, std::size_t> refused;
  findings found;
  const world in{.max_attempts = 1, .setting = device_setting::on};
  std::size_t steps = 0;
  explore(in, [&](const edge& e) {
    check_edge(e, found);
    if (++steps % 7 != 0) return;  // some are enough
    for (const fault put : faults) {
      account after = e.after;
      put(after);
      if (after == e.after) continue;
      const edge faulty{e.in, e.by, e.setting, e.before, after, e.made};
      for (const invariant& each : invariants())
        if (each.holds(faulty) == false && each.holds(e) == true) ++refused[each.id];
    }
  });
  for (const invariant& each : invariants()) {
    CAPTURE(each.id);
    CHECK(found[each.id].spoken > 0);
    CHECK_MESSAGE(found[each.id].broken == 0, found[each.id].witness);
    CHECK(refused[each.id] > 0);
  }
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("every action is done to every account that comes about, and each part of it takes every value") {
  CHECK(everywhere().found.size() == invariants().size());
  for (const reached& each : everywhere().worlds) {
    const world& in = each.in;
    CAPTURE(in.max_attempts);
    CAPTURE(static_cast<int>(in.setting));
    CAPTURE(in.unlocks_automatically);
    CHECK(each.actions == each.whole.states * actions_in(in).size());
    CHECK(each.settings == (in.setting == device_setting::changing ? each.whole.states : 0));
    const bool two_counters = in.setting != device_setting::off;
    CHECK(each.status == up_to(authn::words_of<authn::user_status>::value.size()));  // and no user
    CHECK((each.failed & up_to(in.max_attempts)) == up_to(in.max_attempts));
    CHECK((each.failed_from_unknown_devices & up_to(in.max_attempts)) == (two_counters ? up_to(in.max_attempts) : 1));
    CHECK(each.blocked == up_to(two_counters && in.max_attempts > 0 ? 1 : 0));
    CHECK(each.job == up_to(in.unlocks_automatically ? 1 : 0));
    CHECK(each.lockouts == up_to(10));
    CHECK(each.failed_factor == up_to(answers_max));
    CHECK(each.failed_recovery == up_to(answers_max));
  }
}

TEST_CASE("what more may happen in a world, more accounts come about") {
  for (const reached& each : everywhere().worlds) {
    const world& in = each.in;
    CAPTURE(in.max_attempts);
    CAPTURE(static_cast<int>(in.setting));
    CAPTURE(in.unlocks_automatically);
    const auto with_setting = [&](device_setting as) { return states_in(in, [&](world& of) { of.setting = as; }); };
    if (in.unlocks_automatically)
      CHECK(each.whole.states > states_in(in, [](world& of) { of.unlocks_automatically = false; }));
    if (in.setting == device_setting::on) CHECK(each.whole.states > with_setting(device_setting::off));
    if (in.setting == device_setting::changing)
      CHECK(each.whole.states > with_setting(device_setting::off) + with_setting(device_setting::on));
    if (in.max_attempts > 1) CHECK(each.whole.states > states_in(in, [](world& of) { --of.max_attempts; }));
  }
}

// clang-format off
TEST_CASE("ACCOUNT-1: a counter of wrong passwords exceeds its limit only where a suspension has ended the lock") { holds("ACCOUNT-1"); }
TEST_CASE("ACCOUNT-2: every wrong password counts, and locks at the limit") { holds("ACCOUNT-2"); }
TEST_CASE("ACCOUNT-3: every wrong answer to a factor counts, and locks from the fifth on") { holds("ACCOUNT-3"); }
TEST_CASE("ACCOUNT-4: every wrong code or answer of a recovery counts, and the fifth suspends") { holds("ACCOUNT-4"); }
TEST_CASE("ACCOUNT-5: locks and blocks in a row are counted until a right password or a sign-in") { holds("ACCOUNT-5"); }
TEST_CASE("ACCOUNT-6: passwords change nothing while locked") { holds("ACCOUNT-6"); }
TEST_CASE("ACCOUNT-7: every step of a transaction honours the lock") { holds("ACCOUNT-7"); }
TEST_CASE("ACCOUNT-8: what is refused never counts") { holds("ACCOUNT-8"); }
TEST_CASE("ACCOUNT-9: a password recovery ends no lock") { holds("ACCOUNT-9"); }
TEST_CASE("ACCOUNT-10: while an administrator's reset is pending only a reset goes on") { holds("ACCOUNT-10"); }
TEST_CASE("ACCOUNT-11: a lock has an end, or says why not") { holds("ACCOUNT-11"); }
TEST_CASE("ACCOUNT-12: nothing restarts or cancels a pending unlock") { holds("ACCOUNT-12"); }
TEST_CASE("ACCOUNT-13: the unlock job ends what is locked, and does nothing where nothing is") { holds("ACCOUNT-13"); }
TEST_CASE("ACCOUNT-14: no lock or block outlives the job") { holds("ACCOUNT-14"); }
TEST_CASE("ACCOUNT-15: locks and blocks end in the documented ways alone") { holds("ACCOUNT-15"); }
TEST_CASE("ACCOUNT-16: an administrator's event does what it says and no more") { holds("ACCOUNT-16"); }
TEST_CASE("ACCOUNT-17: a proven unlock ends lock and block, another proven recovery neither") { holds("ACCOUNT-17"); }
TEST_CASE("ACCOUNT-18: after five wrong proofs none is right") { holds("ACCOUNT-18"); }
TEST_CASE("ACCOUNT-19: a right password resets its own counter and the row of locks, and nothing else") { holds("ACCOUNT-19"); }
TEST_CASE("ACCOUNT-20: a verified factor resets its own counter, and nothing else") { holds("ACCOUNT-20"); }
TEST_CASE("ACCOUNT-21: what proves nothing changes nothing") { holds("ACCOUNT-21"); }
TEST_CASE("ACCOUNT-22: a new password leaves the other counters and the block alone") { holds("ACCOUNT-22"); }
TEST_CASE("ACCOUNT-23: the version grows exactly with changes") { holds("ACCOUNT-23"); }
// clang-format on

TEST_SUITE_END();

}  // namespace lockout
