#include "expectations.hpp"

namespace interlock::tests {
namespace {

using namespace authn;

facts changed(facts from, void (*change)(facts&)) {
  change(from);
  return from;
}

std::vector<expected> codes() {
  using enum outcome;
  const auto sms = [](void (*change)(facts&)) { return changed(answering(factor_kind::sms), change); };
  const std::string code = "/evidence/passCode";
  return {
      {"wrong code",
       sms([](facts& f) { f.evidence.pass_code = code_check::invalid; }),
       forbidden,
       "ANSWER-14",
       {code},
       success,
       {{code}}},
      {"fifth wrong code",
       sms([](facts& f) {
         f.evidence.pass_code = code_check::invalid;
         f.account.attempts.failed_factor = 4;
       }),
       forbidden,
       "ANSWER-13",
       {code, "/account/attempts/failedFactorAttempts"},
       success,
       {{code}}},
      {"code used before",
       sms([](facts& f) { f.evidence.pass_code = code_check::replayed; }),
       mfa_challenge,
       "ANSWER-15",
       {code},
       success,
       {{code}}},
  };
}

/// The password is asked for as a factor; it is wrong, the tenth of its class.
facts tenth_wrong_password(bool known) {
  facts from = factor_first(factor_kind::password);
  from.policy.verify_knowledge_second = false;
  from.policy.prevent_lockout_from_unknown_devices = true;
  from.device_known = known;
  from.evidence.password = validity::invalid;
  (known ? from.account.attempts.failed : from.account.attempts.failed_from_unknown_devices) = 9;
  return from;
}

std::vector<expected> passwords_as_factors() {
  using enum outcome;
  const std::string password = "/evidence/password";
  return {
      {"wrong password as a factor",
       tenth_wrong_password(true),
       forbidden,
       "ANSWER-13",
       {password, "/account/attempts/failedAttempts"},
       mfa_required,
       {{password}}},
      {"wrong password as a factor, from an unknown device",
       tenth_wrong_password(false),
       forbidden,
       "ANSWER-13",
       {password, "/account/attempts/failedAttemptsFromUnknownDevices"},
       mfa_required,
       {{password}}},
  };
}

std::vector<expected> factors() {
  using enum outcome;
  const auto sms = [](void (*change)(facts&)) { return changed(answering(factor_kind::sms), change); };
  return {
      {"push not answered yet",
       changed(answering(factor_kind::push),
               [](facts& f) {
                 f.request.body.pass_code = false;
                 f.evidence = {};
                 f.transaction->result = factor_result::waiting;
               }),
       mfa_challenge,
       "ANSWER-4",
       {"/evidence/push"},
       success,
       {{"/evidence/push"}}},
      {"factor not active",
       changed(answering(factor_kind::okta_totp, state::mfa_required),
               [](facts& f) { f.factors.front().active = false; }),
       conflict,
       "ANSWER-1",
       {"/enrollment/factors"},
       success,
       {{"/enrollment/factors"}}},
      {"code not sent",
       changed(answering(factor_kind::okta_totp, state::mfa_required),
               [](facts& f) { f.request.body.pass_code = false; }),
       invalid_request,
       "ANSWER-8",
       {"/request/body/passCode"},
       success,
       {{"/request/body/passCode"}}},
      {"knowledge before possession",
       factor_first(factor_kind::password),
       operation_not_allowed,
       "ANSWER-2",
       {},
       mfa_required,
       {{"/policy/authenticatorSettings/verifyKnowledgeSecondWhen2faRequired"},
        {"/policy/userEnumerationPrevention/authentication"}}},
      {"locked in the course of it",
       sms([](facts& f) { f.account.status = user_status::locked_out; }),
       forbidden,
       "HOLD-1",
       {"/account/user/status"},
       success,
       {{"/account/user/status"}, {"/account/attempts/autoUnlockAt"}}},
  };
}

std::vector<expected> tokens_and_states() {
  using enum outcome;
  const auto sms = [](void (*change)(facts&)) { return changed(answering(factor_kind::sms), change); };
  return {
      {"expired token",
       sms([](facts& f) { f.transaction->expires_at = f.now; }),
       invalid_token,
       "STEP-7",
       {"/now"},
       success,
       {{"/now"}}},
      {"another token",
       sms(lose_token),
       invalid_token,
       "STEP-6",
       {"/request/body/stateToken"},
       success,
       {{"/request/body/stateToken"}}},
      {"a reset is pending",
       sms([](facts& f) { f.account.status = user_status::recovery; }),
       invalid_token,
       "HOLD-5",
       {"/account/user/status"},
       success,
       {{"/account/user/status"}}},
      {"wrong state",
       changed(changing_password(), [](facts& f) { f.transaction->state = state::mfa_required; }),
       operation_not_allowed,
       "STEP-8",
       {"/transaction/state"},
       success,
       {}},
  };
}

std::vector<expected> messages_and_step_up() {
  using enum outcome;
  return {
      {"resent too soon",
       changed(answering(factor_kind::sms),
               [](facts& f) {
                 f.request.operation = operation::resend_challenge;
                 f.request.body.pass_code = false;
                 f.transaction->sent = message_sent{recovery_method::sms, f.now - std::chrono::seconds{20}};
               }),
       rate_limited,
       "RESEND-1",
       {"/now"},
       mfa_challenge,
       {{"/now"}}},
      {"step-up with a wrong password",
       changed(in_transaction(state::unauthenticated, operation::step_up),
               [](facts& f) {
                 f.transaction->step_up = true;
                 f.transaction->user_id = {};
                 f.transaction->proofs = {};
                 f.request.body.username = f.request.body.password = true;
                 f.evidence.password = validity::invalid;
               }),
       authentication_failed,
       "TRY-2",
       {"/policy/password/settings/password/lockout/maxAttempts", "/account/attempts/failedAttempts"},
       success,
       {{"/evidence/password"}}},
  };
}

/// Another factor that is activated and needs no telephone, once it is offered.
std::set<pointers> or_another_factor(std::set<pointers> ways) {
  for (const std::string_view key :
       {"okta_push", "okta_otp", "okta_email", "google_otp", "fido_webauthn", "fido_u2f", "duo"})
    ways.insert({"/policy/enrollment/settings/factors/" + std::string{key} + "/enroll/self", "/request/body"});
  return ways;
}

std::vector<expected> passwords() {
  using enum outcome;
  const std::string change = "/policy/passwordRule/actions/passwordChange/access";
  return {
      {"change denied by the rule",
       changed(changing_password(), [](facts& f) { f.policy.password.rule->change = access::deny; }),
       forbidden,
       "CHANGE-1",
       {change},
       success,
       {{change}}},
      {"new password refused",
       changed(changing_password(), [](facts& f) { f.evidence.new_password = acceptance::rejected; }),
       forbidden,
       "CHANGE-3",
       {"/evidence/newPassword"},
       success,
       {{"/evidence/newPassword"}}},
      {"new password not sent",
       changed(changing_password(), [](facts& f) { f.request.body.new_password = false; }),
       invalid_request,
       "ENTRY-9",
       {"/request/body/newPassword"},
       success,
       {{"/request/body/newPassword"}}},
  };
}

std::vector<expected> enrollment() {
  using enum outcome;
  const std::string sms = "/policy/enrollment/settings/factors/okta_sms/enroll/self";
  return {
      {"a factor to enroll before the end",
       changed(changing_password(), require_sms_at_login),
       mfa_enroll,
       "ONWARD-7",
       {"/policy/enrollment/_embedded/rules/0/actions/enroll/self", "/enrollment/factors"},
       success,
       {{"/policy/enrollment/_embedded/rules/0/actions/enroll/self"}, {sms}, {"/enrollment/factors"}}},
      {"factor not offered",
       enrolling(factor_kind::push),
       invalid_request,
       "SETUP-2",
       {"/policy/enrollment/settings/factors/okta_push/enroll/self"},
       mfa_enroll_activate,
       {{"/policy/enrollment/settings/factors/okta_push/enroll/self"}, {"/request/body"}}},
      {"telephone number that cannot be used",
       changed(enrolling(factor_kind::sms),
               [](facts& f) {
                 f.request.body.phone_number = true;
                 f.evidence.phone_number = validity::invalid;
               }),
       invalid_request,
       "SETUP-5",
       {"/request/body", "/evidence/phoneNumber"},
       mfa_enroll_activate,
       or_another_factor({{"/evidence/phoneNumber"}})},
  };
}

std::vector<expected> recovery_starts() {
  using enum outcome;
  const std::string reset = "/policy/passwordRule/actions/selfServicePasswordReset/access";
  return {
      {"reset not permitted, trusted caller",
       trusted_reset(access::deny),
       forbidden,
       "PERMIT-7",
       {reset},
       recovery,
       {{reset}}},
      {"unknown user, trusted caller",
       changed(trusted_reset(access::allow), [](facts& f) { f.account = {}; }),
       forbidden,
       "PERMIT-1",
       {"/account/user/status"},
       recovery,
       {{"/account/user/status"}, {"/account/user/passwordChanged"}}},
  };
}

std::vector<expected> recoveries() {
  using enum outcome;
  const auto code = [](void (*change)(facts&)) {
    return changed(recovering(state::recovery_challenge, operation::verify_recovery_factor), change);
  };
  return {
      {"code of a pretended recovery",
       code([](facts& f) { f.transaction->user_id = {}; }),
       forbidden,
       "CODE-2",
       {"/transaction/state"},
       password_reset,
       {}},
      {"wrong recovery code",
       code([](facts& f) { f.evidence.pass_code = code_check::invalid; }),
       forbidden,
       "CODE-6",
       {"/evidence/passCode"},
       password_reset,
       {{"/evidence/passCode"}}},
      {"fifth wrong recovery code",
       code([](facts& f) {
         f.evidence.pass_code = code_check::invalid;
         f.transaction->failures = 4;
       }),
       forbidden,
       "CODE-5",
       {"/evidence/passCode", "/transaction/failures"},
       password_reset,
       {{"/evidence/passCode"}}},
      {"wrong answer",
       changed(recovering(state::recovery, operation::answer_question),
               [](facts& f) { f.evidence.answer = validity::invalid; }),
       forbidden,
       "REPLY-4",
       {"/evidence/answer"},
       password_reset,
       {{"/evidence/answer"}}},
      {"question before the reset",
       mailed_token(),
       recovery,
       "QUESTION-2",
       {"/policy/password/settings/recovery/factors/recovery_question/status"},
       password_reset,
       {{"/enrollment/recovery"}, {"/policy/password/settings/recovery/factors/recovery_question/status"}}},
  };
}

}  // namespace

std::vector<expected> expectations() {
  std::vector<expected> all;
  for (const auto& some : {codes(), passwords_as_factors(), factors(), tokens_and_states(), messages_and_step_up(),
                           passwords(), enrollment(), recovery_starts(), recoveries(), administrative_expectations()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace interlock::tests
