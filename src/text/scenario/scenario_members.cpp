#include "text/scenario/scenario_members.hpp"

#include <algorithm>
#include <array>

#include "text/scenario/read_account.hpp"
#include "text/scenario/read_body.hpp"
#include "text/scenario/read_policy.hpp"
#include "text/scenario/read_request.hpp"
#include "text/scenario/read_snapshot.hpp"

namespace interlock::text {
namespace {

using document = scenario::document;
using authn::facts;

constexpr std::array evidence_members{
    member<authn::evidence>{"password", into<&authn::evidence::password>},
    member<authn::evidence>{"oldPassword", into<&authn::evidence::old_password>},
    member<authn::evidence>{"answer", into<&authn::evidence::answer>},
    member<authn::evidence>{"newPassword", into<&authn::evidence::new_password>},
    member<authn::evidence>{"token", into<&authn::evidence::token>},
    member<authn::evidence>{"passCode", into<&authn::evidence::pass_code>},
    member<authn::evidence>{"push", into<&authn::evidence::push>},
    member<authn::evidence>{"audience", into<&authn::evidence::audience>},
    member<authn::evidence>{"phoneNumber", into<&authn::evidence::phone_number>},
};

constexpr std::array device_members{
    member<facts>{"known", into<&facts::device_known>},
    member<facts>{"remembered", into<&facts::device_remembered>},
};

constexpr std::array network_members{
    member<facts>{"zone", into<&facts::zone>},
    member<facts>{"zones", into<&facts::zones>},
    member<facts>{"threat", into<&facts::threat>},
    member<facts>{"exempt", into<&facts::threat_exempt>},
};

void read_header_number(const place& from, std::optional<std::int64_t>& to) {
  std::uint64_t number = 0;
  read(from, number);
  to = static_cast<std::int64_t>(number);
}

constexpr std::array rate_limit_members{
    member<authn::rate_limit>{"violated", into<&authn::rate_limit::violated>},
    member<authn::rate_limit>{"limit", [](const place& from, auto& to) { read_header_number(from, to.limit); }},
    member<authn::rate_limit>{"remaining", [](const place& from, auto& to) { read_header_number(from, to.remaining); }},
    member<authn::rate_limit>{"reset", [](const place& from, auto& to) { read_header_number(from, to.reset); }},
};

void read_base_url(const place& from, authn::mint& to) {
  read(from, to.base_url);
  while (to.base_url.ends_with('/')) to.base_url.remove_suffix(1);
}

/// The time is the one member that decides something.
constexpr std::array mint_activation_members{
    member<authn::mint>{"expiresAt", into<&authn::mint::activation_expires_at>},
};

template <auto Field>
constexpr auto minted_text = [](const place& from, document& to) { read(from, to.facts.mint.*Field); };
template <auto Part>
constexpr auto minted_object = [](const place& from, document& to) { to.minted.*Part = object_at(from); };

constexpr std::array mint_members{
    member<document>{"stateToken", minted_text<&authn::mint::state_token>},
    member<document>{"sessionToken", minted_text<&authn::mint::session_token>},
    member<document>{"recoveryToken", minted_text<&authn::mint::recovery_token>},
    member<document>{"errorId", minted_text<&authn::mint::error_id>},
    member<document>{"factorId", minted_text<&authn::mint::factor_id>},
    member<document>{"activation",
                     [](const place& from, document& to) {
                       to.minted.activation = from.value.if_object();
                       read_okta(from, to.facts.mint, mint_activation_members);
                     }},
    member<document>{"challenge", minted_object<&shown_parts::challenge>},
    member<document>{"target", minted_object<&shown_parts::target>},
    member<document>{"authentication", minted_object<&shown_parts::authentication>},
    member<document>{"baseUrl", [](const place& from, document& to) { read_base_url(from, to.facts.mint); }},
};

/// A key of a scenario, and what it says: how it is read, and how it is taken over from another scenario.
struct scenario_member : member<document> {
  void (*copy)(const document& from, document& to);
};

template <auto... Fields>
constexpr auto copied_facts =
    [](const document& from, document& to) { ((to.facts.*Fields = from.facts.*Fields), ...); };

void copy_request(const document& from, document& to) {
  to.facts.request = from.facts.request;
  to.body_given = from.body_given;
  to.query = from.query;
}

void copy_transaction(const document& from, document& to) {
  to.facts.transaction = from.facts.transaction;
  to.transaction = from.transaction;
  to.kept = from.kept;
}

void copy_policy(const document& from, document& to) {
  to.facts.policy = from.facts.policy;
  to.threat_insight = from.threat_insight;
}

void copy_account(const document& from, document& to) {
  copied_facts<&facts::account, &facts::user, &facts::groups>(from, to);
  to.user = from.user;
}

void copy_enrollment(const document& from, document& to) {
  copied_facts<&facts::recovery_enrolled, &facts::factors>(from, to);
  to.factors = from.factors;
}

void copy_mint(const document& from, document& to) {
  to.facts.mint = from.facts.mint;
  to.minted = from.minted;
}

constexpr std::array scenario_members{
    scenario_member{{"now", [](const place& from, document& to) { read(from, to.facts.now); }},
                    copied_facts<&facts::now>},
    scenario_member{{"request", read_request}, copy_request},
    scenario_member{
        {"evidence", [](const place& from, document& to) { read_own(from, to.facts.evidence, evidence_members); }},
        copied_facts<&facts::evidence>},
    scenario_member{{"transaction", read_transaction}, copy_transaction},
    scenario_member{{"policy", read_policy}, copy_policy},
    scenario_member{{"account", read_account}, copy_account},
    scenario_member{{"enrollment", read_enrollment}, copy_enrollment},
    scenario_member{{"device", [](const place& from, document& to) { read_own(from, to.facts, device_members); }},
                    copied_facts<&facts::device_known, &facts::device_remembered>},
    scenario_member{{"network", [](const place& from, document& to) { read_own(from, to.facts, network_members); }},
                    copied_facts<&facts::zone, &facts::zones, &facts::threat, &facts::threat_exempt>},
    scenario_member{
        {"rateLimit", [](const place& from, document& to) { read_own(from, to.facts.rate, rate_limit_members); }},
        copied_facts<&facts::rate>},
    scenario_member{{"mint", [](const place& from, document& to) { read_own(from, to, mint_members); }}, copy_mint},
};

constexpr auto keys = [] {
  std::array<std::string_view, scenario_members.size()> found;
  std::ranges::transform(scenario_members, found.begin(), &scenario_member::key);
  return found;
}();

}  // namespace

std::span<const std::string_view> scenario_keys() noexcept { return keys; }

bool read_scenario_members(const place& from, scenario::document& to, const scenario::document* others) {
  const std::size_t before = from.problems.found().size();
  read_own(from, to, scenario_members);
  const json::object* object = from.value.if_object();
  for (const scenario_member& each : scenario_members)
    if (others != nullptr && object != nullptr && !object->contains(each.key)) each.copy(*others, to);
  check_owner(from, to);
  if (from.problems.found().size() != before) return false;
  read_body(to);
  return true;
}

void copy_scenario_member(std::string_view key, const scenario::document& from, scenario::document& to) {
  std::ranges::find(scenario_members, key, &scenario_member::key)->copy(from, to);
}

}  // namespace interlock::text
