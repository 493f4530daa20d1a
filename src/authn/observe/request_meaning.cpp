#include "authn/observe/request_meaning.hpp"

#include <algorithm>
#include <array>

#include <interlock/authn/factor_traits.hpp>
#include <interlock/authn/transaction_machine.hpp>
#include <interlock/rules/evaluate.hpp>

#include "authn/observe/observe.hpp"
#include "authn/observe/transaction_inputs.hpp"

namespace interlock::authn {
namespace {

bool waits_elsewhere(const transaction* in, state expected) noexcept {
  if (in == nullptr || in->state != expected) return false;
  const substate what = substate_of(*in);
  return what == substate::push || what == substate::callback;
}

}  // namespace

std::string_view missing_member(const request& asked) noexcept {
  const request_body& sent = asked.body;
  using token = request_body::token_reference;
  struct needed {
    std::string_view name;
    bool is_there;
  };
  const auto first_missing = [](std::initializer_list<needed> members) {
    for (const needed& each : members)
      if (!each.is_there) return each.name;
    return std::string_view{};
  };
  const needed state_token{"stateToken", sent.state_token != token::absent};
  const needed username{"username", sent.username};
  switch (asked.operation) {
    case operation::authenticate:
    case operation::forgot_password:
    case operation::unlock_account: return first_missing({username});
    case operation::verify_recovery_token:
      return first_missing({{"recoveryToken", sent.recovery_token != token::absent}});
    case operation::step_up: return first_missing({state_token, username, {"password", sent.password}});
    case operation::change_password:
      return first_missing({state_token, {"oldPassword", sent.old_password}, {"newPassword", sent.new_password}});
    case operation::reset_password: return first_missing({state_token, {"newPassword", sent.new_password}});
    case operation::enroll_factor: return first_missing({state_token, {"factorType", sent.factor_type}});
    case operation::verify_recovery_factor: return first_missing({state_token, {"passCode", sent.pass_code}});
    case operation::answer_question: return first_missing({state_token, {"answer", sent.answer}});
    default: return first_missing({state_token});
  }
}

const transaction* named_transaction(const facts& from) noexcept {
  const bool named = from.request.body.state_token == request_body::token_reference::given;
  return named && from.transaction ? &*from.transaction : nullptr;
}

operation operation_in(const facts& from) noexcept {
  const transaction* in = named_transaction(from);
  const operation asked = from.request.operation;
  if (asked == operation::verify_factor && waits_elsewhere(in, state::mfa_challenge))
    return operation::poll_verification;
  if (asked == operation::activate_factor && waits_elsewhere(in, state::mfa_enroll_activate))
    return operation::poll_activation;
  return asked;
}

const factor* factor_in_path(const facts& from) noexcept {
  const auto& held = from.factors;
  auto found = std::ranges::find(held, from.request.factor, &factor::id);
  if (found == held.end())
    found = std::ranges::find_if(
        held, [&](const factor& each) { return usable(each) && from.request.factor_types.contains(*each.kind); });
  return found == held.end() ? nullptr : &*found;
}

std::optional<recovery_method> channel_of(const facts& from) noexcept {
  if (const transaction* in = named_transaction(from); in != nullptr && in->state == state::recovery_challenge)
    return in->recovery_by;
  const auto about = factor_in_question_of(from);
  return about ? traits_of(about->kind).channel : std::nullopt;
}

recovery_kind recovery_of(const facts& from) noexcept {
  switch (from.request.operation) {
    case operation::forgot_password: return recovery_kind::password;
    case operation::unlock_account: return recovery_kind::unlock;
    default: break;
  }
  return from.transaction ? from.transaction->recovery.value_or(recovery_kind::password) : recovery_kind::password;
}

proofs proofs_after(const facts& from) noexcept {
  const transaction* in = named_transaction(from);
  proofs found = in != nullptr ? in->proofs : proofs{};
  switch (from.request.operation) {
    case operation::change_password:
    case operation::step_up: found.insert(proof::password); return found;
    case operation::verify_recovery_factor: found.insert(proof::code); return found;
    case operation::answer_question: found.insert(proof::answer); return found;
    case operation::verify_recovery_token: found.insert(proof::token); return found;
    case operation::enroll_factor:
    case operation::activate_factor:
    case operation::poll_activation:
    case operation::verify_factor:
    case operation::poll_verification: break;
    default: return found;
  }
  const auto about = factor_in_question_of(from);
  if (!about) return found;
  switch (class_of(about->kind)) {
    case factor_class::possession: found.insert(proof::possession); break;
    case factor_class::knowledge: found.insert(proof::knowledge); break;
    case factor_class::password: found.insert(proof::password); break;
  }
  return found;
}

factor_classes classes_on_turn(const situation& about, const transaction& in) noexcept {
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

}  // namespace interlock::authn
