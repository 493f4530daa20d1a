#include "table_oracles.hpp"

namespace spec::oracles {

// Section 12: authentication, scope, engine, rate limit, body; and before all of them the zone and the threat, which
// have one reading here.
out::administration administration(const point& p) {
  if (p.is(in::network_zone::blocked) || p.is(out::threat::denied)) return out::administration::forbidden;
  if (p.is(out::threat::limited)) return out::administration::rate_limited;
  if (p.is(in::authority::none)) return out::administration::invalid_token;
  if (p.is(in::authority::insufficient)) return out::administration::insufficient_scope;
  if (p.is(in::managed_object::authenticator_settings) && p.is(in::engine::classic))
    return out::administration::forbidden;
  if (!p.is(in::rate_limit::none)) return out::administration::rate_limited;
  if (p.is(in::managed_object::blocks) && p.is(in::user_status::none)) return out::administration::not_found;
  if (p.is(in::settings_sent::malformed)) return out::administration::malformed_request;
  if (p.is(in::settings_sent::absent) || p.is(in::settings_sent::unusable)) return out::administration::invalid_request;
  if (p.is(in::settings_sent::not_asked_for)) return out::administration::shown;
  return p.is(in::settings_sent::same) ? out::administration::unchanged : out::administration::changed;
}

// Sections 8.3, 8.5 and the lifecycle facts of 11.
out::account_event account_event(const point& p) {
  if (p.is(in::user_status::none) || p.is(in::event::timer)) return out::account_event::nothing;
  if (p.is(in::event::admin_unlock)) return out::account_event::unlocked;
  if (p.is(in::event::allow_unknown_devices)) return out::account_event::unknown_devices_allowed;
  if (p.is(in::event::deactivate))
    return p.is(in::user_status::deprovisioned) ? out::account_event::nothing : out::account_event::deactivated;
  if (p.is(in::event::unsuspend))
    return p.is(in::user_status::suspended) ? out::account_event::unsuspended : out::account_event::nothing;
  const bool active = p.is(in::user_status::active);
  if (p.is(in::event::suspend)) return active ? out::account_event::suspended : out::account_event::nothing;
  if (p.is(in::event::expire_password))
    return active ? out::account_event::password_expired : out::account_event::nothing;
  const bool may_sign_in_later = active || p.is(in::user_status::recovery) || p.is(in::user_status::password_expired);
  return may_sign_in_later ? out::account_event::recovery_due : out::account_event::nothing;
}

}  // namespace spec::oracles
