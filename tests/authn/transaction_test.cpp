#include <algorithm>

#include <doctest/doctest.h>

#include "authn/facts/input_dependencies.hpp"
#include "brute_force.hpp"
#include "expectations.hpp"

namespace interlock::tests {
namespace {

using namespace authn;

std::string_view id_of(rule_reference rule) { return shipped_book().tables[rule.table].rows[rule.row].id; }

}  // namespace

TEST_CASE("transactions: the rule that decides, its facts, and every smallest way to another answer") {
  const auto all = expectations();
  CHECK(all.size() > administrative_expectations().size());  // which it contains
  for (const expected& each : all) {
    CAPTURE(each.name);
    const auto found = explain(each.from);
    REQUIRE(found.has_value());
    CHECK(found->made.outcome == each.decided);
    CHECK(id_of(found->because.front().rule) == each.rule);
    CHECK(found->because.front().decides);
    std::string because;
    for (const fact& reason : found->because.front().facts) because += pointer_to(reason, each.from) + ' ';
    std::string facts_named;
    for (const std::string& pointer : each.because) facts_named += pointer + ' ';
    CHECK(because == facts_named);

    const auto ways = smallest_changes_to(each.from, each.wanted, true);
    REQUIRE(ways.has_value());
    std::set<pointers> sets;
    for (const change_set& set : ways->changes) sets.insert(pointers_of(set, each.from));
    CHECK(listed(sets) == listed(each.ways));
  }
}

TEST_CASE("transactions: what stands in the way is named only for outcomes that the operation can have") {
  const auto all = expectations();
  const auto found = explain(std::ranges::find(all, std::string_view{"resent too soon"}, &expected::name)->from);
  REQUIRE(found.has_value());
  std::string others;
  for (const obstacle& each : found->why_not) others += std::string{to_string(each.outcome)} + ' ';
  CHECK(others == "MFA_CHALLENGE INVALID_TOKEN FORBIDDEN INVALID_REQUEST ");
}

TEST_CASE("transactions: what keeps a password from being the first of two factors") {
  const facts from = factor_first(factor_kind::password);
  const auto found = explain(from);
  REQUIRE(found.has_value());
  const auto turn =
      std::ranges::find_if(found->because, [](const reason& each) { return id_of(each.rule) == "TURN-5"; });
  REQUIRE(turn != found->because.end());
  pointers named;
  for (const fact& each : turn->facts) named.insert(pointer_to(each, from));
  CHECK(listed({named}) ==
        listed({{"/transaction/state", "/policy/authenticatorSettings/verifyKnowledgeSecondWhen2faRequired",
                 "/policy/userEnumerationPrevention/authentication", "/enrollment/factors"}}));
}

TEST_CASE("transactions: a trusted caller is named beside the rule that denies the reset") {
  const facts from = trusted_reset(access::deny);
  const auto found = explain(from);
  REQUIRE(found.has_value());
  const auto root =
      std::ranges::find_if(found->because, [](const reason& each) { return id_of(each.rule) == "START-8"; });
  REQUIRE(root != found->because.end());
  CHECK(root->decides);
  CHECK(std::ranges::find(root->facts, fact{fact_id::application, {}}) != root->facts.end());
}

TEST_CASE("administrators: whose API token lets them in is told so, not of scopes that nobody gave") {
  facts from = sign_in();
  from.request.operation = operation::get_lockout_settings;
  from.request.application = application::trusted;
  const auto found = explain(from);
  REQUIRE(found.has_value());
  CHECK(found->made.outcome == outcome::ok);
  const auto other = std::ranges::find(found->why_not, outcome::invalid_token, &obstacle::outcome);
  REQUIRE(other != found->why_not.end());
  CHECK(other->facts == std::vector{fact{fact_id::application, {}}});
}

TEST_CASE("transactions: smallest changes equal brute force over all sets of at most two facts") {
  for (const expected& each : expectations()) {
    CAPTURE(each.name);
    compare_with_brute_force(each.from, true, 2);
  }
}

TEST_CASE("transactions: every set works, and none of its parts does") {
  std::size_t sets = 0;
  for (const expected& each : expectations()) {
    CAPTURE(each.name);
    sets += check_sets(each.from).count;
  }
  CHECK(sets > 500);
}

TEST_CASE("a sign-in with only a user name: another first factor is another table") {
  facts from = sign_in();
  from.request.body.password = false;
  from.evidence = {};
  from.factors.push_back({"f1", factor_kind::sms, true, 0});
  CHECK(decide(from)->outcome == outcome::invalid_request);
  compare_with_brute_force(from, true, 2);
  const auto found = smallest_changes_to(from, outcome::unauthenticated, false);
  REQUIRE(found->changes.size() == 1);
  CHECK(pointers_of(found->changes.front(), from) == pointers{"/policy/signOnRule/actions/signon/primaryFactor"});
  const facts first = after(found->changes.front(), from);
  CHECK(decide(first)->outcome == outcome::unauthenticated);
  compare_with_brute_force(first, true, 2);
}

TEST_CASE("every input is about a fact, but for those that no change can make another") {
  const std::set<std::string_view> nobody_changes{// Which engine it is, and what the operation and its path say.
                                                  "engine", "recovery_step", "step", "polled", "managed_object",
                                                  // What happens without a request.
                                                  "event",
                                                  // How often there was one before.
                                                  "lockouts_in_a_row"};
  std::vector<named_facts> all = sign_in_scenarios();
  for (const expected& each : expectations()) all.push_back({each.name, each.from});
  std::set<std::string_view> without_subject;
  for (std::uint16_t input = 0; input < shipped::inputs_count; ++input) {
    const auto is_named = [&](const named_facts& each) {
      return !main_dependencies(static_cast<shipped::input_id>(input), each.facts).empty();
    };
    if (std::ranges::none_of(all, is_named)) without_subject.insert(shipped_book().inputs[input].name);
  }
  CHECK(listed({{without_subject.begin(), without_subject.end()}}) ==
        listed({{nobody_changes.begin(), nobody_changes.end()}}));
}

}  // namespace interlock::tests
