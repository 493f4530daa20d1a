#include "authn/decide/sign_in.hpp"

#include "authn/decide/emit_effects.hpp"
#include "authn/decide/respond.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;
using shipped::table_id;

void begin(transaction& next, const facts& from) noexcept {
  const request_body& sent = from.request.body;
  next.user_id = from.user.id;
  next.multi_optional_factor_enroll = sent.multi_optional_factor_enroll;
  next.warn_before_password_expired = sent.warn_before_password_expired;
  next.relay_state = sent.relay_state;
  next.step_up = sent.audience.has_value();
}

constexpr transition_request from_outside(outcome to) noexcept {
  return {std::nullopt, substate::next_step, operation::authenticate, to};
}

}  // namespace

void sign_in(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const transaction* in = about.meaning().transaction();
  const outcome_response decided = response_on(table_id::authentication, rule.value(table_id::authentication));
  add_consequences(made, about, rule);
  if (decided.error) {
    if (in != nullptr) made.transaction = *in;
    return refuse(made, decided, from);
  }
  transaction& next = made.transaction.emplace();
  if (in != nullptr) {
    next = *in;
    next.user_id = from.user.id;
    next.proofs.insert(proof::password);
    return enter_state(made, about, transition_from(about.meaning(), operation::step_up, *decided.publicly));
  }
  begin(next, from);
  const bool activates = !(from.request.body.username && from.request.body.password);
  next.proofs.insert(activates ? proof::token : proof::password);
  if (activates) next.recovery = recovery_kind::account_activation;
  enter_state(made, about, from_outside(*decided.publicly));
}

void identify(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const auto [decided, how] = answer_of<out::identification>(table_id::identification, rule);
  log_entry(made, from, rule, decided == out::identification::rate_limited);
  if (how.error) return refuse(made, how, from);
  transaction& next = made.transaction.emplace();
  begin(next, from);
  next.factor_first = true;
  enter_state(made, about, from_outside(*how.publicly));
}

}  // namespace interlock::authn
