#include "authn/decide/outcome_response.hpp"

#include "authn/observe/request_meaning.hpp"
#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

using enum outcome;
using enum error_code;
namespace out = shipped::out;

// Refusals that several tables come to.
constexpr outcome_response failed{authentication_failed, 401, E0000004};
constexpr outcome_response denied{forbidden, 403, E0000006};
constexpr outcome_response limited{rate_limited, 429, E0000047};
constexpr outcome_response malformed{invalid_request, 400, E0000003};
constexpr outcome_response invalid{invalid_request, 400, E0000001};
constexpr outcome_response bad_token{invalid_token, 401, E0000011};
constexpr outcome_response not_allowed{
    operation_not_allowed, 403, E0000079, {}, "This operation is not allowed in the current authentication state."};
constexpr outcome_response locked{forbidden, 403, E0000069};
constexpr outcome_response recovery_locked{forbidden, 403, E0000119};
constexpr outcome_response sms_too_soon{rate_limited, 429, E0000109};
constexpr outcome_response call_too_soon{rate_limited, 429, E0000133};
constexpr outcome_response email_too_soon{rate_limited, 429, E0000118};
constexpr outcome_response reset_forbidden{forbidden, 403, E0000034};
constexpr outcome_response unlock_forbidden{forbidden, 403, E0000032};

constexpr outcome_response wrong(std::string_view cause) noexcept { return {forbidden, 403, E0000068, {}, cause}; }
constexpr std::string_view wrong_passcode = "Your passcode doesn't match our records. Please try again.";
constexpr std::string_view wrong_answer = "Your answer doesn't match our records. Please try again.";
constexpr std::string_view wrong_token = "Your token doesn't match our records. Please try again.";

constexpr outcome_response factor_refused(std::string_view cause) noexcept {
  return {invalid_request, 400, E0000001, "factorEnrollRequest", cause};
}

// clang-format off
outcome_response on(out::authentication decided) noexcept {
  switch (decided) {
    case out::authentication::success: return {success};
    case out::authentication::mfa_required: return {mfa_required};
    case out::authentication::mfa_enroll: return {mfa_enroll};
    case out::authentication::password_expired: return {password_expired};
    case out::authentication::password_warn: return {password_warn};
    case out::authentication::password_reset: return {password_reset};
    case out::authentication::locked_out: return {locked_out};
    case out::authentication::authentication_failed: return failed;
    case out::authentication::forbidden: return denied;
    case out::authentication::rate_limited: return limited;
    case out::authentication::not_found: return {not_found, 404, E0000007};
    case out::authentication::method_not_allowed: return {not_found, 405, E0000022};
    case out::authentication::malformed_request: return malformed;
    case out::authentication::invalid_request: break;
  }
  return {invalid_request, 400, E0000001, "authRequest",
          "The 'username' and 'password' attributes are required in this context."};
}

outcome_response on(out::identification decided) noexcept {
  switch (decided) {
    case out::identification::authentication_failed: return failed;
    case out::identification::forbidden: return denied;
    case out::identification::rate_limited: return limited;
    case out::identification::locked_out: return {locked_out};
    case out::identification::unauthenticated: break;
  }
  return {unauthenticated};
}

outcome_response on(out::continuation decided) noexcept {
  switch (decided) {
    case out::continuation::authentication_failed: return failed;
    case out::continuation::forbidden: return denied;
    case out::continuation::rate_limited: return limited;
    case out::continuation::malformed_request: return malformed;
    case out::continuation::invalid_request: return invalid;
    case out::continuation::invalid_token: return bad_token;
    case out::continuation::operation_not_allowed: return not_allowed;
    case out::continuation::unchanged:
    case out::continuation::sent:
    case out::continuation::back:
    case out::continuation::authenticates:
    case out::continuation::code_replayed:
    case out::continuation::code_outside_window: return {};
    case out::continuation::cancelled: return {cancelled};
    case out::continuation::user_locked: return locked;
    case out::continuation::unknown_factor: return {not_found, 404, E0000007};
    case out::continuation::sms_too_soon: return sms_too_soon;
    case out::continuation::call_too_soon: return call_too_soon;
    case out::continuation::email_too_soon: return email_too_soon;
    case out::continuation::change_forbidden: return {forbidden, 403, E0000035};
    case out::continuation::wrong_password:
      return {forbidden, 403, E0000014, {}, "oldPassword: The credentials provided were incorrect."};
    case out::continuation::password_rejected:
      return {forbidden, 403, E0000014, {}, {},
              "The password does meet the complexity requirements of the current password policy."};
    case out::continuation::factor_not_offered: return factor_refused("The factor is not available for enrollment.");
    case out::continuation::factor_incomplete: return factor_refused("Invalid Profile.");
    case out::continuation::invalid_phone: return {invalid_request, 400, E0000098};
    case out::continuation::wrong_passcode: return wrong(wrong_passcode);
    case out::continuation::wrong_factor_answer: return wrong(wrong_answer);
    case out::continuation::answer_incomplete:
      return {invalid_request, 400, E0000001, "factorVerifyRequest", "The answer or passcode is required."};
    case out::continuation::factor_inactive: return {conflict, 423, E0000180};
    case out::continuation::mfa_enroll_activate:
    case out::continuation::activation_waiting:
    case out::continuation::activation_timeout: return {mfa_enroll_activate};
    case out::continuation::mfa_challenge:
    case out::continuation::challenge_waiting:
    case out::continuation::challenge_rejected:
    case out::continuation::challenge_timeout: return {mfa_challenge};
    case out::continuation::mfa_required: return {mfa_required};
    case out::continuation::mfa_enroll:
    case out::continuation::more_factors: return {mfa_enroll};
    case out::continuation::password_expired: return {password_expired};
    case out::continuation::password_warn: return {password_warn};
    case out::continuation::success: break;
  }
  return {success};
}

outcome_response on(out::recovery_start decided) noexcept {
  switch (decided) {
    case out::recovery_start::authentication_failed: return failed;
    case out::recovery_start::forbidden: return denied;
    case out::recovery_start::rate_limited: return limited;
    case out::recovery_start::malformed_request: return malformed;
    case out::recovery_start::invalid_request: return invalid;
    case out::recovery_start::unknown_user: return {forbidden, 403, E0000095};
    case out::recovery_start::reset_forbidden: return reset_forbidden;
    case out::recovery_start::unlock_forbidden: return unlock_forbidden;
    case out::recovery_start::no_phone: return {forbidden, 403, E0000097};
    case out::recovery_start::token_issued: return {recovery};
    case out::recovery_start::mail_sent:
    case out::recovery_start::mail_denied:
    case out::recovery_start::mail_pretended:
    case out::recovery_start::code_sent:
    case out::recovery_start::code_pretended: break;
  }
  return {recovery_challenge};
}

outcome_response on(out::recovery_link decided) noexcept {
  switch (decided) {
    case out::recovery_link::forbidden: return denied;
    case out::recovery_link::rate_limited: return limited;
    case out::recovery_link::malformed_request: return malformed;
    case out::recovery_link::invalid_request: return invalid;
    case out::recovery_link::invalid_token: return bad_token;
    case out::recovery_link::recovery: return {recovery};
    case out::recovery_link::unlocked: return {success};
    case out::recovery_link::password_reset: break;
  }
  return {password_reset};
}

outcome_response on(out::recovery_progress decided) noexcept {
  switch (decided) {
    case out::recovery_progress::authentication_failed: return failed;
    case out::recovery_progress::forbidden: return denied;
    case out::recovery_progress::rate_limited: return limited;
    case out::recovery_progress::malformed_request: return malformed;
    case out::recovery_progress::invalid_request: return invalid;
    case out::recovery_progress::invalid_token: return bad_token;
    case out::recovery_progress::operation_not_allowed: return not_allowed;
    case out::recovery_progress::wrong_code: return wrong(wrong_token);
    case out::recovery_progress::recovery_locked: return recovery_locked;
    case out::recovery_progress::recovery: return {recovery};
    case out::recovery_progress::password_reset: return {password_reset};
    case out::recovery_progress::unlocked: return {success};
    case out::recovery_progress::wrong_answer: return {forbidden, 403, E0000087};
    case out::recovery_progress::sms_too_soon: return sms_too_soon;
    case out::recovery_progress::call_too_soon: return call_too_soon;
    case out::recovery_progress::sent: break;
  }
  return {recovery_challenge};
}

outcome_response on(out::administration decided) noexcept {
  switch (decided) {
    case out::administration::forbidden:
    case out::administration::insufficient_scope: return denied;
    case out::administration::rate_limited: return limited;
    case out::administration::invalid_token: return bad_token;
    case out::administration::not_found: return {not_found, 404, E0000007};
    case out::administration::malformed_request: return malformed;
    case out::administration::invalid_request: return invalid;
    case out::administration::shown:
    case out::administration::unchanged:
    case out::administration::changed: break;
  }
  return {ok};
}
// clang-format on

/// A user name without a password, where the sign-on rule lets any factor come first.
bool identifies_only(const decision_context& about) noexcept {
  return names_only_user(about.facts().request) && !audience_is_refused(about.facts()) &&
         about.sign_on().actions->primary_factor == primary_factor::any;
}

}  // namespace

bool names_only_user(const request& asked) noexcept {
  const request_body& sent = asked.body;
  return asked.operation == operation::authenticate && asked.route == route::known && sent.username && !sent.password &&
         !sent.token && !sent.invalid_member;
}

shipped::table_id root_for(const decision_context& about) noexcept {
  const operation asked = about.facts().request.operation;
  if (asked == operation::step_up) return shipped::table_id::continuation;  // lets in, or refuses
  if (identifies_only(about)) return shipped::table_id::identification;
  return static_cast<shipped::table_id>(tables_behind(asked).front());
}

outcome_response response_on(shipped::table_id root, rules::value_index of) noexcept {
  switch (root) {
    case shipped::table_id::administration: return on(static_cast<out::administration>(of));
    case shipped::table_id::identification: return on(static_cast<out::identification>(of));
    case shipped::table_id::continuation: return on(static_cast<out::continuation>(of));
    case shipped::table_id::recovery_start: return on(static_cast<out::recovery_start>(of));
    case shipped::table_id::recovery_link: return on(static_cast<out::recovery_link>(of));
    case shipped::table_id::recovery_progress: return on(static_cast<out::recovery_progress>(of));
    default: return on(static_cast<out::authentication>(of));
  }
}

outcome known_state(out::continuation decided, const transaction& in) noexcept {
  if (decided != out::continuation::back) return static_cast<outcome>(in.state);  // states come first, in their order
  if (in.state == state::mfa_enroll_activate) return mfa_enroll;
  const bool first = in.factor_first && in.proofs == proofs{};
  return first ? unauthenticated : mfa_required;
}

outcome public_outcome(shipped::table_id root, rules::value_index of, const facts& from) noexcept {
  const outcome_response found = response_on(root, of);
  if (found.publicly) return *found.publicly;
  return from.transaction ? known_state(static_cast<out::continuation>(of), *from.transaction) : unauthenticated;
}

}  // namespace interlock::authn
