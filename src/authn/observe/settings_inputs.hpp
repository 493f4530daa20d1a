#pragma once

#include "authn/observe/observe.hpp"
#include "authn/observe/recovery_inputs.hpp"
#include "authn/observe/same_word.hpp"
#include "authn/observe/settings_request.hpp"

/// What the tables for administrators look at.
namespace interlock::authn::observers {

/// An API token may do what its administrator may; an access token what its scopes say.
inline in::authority authority(at s) noexcept {
  const request& asked = s.facts().request;
  const auto part = administrative_part(asked.operation);
  if (asked.scopes && part)
    return choose(asked.scopes->contains(part->needed), in::authority::insufficient, in::authority::sufficient);
  return choose(asked.application == application::trusted, in::authority::none, in::authority::sufficient);
}

inline in::managed_object managed_object(at s) noexcept {
  const auto part = administrative_part(s.facts().request.operation);
  switch (part ? part->of : authn::managed_object::blocks) {
    case authn::managed_object::lockout_settings:
    case authn::managed_object::threat_insight: return in::managed_object::settings;
    case authn::managed_object::authenticator_settings: return in::managed_object::authenticator_settings;
    case authn::managed_object::blocks: break;
  }
  return in::managed_object::blocks;
}

inline in::settings_sent settings_sent(at s) noexcept {
  const facts& from = s.facts();
  const request_body& sent = from.request.body;
  const auto part = administrative_part(from.request.operation);
  if (!part || !part->replaces) return in::settings_sent::not_asked_for;
  if (sent.shape == request_body::form::absent) return in::settings_sent::absent;
  if (sent.shape == request_body::form::malformed) return in::settings_sent::malformed;
  const bool lacks_action = part->of == authn::managed_object::threat_insight && !sent.action;
  if (sent.invalid_member || lacks_action) return in::settings_sent::unusable;
  const bool same = same_settings(settings_wanted(sent, part->of), settings_now(from.policy, part->of));
  return choose(same, in::settings_sent::different, in::settings_sent::same);
}

inline in::event event(at s) noexcept { return same_word<in::event>(s.event()); }

}  // namespace interlock::authn::observers
