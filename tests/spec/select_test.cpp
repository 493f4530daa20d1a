#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/policy_selection.hpp>

#include "random_facts.hpp"
#include "reference.hpp"
#include "scenes.hpp"

/// Section 5.5: which policy and which rule apply.
namespace spec {
namespace {

using policy = authn::policy<authn::password_settings, authn::password_actions>;
using rule = authn::policy_rule<authn::password_actions>;
constexpr std::uint32_t none = authn::password_selection::none;

// Told apart by their number of attempts.
policy policy_of(std::int64_t priority, std::uint64_t attempts, std::vector<rule> rules) {
  policy made;
  made.priority = priority;
  made.settings.max_attempts = attempts;
  made.rules = std::move(rules);
  return made;
}

rule rule_of(std::int64_t priority, authn::access unlock = authn::access::allow) {
  rule made;
  made.priority = priority;
  made.actions.unlock = unlock;
  return made;
}

authn::facts with(std::vector<policy> list) {
  authn::facts from = reference_sign_in();
  from.user.id = "00u1";
  from.groups = {"everyone", "staff"};
  from.zones = {"office"};
  from.policy.password.given = authn::password_policies::form::evaluated;
  from.policy.password.list = std::move(list);
  return from;
}

void check_chosen(const authn::facts& from, std::uint32_t policy_index, std::uint32_t rule_index) {
  const auto chosen = authn::select_password(from);
  REQUIRE(chosen.settings != nullptr);
  REQUIRE(chosen.actions != nullptr);
  CHECK(chosen.policy == policy_index);
  CHECK(chosen.rule == rule_index);
  if (rule_index == none) return;
  const policy& wanted = from.policy.password.list[policy_index];
  CHECK(chosen.settings == &wanted.settings);
  CHECK(chosen.actions == &wanted.rules[rule_index].actions);
}

// Whether a policy with these conditions comes before the default policy.
bool holds(const authn::conditions& when, authn::facts from = with({})) {
  from.policy.password.list = {policy_of(1, 3, {rule_of(1)}), policy_of(2, 10, {rule_of(1)})};
  from.policy.password.list.front().when = when;
  const bool for_policy = authn::select_password(from).policy == 0;
  from.policy.password.list.front().when = {};
  from.policy.password.list.front().rules.front().when = when;
  const bool for_rule = authn::select_password(from).policy == 0;
  CHECK(for_policy == for_rule);
  return for_policy;
}

}  // namespace

TEST_CASE("select: policies by ascending priority, wherever they stand in the list") {
  check_chosen(with({policy_of(3, 3, {rule_of(1)}), policy_of(1, 1, {rule_of(1)}), policy_of(2, 2, {rule_of(1)})}), 1,
               0);
}

TEST_CASE("select: a policy whose conditions do not hold is passed over") {
  authn::facts from = with({policy_of(1, 1, {rule_of(1)}), policy_of(2, 2, {rule_of(1)})});
  from.policy.password.list[0].when.groups_include = {"contractors"};
  check_chosen(from, 1, 0);
}

TEST_CASE("select: the first rule by priority whose conditions hold") {
  authn::facts from = with({policy_of(1, 1, {rule_of(9), rule_of(1), rule_of(5)})});
  check_chosen(from, 0, 1);
  from.policy.password.list[0].rules[1].when.users_exclude = {"00u1"};
  check_chosen(from, 0, 2);
}

TEST_CASE("select: without a matching rule the next policy is tried") {
  authn::facts from = with({policy_of(1, 1, {rule_of(1)}), policy_of(2, 2, {rule_of(1)})});
  from.policy.password.list[0].rules[0].when.groups_include = {"contractors"};
  check_chosen(from, 1, 0);
}

TEST_CASE("select: a policy without rules is never applied") {
  check_chosen(with({policy_of(1, 1, {}), policy_of(2, 2, {rule_of(1)})}), 1, 0);
}

TEST_CASE("select: the default policy and rule come last and match everyone") {
  authn::facts from = with({policy_of(99, 10, {rule_of(99, authn::access::deny)}), policy_of(1, 1, {rule_of(1)})});
  check_chosen(from, 1, 0);
  from.policy.password.list[1].when.groups_include = {"contractors"};
  check_chosen(from, 0, 0);
}

TEST_CASE("select: inactive policies and rules are not looked at") {
  authn::facts from = with({policy_of(1, 1, {rule_of(1)}), policy_of(2, 2, {rule_of(1), rule_of(2)})});
  from.policy.password.list[0].active = false;
  from.policy.password.list[1].rules[0].active = false;
  check_chosen(from, 1, 1);
}

TEST_CASE("select: equal priorities as they stand, missing ones last") {
  authn::facts from =
      with({policy_of(0, 1, {rule_of(1)}), policy_of(7, 2, {rule_of(3), rule_of(3)}), policy_of(7, 3, {rule_of(1)})});
  from.policy.password.list[0].priority.reset();
  check_chosen(from, 1, 0);
  from.policy.password.list[1].active = from.policy.password.list[2].active = false;
  check_chosen(from, 0, 0);
}

TEST_CASE("select: nothing given, or nothing that matches, leaves Okta's defaults") {
  authn::facts from = reference_sign_in();
  for (const bool listed : {false, true}) {
    if (listed) from = with({policy_of(1, 3, {})});
    // The policy is named that would apply if it had a rule.
    check_chosen(from, listed ? 0 : none, none);
    const auto password = authn::select_password(from);
    CHECK(password.settings->max_attempts == 10);
    CHECK(password.settings->auto_unlock_minutes == 0);
    CHECK_FALSE(password.settings->show_lockout_failures);
    CHECK(password.settings->max_age_days == 0);
    CHECK(password.actions->unlock == authn::access::deny);
    CHECK(password.actions->reset == authn::access::deny);
    CHECK(password.actions->change == authn::access::deny);
  }
  const auto sign_on = authn::select_sign_on(from);
  CHECK(sign_on.actions->permitted == authn::access::allow);
  CHECK_FALSE(sign_on.actions->require_factor);
  CHECK(authn::select_enrollment(from).settings->factors.empty());
}

TEST_CASE("select: one policy without rules applies with the rule that stands beside it") {
  authn::facts from = reference_sign_in();
  auto& password = from.policy.password;
  password.given = authn::password_policies::form::one;
  password.list = {policy_of(1, 3, {})};
  auto chosen = authn::select_password(from);
  CHECK(chosen.settings == &password.list[0].settings);
  CHECK(chosen.actions->unlock == authn::access::deny);  // no rule: every action
  password.rule.emplace().unlock = authn::access::allow;
  chosen = authn::select_password(from);
  CHECK(chosen.actions == &*password.rule);
  CHECK(chosen.policy == 0);
  CHECK(chosen.rule == none);
}

TEST_CASE("select: people") {
  authn::conditions when;
  CHECK(holds(when));
  when.groups_include = {"staff"};
  CHECK(holds(when));
  when.groups_exclude = {"everyone"};
  CHECK_FALSE(holds(when));
  when = {};
  when.groups_include = {"contractors"};
  CHECK_FALSE(holds(when));
  when = {};
  when.users_include = {"00u1"};
  CHECK(holds(when));
  when.users_include = {"00u2"};
  CHECK_FALSE(holds(when));
  when = {};
  when.users_exclude = {"00u1"};
  CHECK_FALSE(holds(when));
}

TEST_CASE("select: networks") {
  authn::conditions when;
  when.zones_include = {"home"};
  CHECK(holds(when));  // ANYWHERE: zones do not restrict
  when.network = authn::conditions::connection::zone;
  CHECK_FALSE(holds(when));
  when.zones_include = {"home", "office"};
  CHECK(holds(when));
  when.zones_exclude = {"office"};
  CHECK_FALSE(holds(when));
  when.zones_include = {"ALL_ZONES"};
  when.zones_exclude = {};
  CHECK(holds(when));
  authn::facts elsewhere = with({});
  elsewhere.zones = {};
  CHECK_FALSE(holds(when, elsewhere));
  when.zones_include = {};
  when.zones_exclude = {"ALL_ZONES"};
  CHECK_FALSE(holds(when));
  CHECK(holds(when, elsewhere));
}

TEST_CASE("select: providers, and conditions that this API never meets") {
  authn::conditions when;
  authn::facts from = with({});
  for (const std::string_view provider : {"OKTA", "ACTIVE_DIRECTORY", "LDAP"})
    for (const std::string_view source : {"OKTA", "ACTIVE_DIRECTORY", "LDAP"}) {
      when.provider = provider;
      from.user.provider = source;
      CHECK(holds(when, from) == (provider == source));
    }
  when.provider = "ANY";
  CHECK(holds(when, from));
  when.applies_to_api = false;
  CHECK_FALSE(holds(when, from));
}

TEST_CASE("select: the reporter's fix was to add a rule") {
  // The thread's organization: lockout failures are shown, and the only rule does not permit self-service unlock.
  authn::facts from = with({policy_of(1, 5, {rule_of(1, authn::access::deny)})});
  from.policy.password.list[0].settings.show_lockout_failures = true;
  from.recovery_enrolled = {authn::recovery_method::email};
  lock(from);
  auto made = authn::decide(from);
  REQUIRE(made.has_value());
  CHECK(made->outcome == authn::outcome::authentication_failed);

  from.policy.password.list[0].rules.push_back(rule_of(0, authn::access::allow));
  from.policy.password.list[0].rules.back().when.groups_include = {"staff"};
  made = authn::decide(from);
  REQUIRE(made.has_value());
  CHECK(made->outcome == authn::outcome::locked_out);
}

TEST_CASE("select: random policies are chosen as sorted copies are") {
  xorshift random{2'463'534'242};
  std::size_t evaluated = 0;
  for (std::size_t tried = 0; tried < 100'000; ++tried) {
    const authn::facts from = random_facts(random);
    const auto password = authn::select_password(from);
    const auto expected = reference_password(from);
    CAPTURE(tried);
    REQUIRE(password.policy == expected.policy.value_or(none));
    REQUIRE(password.rule == expected.rule.value_or(none));
    REQUIRE(*password.settings == expected.settings);
    REQUIRE(*password.actions == expected.actions);
    REQUIRE(*authn::select_sign_on(from).actions == reference_sign_on(from).actions);
    REQUIRE(*authn::select_enrollment(from).actions == reference_enrollment(from).actions);
    REQUIRE(*authn::select_enrollment(from).settings == reference_enrollment(from).settings);
    evaluated += expected.rule ? 1 : 0;
  }
  CHECK(evaluated > 1'000);
}

}  // namespace spec
