#include "text/scenario/read_policy.hpp"

#include <array>
#include <string>

#include "text/scenario/read_password_policy.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {
namespace {

using authn::conditions;
using authn::policy_facts;

// --- what all kinds of policies and rules have in common

constexpr std::array<std::string_view, 4> connections{"ANYWHERE", "ZONE", "ON_NETWORK", "OFF_NETWORK"};
constexpr std::array<std::string_view, 3> authentication_types{"ANY", "RADIUS", "LDAP_INTERFACE"};
constexpr std::array<std::string_view, 4> risk_levels{"ANY", "LOW", "MEDIUM", "HIGH"};

template <auto Include, auto Exclude>
constexpr std::array in_and_out{
    member<conditions>{"include", into<Include>},
    member<conditions>{"exclude", into<Exclude>},
};

template <auto Include, auto Exclude>
constexpr auto read_lists =
    [](const place& from, conditions& to) { read_okta(from, to, in_and_out<Include, Exclude>); };

constexpr std::array people_members{
    member<conditions>{"groups", read_lists<&conditions::groups_include, &conditions::groups_exclude>},
    member<conditions>{"users", read_lists<&conditions::users_include, &conditions::users_exclude>},
};

/// The condition is about something that a request to this API never is, unless it has the first of the words.
template <const auto& Words>
constexpr auto only_first_of = [](const place& from, conditions& to) {
  const std::string_view word = read_word(from, Words);
  if (word != Words.front()) to.applies_to_api = false;
};

void read_connection(const place& from, conditions& to) {
  const std::string_view word = read_word(from, connections);
  to.network = word == "ZONE" ? conditions::connection::zone : conditions::connection::anywhere;
  if (word != "ANYWHERE" && word != "ZONE") to.applies_to_api = false;
}

constexpr std::array network_condition_members{
    member<conditions>{"connection", read_connection},
    member<conditions>{"include", into<&conditions::zones_include>},
    member<conditions>{"exclude", into<&conditions::zones_exclude>},
};
constexpr std::array provider_condition_members{
    member<conditions>{"provider", into<&conditions::provider>},
};
constexpr std::array context_members{
    member<conditions>{"authType", only_first_of<authentication_types>},
};
constexpr std::array risk_score_members{
    member<conditions>{"level", only_first_of<risk_levels>},
};
constexpr std::array risk_members{
    member<conditions>{"behaviors",
                       [](const place& from, conditions& to) {
                         const json::array* behaviors = array_at(from);
                         if (behaviors != nullptr && !behaviors->empty()) to.applies_to_api = false;
                       }},
};

constexpr std::array condition_members{
    member<conditions>{"people", okta_object<people_members>},
    member<conditions>{"network", okta_object<network_condition_members>},
    member<conditions>{"authProvider", okta_object<provider_condition_members>},
    member<conditions>{"authContext", okta_object<context_members>},
    member<conditions>{"riskScore", okta_object<risk_score_members>},
    member<conditions>{"risk", okta_object<risk_members>},
};

template <class Item>
constexpr auto read_life_cycle =
    [](const place& from, Item& to) { to.active = read_word(from, life_cycles) != "INACTIVE"; };

template <class Item>
constexpr auto read_conditions = [](const place& from, Item& to) { read_okta(from, to.when, condition_members); };

// --- policies with their rules, for any kind of settings and actions

template <class Actions>
constexpr std::array rule_members{
    member<authn::policy_rule<Actions>>{"priority", into<&authn::policy_rule<Actions>::priority>},
    member<authn::policy_rule<Actions>>{"status", read_life_cycle<authn::policy_rule<Actions>>},
    member<authn::policy_rule<Actions>>{"conditions", read_conditions<authn::policy_rule<Actions>>},
    member<authn::policy_rule<Actions>>{
        "actions", [](const place& from, authn::policy_rule<Actions>& to) { read_actions(from, to.actions); }},
};

/// A policy, and whether it came with rules.
template <class Settings, class Actions>
struct policy_source {
  authn::policy<Settings, Actions>& policy;
  bool with_rules = false;
};

template <class Settings, class Actions>
void read_rules(const place& from, policy_source<Settings, Actions>& to) {
  to.with_rules = true;
  for_each_element(
      from, [&](const place& element) { read_okta(element, to.policy.rules.emplace_back(), rule_members<Actions>); });
}

template <class Settings, class Actions>
constexpr std::array embedded_members{
    member<policy_source<Settings, Actions>>{"rules", read_rules<Settings, Actions>},
};

template <class Settings, class Actions, class Source = policy_source<Settings, Actions>>
constexpr std::array policy_members{
    member<Source>{"priority", [](const place& from, Source& to) { read(from, to.policy.priority); }},
    member<Source>{
        "status", [](const place& from, Source& to) { to.policy.active = read_word(from, life_cycles) != "INACTIVE"; }},
    member<Source>{"conditions",
                   [](const place& from, Source& to) { read_okta(from, to.policy.when, condition_members); }},
    member<Source>{"settings", [](const place& from, Source& to) { read_settings(from, to.policy.settings); }},
    member<Source>{"_embedded",
                   [](const place& from, Source& to) { read_okta(from, to, embedded_members<Settings, Actions>); }},
};

/// One policy or a list. @return whether it has rules
template <class Settings, class Actions>
bool read_one_policy(const place& from, authn::policies<Settings, Actions>& to) {
  policy_source<Settings, Actions> source{to.list.emplace_back()};
  read_okta(from, source, policy_members<Settings, Actions>);
  return source.with_rules;
}

template <class Settings, class Actions>
void read_policies(const place& from, authn::policies<Settings, Actions>& to) {
  using form = typename authn::policies<Settings, Actions>::form;
  if (from.value.is_array()) {
    to.given = form::evaluated;
    for_each_element(from, [&](const place& element) { read_one_policy(element, to); });
  } else if (!from.value.is_object()) {
    report_wrong_type(from, "a policy or a list of policies");
  } else {
    to.given = read_one_policy(from, to) ? form::evaluated : form::one;
  }
}

/// The rule that applies as it is: nobody asks for its conditions.
template <class Settings, class Actions>
void read_applying_rule(const place& from, authn::policies<Settings, Actions>& to) {
  authn::policy_rule<Actions> rule;
  read_okta(from, rule, rule_members<Actions>);
  to.rule = rule.actions;
}

// --- the rest of `policy`

constexpr std::array enumeration_members{
    member<policy_facts>{"authentication", into<&policy_facts::prevent_enumeration_in_authentication>},
    member<policy_facts>{"recovery", into<&policy_facts::prevent_enumeration_in_recovery>},
};
constexpr std::array threat_members{
    member<policy_facts>{"action", into<&policy_facts::threat_action>},
    member<policy_facts>{"excludeZones", into<&policy_facts::threat_excluded_zones>},
};
constexpr std::array lockout_settings_members{
    member<policy_facts>{"preventBruteForceLockoutFromUnknownDevices",
                         into<&policy_facts::prevent_lockout_from_unknown_devices>},
};
constexpr std::array authenticator_members{
    member<policy_facts>{"verifyKnowledgeSecondWhen2faRequired", into<&policy_facts::verify_knowledge_second>},
};

/// The API answers a request for the settings with a list that holds the one object.
template <const auto& Members>
constexpr auto one_object = [](const place& from, policy_facts& to) {
  const json::array* list = from.value.if_array();
  if (list == nullptr) return read_okta(from, to, Members);
  if (list->size() != 1) return report_wrong_type(from, "one settings object");
  read_okta(place{from.problems, list->front(), path{from.at, std::size_t{0}}}, to, Members);
};

constexpr std::array policy_facts_members{
    member<policy_facts>{"engine", into<&policy_facts::engine>},
    member<policy_facts>{"password", [](const place& from, policy_facts& to) { read_policies(from, to.password); }},
    member<policy_facts>{"passwordRule",
                         [](const place& from, policy_facts& to) { read_applying_rule(from, to.password); }},
    member<policy_facts>{"signOn", [](const place& from, policy_facts& to) { read_policies(from, to.sign_on); }},
    member<policy_facts>{"signOnRule",
                         [](const place& from, policy_facts& to) { read_applying_rule(from, to.sign_on); }},
    member<policy_facts>{"enrollment", [](const place& from, policy_facts& to) { read_policies(from, to.enrollment); }},
    member<policy_facts>{"userEnumerationPrevention",
                         [](const place& from, policy_facts& to) { read_own(from, to, enumeration_members); }},
    member<policy_facts>{"threatInsight", okta_object<threat_members>},
    member<policy_facts>{"threatResponse", into<&policy_facts::threat_response>},
    member<policy_facts>{"settingsResponse", into<&policy_facts::settings_response>},
    member<policy_facts>{"userLockoutSettings", one_object<lockout_settings_members>},
    member<policy_facts>{"authenticatorSettings", one_object<authenticator_members>},
};

}  // namespace

void read_policy(const place& from, scenario::document& to) {
  read_own(from, to.facts.policy, policy_facts_members);
  const json::object* members = from.value.if_object();
  const json::value* threat_insight = members != nullptr ? members->if_contains("threatInsight") : nullptr;
  if (threat_insight != nullptr) to.threat_insight = threat_insight->if_object();
}

}  // namespace interlock::text
