#include <array>
#include <bit>
#include <set>
#include <span>
#include <string>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/regions.hpp>

#include "boxes.hpp"
#include "expectation.hpp"
#include "realise.hpp"

namespace spec {
namespace {

namespace rules = interlock::rules;
using interlock::authn::shipped_book;

// Of what the tables of a sign-in look at.
constexpr std::uint64_t combinations = 365'203'474'360'565'760;
constexpr rules::volume every_sign_in{0, combinations};

value_index number(out::authentication word) { return static_cast<value_index>(word); }

value_index smallest_of(rules::value_set values) { return static_cast<value_index>(std::countr_zero(values)); }
value_index largest_of(rules::value_set values) { return static_cast<value_index>(63 - std::countl_zero(values)); }

// The observations that a table may come to ask for, by itself or through the tables that feed it.
void collect_inputs(table_id of, std::set<std::uint16_t>& into) {
  for (const rules::column& column : shipped_book().tables[static_cast<std::size_t>(of)].columns)
    if (column.fed)
      collect_inputs(static_cast<table_id>(column.source), into);
    else
      into.insert(column.source);
}

const std::set<std::uint16_t>& inputs_of_a_sign_in() {
  static const std::set<std::uint16_t> found = [] {
    std::set<std::uint16_t> all;
    for (const table_id root :
         {table_id::authentication, table_id::automatic_unlock, table_id::unlock_schedule, table_id::threat_log})
      collect_inputs(root, all);
    return all;
  }();
  return found;
}

// How many of those combinations are in a box. What no table of a sign-in looks at is free in it.
rules::volume sign_ins_in(std::span<const rules::value_set> of) {
  rules::box looked_at;
  for (std::uint16_t input = 0; input < inputs_count; ++input) {
    const std::size_t values = shipped_book().inputs[input].values.size();
    if (inputs_of_a_sign_in().contains(input))
      looked_at.push_back(of[input]);
    else
      REQUIRE(of[input] == rules::all_values(values));
  }
  return rules::volume_of(looked_at);
}

// The box of the current run must have that one outcome of the table.
template <class Word>
bool box_has(const box_walk& walk, Word word) {
  const auto table = static_cast<std::uint16_t>(id_of<Word>);
  return rules::outcomes_over(shipped_book(), table, walk.box()) == rules::only(static_cast<value_index>(word));
}

out::unlock_schedule table_word(unlock_plan plan) {
  if (plan == unlock_plan::scheduled) return out::unlock_schedule::scheduled;
  return plan == unlock_plan::limit_reached ? out::unlock_schedule::limit_reached : out::unlock_schedule::not_scheduled;
}

out::threat_log table_word(std::string_view event) {
  if (event == "ALLOW") return out::threat_log::allow;
  if (event == "RATE_LIMIT") return out::threat_log::rate_limit;
  return event == "DENY" ? out::threat_log::deny : out::threat_log::no_event;
}

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("the observations that a sign-in looks at have 365,203,474,360,565,760 combinations") {
  const auto& inputs = inputs_of_a_sign_in();
  std::uint64_t product = 1;
  for (const std::uint16_t input : inputs) product *= shipped_book().inputs[input].values.size();
  CHECK(inputs.size() == 48);
  CHECK(shipped_book().inputs.size() == 100);
  CHECK(product == combinations);
  CHECK(sign_ins_in(rules::whole_space(shipped_book())) == every_sign_in);
}

TEST_CASE("over the whole space the book gives the one outcome that the reference gives") {
  rules::volume covered;
  std::size_t wrong = 0;
  const std::size_t boxes = for_each_box([&](box_walk& walk) {
    const verdict decided = answer(walk);
    covered += sign_ins_in(walk.box());
    if (box_has(walk, decided.outcome)) return;
    CAPTURE(form_of(decided.outcome).outcome);
    if (++wrong <= 3) FAIL_CHECK("a box has another outcome");
  });
  CHECK(wrong == 0);
  CHECK(boxes == 16'692);
  CHECK(covered == every_sign_in);
}

TEST_CASE("over the whole space the book logs threats and runs and plans unlocks as the reference does") {
  rules::volume covered;
  std::size_t boxes = for_each_box([&](box_walk& walk) {
    const unlock_plan plan = plan_unlock(walk);
    CHECK(box_has(walk, table_word(plan)));
    covered += sign_ins_in(walk.box());
  });
  CHECK(boxes == 6);
  boxes = for_each_box([&](box_walk& walk) {
    const bool runs = unlock_runs(walk);
    CHECK(box_has(walk, runs ? out::automatic_unlock::unlock : out::automatic_unlock::nothing));
    covered += sign_ins_in(walk.box());
  });
  CHECK(boxes == 4);
  rules::volume twice = every_sign_in;
  twice += every_sign_in;
  CHECK(covered == twice);

  // The event is asked for only where ThreatInsight was: beyond the zone.
  const std::size_t answered = for_each_box([&](box_walk& walk) {
    const verdict decided = answer(walk);
    if (decided.by == ending::zone_blocked)
      CHECK(decided.threat_event.empty());
    else if (!box_has(walk, table_word(decided.threat_event)))
      FAIL_CHECK("a box logs another outcome");
  });
  CHECK(answered == 16'692);
}

TEST_CASE("every region of the book, of which each has one row a table, has the outcome of the reference") {
  const rules::book& book = shipped_book();
  const auto table = static_cast<std::uint16_t>(table_id::authentication);
  rules::volume covered;
  std::size_t wrong = 0;
  const bool finished = rules::for_each_region(book, table, rules::whole_space(book), [&](const rules::region& found) {
    REQUIRE(found.row != rules::no_row);
    covered += sign_ins_in(found.inputs);
    // The smallest and the largest combination of the region.
    for (const bool largest : {false, true}) {
      observed_values point{};
      for (std::size_t input = 0; input < point.size(); ++input)
        point[input] = largest ? largest_of(found.inputs[input]) : smallest_of(found.inputs[input]);
      known_observations see{point};
      if (number(answer(see).outcome) != book.tables[table].rows[found.row].outcome && ++wrong <= 3)
        FAIL_CHECK("a region has another outcome");
    }
    return true;
  });
  CHECK(finished);
  CHECK(wrong == 0);
  CHECK(covered == every_sign_in);
}

TEST_CASE("at one point of every box the decision, its effects and its account are those of the reference") {
  std::array<std::size_t, 2> infeasible{};
  std::size_t feasible = 0, wrong = 0;
  const std::size_t boxes = for_each_box([&](box_walk& walk) {
    const bool ran = unlock_runs(walk);
    const verdict decided = answer(walk);
    if (decided.done == damage::account_locked || decided.done == damage::unknown_devices_blocked)
      (void)plan_unlock(walk);
    const auto realised = realise(walk.read());
    if (const auto* reason = std::get_if<impossible>(&realised)) {
      ++infeasible[static_cast<std::size_t>(*reason)];
      return;
    }
    ++feasible;
    const auto& facts = std::get<authn::facts>(realised);
    const observed_values seen = plain_observations(facts);
    bool realises = true;
    for (std::size_t input = 0; input < seen.size(); ++input)
      realises = realises && (walk.read()[input] == rules::no_value || walk.read()[input] == seen[input]);
    const expectation expected = expect(facts, seen);
    const auto made = authn::decide(facts);
    const bool same_case = realises && expected.unlock_ran == ran && expected.decided.outcome == decided.outcome &&
                           expected.decided.by == decided.by;
    const std::string differs = made ? difference(facts, expected, *made) : "evidence is missing";
    if (same_case && differs.empty()) return;
    CAPTURE(differs);
    CAPTURE(static_cast<int>(decided.by));
    if (++wrong <= 5) CHECK(same_case);
    if (wrong <= 5) FAIL_CHECK("a point is decided otherwise");
  });
  CHECK(wrong == 0);
  CHECK(boxes == 173'688);
  CHECK(infeasible[static_cast<std::size_t>(impossible::lock_outlives)] == 39'060);
  CHECK(infeasible[static_cast<std::size_t>(impossible::nothing_unlocked)] == 3'564);
  CHECK(feasible == 131'064);
}

TEST_SUITE_END();

}  // namespace spec
