#include <algorithm>

#include <doctest/doctest.h>

#include <interlock/authn/explain.hpp>

#include "sign_in_scenarios.hpp"

namespace interlock::tests {
namespace {

using namespace authn;

std::string_view id_of(rule_reference rule) { return shipped_book().tables[rule.table].rows[rule.row].id; }

const facts& scenario_named(const std::vector<named_facts>& all, std::string_view name) {
  return std::ranges::find(all, name, &named_facts::name)->facts;
}

}  // namespace

TEST_CASE("the support thread: the rule, the setting, and what stands in the way of LOCKED_OUT") {
  const auto all = sign_in_scenarios();
  const facts& from = scenario_named(all, "locked, shown, no unlock");
  const auto found = explain(from);
  REQUIRE(found.has_value());
  CHECK(found->made.outcome == outcome::authentication_failed);
  REQUIRE_FALSE(found->because.empty());
  CHECK(id_of(found->because.front().rule) == "LOCK-3");
  REQUIRE(found->because.front().facts.size() == 1);
  CHECK(found->because.front().facts.front() == fact{fact_id::unlock_access, {}});
  const auto obstacle = std::ranges::find(found->why_not, outcome::locked_out, &obstacle::outcome);
  REQUIRE(obstacle != found->why_not.end());
  CHECK(id_of(obstacle->rule) == "LOCK-3");
  REQUIRE(obstacle->facts.size() == 1);
  CHECK(obstacle->facts.front() == found->because.front().facts.front());
}

TEST_CASE("an explanation names each other outcome once, with a rule and facts that are in its way") {
  for (const named_facts& each : sign_in_scenarios()) {
    CAPTURE(each.name);
    const auto found = explain(each.facts);
    REQUIRE(found.has_value());
    // What `POST /api/v1/authn` can come to: seven states, five kinds of refusal.
    CHECK(found->why_not.size() == 12 - 1);
    for (const obstacle& other : found->why_not) {
      CAPTURE(to_string(other.outcome));
      CHECK(other.outcome != found->made.outcome);
    }
    CHECK(found->because.front().decides);
    CHECK(id_of(found->because.front().rule) == id_of(found->made.decided_by));
  }
}

TEST_CASE("impossible: a reading that nobody can change rules an outcome out") {
  const auto all = sign_in_scenarios();
  const auto found = smallest_changes_to(scenario_named(all, "threat"), outcome::forbidden, true);
  REQUIRE(found.has_value());
  CHECK(found->changes.empty());
  REQUIRE(found->impossible_because.has_value());
}

TEST_CASE("what is already so needs no change") {
  const auto found = smallest_changes_to(sign_in(), outcome::success, false);
  REQUIRE(found.has_value());
  REQUIRE(found->changes.size() == 1);
  CHECK(found->changes.front().empty());
}

TEST_CASE("changes that only time or nobody can make are offered only when asked for") {
  const auto all = sign_in_scenarios();
  const facts& limited = scenario_named(all, "rate limit");
  CHECK(smallest_changes_to(limited, outcome::success, false)->changes.empty());
  const auto with_all = smallest_changes_to(limited, outcome::success, true);
  REQUIRE(with_all->changes.size() == 1);
  CHECK(with_all->changes.front().front().fact == fact{fact_id::rate_limit, {}});
}

}  // namespace interlock::tests
