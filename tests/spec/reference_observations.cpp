#include <algorithm>

#include "reference.hpp"

namespace spec {
namespace {

using authn::recovery_method;

// Whether a verifier has to be asked about the application, and whether the answer, if there is one, refuses it.
bool names_application(const authn::facts& from) { return from.request.body.audience.has_value(); }
bool refuses_application(const authn::facts& from) {
  const bool classic = from.policy.engine == authn::engine::classic;
  return names_application(from) && !(classic && from.evidence.audience == authn::audience_check::valid);
}

in::body body(const authn::facts& from) {
  const authn::request_body& sent = from.request.body;
  using form = authn::request_body::form;
  if (sent.shape == form::absent) return in::body::absent;
  if (sent.shape == form::malformed) return in::body::malformed;
  const bool credentials = sent.username && sent.password;
  if (sent.invalid_member || refuses_application(from)) return in::body::incomplete;
  if (!credentials && !sent.token) return in::body::incomplete;
  return credentials ? in::body::password : in::body::activation_token;
}

void record_request(const authn::facts& from, recorder record) {
  record(from.zone == authn::zone::blocked ? in::network_zone::blocked : in::network_zone::allowed);
  record.flag<in::threat_exempt>(from.threat_exempt);
  record(static_cast<in::threat_action>(from.policy.threat_action));
  record(static_cast<in::threat_level>(from.threat));
  record(static_cast<in::rate_limit>(from.rate.violated));
  record(static_cast<in::route>(from.request.route));
  const authn::request_body& sent = from.request.body;
  const bool is_read = sent.shape == authn::request_body::form::object && !sent.invalid_member;
  const bool asks = is_read && names_application(from) && from.policy.engine == authn::engine::classic;
  if (!asks || from.evidence.audience) record(body(from));
  const authn::transaction* named = reference_transaction(from);
  record.flag<in::warn_option>(sent.warn_before_password_expired || (named && named->warn_before_password_expired));
  // docs/reference.md: the observed reading is for POST /api/v1/authn and for the start of a recovery or an
  // unlock, every other operation is as documented.
  const bool observed = from.policy.threat_response == authn::threat_response::observed;
  const authn::operation by = from.request.operation;
  const bool starts =
      from.request.route == authn::route::known &&
      (by == authn::operation::authenticate || by == authn::operation::step_up || by == authn::operation::get_state ||
       by == authn::operation::forgot_password || by == authn::operation::unlock_account);
  record(observed && starts ? in::threat_response::observed : in::threat_response::documented);
  if (from.evidence.password) record(static_cast<in::password>(*from.evidence.password));
  if (from.evidence.token) record(static_cast<in::activation_token>(*from.evidence.token));
}

void record_lock(const authn::facts& from, recorder record) {
  const auto& job = from.account.attempts.auto_unlock_at;
  record(!job ? in::unlock_job::none : ms(*job) <= ms(from.now) ? in::unlock_job::due : in::unlock_job::pending);
  const bool setting = from.policy.prevent_lockout_from_unknown_devices;
  const bool block = setting && from.account.attempts.unknown_devices_blocked;
  record.flag<in::lock_held>(block || from.account.status == authn::user_status::locked_out);
  record.flag<in::device_setting>(setting);
  record(from.device_known ? in::device::known : in::device::unknown);
}

void record_account(const authn::facts& from, const authn::password_settings& settings, recorder record) {
  const authn::account account = reference_after_job(from);
  record(account.status ? static_cast<in::user_status>(1 + static_cast<int>(*account.status)) : in::user_status::none);
  record.flag<in::unknown_devices_block>(account.attempts.unknown_devices_blocked);
  record.flag<in::has_password>(from.user.has_password);
  const wide failures =
      counts_as_unknown(from) ? account.attempts.failed_from_unknown_devices : account.attempts.failed;
  const bool never = settings.max_attempts == 0;
  const bool limit_reached = failures + 1 >= wide{settings.max_attempts};
  record(never ? in::next_failure::never_locks : limit_reached ? in::next_failure::locks : in::next_failure::counts);
  const wide lockout = wide{account.attempts.consecutive_lockouts} + 1;
  record(lockout < 10    ? in::lockouts_in_a_row::below_ten
         : lockout == 10 ? in::lockouts_in_a_row::tenth
                         : in::lockouts_in_a_row::beyond_ten);
  record.flag<in::auto_unlock>(settings.auto_unlock_minutes > 0);
}

// docs/spec/sign_on.md: exact time, not whole days.
in::password_age password_age(const authn::facts& from, const authn::password_settings& settings) {
  if (settings.max_age_days == 0 || !from.account.password_changed) return in::password_age::current;
  const wide age = ms(from.now) - ms(*from.account.password_changed);
  const wide limit = wide{settings.max_age_days} * ms_per_day;
  if (age > limit) return in::password_age::expired;
  const wide left = limit - age;
  const bool warned = left > 0 && left <= wide{settings.expire_warn_days} * ms_per_day;
  return warned ? in::password_age::expiring : in::password_age::current;
}

void record_recovery(const authn::facts& from,
                     const chosen<authn::password_settings, authn::password_actions>& password, recorder record) {
  const auto& active = password.settings.recovery_active;
  const auto stated = password.actions.required_methods.value_or(authn::recovery_methods{});
  const auto& enrolled = from.recovery_enrolled;
  record.flag<in::enumeration_prevention>(from.policy.prevent_enumeration_in_authentication);
  record.flag<in::lockout_failures>(password.settings.show_lockout_failures);
  record.flag<in::self_service_unlock>(password.actions.unlock == authn::access::allow);
  record.flag<in::engine>(from.policy.engine == authn::engine::identity);
  record.flag<in::recovery_requirement>(password.actions.required_methods.has_value());
  record.flag<in::email_in_policy>(active.contains(recovery_method::email));
  record.flag<in::sms_in_policy>(active.contains(recovery_method::sms));
  record.flag<in::call_in_policy>(active.contains(recovery_method::call));
  record.flag<in::email_in_rule>(stated.contains(recovery_method::email));
  record.flag<in::sms_in_rule>(stated.contains(recovery_method::sms));
  record.flag<in::voice_in_rule>(stated.contains(recovery_method::call));
  record.flag<in::push_in_rule>(stated.contains(recovery_method::push));
  record.flag<in::otp_in_rule>(stated.contains(recovery_method::otp));
  record.flag<in::email_enrolled>(enrolled.contains(recovery_method::email));
  record.flag<in::email_without_enrollment>(password.actions.email_without_enrollment);
  record.flag<in::sms_enrolled>(enrolled.contains(recovery_method::sms));
  record.flag<in::call_enrolled>(enrolled.contains(recovery_method::call));
  record.flag<in::push_enrolled>(enrolled.contains(recovery_method::push));
  record.flag<in::otp_enrolled>(enrolled.contains(recovery_method::otp));
}

bool verifiable(const authn::factor& held) { return held.active && held.kind; }

// N2 of section 5.3: what the enrollment policy names and the user has not set up, the strictest of it.
in::enrollable_factor enrollable(const authn::facts& from, const authn::enrollment_settings& settings) {
  in::enrollable_factor strictest = in::enrollable_factor::none;
  for (const auto& offer : settings.factors) {
    const bool set_up = std::any_of(from.factors.begin(), from.factors.end(), [&](const authn::factor& held) {
      return verifiable(held) && *held.kind == offer.kind;
    });
    if (set_up || offer.required == authn::enrollment_requirement::not_allowed) continue;
    const bool required = offer.required == authn::enrollment_requirement::required;
    strictest = std::max(strictest, required ? in::enrollable_factor::required : in::enrollable_factor::optional);
  }
  return strictest;
}

void record_sign_on(const authn::facts& from, recorder record) {
  const auto sign_on = reference_sign_on(from).actions;
  record(sign_on.permitted == authn::access::deny ? in::sign_on_access::deny : in::sign_on_access::allow);
  record.flag<in::require_factor>(sign_on.require_factor);
  record(static_cast<in::prompt_mode>(sign_on.prompt));
  record.flag<in::device_remembered>(from.device_remembered);
  const auto enrollment = reference_enrollment(from);
  record(static_cast<in::enrollment_prompt>(enrollment.actions.prompt));
  record(enrollable(from, enrollment.settings));
  const auto second = [](const authn::factor& held) {
    return verifiable(held) && held.kind != authn::factor_kind::password;
  };
  record.flag<in::usable_factor>(std::count_if(from.factors.begin(), from.factors.end(), second) > 0);
}

}  // namespace

authn::time_point reference_later(authn::time_point from, wide milliseconds) {
  const wide sum = std::clamp(ms(from) + milliseconds, ms(authn::time_min), ms(authn::time_max));
  return authn::time_point{authn::duration{static_cast<std::int64_t>(sum)}};
}

bool counts_as_unknown(const authn::facts& from) {
  return from.policy.prevent_lockout_from_unknown_devices && !from.device_known;
}

authn::account reference_after_job(const authn::facts& from) {
  authn::account account = from.account;
  auto& attempts = account.attempts;
  if (!attempts.auto_unlock_at || ms(*attempts.auto_unlock_at) > ms(from.now)) return account;
  attempts.auto_unlock_at.reset();
  reference_count(account.version);
  if (account.status == authn::user_status::locked_out) {
    account.status = authn::user_status::active;
    attempts.failed = 0;
    if (attempts.failed_factor >= 5) attempts.failed_factor = 0;
    attempts.locked_at.reset();
  }
  if (attempts.unknown_devices_blocked) {  // in force or not
    attempts.unknown_devices_blocked = false;
    attempts.failed_from_unknown_devices = 0;
    attempts.locked_at.reset();
  }
  return account;
}

observed_values reference_observations(const authn::facts& from, authn::account_event what) {
  observed_values values;
  values.fill(interlock::rules::no_value);
  const recorder record{values};
  const auto password = reference_password(from);
  record_request(from, record);
  record_lock(from, record);
  record_account(from, password.settings, record);
  record(password_age(from, password.settings));
  record_recovery(from, password, record);
  record_sign_on(from, record);
  record_transaction(from, record);
  record_factors(from, record);
  record_recovery_steps(from, record);
  record_administration(from, record);
  record_event(what, record);
  return values;
}

value_index known_observations::value(input_id which) {
  const value_index known = values_[static_cast<std::size_t>(which)];
  if (known == interlock::rules::no_value) throw missing_observation{which};
  return known;
}

}  // namespace spec
