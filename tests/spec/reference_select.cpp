#include <algorithm>
#include <numeric>
#include <vector>

#include "reference.hpp"

namespace spec {
namespace {

using authn::ids;

bool any_listed(const ids& listed, const ids& held) {
  for (const auto& id : held)
    if (std::count(listed.begin(), listed.end(), id) > 0) return true;
  return false;
}

bool zone_listed(const ids& listed, const ids& held) {
  const bool every_zone = std::count(listed.begin(), listed.end(), "ALL_ZONES") > 0;
  return (every_zone && !held.empty()) || any_listed(listed, held);
}

// An empty include list means everyone, an empty exclude list nobody; who is excluded stays out.
bool is_for(const authn::conditions& when, const authn::facts& from) {
  const ids me{from.user.id};
  const bool excluded = any_listed(when.users_exclude, me) || any_listed(when.groups_exclude, from.groups);
  const bool everyone = when.users_include.empty() && when.groups_include.empty();
  const bool included = any_listed(when.users_include, me) || any_listed(when.groups_include, from.groups);
  return !excluded && (everyone || included);
}

bool reached_from(const authn::conditions& when, const authn::facts& from) {
  if (when.network != authn::conditions::connection::zone) return true;
  const bool included = when.zones_include.empty() || zone_listed(when.zones_include, from.zones);
  return included && !zone_listed(when.zones_exclude, from.zones);
}

bool all_hold(const authn::conditions& when, const authn::facts& from) {
  const ids restricting{"OKTA", "ACTIVE_DIRECTORY", "LDAP"};
  const bool other_provider = any_listed(restricting, {when.provider}) && when.provider != from.user.provider;
  return is_for(when, from) && reached_from(when, from) && !other_provider && when.applies_to_api;
}

// Places by ascending priority; without a priority last; otherwise as they stand.
template <class Ranked>
std::vector<std::size_t> by_priority(const std::vector<Ranked>& ranked) {
  std::vector<std::size_t> places(ranked.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](std::size_t one, std::size_t other) {
    const auto &first = ranked[one].priority, &second = ranked[other].priority;
    return first && (!second || *first < *second);
  });
  return places;
}

template <class Settings, class Actions>
chosen<Settings, Actions> choose(const authn::policies<Settings, Actions>& from, const authn::facts& about) {
  using form = typename authn::policies<Settings, Actions>::form;
  chosen<Settings, Actions> made{};
  if (from.given != form::evaluated) {
    if (from.given == form::one) made.settings = from.list.at(0).settings;
    if (from.given == form::one) made.policy = 0;
    if (from.rule) made.actions = *from.rule;
    return made;
  }
  for (const std::size_t policy : by_priority(from.list)) {
    const auto& candidate = from.list[policy];
    if (!candidate.active || !all_hold(candidate.when, about)) continue;
    if (!made.policy) made.policy = policy;
    for (const std::size_t rule : by_priority(candidate.rules)) {
      if (!candidate.rules[rule].active || !all_hold(candidate.rules[rule].when, about)) continue;
      return {candidate.settings, candidate.rules[rule].actions, policy, rule};
    }
  }
  return made;
}

}  // namespace

chosen<authn::password_settings, authn::password_actions> reference_password(const authn::facts& from) {
  return choose(from.policy.password, from);
}
chosen<authn::sign_on_settings, authn::sign_on_actions> reference_sign_on(const authn::facts& from) {
  return choose(from.policy.sign_on, from);
}
chosen<authn::enrollment_settings, authn::enrollment_actions> reference_enrollment(const authn::facts& from) {
  return choose(from.policy.enrollment, from);
}

}  // namespace spec
