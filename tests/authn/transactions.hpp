#pragma once

#include "sign_in_scenarios.hpp"

/// Requests in the course of a transaction and of a recovery, as typed facts.
namespace interlock::tests {

/// An operation with the state token of a transaction that has proven the password.
inline authn::facts in_transaction(authn::state state, authn::operation what) {
  authn::facts from = sign_in();
  from.request.operation = what;
  from.request.body = {};
  from.request.body.shape = authn::request_body::form::object;
  from.request.body.state_token = authn::request_body::token_reference::given;
  from.evidence = {};
  auto& in = from.transaction.emplace();
  in.state = state;
  in.state_token = "00token";
  in.expires_at = from.now + std::chrono::minutes{5};
  in.user_id = "00u1";
  in.proofs = {authn::proof::password};
  return from;
}

/// A factor is asked for, and its answer is sent.
inline authn::facts answering(authn::factor_kind kind, authn::state state = authn::state::mfa_challenge) {
  authn::facts from = in_transaction(state, authn::operation::verify_factor);
  from.request.factor = "f1";
  from.factors.push_back({"f1", kind, true, 0});
  from.policy.sign_on.rule.emplace().require_factor = true;
  if (state == authn::state::mfa_challenge) from.transaction->factor = authn::factor_in_question{"f1", kind};
  from.request.body.pass_code = true;
  from.evidence.pass_code = authn::code_check::valid;
  return from;
}

inline authn::facts enrolling(authn::factor_kind kind) {
  authn::facts from = in_transaction(authn::state::mfa_enroll, authn::operation::enroll_factor);
  from.request.body.factor_type = true;
  from.request.body.factor = kind;
  from.policy.sign_on.rule.emplace().require_factor = true;
  from.policy.enrollment.given = authn::enrollment_policies::form::one;
  from.policy.enrollment.list.emplace_back().settings.factors = {
      {authn::factor_kind::sms, authn::enrollment_requirement::optional}};
  return from;
}

inline authn::facts changing_password() {
  authn::facts from = in_transaction(authn::state::password_expired, authn::operation::change_password);
  from.request.body.old_password = from.request.body.new_password = true;
  from.evidence.old_password = authn::validity::valid;
  from.evidence.new_password = authn::acceptance::accepted;
  from.account.status = authn::user_status::password_expired;
  from.policy.password.rule.emplace().change = authn::access::allow;
  return from;
}

/// A recovery of the password that has sent a code, or asks the recovery question.
inline authn::facts recovering(authn::state state, authn::operation what) {
  authn::facts from = in_transaction(state, what);
  from.transaction->proofs = {};
  from.transaction->recovery = authn::recovery_kind::password;
  if (state == authn::state::recovery_challenge) from.transaction->recovery_by = authn::recovery_method::sms;
  from.request.body.pass_code = what == authn::operation::verify_recovery_factor;
  from.request.body.answer = what == authn::operation::answer_question;
  return from;
}

/// A caller with an administrator's token asks for a recovery token.
inline authn::facts trusted_reset(authn::access access) {
  authn::facts from = sign_in();
  from.request.operation = authn::operation::forgot_password;
  from.request.application = authn::application::trusted;
  from.request.body.password = false;
  from.evidence = {};
  from.policy.password.rule.emplace().reset = access;
  return from;
}

inline authn::facts mailed_token() {
  authn::facts from = trusted_reset(authn::access::allow);
  from.request.operation = authn::operation::verify_recovery_token;
  from.request.application = authn::application::public_client;
  from.request.body.username = false;
  from.request.body.recovery_token = authn::request_body::token_reference::other;
  from.evidence.token = authn::validity::valid;
  from.recovery_enrolled = {authn::recovery_method::email, authn::recovery_method::question};
  return from;
}

inline void lose_token(authn::facts& request) {
  request.request.body.state_token = authn::request_body::token_reference::other;
}

/// A factor is to be enrolled at sign-in by the rule of an evaluated policy.
inline void require_sms_at_login(authn::facts& of) {
  of.policy.enrollment.given = authn::enrollment_policies::form::evaluated;
  auto& policy = of.policy.enrollment.list.emplace_back();
  policy.settings.factors = {{authn::factor_kind::sms, authn::enrollment_requirement::required}};
  auto& rule = policy.rules.emplace_back();
  rule.priority = 1;
  rule.actions.prompt = authn::enrollment_prompt::login;
}

inline authn::facts factor_first(authn::factor_kind asked) {
  authn::facts from = answering(asked, authn::state::unauthenticated);
  from.transaction->proofs = {};
  from.transaction->factor_first = true;
  from.request.body.pass_code = false;
  from.request.body.password = true;
  from.evidence = {};
  from.evidence.password = authn::validity::valid;
  from.factors.push_back({"f2", authn::factor_kind::sms, true, 1});
  from.policy.verify_knowledge_second = true;
  return from;
}

}  // namespace interlock::tests
