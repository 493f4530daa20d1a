#include "oracle.hpp"

#include "gate_oracle.hpp"

namespace spec {
namespace {

using final_word = out::authentication;

verdict refused(final_word outcome, ending by, std::string_view threat_event = {}) {
  verdict made;
  made.outcome = outcome;
  made.by = by;
  made.threat_event = threat_event;
  return made;
}

// Section 10.1 and 10.2. Nothing is logged for an exempt address, without an action, or without a suspicion.
bool suspected(observations& see) {
  if (see.is(in::threat_action::none)) return false;
  if (see.is(in::threat_level::none)) return false;
  return see.is(in::threat_exempt::no);
}

// G1 and G2, in the two readings of a hard block. `OBSERVED` is the reading of the operation at hand.
verdict stopped_by_threat(observations& see) {
  const bool high = see.is(in::threat_level::high);
  const std::string_view event = high ? "DENY" : "RATE_LIMIT";
  const ending by = high ? ending::threat_denied : ending::threat_limited;
  if (see.is(in::threat_response::observed)) return refused(final_word::authentication_failed, by, event);
  return refused(high ? final_word::forbidden : final_word::rate_limited, by, event);
}

// docs/spec/disclosure.md: the rule's methods count in the Identity Engine when it states any, the policy's otherwise;
// `question` alone never suffices. Section 7.3.
bool can_recover(observations& see) {
  const bool by_rule = see.is(in::engine::identity) && see.is(in::recovery_requirement::stated);
  const auto email = [&] { return see.is(in::email_enrolled::yes) || see.is(in::email_without_enrollment::yes); };
  if (!by_rule) {
    if (see.is(in::email_in_policy::active) && email()) return true;
    if (see.is(in::sms_in_policy::active) && see.is(in::sms_enrolled::yes)) return true;
    return see.is(in::call_in_policy::active) && see.is(in::call_enrolled::yes);
  }
  if (see.is(in::email_in_rule::yes) && email()) return true;
  if (see.is(in::sms_in_rule::yes) && see.is(in::sms_enrolled::yes)) return true;
  if (see.is(in::voice_in_rule::yes) && see.is(in::call_enrolled::yes)) return true;
  if (see.is(in::push_in_rule::yes) && see.is(in::push_enrolled::yes)) return true;
  return see.is(in::otp_in_rule::yes) && see.is(in::otp_enrolled::yes);
}

// L2 to L6 of section 8.1.
final_word to_the_locked(observations& see) {
  if (see.is(in::enumeration_prevention::on)) return final_word::authentication_failed;
  if (see.is(in::lockout_failures::hidden)) return final_word::authentication_failed;
  if (see.is(in::self_service_unlock::deny)) return final_word::authentication_failed;
  return can_recover(see) ? final_word::locked_out : final_word::authentication_failed;
}

// Section 8.2, and 8.5 for the class of the device.
verdict after_wrong_password(observations& see) {
  verdict made = refused(final_word::authentication_failed, ending::wrong_password);
  made.done = damage::counted;
  if (!see.is(in::next_failure::locks)) return made;
  const bool blocks = see.is(in::device_setting::on) && see.is(in::device::unknown);
  made.done = blocks ? damage::unknown_devices_blocked : damage::account_locked;
  made.outcome = to_the_locked(see);
  return made;
}

// N3 of section 5.3.
bool expired(observations& see) {
  return see.is(in::user_status::password_expired) || see.is(in::password_age::expired);
}

// Section 5.4: a remembered device is exempt in the modes DEVICE and SESSION.
bool challenge_due(observations& see) {
  if (see.is(in::require_factor::no)) return false;
  return !see.is(in::device_remembered::yes) || see.is(in::prompt_mode::always);
}

verdict reached(final_word outcome, bool challenged) {
  verdict made = refused(outcome, ending::signed_in);
  made.sign_on_event = challenged ? "CHALLENGE" : "ALLOW";
  return made;
}

// N1 to N5 while another factor is asked for.
verdict challenged(observations& see, const verdict& denied) {
  if (see.is(in::usable_factor::enrolled)) return reached(final_word::mfa_required, true);
  if (see.is(in::enrollment_prompt::never) || see.is(in::enrollable_factor::none)) return denied;
  return reached(expired(see) ? final_word::password_expired : final_word::mfa_enroll, true);
}

// N2 to N5 while none is asked for. The order of N2 and N3 is the recommendation for C29.
verdict unchallenged(observations& see) {
  const bool must_enroll = see.is(in::enrollment_prompt::login) && see.is(in::enrollable_factor::required);
  if (expired(see)) {
    const bool enrolls_first = must_enroll && see.is(in::usable_factor::enrolled);
    return reached(enrolls_first ? final_word::mfa_enroll : final_word::password_expired, false);
  }
  if (must_enroll) return reached(final_word::mfa_enroll, false);
  const bool warned = see.is(in::warn_option::yes) && see.is(in::password_age::expiring);
  return reached(warned ? final_word::password_warn : final_word::success, false);
}

// G12 and G13.
verdict after_proof(observations& see) {
  verdict denied = refused(final_word::authentication_failed, ending::policy_denied);
  denied.sign_on_event = "DENY";
  if (see.is(in::sign_on_access::deny)) return denied;
  return challenge_due(see) ? challenged(see, denied) : unchallenged(see);
}

// Sections 1.2, 5.3 and 11: only a user whose activation is pending has a good activation token.
verdict with_token(observations& see) {
  const bool good = see.is(in::user_status::provisioned) && see.is(in::activation_token::valid);
  if (!good) return refused(final_word::authentication_failed, ending::token_refused);
  if (see.is(in::has_password::no)) return refused(final_word::password_reset, ending::first_password_due);
  return after_proof(see);
}

// G8 to G11 with the statuses of section 11.
verdict with_password(observations& see) {
  if (see.is(in::user_status::none)) return refused(final_word::authentication_failed, ending::unknown_user);
  if (see.is(in::user_status::locked_out)) return refused(to_the_locked(see), ending::locked);
  if (!see.is(in::user_status::active) && !see.is(in::user_status::password_expired))
    return refused(final_word::authentication_failed, ending::barred);
  const bool blocked =
      see.is(in::unknown_devices_block::set) && see.is(in::device_setting::on) && see.is(in::device::unknown);
  if (blocked) return refused(to_the_locked(see), ending::locked);
  return see.is(in::password::valid) ? after_proof(see) : after_wrong_password(see);
}

}  // namespace

verdict answer(observations& see) {
  if (see.is(in::network_zone::blocked)) {
    const bool observed = see.is(in::threat_response::observed);
    return refused(observed ? final_word::authentication_failed : final_word::forbidden, ending::zone_blocked);
  }
  const bool suspect = suspected(see);
  if (suspect && see.is(in::threat_action::block)) return stopped_by_threat(see);

  verdict made;
  if (const auto by = refused_by_request(see))
    made = refused(word_of_refusal<final_word>(*by), *by);
  else
    made = see.is(in::body::activation_token) ? with_token(see) : with_password(see);
  made.threat_event = suspect ? "ALLOW" : "";
  return made;
}

bool unlock_runs(observations& see) { return see.is(in::unlock_job::due) && see.is(in::lock_held::yes); }

unlock_plan plan_unlock(observations& see) {
  if (see.is(in::auto_unlock::off)) return unlock_plan::nothing;
  if (see.is(in::lockouts_in_a_row::tenth)) return unlock_plan::limit_reached;
  if (see.is(in::lockouts_in_a_row::beyond_ten)) return unlock_plan::nothing;
  return see.is(in::unlock_job::pending) ? unlock_plan::nothing : unlock_plan::scheduled;
}

}  // namespace spec
