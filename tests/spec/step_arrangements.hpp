#pragma once

#include "row_arrangements.hpp"
#include "step_cases.hpp"

/// Requests that continue something, each good as it stands: what a case is about is changed afterwards.
namespace spec {

using authn::code_check;
using authn::enrollment_prompt;
using authn::enrollment_requirement;
using authn::factor_kind;
using authn::operation;
using authn::proof;
using authn::push_state;
using authn::recovery_kind;
using authn::recovery_method;
using authn::state;
using authn::validity;
using form = authn::request_body::form;
using token = authn::request_body::token_reference;

/// A request with a body that has nothing but what is added to it.
inline authn::request_body& ask(facts& f, operation by) {
  f.request.operation = by;
  f.request.body = {};
  f.request.body.shape = form::object;
  return f.request.body;
}

/// One in a transaction that began with the password.
inline authn::transaction& resume(facts& f, state in, operation by) {
  ask(f, by).state_token = token::given;
  authn::transaction& made = f.transaction.emplace();
  made.state = in;
  made.state_token = "st";
  made.expires_at = f.now + std::chrono::minutes{5};
  made.user_id = f.user.id;
  made.proofs = {proof::password};
  return made;
}

inline void read_state(facts& f) { resume(f, state::mfa_required, operation::get_state); }

inline void change_password(facts& f, state in = state::password_expired) {
  resume(f, in, operation::change_password);
  f.request.body.old_password = f.request.body.new_password = true;
  f.evidence.old_password = validity::valid;
  f.evidence.new_password = authn::acceptance::accepted;
  password_actions_of(f).change = authn::access::allow;
}

inline void reset_password(facts& f) {
  authn::transaction& in = resume(f, state::password_reset, operation::reset_password);
  in.recovery = recovery_kind::password;
  in.proofs = {proof::code};
  f.request.body.new_password = true;
  f.evidence.new_password = authn::acceptance::accepted;
}

inline void step_up(facts& f) {
  authn::transaction& in = resume(f, state::unauthenticated, operation::step_up);
  in.step_up = true;
  in.user_id = "";
  in.proofs = {};
  f.request.body.username = f.request.body.password = true;
}

/// With a user name alone, where any factor may come first.
inline void identify(facts& f) {
  ask(f, operation::authenticate).username = true;
  sign_on_of(f).primary_factor = authn::primary_factor::any;
  enroll_factor(f, factor_kind::push);
}

inline void send_code(facts& f, code_check found) {
  f.request.body.pass_code = true;
  f.evidence.pass_code = found;
}

/// A factor that the user holds, before it is challenged; nothing is sent yet.
inline authn::transaction& verify(facts& f, factor_kind kind, state in = state::mfa_required) {
  authn::transaction& made = resume(f, in, operation::verify_factor);
  f.factors.push_back({"f1", kind, true, 0});
  f.request.factor = "f1";
  require_factor(f);
  return made;
}

inline void verify_rightly(facts& f) {
  verify(f, factor_kind::okta_totp);
  send_code(f, code_check::valid);
}

/// The same where no password came first.
inline authn::transaction& verify_first(facts& f, factor_kind kind, authn::proofs before) {
  authn::transaction& made = verify(f, kind, before.empty() ? state::unauthenticated : state::mfa_required);
  made.factor_first = true;
  made.proofs = before;
  return made;
}

inline authn::transaction& challenged(facts& f, factor_kind kind) {
  authn::transaction& made = verify(f, kind, state::mfa_challenge);
  made.factor = authn::factor_in_question{"f1", kind, false};
  return made;
}

inline void poll(facts& f, push_state found) {
  challenged(f, factor_kind::push).result = authn::factor_result::waiting;
  f.evidence.push = found;
}

inline void offer(facts& f, enrollment_prompt prompt, factor_kind kind, enrollment_requirement need) {
  offer_factors(f, prompt, {{kind, need}});
}

/// A factor that the enrollment policy requires, with all it needs.
inline authn::transaction& enroll(facts& f, factor_kind kind) {
  authn::transaction& made = resume(f, state::mfa_enroll, operation::enroll_factor);
  authn::request_body& sent = f.request.body;
  sent.factor_type = sent.question = sent.phone_number = sent.pass_code = sent.next_pass_code = true;
  sent.factor = kind;
  f.evidence.pass_code = code_check::valid;
  offer(f, enrollment_prompt::login, kind, enrollment_requirement::required);
  return made;
}

/// A new factor, without a code.
inline authn::transaction& activate(facts& f, factor_kind kind) {
  authn::transaction& made = resume(f, state::mfa_enroll_activate, operation::activate_factor);
  made.factor = authn::factor_in_question{"f1", kind, false};
  f.request.factor = "f1";
  offer(f, enrollment_prompt::login, kind, enrollment_requirement::required);
  return made;
}

inline authn::transaction& poll_activation(facts& f, push_state found) {
  authn::transaction& made = activate(f, factor_kind::push);
  made.result = authn::factor_result::waiting;
  made.activation_expires_at = f.now + std::chrono::minutes{10};
  f.evidence.push = found;
  return made;
}

/// The last message went out that long ago.
inline void have_sent(facts& f, recovery_method by, std::chrono::milliseconds ago) {
  f.transaction->sent = authn::message_sent{by, f.now - ago};
}

inline void resend(facts& f, factor_kind kind, recovery_method by, std::chrono::seconds ago) {
  challenged(f, kind);
  f.request.operation = operation::resend_challenge;
  have_sent(f, by, ago);
}

/// Every message reaches the user, and both recoveries are permitted.
inline void start(facts& f, operation by, std::optional<recovery_method> with) {
  authn::request_body& sent = ask(f, by);
  sent.username = true;
  sent.recovery_by = with;
  password_actions_of(f).reset = password_actions_of(f).unlock = authn::access::allow;
  f.recovery_enrolled = {recovery_method::email, recovery_method::sms, recovery_method::call};
  password_settings_of(f).recovery_active = f.recovery_enrolled;
}

inline void trust(facts& f) { f.request.application = authn::application::trusted; }

/// The methods of the rule count.
inline void state_methods(facts& f, authn::recovery_methods in_rule) {
  f.policy.engine = authn::engine::identity;
  password_actions_of(f).required_methods = in_rule;
}

inline void ask_question(facts& f) {
  f.recovery_enrolled.insert(recovery_method::question);
  password_settings_of(f).recovery_active.insert(recovery_method::question);
}

/// The code of a recovery by SMS.
inline authn::transaction& enter_code(facts& f, recovery_kind kind, code_check found) {
  authn::transaction& made = resume(f, state::recovery_challenge, operation::verify_recovery_factor);
  made.recovery = kind;
  made.recovery_by = recovery_method::sms;
  made.proofs = {};
  f.request.recovery_by = recovery_method::sms;
  send_code(f, found);
  if (kind == recovery_kind::unlock) lock(f);
  return made;
}

/// The answer to the recovery question.
inline authn::transaction& reply(facts& f, recovery_kind kind, validity found) {
  authn::transaction& made = resume(f, state::recovery, operation::answer_question);
  made.recovery = kind;
  made.proofs = {proof::code};
  f.request.body.answer = true;
  f.evidence.answer = found;
  if (kind == recovery_kind::unlock) lock(f);
  return made;
}

inline void resend_recovery(facts& f, recovery_method by, std::chrono::seconds ago) {
  authn::transaction& made = enter_code(f, recovery_kind::password, code_check::valid);
  ask(f, operation::resend_recovery).state_token = token::given;
  made.recovery_by = f.request.recovery_by = by;
  have_sent(f, by, ago);
}

/// The link in a mail.
inline authn::transaction& follow_link(facts& f, recovery_kind kind) {
  authn::transaction& made = resume(f, state::recovery_challenge, operation::verify_recovery_token);
  ask(f, operation::verify_recovery_token).recovery_token = token::given;
  made.state_token = "";
  made.recovery = kind;
  made.recovery_by = recovery_method::email;
  made.proofs = {};
  f.evidence.token = validity::valid;
  if (kind == recovery_kind::unlock) lock(f);
  return made;
}

/// By an administrator with an API token.
inline authn::request_body& administer(facts& f, operation by) {
  trust(f);
  return ask(f, by);
}

/// @param to  none: the object has no member
inline void replace_lockout_settings(facts& f, std::optional<bool> to) {
  administer(f, operation::replace_lockout_settings).setting = to;
}

}  // namespace spec
