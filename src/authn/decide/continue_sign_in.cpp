#include "authn/decide/continue_sign_in.hpp"

#include <interlock/authn/factor_traits.hpp>

#include "authn/decide/emit_effects.hpp"
#include "authn/decide/respond.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;
using shipped::table_id;
using continued = out::continuation;

/// One request that continues a sign-in.
struct step {
  decision& made;
  const decision_context& about;
  table_evaluation& rule;
  operation by;
  continued answer;
  transaction& next;  // of the decision

  [[nodiscard]] const facts& from() const noexcept { return about.facts(); }

  template <class Effect>
  void add(const Effect& what) const noexcept {
    carry_out(made, what);
  }
};

// --- messages

std::string_view channel_name(recovery_method by) noexcept {
  switch (by) {
    case recovery_method::sms: return "SMS";
    case recovery_method::call: return "CALL";
    case recovery_method::push: return "PUSH";
    default: return "EMAIL";
  }
}

void send_to_factor(step& taken, std::string_view message) noexcept {
  const auto by = taken.about.meaning().channel();
  if (!by) return;
  taken.add(effects::send{channel_name(*by), message, taken.next.factor ? taken.next.factor->id : std::string_view{}});
  taken.next.sent = message_sent{*by, taken.from().now};
}

void resend(step& taken) noexcept {
  const bool activates = taken.by == operation::resend_activation;
  send_to_factor(taken, activates ? "FACTOR_ACTIVATION" : "FACTOR_CHALLENGE");
  if (!activates && taken.next.factor && taken.next.factor->kind == factor_kind::push)
    taken.next.result = factor_result::waiting;
}

void send_link(step& taken) noexcept {
  const auto by = taken.from().request.link_by.value_or(recovery_method::email);
  taken.add(effects::send{channel_name(by), "FACTOR_ACTIVATION_LINK", taken.next.factor->id});
}

// --- passwords

void set_password(step& taken) noexcept {
  const facts& from = taken.from();
  const bool resets = taken.by == operation::reset_password;
  taken.add(effects::store_password{});
  taken.add(effects::password_changed{from.now});
  if (taken.made.account.status != user_status::active) taken.add(effects::status_changed{user_status::active});
  if (resets) reset_counters(taken.made, from, taken.answer == continued::success);
  if (from.request.body.revoke_sessions) taken.add(effects::revoke_sessions{});
  const bool recovers = resets && taken.next.recovery != recovery_kind::account_activation;
  log(taken.made, recovers ? "user.account.reset_password" : "user.account.update_password", "SUCCESS");
  taken.next.password_renewed = true;
}

// --- factors

void set_up(step& taken, bool active) noexcept {
  const auto& about = taken.about.meaning().in_question();
  taken.add(effects::store_factor{about->id, about->kind, active});
  if (active) return log(taken.made, "user.mfa.factor.activate", "SUCCESS");
  taken.next.factor = about;
  const bool elsewhere = is_approved(about->kind);
  if (elsewhere) taken.next.result = factor_result::waiting;
  if (elsewhere) taken.next.activation_expires_at = taken.from().mint.activation_expires_at;
  if (about->kind != factor_kind::push) send_to_factor(taken, "FACTOR_ACTIVATION");
}

/// Polling goes on with the activation that runs; activating begins it again.
void await_activation(step& taken) noexcept {
  taken.next.result = factor_result::waiting;
  if (taken.by == operation::activate_factor)
    taken.next.activation_expires_at = taken.from().mint.activation_expires_at;
}

void challenge(step& taken) noexcept {
  const auto& about = taken.about.meaning().in_question();
  taken.next.factor = about;
  taken.next.result.reset();
  if (is_approved(about->kind)) taken.next.result = factor_result::waiting;
  if (traits_of(about->kind).by_type) taken.next.result = factor_result::challenge;
  send_to_factor(taken, "FACTOR_CHALLENGE");
}

void remember_device(step& taken) noexcept {
  const sign_on_actions& rule = *taken.about.sign_on().actions;
  if (!taken.from().request.remember_device || rule.prompt == prompt_mode::always) return;
  const duration lifetime = at_most<std::chrono::minutes>(rule.factor_lifetime_minutes);
  const bool for_a_time = rule.prompt == prompt_mode::session;
  taken.add(effects::remember_device{for_a_time ? std::optional{later(taken.from().now, lifetime)} : std::nullopt});
}

bool is_password(const step& taken) noexcept {
  const auto& about = taken.about.meaning().in_question();
  return about && about->kind == factor_kind::password;
}

void verified(step& taken) noexcept {
  log(taken.made, "user.authentication.auth_via_mfa", "SUCCESS");
  if (is_password(taken))
    reset_counters(taken.made, taken.from());
  else if (taken.made.account.attempts.failed_factor != 0)
    taken.add(effects::counters_reset{effects::counter::failed_factor});
  remember_device(taken);
}

/// The effects of the request itself, where the tables let the transaction go on.
void take(step& taken) noexcept {
  switch (taken.by) {
    case operation::change_password:
    case operation::reset_password: set_password(taken); break;
    case operation::enroll_factor:
    case operation::activate_factor:
    case operation::poll_activation: set_up(taken, true); break;
    case operation::verify_factor:
    case operation::poll_verification: verified(taken); break;
    case operation::skip: taken.next.warned = taken.next.warned || taken.next.state == state::password_warn; break;
    default: break;
  }
  taken.next.proofs = taken.about.meaning().proofs_after();
  taken.next.factor.reset();
  taken.next.result.reset();
  taken.next.activation_expires_at.reset();
  taken.next.skippable = taken.answer == continued::more_factors;
}

void go_back(step& taken) noexcept {
  taken.next.factor.reset();
  taken.next.result.reset();
  taken.next.activation_expires_at.reset();
}

void go_on(step& taken) noexcept {
  switch (taken.answer) {
    case continued::unchanged: break;
    case continued::back: go_back(taken); break;
    case continued::sent: taken.by == operation::send_activation_link ? send_link(taken) : resend(taken); break;
    case continued::mfa_enroll_activate: set_up(taken, false); break;
    case continued::activation_waiting: await_activation(taken); break;
    case continued::challenge_waiting: taken.next.result = factor_result::waiting; break;
    case continued::activation_timeout:
    case continued::challenge_timeout: taken.next.result = factor_result::timeout; break;
    case continued::challenge_rejected:
      taken.next.result = factor_result::rejected;
      log(taken.made, "user.mfa.okta_verify.deny_push", "FAILURE");
      break;
    case continued::mfa_challenge: challenge(taken); break;
    case continued::code_replayed: taken.next.result = factor_result::passcode_replayed; break;
    case continued::code_outside_window: taken.next.result = factor_result::time_window_exceeded; break;
    default: take(taken); break;
  }
}

// --- refusals

void wrong_factor_answer(step& taken, bool locks) noexcept {
  if (is_password(taken)) return wrong_password(taken.made, taken.about, taken.rule);
  taken.add(effects::factor_failed{});
  log(taken.made, "user.authentication.auth_via_mfa", "FAILURE", "INVALID_CREDENTIALS");
  if (locks) lock(taken.made, taken.about, taken.rule);
}

/// @return whether the transaction is still there afterwards
bool refused(step& taken) noexcept {
  switch (taken.answer) {
    case continued::authentication_failed:
      if (!taken.rule.consulted(table_id::onward)) return true;
      log(taken.made, "policy.evaluate_sign_on", "DENY");
      taken.add(effects::revoke_token{effects::token_kind::state});
      return false;
    case continued::invalid_token:
      if (taken.rule.consulted(table_id::hold)) taken.add(effects::revoke_token{effects::token_kind::state});
      return taken.about.meaning().transaction() == nullptr;
    case continued::wrong_password:
    case continued::password_rejected: {
      const bool recovers = taken.by == operation::reset_password;
      log(taken.made, recovers ? "user.account.reset_password" : "user.account.update_password", "FAILURE");
      if (taken.answer == continued::password_rejected) taken.made.response.password = taken.about.password().settings;
      return true;
    }
    case continued::wrong_factor_answer: wrong_factor_answer(taken, false); return true;
    case continued::user_locked:
      if (!taken.rule.consulted(table_id::factor_answer)) return true;
      wrong_factor_answer(taken, true);
      return true;
    default: return true;
  }
}

bool asks_for_an_answer(factor_kind kind) noexcept {
  return class_of(kind) == factor_class::knowledge || traits_of(kind).answer == factor_answer::sent_code;
}

/// The cause of a refusal, where it depends on the factor.
std::string_view cause_of(const step& taken, std::string_view documented) noexcept {
  const auto& about = taken.about.meaning().in_question();
  if (!about) return documented;
  const bool answers = asks_for_an_answer(about->kind);
  switch (taken.answer) {
    case continued::wrong_factor_answer:
      if (about->kind == factor_kind::password) return "Password is incorrect";
      return answers ? documented : "Your passcode doesn't match our records. Please try again.";
    case continued::factor_incomplete: return answers && taken.by == operation::enroll_factor ? documented : "";
    default: return documented;
  }
}

}  // namespace

void continue_sign_in(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const transaction* in = about.meaning().transaction();
  auto [answer, how] = answer_of<continued>(table_id::continuation, rule);
  transaction& next = made.transaction.emplace();
  if (in != nullptr) next = *in;
  step taken{made, about, rule, about.meaning().operation(), answer, next};
  log_entry(made, from, rule, answer == continued::rate_limited);
  if (how.error) {
    const bool stays = refused(taken);
    how.cause = cause_of(taken, how.cause);
    made.transaction.reset();
    if (stays) keep_transaction(made, from);
    return refuse(made, how, from);
  }
  if (answer == continued::cancelled) {
    carry_out(made, effects::revoke_token{effects::token_kind::state});
    made.outcome = outcome::cancelled;
    made.response.relay_state = in->relay_state;
    return made.transaction.reset();
  }
  const outcome reached = how.publicly.value_or(known_state(answer, *in));
  const transition_request along = transition_from(about.meaning(), taken.by, reached);
  go_on(taken);
  enter_state(made, about, along);
}

}  // namespace interlock::authn
