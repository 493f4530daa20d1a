#include "table_oracles.hpp"

#include <optional>

#include "gate_oracle.hpp"

namespace spec::oracles {

// Section 10.2.
out::threat threat(const point& p) {
  if (p.is(in::threat_action::none) || p.is(in::threat_level::none) || p.is(in::threat_exempt::yes))
    return out::threat::clear;
  if (p.is(in::threat_action::audit)) return out::threat::logged;
  return p.is(in::threat_level::high) ? out::threat::denied : out::threat::limited;
}

out::threat_log threat_log(const point& p) {
  if (p.is(out::threat::logged)) return out::threat_log::allow;
  if (p.is(out::threat::limited)) return out::threat_log::rate_limit;
  return p.is(out::threat::denied) ? out::threat_log::deny : out::threat_log::no_event;
}

namespace {

// G1 and G2 in the two readings of `threatResponse`.
std::optional<out::gate> hard_block(const point& p) {
  const bool hard = p.is(in::network_zone::blocked) || p.is(out::threat::denied);
  if (!hard && !p.is(out::threat::limited)) return std::nullopt;
  if (p.is(in::threat_response::observed)) return out::gate::authentication_failed;
  return hard ? out::gate::forbidden : out::gate::rate_limited;
}

}  // namespace

// G1 to G7.
out::gate gate(const point& p) {
  if (const auto blocked = hard_block(p)) return *blocked;
  const auto by = refused_by_request(p);
  return by ? word_of_refusal<out::gate>(*by) : out::gate::open;
}

// Sections 8.5 and 11.
out::standing standing(const point& p) {
  if (p.is(in::user_status::none)) return out::standing::unknown_user;
  if (p.is(in::user_status::locked_out)) return out::standing::locked;
  if (!p.is(in::user_status::active) && !p.is(in::user_status::password_expired)) return out::standing::barred;
  const bool blocked =
      p.is(in::device_setting::on) && p.is(in::unknown_devices_block::set) && p.is(in::device::unknown);
  return blocked ? out::standing::locked : out::standing::open;
}

// Sections 8.2 and 8.5.
out::password_attempt password_attempt(const point& p) {
  if (p.is(in::password::valid)) return out::password_attempt::accepted;
  if (!p.is(in::next_failure::locks)) return out::password_attempt::counted;
  return p.is(in::device_setting::on) && p.is(in::device::unknown) ? out::password_attempt::blocks_unknown_devices
                                                                   : out::password_attempt::locks_account;
}

// docs/spec/disclosure.md.
out::recovery_source recovery_source(const point& p) {
  return p.is(in::engine::identity) && p.is(in::recovery_requirement::stated) ? out::recovery_source::rule
                                                                              : out::recovery_source::policy;
}

// Section 7.3 with docs/spec/disclosure.md.
out::recovery_method recovery_method(const point& p) {
  const bool by_policy = p.is(out::recovery_source::policy);
  const bool email = by_policy ? p.is(in::email_in_policy::active) : p.is(in::email_in_rule::yes);
  const bool sms = by_policy ? p.is(in::sms_in_policy::active) : p.is(in::sms_in_rule::yes);
  const bool call = by_policy ? p.is(in::call_in_policy::active) : p.is(in::voice_in_rule::yes);
  const bool push = !by_policy && p.is(in::push_in_rule::yes);
  const bool otp = !by_policy && p.is(in::otp_in_rule::yes);
  const bool usable = (email && (p.is(in::email_enrolled::yes) || p.is(in::email_without_enrollment::yes))) ||
                      (sms && p.is(in::sms_enrolled::yes)) || (call && p.is(in::call_enrolled::yes)) ||
                      (push && p.is(in::push_enrolled::yes)) || (otp && p.is(in::otp_enrolled::yes));
  return usable ? out::recovery_method::usable : out::recovery_method::none;
}

// L2 to L6.
out::lock_disclosure lock_disclosure(const point& p) {
  const bool disclosed = p.is(in::enumeration_prevention::off) && p.is(in::lockout_failures::shown) &&
                         p.is(in::self_service_unlock::allow) && p.is(out::recovery_method::usable);
  return disclosed ? out::lock_disclosure::locked_out : out::lock_disclosure::authentication_failed;
}

// docs/reference.md#the-scenario, `device.remembered`.
out::factor_challenge factor_challenge(const point& p) {
  const bool exempt = p.is(in::device_remembered::yes) && !p.is(in::prompt_mode::always);
  return p.is(in::require_factor::yes) && !exempt ? out::factor_challenge::due : out::factor_challenge::not_due;
}

// N2, and docs/spec/sign_on.md for a factor that can be had nowhere.
out::factor_enrollment factor_enrollment(const point& p) {
  const bool challenged = p.is(out::factor_challenge::due);
  const bool needed = challenged && p.is(in::usable_factor::none);
  const bool now = p.is(in::enrollment_prompt::login) || (p.is(in::enrollment_prompt::challenge) && challenged);
  const bool possible = now && !p.is(in::enrollable_factor::none);
  if (needed) return possible ? out::factor_enrollment::due : out::factor_enrollment::impossible;
  return now && p.is(in::enrollable_factor::required) ? out::factor_enrollment::due : out::factor_enrollment::not_due;
}

// G12.
out::sign_on sign_on(const point& p) {
  const bool denied = p.is(in::sign_on_access::deny) || p.is(out::factor_enrollment::impossible);
  return denied ? out::sign_on::denied : out::sign_on::permitted;
}

// N3 and N4 by themselves.
out::password_expiry password_expiry(const point& p) {
  if (p.is(in::user_status::password_expired) || p.is(in::password_age::expired)) return out::password_expiry::expired;
  return p.is(in::password_age::expiring) && p.is(in::warn_option::yes) ? out::password_expiry::warn
                                                                        : out::password_expiry::none;
}

// N1 to N5 with C29: a user without a factor changes an expired password before enrolling one.
out::destination destination(const point& p) {
  const bool enrolled = p.is(in::usable_factor::enrolled);
  const bool expired = p.is(out::password_expiry::expired);
  if (enrolled && p.is(out::factor_challenge::due)) return out::destination::mfa_required;
  const bool enroll = p.is(out::factor_enrollment::due);
  if (enroll && (enrolled || !expired)) return out::destination::mfa_enroll;
  if (expired) return out::destination::password_expired;
  return p.is(out::password_expiry::warn) ? out::destination::password_warn : out::destination::success;
}

// Sections 5.3 and 11.
out::activation activation(const point& p) {
  const bool good = p.is(in::user_status::provisioned) && p.is(in::activation_token::valid);
  if (!good) return out::activation::refused;
  return p.is(in::has_password::yes) ? out::activation::activated : out::activation::password_due;
}

// Section 8.4: one job at a time, and none from the tenth lockout in a row.
out::unlock_schedule unlock_schedule(const point& p) {
  if (p.is(in::auto_unlock::off)) return out::unlock_schedule::not_scheduled;
  if (p.is(in::lockouts_in_a_row::tenth)) return out::unlock_schedule::limit_reached;
  const bool schedules = p.is(in::lockouts_in_a_row::below_ten) && !p.is(in::unlock_job::pending);
  return schedules ? out::unlock_schedule::scheduled : out::unlock_schedule::not_scheduled;
}

out::automatic_unlock automatic_unlock(const point& p) {
  return p.is(in::lock_held::yes) && p.is(in::unlock_job::due) ? out::automatic_unlock::unlock
                                                               : out::automatic_unlock::nothing;
}

namespace {

std::optional<out::authentication> refused(const point& p) {
  if (p.is(out::gate::authentication_failed)) return out::authentication::authentication_failed;
  if (p.is(out::gate::forbidden)) return out::authentication::forbidden;
  if (p.is(out::gate::rate_limited)) return out::authentication::rate_limited;
  if (p.is(out::gate::not_found)) return out::authentication::not_found;
  if (p.is(out::gate::method_not_allowed)) return out::authentication::method_not_allowed;
  if (p.is(out::gate::malformed_request)) return out::authentication::malformed_request;
  if (p.is(out::gate::invalid_request)) return out::authentication::invalid_request;
  return std::nullopt;
}

// Whether the user may go on: by a good token, or by a right password of an account that is open.
bool proved(const point& p) {
  if (p.is(in::body::activation_token)) return p.is(out::activation::activated);
  if (!p.is(in::body::password)) return true;  // the gate refuses these
  return p.is(out::standing::open) && p.is(out::password_attempt::accepted);
}

bool locked(const point& p) {
  if (!p.is(in::body::password)) return false;
  if (!p.is(out::standing::open)) return p.is(out::standing::locked);
  return p.is(out::password_attempt::locks_account) || p.is(out::password_attempt::blocks_unknown_devices);
}

}  // namespace

// G8 to G13.
out::authentication authentication(const point& p) {
  if (const auto refusal = refused(p)) return *refusal;
  if (p.is(in::body::activation_token) && p.is(out::activation::password_due))
    return out::authentication::password_reset;
  if (locked(p) && p.is(out::lock_disclosure::locked_out)) return out::authentication::locked_out;
  if (!proved(p) || p.is(out::sign_on::denied)) return out::authentication::authentication_failed;
  if (p.is(out::destination::mfa_required)) return out::authentication::mfa_required;
  if (p.is(out::destination::mfa_enroll)) return out::authentication::mfa_enroll;
  if (p.is(out::destination::password_expired)) return out::authentication::password_expired;
  return p.is(out::destination::password_warn) ? out::authentication::password_warn : out::authentication::success;
}

}  // namespace spec::oracles

namespace spec {
namespace {

template <auto Answer>
value_index number(const point& p) {
  return static_cast<value_index>(Answer(p));
}

}  // namespace

table_oracle oracle_for(table_id which) {
#define SPEC_ORACLE(name) \
  if (which == table_id::name) return number<oracles::name>;
  SPEC_TABLES(SPEC_ORACLE)
#undef SPEC_ORACLE
  throw std::logic_error("a table without an oracle");
}

}  // namespace spec
