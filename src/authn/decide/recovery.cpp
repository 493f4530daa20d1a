#include "authn/decide/recovery.hpp"

#include <interlock/authn/transaction_machine.hpp>

#include "authn/decide/emit_effects.hpp"
#include "authn/decide/respond.hpp"
#include "authn/model/limits.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;
using shipped::table_id;

void reset_failed(decision& made, recovery_kind kind, std::string_view reason) noexcept {
  if (kind != recovery_kind::unlock) log(made, "user.account.reset_password", "FAILURE", reason);
}

// --- starting

void issue_recovery_token(decision& made, const transaction& next) noexcept {
  carry_out(made, effects::issue_token{effects::token_kind::recovery, next.expires_at});
  if (next.recovery == recovery_kind::unlock) log(made, "user.account.unlock_token", "SUCCESS");
}

void send_mail(decision& made, const transaction& next) noexcept {
  issue_recovery_token(made, next);
  const bool unlocks = next.recovery == recovery_kind::unlock;
  carry_out(made, effects::send{"EMAIL", unlocks ? "ACCOUNT_UNLOCK" : "PASSWORD_RESET", {}});
}

void send_code(decision& made, recovery_method by) noexcept {
  carry_out(made, effects::send{by == recovery_method::call ? "CALL" : "SMS", "RECOVERY_CODE", {}});
}

transaction begun(const decision_context& about, recovery_kind kind) noexcept {
  const facts& from = about.facts();
  transaction next;
  next.user_id = from.user.id;
  next.recovery = kind;
  next.recovery_by = from.request.body.recovery_by;
  next.relay_state = from.request.body.relay_state;
  const duration lifetime = at_most<std::chrono::minutes>(about.password().settings->recovery_token_minutes);
  next.expires_at = later(from.now, lifetime);
  return next;
}

void log_refused_start(decision& made, table_evaluation& rule, recovery_kind kind) noexcept {
  if (!rule.consulted(table_id::recovery_permission)) return;
  const auto permission = rule.answer<out::recovery_permission>(table_id::recovery_permission);
  const bool unknown = permission == out::recovery_permission::unknown_user;
  reset_failed(made, kind, unknown ? "UNKNOWN_USER" : "INVALID_USER_STATE");
}

// --- going on

void finish(decision& made, const decision_context& about, transaction& next) noexcept {
  if (made.account.attempts.failed_recovery != 0)
    carry_out(made, effects::counters_reset{effects::counter::failed_recovery});
  if (next.recovery != recovery_kind::unlock) return;
  carry_out(made, effects::account_unlocked{effects::unlocked_by::user});
  log(made, "user.account.unlock", "SUCCESS");
  unlock_directory(made, about);
}

/// The account counts wrong answers for as long as it takes recoveries at all. The last one suspends, also a user who
/// is locked: an administrator has to reactivate the user.
void count_wrong_answer(decision& made, recovery_kind kind) noexcept {
  carry_out(made, effects::recovery_failed{});
  reset_failed(made, kind, "INVALID_CREDENTIALS");
  if (made.account.attempts.failed_recovery < wrong_answers_max) return;
  carry_out(made, effects::status_changed{user_status::suspended});
  log(made, "user.lifecycle.suspend", "SUCCESS");
}

/// A wrong answer counts in the transaction, which the caller may know, and on the account, which not.
void wrong(decision& made, const decision_context& about, const transaction& in, bool last) noexcept {
  const facts& from = about.facts();
  const bool takes_recoveries = observe(about, shipped::input_id::recovery_path) ==
                                static_cast<rules::value_index>(shipped::in::recovery_path::open);
  if (!in.user_id.empty() && takes_recoveries) count_wrong_answer(made, in.recovery.value_or(recovery_kind::password));
  if (last) return carry_out(made, effects::revoke_token{effects::token_kind::state});
  made.transaction = in;
  ++made.transaction->failures;
  made.transaction->expires_at = later(from.now, token_lifetime);
}

void refused_progress(decision& made, const decision_context& about, out::recovery_progress decided) noexcept {
  const facts& from = about.facts();
  const transaction* in = about.meaning().transaction();
  switch (decided) {
    case out::recovery_progress::wrong_code:
    case out::recovery_progress::wrong_answer: return wrong(made, about, *in, false);
    case out::recovery_progress::recovery_locked: return wrong(made, about, *in, true);
    default: break;
  }
  keep_transaction(made, from);
}

}  // namespace

void start_recovery(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const recovery_kind kind = about.meaning().recovery();
  const auto [decided, how] = answer_of<out::recovery_start>(table_id::recovery_start, rule);
  log_entry(made, from, rule, decided == out::recovery_start::rate_limited);
  if (how.error) {
    log_refused_start(made, rule, kind);
    return refuse(made, how, from);
  }
  transaction& next = made.transaction.emplace(begun(about, kind));
  switch (decided) {
    case out::recovery_start::mail_sent: send_mail(made, next); break;
    case out::recovery_start::token_issued: issue_recovery_token(made, next); break;
    case out::recovery_start::code_sent:
      send_code(made, *next.recovery_by);
      next.sent = message_sent{*next.recovery_by, from.now};
      break;
    case out::recovery_start::mail_denied:
      carry_out(made, effects::send{"EMAIL", "FORGOT_PASSWORD_DENIED", {}});
      [[fallthrough]];
    default:
      log_refused_start(made, rule, kind);
      next.user_id = {};
      next.sent = message_sent{next.recovery_by.value_or(recovery_method::email), from.now};
      break;
  }
  // Nobody holds a token to a mail that was not sent.
  const bool nobody_holds_it = next.user_id.empty() && next.recovery_by == recovery_method::email;
  enter_state(made, about, {std::nullopt, substate::next_step, from.request.operation, *how.publicly});
  if (nobody_holds_it) made.transaction.reset();
}

void use_recovery_token(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const auto [decided, how] = answer_of<out::recovery_link>(table_id::recovery_link, rule);
  log_entry(made, from, rule, decided == out::recovery_link::rate_limited);
  if (how.error) {
    if (decided == out::recovery_link::invalid_token) log(made, "user.account.use_token", "FAILURE");
    if (decided != out::recovery_link::invalid_token) keep_transaction(made, from);
    return refuse(made, how, from);
  }
  transaction& next = made.transaction.emplace(from.transaction.value_or(begun(about, recovery_kind::password)));
  const bool issued = next.state == state::recovery && from.transaction;
  const transition_request along{issued ? std::optional{state::recovery} : std::nullopt, substate_of(next),
                                 operation::verify_recovery_token, *how.publicly};
  carry_out(made, effects::revoke_token{effects::token_kind::recovery});
  next.user_id = from.user.id;
  next.recovery_by.reset();
  next.proofs = about.meaning().proofs_after();
  next.multi_optional_factor_enroll = from.request.body.multi_optional_factor_enroll;
  if (decided != out::recovery_link::recovery) finish(made, about, next);
  enter_state(made, about, along);
}

void continue_recovery(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const auto [decided, how] = answer_of<out::recovery_progress>(table_id::recovery_progress, rule);
  log_entry(made, from, rule, decided == out::recovery_progress::rate_limited);
  if (how.error) {
    refused_progress(made, about, decided);
    return refuse(made, how, from);
  }
  const transaction& in = *about.meaning().transaction();
  transaction& next = made.transaction.emplace(in);
  if (decided == out::recovery_progress::sent) {
    const bool reaches = !in.user_id.empty() && made.account.status;
    if (reaches) send_code(made, in.recovery_by.value_or(recovery_method::sms));
    next.sent = message_sent{in.recovery_by.value_or(recovery_method::sms), from.now};
  } else {
    next.proofs = about.meaning().proofs_after();
    next.failures = 0;
    if (decided != out::recovery_progress::recovery) finish(made, about, next);
  }
  enter_state(made, about, transition_from(about.meaning(), from.request.operation, *how.publicly));
}

}  // namespace interlock::authn
