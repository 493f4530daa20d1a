#include <interlock/authn/policy_selection.hpp>

#include <algorithm>
#include <limits>

namespace interlock::authn {
namespace {

bool shares_id(const ids& listed, const ids& held) noexcept {
  return std::ranges::any_of(listed, [&](std::string_view id) { return std::ranges::find(held, id) != held.end(); });
}

bool lists(const ids& listed, std::string_view id) noexcept { return std::ranges::find(listed, id) != listed.end(); }

bool people_match(const conditions& when, const facts& from) noexcept {
  const bool restricts = !(when.users_exclude.empty() && when.groups_exclude.empty() && when.users_include.empty() &&
                           when.groups_include.empty());
  if (!restricts) return true;
  if (lists(when.users_exclude, from.user.id) || shares_id(when.groups_exclude, from.groups)) return false;
  if (when.groups_include.empty() && when.users_include.empty()) return true;
  return lists(when.users_include, from.user.id) || shares_id(when.groups_include, from.groups);
}

bool in_zones(const ids& listed, const ids& held) noexcept {
  return shares_id(listed, held) || (lists(listed, "ALL_ZONES") && !held.empty());
}

bool network_matches(const conditions& when, const facts& from) noexcept {
  if (when.network == conditions::connection::anywhere) return true;
  if (in_zones(when.zones_exclude, from.zones)) return false;
  return when.zones_include.empty() || in_zones(when.zones_include, from.zones);
}

bool provider_matches(const conditions& when, const facts& from) noexcept {
  if (when.provider.empty()) return true;
  const bool restricts = when.provider == "OKTA" || when.provider == "ACTIVE_DIRECTORY" || when.provider == "LDAP";
  return !restricts || when.provider == from.user.provider;
}

bool hold(const conditions& when, const facts& from) noexcept {
  return when.applies_to_api && people_match(when, from) && network_matches(when, from) && provider_matches(when, from);
}

/// Visits the elements by ascending priority, those without one last, equal ones in their order, until `visit`
/// returns true.
template <class Ranked, class Visit>
bool by_priority(const std::vector<Ranked>& ranked, Visit visit) {
  struct rank {
    std::int64_t priority;
    std::size_t index;
    auto operator<=>(const rank&) const = default;
  };
  const auto rank_of = [&](std::size_t index) {
    return rank{ranked[index].priority.value_or(std::numeric_limits<std::int64_t>::max()), index};
  };
  std::optional<rank> last;
  for (std::size_t visited = 0; visited < ranked.size(); ++visited) {
    std::optional<rank> next;
    for (std::size_t index = 0; index < ranked.size(); ++index)
      if (const rank here = rank_of(index); (!last || here > *last) && (!next || here < *next)) next = here;
    if (visit(next->index)) return true;
    last = next;
  }
  return false;
}

template <class Settings, class Actions>
selection<Settings, Actions> select(const policies<Settings, Actions>& from, const facts& about,
                                    const Settings& default_settings, const Actions& default_actions) noexcept {
  using form = typename policies<Settings, Actions>::form;
  selection<Settings, Actions> chosen{&default_settings, &default_actions};
  if (from.given != form::evaluated) {
    const bool stands_alone = from.given == form::one && !from.list.empty();
    if (stands_alone) chosen.settings = &from.list.front().settings;
    if (stands_alone) chosen.policy = 0;
    if (from.rule) chosen.actions = &*from.rule;
    return chosen;
  }
  by_priority(from.list, [&](std::size_t policy_index) {
    const auto& candidate = from.list[policy_index];
    if (!candidate.active || !hold(candidate.when, about)) return false;
    if (chosen.policy == chosen.none) chosen.policy = static_cast<std::uint32_t>(policy_index);
    return by_priority(candidate.rules, [&](std::size_t rule_index) {
      const auto& rule = candidate.rules[rule_index];
      if (!rule.active || !hold(rule.when, about)) return false;
      chosen = {&candidate.settings, &rule.actions, static_cast<std::uint32_t>(policy_index),
                static_cast<std::uint32_t>(rule_index)};
      return true;
    });
  });
  return chosen;
}

template <class Kind>
struct defaults_of;
template <class Settings, class Actions>
struct defaults_of<policies<Settings, Actions>> {
  inline static const Settings settings{};
  inline static const Actions actions{};
};

template <class Settings, class Actions>
selection<Settings, Actions> select(const policies<Settings, Actions>& from, const facts& about) noexcept {
  using defaults = defaults_of<policies<Settings, Actions>>;
  return select(from, about, defaults::settings, defaults::actions);
}

}  // namespace

password_selection select_password(const facts& from) noexcept { return select(from.policy.password, from); }
sign_on_selection select_sign_on(const facts& from) noexcept { return select(from.policy.sign_on, from); }
enrollment_selection select_enrollment(const facts& from) noexcept { return select(from.policy.enrollment, from); }

}  // namespace interlock::authn
