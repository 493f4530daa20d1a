#include <interlock/authn/fact.hpp>

#include <interlock/authn/factor_traits.hpp>

#include "authn/facts/fact_table.hpp"
#include "authn/facts/request_facts.hpp"
#include "authn/facts/settings_facts.hpp"
#include "authn/observe/request_meaning.hpp"
#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

using token_reference = request_body::token_reference;

void add_needed(const facts& in, request_body& to) {
  to.state_token = starts_transaction(in.request.operation) ? token_reference::absent
                   : names_token(in)                        ? token_reference::given
                                                            : token_reference::other;
  switch (in.request.operation) {
    case operation::change_password: to.old_password = to.new_password = true; break;
    case operation::reset_password: to.new_password = true; break;
    case operation::verify_recovery_factor: to.pass_code = true; break;
    case operation::answer_question: to.answer = true; break;
    case operation::verify_recovery_token:
      to.recovery_token = in.transaction ? token_reference::given : token_reference::other;
      break;
    case operation::forgot_password:
    case operation::unlock_account:
      to.username = true;
      if (in.request.application == application::public_client) to.recovery_by = recovery_method::email;
      break;
    default: break;
  }
}

void add_factor(factor_kind kind, request_body& to) {
  to.factor_type = true;
  to.factor = kind;
  const enrollment_data needs = traits_of(kind).needs;
  to.question = needs == enrollment_data::question;
  to.phone_number = needs == enrollment_data::phone_number;
  to.next_pass_code = needs == enrollment_data::two_pass_codes;
  to.pass_code = to.next_pass_code || needs == enrollment_data::pass_code;
}

}  // namespace

fact_value get_fact(const fact& of, const facts& in) { return row_of(of.id).get(in, of.kind); }
actor who_changes(const fact& of) noexcept { return row_of(of.id).by; }

request_body body_for(const fact_value& chosen, const facts& in) {
  if (administrative_part(in.request.operation)) return settings_body_for(std::get<body_choice>(chosen), in);
  request_body next;
  next.shape = request_body::form::object;
  next.warn_before_password_expired = in.request.body.warn_before_password_expired;
  if (const auto* enrolls = std::get_if<enrollment_choice>(&chosen)) {
    add_needed(in, next);
    add_factor(enrolls->kind, next);
    return next;
  }
  switch (std::get<body_choice>(chosen)) {
    case body_choice::absent: return {};
    case body_choice::malformed:
      next = {};
      next.shape = request_body::form::malformed;
      break;
    case body_choice::unusable:
    case body_choice::incomplete: break;
    case body_choice::password_with_warning: next.warn_before_password_expired = true; [[fallthrough]];
    case body_choice::password: next.username = next.password = true; break;
    case body_choice::activation_token: next.token = true; break;
    case body_choice::answering:
      next.*answering_member(kind_asked(in).value_or(factor_kind::sms)) = true;
      [[fallthrough]];
    case body_choice::needed: add_needed(in, next); break;
  }
  return next;
}

std::optional<std::size_t> place_of_factor_in_path(const facts& in) noexcept {
  const factor* named = request_meaning{in}.factor_in_path();
  if (named == nullptr) return std::nullopt;
  return static_cast<std::size_t>(named - in.factors.data());
}

}  // namespace interlock::authn
