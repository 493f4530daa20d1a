#pragma once

#include <array>
#include <functional>
#include <vector>

#include "step_arrangements.hpp"

/// Everything that administrators may send, and what may be around it: sections 8.5, 10.1 and 12.
namespace spec {

using authn::managed_object;
using authn::rate_limit_kind;
using authn::scope;
using authn::threat_action;
using authn::threat_level;

inline constexpr std::array administrative{operation::get_lockout_settings,
                                           operation::replace_lockout_settings,
                                           operation::get_authenticator_settings,
                                           operation::replace_authenticator_settings,
                                           operation::get_threat_configuration,
                                           operation::replace_threat_configuration,
                                           operation::list_blocks};

inline bool replaces(operation by) {
  return by == operation::replace_lockout_settings || by == operation::replace_authenticator_settings ||
         by == operation::replace_threat_configuration;
}

inline managed_object object_of(operation by) {
  if (by == operation::get_lockout_settings || by == operation::replace_lockout_settings)
    return managed_object::lockout_settings;
  if (by == operation::get_authenticator_settings || by == operation::replace_authenticator_settings)
    return managed_object::authenticator_settings;
  return by == operation::list_blocks ? managed_object::blocks : managed_object::threat_insight;
}

/// Sections 10.1 and 12.
inline scope scope_of(operation by) {
  switch (object_of(by)) {
    case managed_object::blocks: return scope::users_read;
    case managed_object::threat_insight: return replaces(by) ? scope::threats_manage : scope::threats_read;
    default: return replaces(by) ? scope::orgs_manage : scope::orgs_read;
  }
}

inline authn::set_of<scope> every_scope_but(scope left_out) {
  authn::set_of<scope> all{scope::orgs_read, scope::orgs_manage, scope::threats_read, scope::threats_manage,
                           scope::users_read};
  all.erase(left_out);
  return all;
}

using arrangement = std::function<void(facts&)>;
using arrangements = std::vector<arrangement>;

inline arrangements authorities(operation by) {
  return {[](facts&) {}, [=](facts& f) { f.request.scopes = every_scope_but(scope_of(by)); },
          [=](facts& f) { f.request.scopes = authn::set_of<scope>{scope_of(by)}; }, [](facts& f) { trust(f); },
          [](facts& f) {
            trust(f);  // an access token says itself what it is good for
            f.request.scopes.emplace();
          }};
}

inline arrangements engines() {
  return {[](facts& f) { f.policy.engine = authn::engine::classic; },
          [](facts& f) { f.policy.engine = authn::engine::identity; }};
}

inline arrangements rates() {
  arrangements all;
  for (const auto kind :
       {rate_limit_kind::none, rate_limit_kind::org, rate_limit_kind::username, rate_limit_kind::concurrency})
    all.emplace_back([=](facts& f) { f.rate.violated = kind; });
  return all;
}

inline arrangements zones() {
  return {[](facts& f) { f.zone = authn::zone::allowed; }, [](facts& f) { f.zone = authn::zone::blocked; }};
}

inline arrangements threats() {
  arrangements all;
  for (const auto action : {threat_action::none, threat_action::audit, threat_action::block})
    for (const auto level : {threat_level::none, threat_level::low, threat_level::high})
      all.emplace_back([=](facts& f) { suspect(f, action, level); });
  all.emplace_back([](facts& f) {
    suspect(f, threat_action::block, threat_level::high);
    f.threat_exempt = true;
  });
  return all;
}

/// The two readings that a host may choose: one of threats, which changes nothing here, and one of settings.
inline arrangements readings() {
  arrangements all;
  for (const auto response : {authn::settings_response::list, authn::settings_response::object})
    for (const auto threat : {authn::threat_response::observed, authn::threat_response::documented})
      all.emplace_back([=](facts& f) {
        f.policy.settings_response = response;
        f.policy.threat_response = threat;
      });
  return all;
}

/// Each setting is on and off once.
inline arrangements standing_settings() {
  arrangements all;
  for (const bool on : {false, true})
    all.emplace_back([=](facts& f) {
      f.policy.prevent_lockout_from_unknown_devices = on;
      f.policy.verify_knowledge_second = !on;
      if (on) f.policy.threat_excluded_zones = {"z1"};
    });
  return all;
}

/// Whose blocks are listed; settings belong to no user.
inline arrangements accounts(operation by) {
  if (by != operation::list_blocks) return {[](facts&) {}};
  arrangements all;
  for (const bool blocked : {false, true}) {
    all.emplace_back([=](facts& f) {
      f.account.status.reset();
      f.account.attempts.unknown_devices_blocked = blocked;
    });
    for (std::size_t status = 0; status < authn::words_of<authn::user_status>::value.size(); ++status)
      all.emplace_back([=](facts& f) {
        f.account.status = static_cast<authn::user_status>(status);
        f.account.attempts.unknown_devices_blocked = blocked;
      });
  }
  return all;
}

inline arrangements bodies(operation by) {
  arrangements all{[](facts& f) { f.request.body.shape = form::absent; },
                   [](facts& f) { f.request.body.shape = form::malformed; }, [](facts&) {}};
  if (!replaces(by)) return all;
  all.emplace_back([](facts& f) { f.request.body.invalid_member = authn::body_member::exclude_zones; });
  if (by != operation::replace_threat_configuration) {
    for (const bool on : {false, true}) all.emplace_back([=](facts& f) { f.request.body.setting = on; });
    return all;
  }
  for (const auto action : {threat_action::none, threat_action::audit, threat_action::block})
    for (const authn::ids& excluded : {authn::ids{}, authn::ids{"z1"}, authn::ids{"z1", "z2"}})
      all.emplace_back([=](facts& f) {
        f.request.body.action = action;
        f.request.body.excluded_zones = excluded;
      });
  return all;
}

inline void for_each_arrangement(operation by, const std::function<void(const facts&)>& look) {
  const std::array parts{authorities(by), engines(),           rates(),      zones(),   threats(),
                         readings(),      standing_settings(), accounts(by), bodies(by)};
  facts start = under_policy_p();
  resume(start, state::mfa_required, operation::get_state);  // of somebody else, and under way
  ask(start, by);
  const std::function<void(std::size_t, const facts&)> next = [&](std::size_t part, const facts& so_far) {
    if (part == parts.size()) return look(so_far);
    for (const arrangement& each : parts[part]) {
      facts more = so_far;
      each(more);
      next(part + 1, more);
    }
  };
  next(0, start);
}

}  // namespace spec
