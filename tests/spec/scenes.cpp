#include "scenes.hpp"

#include <utility>

namespace spec {

namespace authn = interlock::authn;

authn::facts reference_sign_in() {
  authn::facts made;
  made.now = noon_ish;
  made.request.body.shape = authn::request_body::form::object;
  made.request.body.username = true;
  made.request.body.password = true;
  made.evidence.password = authn::validity::valid;
  made.user.id = "00u1";
  made.user.has_password = true;
  made.account.status = authn::user_status::active;
  made.account.password_changed = noon_ish - std::chrono::days{10};
  made.device_known = true;
  return made;
}

authn::facts under_policy_p() {
  authn::facts made = reference_sign_in();
  auto& password = made.policy.password;
  password.given = authn::password_policies::form::one;
  password.list.emplace_back();
  auto& settings = password.list.front().settings;
  settings.max_attempts = 5;
  settings.auto_unlock_minutes = 60;
  settings.show_lockout_failures = true;
  settings.recovery_active = {authn::recovery_method::email};
  password.rule.emplace().unlock = authn::access::allow;
  made.policy.sign_on.rule.emplace();
  made.recovery_enrolled = {authn::recovery_method::email};
  return made;
}

authn::password_settings& password_settings_of(authn::facts& from) { return from.policy.password.list.at(0).settings; }
authn::password_actions& password_actions_of(authn::facts& from) { return from.policy.password.rule.value(); }
authn::sign_on_actions& sign_on_of(authn::facts& from) { return from.policy.sign_on.rule.value(); }

void offer_factors(authn::facts& from, authn::enrollment_prompt prompt, std::vector<authn::factor_offer> offers) {
  auto& enrollment = from.policy.enrollment;
  enrollment.given = authn::enrollment_policies::form::one;
  enrollment.list.resize(1);
  enrollment.list.front().settings.factors = std::move(offers);
  enrollment.rule.emplace().prompt = prompt;
}

void lock(authn::facts& from) {
  from.account.status = authn::user_status::locked_out;
  from.account.attempts.failed = 5;
  from.account.attempts.consecutive_lockouts = 1;
  from.account.attempts.locked_at = from.now - std::chrono::minutes{5};
  from.account.attempts.auto_unlock_at = from.now + std::chrono::minutes{55};
}

void enroll_factor(authn::facts& from, authn::factor_kind kind) {
  from.factors.push_back({"opf1", kind, true, static_cast<std::uint32_t>(from.factors.size())});
}

void activate_by_token(authn::facts& from) {
  from.request.body.username = false;
  from.request.body.password = false;
  from.request.body.token = true;
  from.evidence.password.reset();
  from.evidence.token = authn::validity::valid;
  from.account.status = authn::user_status::provisioned;
}

}  // namespace spec
