#pragma once

#include <algorithm>

#include <interlock/authn/factor_traits.hpp>
#include <interlock/authn/transaction_machine.hpp>

#include "authn/model/limits.hpp"
#include "authn/observe/observe.hpp"
#include "authn/observe/request_meaning.hpp"
#include "authn/observe/same_word.hpp"

/// What is observed of transactions and recoveries; one function an input, under the name of the input.
namespace interlock::authn::observers {

namespace in = shipped::in;

using at = const decision_context&;

template <class Value>
constexpr Value choose(bool condition, Value otherwise, Value then) noexcept {
  return condition ? then : otherwise;
}

/// Evidence may be missing.
template <class Value, class Evidence>
rules::value_index found(const std::optional<Evidence>& evidence, Evidence good, Value then, Value otherwise) noexcept {
  if (!evidence) return rules::no_value;
  return static_cast<rules::value_index>(*evidence == good ? then : otherwise);
}

template <class Value>
rules::value_index found(const std::optional<validity>& evidence) noexcept {
  return found(evidence, validity::valid, Value::valid, Value::invalid);
}

// Entry

inline in::members members(at s) noexcept {
  const request& asked = s.facts().request;
  if (asked.body.shape == request_body::form::absent) return in::members::absent;
  if (asked.body.shape == request_body::form::malformed) return in::members::malformed;
  const bool complete = !asked.body.invalid_member && !missing_member(asked);
  return choose(complete, in::members::incomplete, in::members::complete);
}

// The transaction

inline in::transaction transaction(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  if (named == nullptr) return in::transaction::none;
  return choose(named->expires_at <= s.facts().now, in::transaction::live, in::transaction::expired);
}

inline in::operation_accepted operation_accepted(at s) noexcept {
  return choose(s.meaning().accepted(), in::operation_accepted::no, in::operation_accepted::yes);
}

inline in::step step(at s) noexcept {
  switch (s.meaning().operation()) {
    case operation::get_state: return in::step::get_state;
    case operation::cancel: return in::step::cancel;
    case operation::previous: return in::step::previous;
    case operation::skip: return in::step::skip;
    case operation::change_password: return in::step::change_password;
    case operation::reset_password: return in::step::reset_password;
    case operation::enroll_factor: return in::step::enroll;
    case operation::activate_factor:
    case operation::poll_activation: return in::step::activate;
    case operation::send_activation_link: return in::step::send_link;
    case operation::resend_activation:
    case operation::resend_challenge: return in::step::resend;
    case operation::verify_factor:
    case operation::poll_verification: return in::step::verify;
    default: return in::step::authenticate;
  }
}

inline in::recovery_step recovery_step(at s) noexcept {
  switch (s.facts().request.operation) {
    case operation::answer_question: return in::recovery_step::answer;
    case operation::resend_recovery: return in::recovery_step::resend_recovery;
    default: return in::recovery_step::verify_recovery;
  }
}

inline in::channel channel(at s) noexcept {
  switch (s.meaning().channel().value_or(recovery_method::push)) {
    case recovery_method::sms: return in::channel::sms;
    case recovery_method::call: return in::channel::call;
    case recovery_method::email: return in::channel::email;
    default: return in::channel::push;
  }
}

inline in::last_message last_message(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  const auto by = s.meaning().channel();
  if (named == nullptr || !named->sent || !by || named->sent->channel != *by) return in::last_message::long_ago;
  const duration window = *by == recovery_method::email ? std::chrono::seconds{5} : std::chrono::seconds{30};
  return choose(s.facts().now - named->sent->at < window, in::last_message::long_ago, in::last_message::recent);
}

// Passwords

inline in::change_access change_access(at s) noexcept {
  return same_word<in::change_access>(s.password().actions->change);
}

inline rules::value_index old_password(at s) noexcept {
  return found<in::old_password>(s.facts().evidence.old_password);
}

inline rules::value_index new_password(at s) noexcept {
  using enum in::new_password;
  return found(s.facts().evidence.new_password, acceptance::accepted, accepted, rejected);
}

inline in::password_step password_step(at s) noexcept {
  const operation what = s.facts().request.operation;
  const authn::transaction* named = s.meaning().transaction();
  const bool renews = what == operation::change_password || what == operation::reset_password;
  if (renews || (named != nullptr && named->password_renewed)) return in::password_step::renewed;
  const bool warns = named != nullptr && (named->warned || named->state == state::password_warn);
  return choose(warns, in::password_step::open, in::password_step::warned);
}

// Factors

inline in::factor_in_path factor_in_path(at s) noexcept {
  const bool named = !s.facts().request.factor.empty();
  return choose(!named || s.meaning().in_question().has_value(), in::factor_in_path::unknown,
                in::factor_in_path::found);
}

inline factor_kind kind_in_question(at s) noexcept {
  const auto& about = s.meaning().in_question();
  return about ? about->kind : factor_kind::question;
}

inline in::factor_state factor_state(at s) noexcept {
  const factor* named = s.meaning().factor_in_path();
  return choose(named != nullptr && !usable(*named), in::factor_state::active, in::factor_state::inactive);
}

inline in::answered_by answered_by(at s) noexcept {
  switch (traits_of(kind_in_question(s)).answer) {
    case factor_answer::typed: return in::answered_by::answer;
    case factor_answer::sent_code: return in::answered_by::sent_code;
    case factor_answer::approval: return in::answered_by::approval;
    case factor_answer::signature:
    case factor_answer::provider: break;
  }
  return in::answered_by::assertion;
}

/// Who comes back from an identity provider brings the answer without saying so.
inline in::answer_sent answer_sent(at s) noexcept {
  const request_body& sent = s.facts().request.body;
  const authn::transaction* named = s.meaning().transaction();
  const bool returns = named != nullptr && named->state == state::mfa_challenge &&
                       s.meaning().substate() == substate::provider && named->factor == s.meaning().in_question();
  const bool is_sent = sent.pass_code || sent.answer || sent.password || returns;
  return choose(is_sent, in::answer_sent::no, in::answer_sent::yes);
}

inline rules::value_index pass_code(at s) noexcept {
  using enum in::pass_code;
  return found(s.facts().evidence.pass_code, code_check::valid, valid, invalid);
}

inline rules::value_index factor_evidence(at s) noexcept {
  const evidence& given = s.facts().evidence;
  const factor_kind kind = kind_in_question(s);
  if (kind == factor_kind::question) return found<in::factor_evidence>(given.answer);
  if (kind == factor_kind::password) return found<in::factor_evidence>(given.password);
  if (!given.pass_code) return rules::no_value;
  return static_cast<rules::value_index>(same_word<in::factor_evidence>(*given.pass_code));
}

inline in::push push(at s) noexcept { return same_word<in::push>(s.facts().evidence.push); }

/// Only the factor that is waited for can be polled; while it is, another one may be challenged.
inline in::polled polled(at s) noexcept {
  const operation what = s.meaning().operation();
  const authn::transaction* named = s.meaning().transaction();
  const bool polls = what == operation::poll_verification || what == operation::poll_activation;
  const bool waited_for = named != nullptr && named->factor == s.meaning().in_question();
  return choose(polls && waited_for, in::polled::no, in::polled::yes);
}

/// A password that is a factor counts as a password.
inline in::next_factor_failure next_factor_failure(at s) noexcept {
  const bool locks = kind_in_question(s) == factor_kind::password
                         ? next_password_locks(s)
                         : s.account().attempts.failed_factor + 1 >= wrong_answers_max;
  return choose(locks, in::next_factor_failure::counts, in::next_factor_failure::locks);
}

// Which factor may be verified

inline in::factor_first factor_first(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  return choose(named != nullptr && named->factor_first, in::factor_first::no, in::factor_first::yes);
}

inline in::asked_class asked_class(at s) noexcept { return same_word<in::asked_class>(class_of(kind_in_question(s))); }

inline bool proves_knowledge(const proofs& given) noexcept {
  return given.contains(proof::knowledge) || given.contains(proof::password);
}

inline in::proven_class class_proven_by(const proofs& given) noexcept {
  if (given.contains(proof::possession)) return in::proven_class::possession;
  return choose(proves_knowledge(given), in::proven_class::none, in::proven_class::knowledge);
}

inline in::proven_class proven_class(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  return class_proven_by(named != nullptr ? named->proofs : proofs{});
}

inline in::knowledge_second knowledge_second(at s) noexcept {
  return choose(s.facts().policy.verify_knowledge_second, in::knowledge_second::off, in::knowledge_second::on);
}

inline in::possession_enrolled possession_enrolled(at s) noexcept {
  const bool held = std::ranges::any_of(s.facts().factors, [](const factor& each) {
    return usable(each) && class_of(*each.kind) == factor_class::possession;
  });
  return choose(held, in::possession_enrolled::no, in::possession_enrolled::yes);
}

// What is left to prove and to enroll

inline bool begins_with_factor(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  return named != nullptr ? named->factor_first : s.facts().request.operation == operation::authenticate;
}

/// A second factor is one of another class; after the password any other factor is.
inline in::factor_proof factor_proof(at s) noexcept {
  const proofs given = s.meaning().proofs_after();
  const bool by_class = given.contains(proof::possession) && proves_knowledge(given);
  const bool any = given.contains(proof::possession) || given.contains(proof::knowledge);
  return choose(begins_with_factor(s) ? by_class : any, in::factor_proof::missing, in::factor_proof::given);
}

inline in::provable_factor provable_factor(at s) noexcept {
  const proofs given = s.meaning().proofs_after();
  const bool first = begins_with_factor(s);
  const bool can = std::ranges::any_of(s.facts().factors, [&](const factor& each) {
    if (!usable(each)) return false;
    if (class_of(*each.kind) == factor_class::possession) return !first || !given.contains(proof::possession);
    return first ? !proves_knowledge(given) : class_of(*each.kind) == factor_class::knowledge;
  });
  return choose(can, in::provable_factor::none, in::provable_factor::enrolled);
}

inline bool sets_up_factor(operation what) noexcept {
  return what == operation::enroll_factor || what == operation::activate_factor || what == operation::poll_activation;
}

inline in::enrolling enrolling(at s) noexcept {
  if (!sets_up_factor(s.facts().request.operation)) return in::enrolling::no;
  const authn::transaction* named = s.meaning().transaction();
  return choose(named != nullptr && named->multi_optional_factor_enroll, in::enrolling::one, in::enrolling::many);
}

inline in::factors_left factors_left(at s) noexcept {
  const bool sets_up = sets_up_factor(s.facts().request.operation);
  auto left = in::factors_left::none;
  for (const offered_factor& offer : factors_on_offer(s)) {
    if (offer.enrolled || (sets_up && offer.kind == kind_in_question(s))) continue;
    if (offer.required) return in::factors_left::required;
    left = in::factors_left::optional;
  }
  return left;
}

// Setting up a factor

inline in::wanted_factor wanted_factor(at s) noexcept {
  const auto& wanted = s.facts().request.body.factor;
  if (!wanted) return in::wanted_factor::unknown;
  const bool offered = std::ranges::any_of(
      factors_on_offer(s), [&](const offered_factor& offer) { return offer.kind == *wanted && !offer.enrolled; });
  return choose(offered, in::wanted_factor::not_offered, in::wanted_factor::offered);
}

inline in::setup setup(at s) noexcept {
  switch (traits_of(kind_in_question(s)).setup) {
    case factor_setup::no_activation: return in::setup::no_activation;
    case factor_setup::pass_code: return in::setup::pass_code;
    case factor_setup::sent_code: return in::setup::sent_code;
    case factor_setup::response: return in::setup::response;
    case factor_setup::approval: return in::setup::approval;
    case factor_setup::not_here: break;
  }
  return in::setup::not_here;
}

inline in::setup_data setup_data(at s) noexcept {
  const request_body& sent = s.facts().request.body;
  const auto complete = [&] {
    switch (traits_of(kind_in_question(s)).needs) {
      case enrollment_data::nothing: break;
      case enrollment_data::question: return sent.question;
      case enrollment_data::phone_number: return sent.phone_number;
      case enrollment_data::pass_code: return sent.pass_code;
      case enrollment_data::two_pass_codes: return sent.pass_code && sent.next_pass_code;
    }
    return true;
  };
  return choose(complete(), in::setup_data::missing, in::setup_data::complete);
}

inline in::phone_number phone_number(at s) noexcept {
  return choose(s.facts().evidence.phone_number == validity::valid, in::phone_number::invalid, in::phone_number::valid);
}

inline in::activation_time activation_time(at s) noexcept {
  const authn::transaction* named = s.meaning().transaction();
  const bool over = named != nullptr && named->activation_expires_at && *named->activation_expires_at <= s.facts().now;
  return choose(over, in::activation_time::running, in::activation_time::over);
}

}  // namespace interlock::authn::observers
