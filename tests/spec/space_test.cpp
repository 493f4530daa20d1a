#include <array>
#include <bit>
#include <set>
#include <span>
#include <string>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/regions.hpp>
#include <interlock/rules/volume.hpp>
#include <interlock/text/scenario.hpp>

#include "boxes.hpp"
#include "expectation.hpp"
#include "text/export/scenario_from_inputs.hpp"

namespace spec {
namespace {

namespace rules = interlock::rules;
using interlock::authn::shipped_book;

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

// How many combinations those inputs have.
rules::volume every_sign_in() {
  std::uint64_t product = 1;
  for (const std::uint16_t input : inputs_of_a_sign_in()) {
    const std::size_t values = shipped_book().inputs[input].values.size();
    REQUIRE(product <= UINT64_MAX / values);
    product *= values;
  }
  return {0, product};
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

// No facts lead to these observations: a due unlock leaves no lock and no block behind, and where it leaves a status
// that was never locked, a block was in force that has ended.
bool is_infeasible(const observed_values& wanted) {
  const auto free = [&](input_id which) { return wanted[static_cast<std::size_t>(which)] == rules::no_value; };
  const auto is = [&](auto value) {
    return wanted[static_cast<std::size_t>(id_of<decltype(value)>)] == static_cast<value_index>(value);
  };
  if (!is(in::unlock_job::due)) return false;
  if (is(in::user_status::locked_out) || is(in::unknown_devices_block::set)) return true;
  const bool was_locked = free(input_id::user_status) || is(in::user_status::active);
  const bool was_blocked = free(input_id::device_setting) || is(in::device_setting::on);
  return !is(in::lock_held::no) && !was_locked && !was_blocked;
}

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("the whole space has the combinations of what a sign-in looks at") {
  CHECK(sign_ins_in(rules::whole_space(shipped_book())) == every_sign_in());
}

TEST_CASE("over the whole space the book gives the one outcome that the reference gives") {
  rules::volume covered;
  std::size_t wrong = 0;
  for_each_box([&](box_walk& walk) {
    const verdict decided = answer(walk);
    covered += sign_ins_in(walk.box());
    if (box_has(walk, decided.outcome)) return;
    CAPTURE(form_of(decided.outcome).outcome);
    if (++wrong <= 3) FAIL_CHECK("a box has another outcome");
  });
  CHECK(wrong == 0);
  CHECK(covered == every_sign_in());
}

TEST_CASE("over the whole space the book logs threats and runs and plans unlocks as the reference does") {
  rules::volume planned, ran, logged;
  for_each_box([&](box_walk& walk) {
    const unlock_plan plan = plan_unlock(walk);
    CHECK(box_has(walk, table_word(plan)));
    planned += sign_ins_in(walk.box());
  });
  CHECK(planned == every_sign_in());
  for_each_box([&](box_walk& walk) {
    const bool runs = unlock_runs(walk);
    CHECK(box_has(walk, runs ? out::automatic_unlock::unlock : out::automatic_unlock::nothing));
    ran += sign_ins_in(walk.box());
  });
  CHECK(ran == every_sign_in());

  // The event is asked for only where ThreatInsight was: beyond the zone.
  for_each_box([&](box_walk& walk) {
    const verdict decided = answer(walk);
    logged += sign_ins_in(walk.box());
    if (decided.by == ending::zone_blocked)
      CHECK(decided.threat_event.empty());
    else if (!box_has(walk, table_word(decided.threat_event)))
      FAIL_CHECK("a box logs another outcome");
  });
  CHECK(logged == every_sign_in());
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
  CHECK(covered == every_sign_in());
}

TEST_CASE("at one point of every box the decision, its effects and its account are those of the reference") {
  rules::volume covered;
  std::size_t wrong = 0;
  for_each_box([&](box_walk& walk) {
    const bool ran = unlock_runs(walk);
    const verdict decided = answer(walk);
    if (decided.done == damage::account_locked || decided.done == damage::unknown_devices_blocked)
      (void)plan_unlock(walk);
    covered += sign_ins_in(walk.box());
    const std::string text = interlock::text::scenario_from_inputs(walk.read());
    const auto scenario = interlock::text::read_scenario(text);
    REQUIRE(scenario.has_value());
    const authn::facts& facts = scenario->facts();
    const observed_values observed = reference_observations(facts);
    bool as_wanted = true;
    for (std::size_t input = 0; input < observed.size(); ++input)
      as_wanted = as_wanted && (walk.read()[input] == rules::no_value || walk.read()[input] == observed[input]);
    REQUIRE(as_wanted == !is_infeasible(walk.read()));
    if (!as_wanted) return;
    const expectation expected = expect(facts, observed);
    const auto made = authn::decide(facts);
    const bool same_case =
        expected.unlock_ran == ran && expected.decided.outcome == decided.outcome && expected.decided.by == decided.by;
    const std::string differs = made ? difference(facts, expected, *made) : "evidence is missing";
    if (same_case && differs.empty()) return;
    CAPTURE(differs);
    CAPTURE(static_cast<int>(decided.by));
    if (++wrong <= 5) CHECK(same_case);
    if (wrong <= 5) FAIL_CHECK("a point is decided otherwise");
  });
  CHECK(wrong == 0);
  CHECK(covered == every_sign_in());
}

TEST_SUITE_END();

}  // namespace spec
