#include <map>

#include <doctest/doctest.h>

#include "expected.hpp"
#include "invariants.hpp"

/// Everything done to every account that can come about, and docs/spec/lockout.md checked at each step.
namespace lockout {
namespace {

struct explored {
  world in;
  std::size_t states;  ///< accounts, up to what no decision tells apart
};

// docs/spec/lockout.md: without a limit, and with 1 to 4; one counter, two, or an administrator who changes that.
const std::vector<explored>& worlds() {
  using enum device_setting;
  static const std::vector<explored> all{
      {{0, off, true}, 12'876},       {{0, off, false}, 4'395},       {{0, on, true}, 38'604},
      {{0, on, false}, 13'161},       {{1, off, true, true}, 6'117},  {{1, off, false, true}, 2'168},
      {{1, on, true, true}, 16'763},  {{1, on, false, true}, 6'957},  {{1, changing, true}, 27'696},
      {{1, changing, false}, 11'540}, {{2, off, true, true}, 11'593}, {{2, off, false}, 3'234},
      {{2, on, true, true}, 44'807},  {{2, on, false}, 14'350},       {{2, changing, true}, 73'200},
      {{2, changing, false}, 28'700}, {{3, off, true}, 13'506},       {{3, off, false}, 4'695},
      {{3, on, true}, 69'528},        {{3, on, false}, 26'352},       {{4, off, true}, 17'794},
      {{4, off, false}, 6'156},       {{4, on, true}, 112'632},       {{4, on, false}, 41'776},
  };
  return all;
}

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

extent explore_with_checks(const world& in, findings& to) {
  return explore(in, [&](const edge& e) { check_edge(e, to); });
}

struct exploration {
  findings found;
  extent whole;
};

/// Of all worlds; explored once.
const exploration& everywhere() {
  static const exploration all = [] {
    exploration made;
    for (const explored& each : worlds()) {
      CAPTURE(each.in.max_attempts);
      CAPTURE(static_cast<int>(each.in.setting));
      CAPTURE(each.in.unlocks_automatically);
      const extent reached = explore_with_checks(each.in, made.found);
      CHECK(reached.states == each.states);
      made.whole.states += reached.states;
      made.whole.steps += reached.steps;
    }
    return made;
  }();
  return all;
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

TEST_CASE("the worlds are explored to their ends") {
  CHECK(everywhere().found.size() == invariants().size());
  CHECK(everywhere().whole.states == 608'600);
  CHECK(everywhere().whole.steps == 90'490'587);
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
