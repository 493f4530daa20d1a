#include "authn/observe/request_meaning.hpp"

#include <algorithm>

#include <interlock/authn/factor_traits.hpp>
#include <interlock/authn/transaction_machine.hpp>

namespace interlock::authn {
namespace {

/// The recovery method in the path must be the one that the code was sent by.
bool is_in_path(const request& asked, const transaction& of) noexcept {
  return !asked.recovery_by || asked.recovery_by == of.recovery_by;
}

bool path_names(const request& asked, std::string_view id, factor_kind kind) noexcept {
  return asked.factor == id || asked.factor_types.contains(kind);
}

}  // namespace

substate request_meaning::substate() const noexcept {
  if (transaction_ == nullptr) return authn::substate::next_step;
  return substate_.get([this] { return substate_of(*transaction_); });
}

operation request_meaning::operation() const noexcept {
  const authn::operation asked = facts_.request.operation;
  switch (asked) {
    case authn::operation::verify_factor:
      return waits_elsewhere(state::mfa_challenge) ? authn::operation::poll_verification : asked;
    case authn::operation::activate_factor:
      return waits_elsewhere(state::mfa_enroll_activate) ? authn::operation::poll_activation : asked;
    default: return asked;
  }
}

bool request_meaning::waits_elsewhere(state expected) const noexcept {
  if (transaction_ == nullptr || transaction_->state != expected) return false;
  return substate() == authn::substate::push || substate() == authn::substate::callback;
}

bool request_meaning::accepted() const noexcept {
  return transaction_ != nullptr && is_in_path(facts_.request, *transaction_) &&
         authn::accepted(transaction_->state, substate()).contains(operation());
}

const factor* request_meaning::factor_in_path() const noexcept {
  return factor_in_path_.get([this] { return find_in_path(); });
}

const std::optional<factor_in_question>& request_meaning::in_question() const noexcept {
  return in_question_.get([this] { return find_in_question(); });
}

std::optional<recovery_method> request_meaning::channel() const noexcept {
  if (transaction_ != nullptr && transaction_->state == state::recovery_challenge) return transaction_->recovery_by;
  const auto& about = in_question();
  return about ? traits_of(about->kind).channel : std::nullopt;
}

recovery_kind request_meaning::recovery() const noexcept {
  switch (facts_.request.operation) {
    case authn::operation::forgot_password: return recovery_kind::password;
    case authn::operation::unlock_account: return recovery_kind::unlock;
    default: break;
  }
  return facts_.transaction ? facts_.transaction->recovery.value_or(recovery_kind::password) : recovery_kind::password;
}

const proofs& request_meaning::proofs_after() const noexcept {
  return proofs_after_.get([this] { return with_new_proof(); });
}

const factor* request_meaning::find_in_path() const noexcept {
  const auto& held = facts_.factors;
  const request& asked = facts_.request;
  auto found = std::ranges::find(held, asked.factor, &factor::id);
  if (found == held.end())
    found = std::ranges::find_if(
        held, [&](const factor& each) { return usable(each) && asked.factor_types.contains(*each.kind); });
  return found == held.end() ? nullptr : &*found;
}

std::optional<factor_in_question> request_meaning::find_in_question() const noexcept {
  const request& asked = facts_.request;
  if (asked.operation == authn::operation::enroll_factor) {
    if (!asked.body.factor) return std::nullopt;
    return factor_in_question{facts_.mint.factor_id, *asked.body.factor};
  }
  const auto* waits = transaction_ != nullptr && transaction_->factor ? &*transaction_->factor : nullptr;
  if (waits != nullptr && path_names(asked, waits->id, waits->kind)) return *waits;
  const factor* named = asked.operation == authn::operation::verify_factor ? factor_in_path() : nullptr;
  if (named == nullptr || !named->kind) return std::nullopt;
  const bool by_type = named->id != asked.factor && traits_of(*named->kind).by_type;
  return factor_in_question{named->id, *named->kind, by_type};
}

proofs request_meaning::with_new_proof() const noexcept {
  proofs found = transaction_ != nullptr ? transaction_->proofs : proofs{};
  switch (facts_.request.operation) {
    case authn::operation::change_password:
    case authn::operation::step_up: found.insert(proof::password); return found;
    case authn::operation::verify_recovery_factor: found.insert(proof::code); return found;
    case authn::operation::answer_question: found.insert(proof::answer); return found;
    case authn::operation::verify_recovery_token: found.insert(proof::token); return found;
    case authn::operation::enroll_factor:
    case authn::operation::activate_factor:
    case authn::operation::poll_activation:
    case authn::operation::verify_factor:
    case authn::operation::poll_verification: break;
    default: return found;
  }
  const auto& about = in_question();
  if (!about) return found;
  switch (class_of(about->kind)) {
    case factor_class::possession: found.insert(proof::possession); break;
    case factor_class::knowledge: found.insert(proof::knowledge); break;
    case factor_class::password: found.insert(proof::password); break;
  }
  return found;
}

std::optional<body_member> missing_member(const request& asked) noexcept {
  const request_body& sent = asked.body;
  using member = body_member;
  using token = request_body::token_reference;
  struct needed {
    body_member which;
    bool is_there;
  };
  const auto first_missing = [](std::initializer_list<needed> members) -> std::optional<body_member> {
    for (const needed& each : members)
      if (!each.is_there) return each.which;
    return std::nullopt;
  };
  const needed state_token{member::state_token, sent.state_token != token::absent};
  const needed username{member::username, sent.username};
  switch (asked.operation) {
    case operation::authenticate:
    case operation::forgot_password:
    case operation::unlock_account: return first_missing({username});
    case operation::verify_recovery_token:
      return first_missing({{member::recovery_token, sent.recovery_token != token::absent}});
    case operation::step_up: return first_missing({state_token, username, {member::password, sent.password}});
    case operation::change_password:
      return first_missing(
          {state_token, {member::old_password, sent.old_password}, {member::new_password, sent.new_password}});
    case operation::reset_password: return first_missing({state_token, {member::new_password, sent.new_password}});
    case operation::enroll_factor: return first_missing({state_token, {member::factor_type, sent.factor_type}});
    case operation::verify_recovery_factor: return first_missing({state_token, {member::pass_code, sent.pass_code}});
    case operation::answer_question: return first_missing({state_token, {member::answer, sent.answer}});
    default: return first_missing({state_token});
  }
}

}  // namespace interlock::authn
