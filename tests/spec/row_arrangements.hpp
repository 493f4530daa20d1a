#pragma once

#include "row_cases.hpp"
#include "scenes.hpp"

/// Steps that several rows share.
namespace spec {

namespace authn = interlock::authn;
using authn::facts;

inline void suspect(facts& f, authn::threat_action action, authn::threat_level level) {
  f.policy.threat_action = action;
  f.threat = level;
}

inline void documented(facts& f) { f.policy.threat_response = authn::threat_response::documented; }

inline void send_wrong_password(facts& f) { f.evidence.password = authn::validity::invalid; }

/// The wrong password that reaches the limit of policy P.
inline void send_fifth_wrong_password(facts& f) {
  send_wrong_password(f);
  f.account.attempts.failed = 4;
  f.account.attempts.failed_from_unknown_devices = 4;
}

inline void come_from_unknown_device(facts& f) {
  f.policy.prevent_lockout_from_unknown_devices = true;
  f.device_known = false;
}

inline void hide_lockouts(facts& f) { password_settings_of(f).show_lockout_failures = false; }

inline void require_factor(facts& f, authn::prompt_mode prompt = authn::prompt_mode::always) {
  sign_on_of(f).require_factor = true;
  sign_on_of(f).prompt = prompt;
}

inline void age_password(facts& f, std::chrono::days age) {
  password_settings_of(f).max_age_days = 90;
  password_settings_of(f).expire_warn_days = 5;
  f.account.password_changed = f.now - age;
}

}  // namespace spec
