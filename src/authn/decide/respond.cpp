#include "authn/decide/respond.hpp"

#include <array>

#include <interlock/authn/transaction_machine.hpp>
#include <interlock/rules/evaluate.hpp>

#include "authn/decide/emit_effects.hpp"
#include "authn/observe/request_meaning.hpp"
#include "authn/observe/settings_request.hpp"
#include "authn/observe/transaction_inputs.hpp"

namespace interlock::authn {
namespace {

/// Days until the password expires, a begun day counted whole, so that a warning never says zero.
std::uint64_t days_left(const decision_context& about) noexcept {
  const duration age = about.facts().now - about.account().password_changed.value_or(about.facts().now);
  const auto whole_days = static_cast<std::uint64_t>(std::chrono::floor<std::chrono::days>(age).count());
  return about.password().settings->max_age_days - whole_days;
}

/// The classes of factors that may be verified next in a transaction.
factor_classes classes_on_turn(const decision_context& about, const transaction& in) noexcept {
  const rules::book& book = shipped::book();
  std::array<rules::value_index, shipped::inputs_count> inputs;
  std::array<rules::row_index, shipped::tables_count> rows;
  std::array<std::uint16_t, shipped::tables_count> order;
  std::array<rules::column_set, shipped::tables_count> consulted;
  constexpr auto turn = static_cast<std::uint16_t>(shipped::table_id::factor_turn);
  factor_classes found;
  for (const factor_class each : {factor_class::possession, factor_class::knowledge, factor_class::password}) {
    const auto see = [&](std::uint16_t which) noexcept -> rules::value_index {
      switch (static_cast<shipped::input_id>(which)) {
        case shipped::input_id::asked_class: return static_cast<rules::value_index>(each);
        case shipped::input_id::proven_class:
          return static_cast<rules::value_index>(observers::class_proven_by(in.proofs));
        case shipped::input_id::factor_first: return in.factor_first ? 1 : 0;
        default: return observe(about, static_cast<shipped::input_id>(which));
      }
    };
    rules::evaluation asked{book, {inputs, rows, order, consulted}, see};
    if (book.tables[turn].rows[asked.decide(turn)].outcome ==
        static_cast<rules::value_index>(shipped::out::factor_turn::now))
      found.insert(each);
  }
  return found;
}

bool shows_user(const transaction& of) noexcept {
  switch (of.state) {
    case state::unauthenticated:
    case state::recovery_challenge:
    case state::locked_out: return false;
    default: return true;
  }
}

/// What the kind of recovery matters to; a password that is being set needs no telling, but for a first one.
std::optional<recovery_kind> shown_recovery(const transaction& of) noexcept {
  switch (of.state) {
    case state::recovery:
    case state::recovery_challenge: return of.recovery;
    case state::password_reset: return of.recovery == recovery_kind::account_activation ? of.recovery : std::nullopt;
    case state::success: return of.recovery == recovery_kind::unlock ? of.recovery : std::nullopt;
    default: return std::nullopt;
  }
}

/// The factors on offer, the one that this request has set up among those that the user has.
offered_factors offers_after(const decision& made, const decision_context& about) noexcept {
  offered_factors offers = factors_on_offer(about);
  for (const effect& each : made.effects)
    if (const auto* stored = std::get_if<effects::store_factor>(&each); stored != nullptr && stored->active)
      for (offered_factor& offer : offers) offer.enrolled = offer.enrolled || offer.kind == stored->kind;
  return offers;
}

void embed(decision& made, const decision_context& about, const transaction& of) noexcept {
  response& answer = made.response;
  switch (of.state) {
    case state::password_warn: answer.days_until_expiry = days_left(about); [[fallthrough]];
    case state::password_expired:
    case state::password_reset: answer.password = about.password().settings; break;
    case state::unauthenticated:
      if (!of.factor_first) break;
      [[fallthrough]];
    case state::mfa_required: answer.factors_to_verify = classes_on_turn(about, of); [[fallthrough]];
    case state::mfa_challenge: answer.sign_on = about.sign_on().actions; break;
    case state::mfa_enroll: answer.factors_to_enroll = offers_after(made, about); break;
    default: break;
  }
}

void describe(decision& made, const decision_context& about, const transaction& of) noexcept {
  response& answer = made.response;
  answer.state = of.state;
  answer.substate = substate_of(of);
  answer.links = accepted(of.state, answer.substate);
  answer.step_up = of.step_up;
  answer.recovery = shown_recovery(of);
  answer.relay_state = of.relay_state;
  answer.state_token = of.state_token;
  answer.result = of.result;
  answer.factor = of.factor;
  answer.with_user = shows_user(of);
  answer.with_question = answer.substate == substate::answer;
  if (of.state == state::recovery_challenge) answer.recovery_by = of.recovery_by;
  if (answer.substate == substate::mail) answer.result = factor_result::waiting;
  if (answer.substate == substate::recovery_token) answer.recovery_token = about.facts().mint.recovery_token;
  if (of.state != state::locked_out && answer.substate != substate::mail) answer.expires_at = of.expires_at;
  embed(made, about, of);
}

/// Gives out a state token where there is none yet, and lets it live on.
void renew_state_token(decision& made, const facts& from, transaction& next) noexcept {
  const bool is_new = next.state_token.empty();
  if (is_new) next.state_token = from.mint.state_token;
  next.expires_at = later(from.now, token_lifetime);
  if (is_new) carry_out(made, effects::issue_token{effects::token_kind::state, next.expires_at});
}

void complete(decision& made, const facts& from, transaction& next) noexcept {
  next.expires_at = later(from.now, token_lifetime);
  if (next.step_up) return renew_state_token(made, from, next);
  if (!next.state_token.empty()) carry_out(made, effects::revoke_token{effects::token_kind::state});
  next.state_token = {};
  if (next.recovery == recovery_kind::unlock) return;
  made.response.session_token = from.mint.session_token;
  carry_out(made, effects::issue_token{effects::token_kind::session, next.expires_at});
}

void sign_in(decision& made, const facts& from, const transaction& next) noexcept {
  if (next.recovery == recovery_kind::unlock) return;
  if (!from.device_known) carry_out(made, effects::device_known{});
  carry_out(made, effects::log_event{"user.session.start", "SUCCESS", {}});
}

/// @return whether the transaction goes on, so that there is something to store
bool settle(decision& made, const decision_context& about, const transition_request& along,
            transaction& next) noexcept {
  const facts& from = about.facts();
  switch (next.state) {
    case state::success:
      complete(made, from, next);
      if (along.from != state::success) sign_in(made, from, next);
      return next.step_up;
    case state::locked_out:
      if (!next.state_token.empty()) carry_out(made, effects::revoke_token{effects::token_kind::state});
      next.state_token = {};
      return false;
    case state::recovery_challenge:
      if (next.recovery_by == recovery_method::email) return true;
      break;
    case state::recovery:
      if (substate_of(next) == substate::recovery_token && next.proofs == proofs{}) return true;
      break;
    case state::password_expired:
      if (made.account.status == user_status::active)
        carry_out(made, effects::status_changed{user_status::password_expired});
      break;
    default: break;
  }
  renew_state_token(made, from, next);
  return true;
}

/// The member of the body that E0000001 is about. A method is needed only by a public caller, which is for the tables
/// to say.
void name_member(response& answer, const request& asked) noexcept {
  if (!answer.invalid_member) answer.missing_member = missing_member(asked).value_or(body_member::factor_type);
  answer.member_at_fault = answer.invalid_member ? answer.invalid_member : answer.missing_member;
}

/// For settings the summary names the part, and there are no causes; docs/reference.md#errors.
void name_setting(response& answer, const request_body& sent) noexcept {
  if (sent.shape == request_body::form::absent)
    answer.error_subject = "body";
  else
    answer.member_at_fault = sent.invalid_member.value_or(body_member::action);
}

/// What the machine does not take has not happened, whatever the tables made of it; an automatic unlock has.
void refuse_transition(decision& made, const decision_context& about) noexcept {
  using out = shipped::out::continuation;
  made.response = {};
  made.effects.keep_first(about.effects_of_unlock());
  made.account = about.account();
  keep_transaction(made, about.facts());
  refuse(made,
         response_on(shipped::table_id::continuation, static_cast<rules::value_index>(out::operation_not_allowed)),
         about.facts());
}

}  // namespace

void refuse(decision& made, const outcome_response& how, const facts& from) noexcept {
  response& answer = made.response;
  made.outcome = *how.publicly;
  answer.status = how.status;
  answer.error = how.error;
  answer.error_summary = how.summary;
  answer.error_subject = how.subject;
  answer.error_cause = how.cause;
  if (how.error == error_code::E0000007)
    answer.error_subject = from.request.factor.empty() ? from.request.path : from.request.factor;
  if (how.error != error_code::E0000001) return;
  const request_body& sent = from.request.body;
  if (administrative_part(from.request.operation)) return name_setting(answer, sent);
  answer.invalid_member = sent.invalid_member;
  if (answer.invalid_member) answer.error_cause = {};
  if (answer.error_subject.empty()) name_member(answer, from.request);
  if (answer.invalid_member || !audience_is_refused(from)) return;
  const bool known = from.evidence.audience == audience_check::not_allowed;
  answer.error_cause = known ? "Sign in not allowed for app" : "Invalid or unknown audience";
  answer.error_cause_subject = *sent.audience;
}

void keep_transaction(decision& made, const facts& from) noexcept {
  const bool lives = from.transaction && from.transaction->expires_at > from.now;
  made.transaction = lives ? from.transaction : std::nullopt;
}

transition_request transition_from(const request_meaning& of, operation by, outcome decided) noexcept {
  return {of.transaction()->state, of.substate(), by, decided};
}

void enter_state(decision& made, const decision_context& about, const transition_request& along) noexcept {
  const transition_result reached = fire(along.from, along.substate, along.by, along.decided);
  if (!reached.accepted) return refuse_transition(made, about);
  made.outcome = along.decided;
  if (!reached.to) return made.transaction.reset();
  transaction& next = *made.transaction;
  next.state = *reached.to;
  const bool goes_on = settle(made, about, along, next);
  describe(made, about, next);
  if (!goes_on) made.transaction.reset();
}

}  // namespace interlock::authn
