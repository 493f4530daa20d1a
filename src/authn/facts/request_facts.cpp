#include "authn/facts/request_facts.hpp"

#include <algorithm>

#include <interlock/authn/factor_traits.hpp>

#include "authn/decide/outcome_response.hpp"
#include "authn/facts/policy_location.hpp"
#include "authn/facts/settings_facts.hpp"
#include "authn/observe/request_meaning.hpp"
#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

using token_reference = request_body::token_reference;

constexpr std::string_view sign_in_operation = "POST /api/v1/authn";
constexpr std::string_view another_token = "another-token";

/// Operations that the body tells apart: another body would be another question.
bool told_by_body(operation what) noexcept { return what == operation::step_up || what == operation::get_state; }

bool takes_factor_answer(operation what) noexcept {
  return what == operation::verify_factor || what == operation::activate_factor;
}

/// Whether the operation takes the proof of a factor, now or when it is polled.
bool is_about_factor(operation what) noexcept {
  return takes_factor_answer(what) || what == operation::poll_activation;
}

fact_values factor_bodies(const facts& in) {
  const request_body& sent = in.request.body;
  const bool complete = exists(place_kind::body, in) && sent.state_token == token_reference::given;
  std::vector<factor_kind> kinds;
  if (sent.factor) kinds.push_back(*sent.factor);
  for (const bool offered : {true, false})
    for (const factor_kind each : offered_kinds) {
      const auto offers = factors_on_offer(decision_context{in});
      const bool is_offered = std::ranges::any_of(
          offers, [&](const offered_factor& offer) { return offer.kind == each && !offer.enrolled; });
      if (is_offered == offered && each != sent.factor) kinds.push_back(each);
    }
  fact_values found;
  for (const factor_kind kind : kinds)
    if (!complete || kind != sent.factor || body_for(enrollment_choice{kind}, in) != sent)
      found.emplace_back(enrollment_choice{kind});
  return found;
}

fact_values bodies_of_step(const facts& in) {
  if (administrative_part(in.request.operation)) return settings_bodies(in);
  const request_body& sent = in.request.body;
  const bool whole = exists(place_kind::body, in);
  fact_values found;
  if (in.request.operation == operation::enroll_factor) {
    found = factor_bodies(in);
  } else {
    const auto kind = kind_asked(in);
    const bool answers = takes_factor_answer(in.request.operation) && kind;
    if (!whole || (answers && is_signed(*kind) && sent.pass_code)) found.emplace_back(body_choice::needed);
    if (!whole && answers && !is_approved(*kind)) found.emplace_back(body_choice::answering);
  }
  if (sent.shape != request_body::form::absent) found.emplace_back(body_choice::absent);
  if (sent.shape != request_body::form::malformed) found.emplace_back(body_choice::malformed);
  if (whole) found.emplace_back(body_choice::incomplete);
  return found;
}

fact_values sign_in_bodies(const facts& in) {
  const request_body& sent = in.request.body;
  const bool complete = sent.shape == request_body::form::object && !sent.invalid_member;
  fact_values found;
  if (!complete || !(sent.username && sent.password)) found.emplace_back(body_choice::password);
  if (sent.shape != request_body::form::object || sent.as_text) found.emplace_back(body_choice::password_with_warning);
  if (!complete || !sent.token || (sent.username && sent.password)) found.emplace_back(body_choice::activation_token);
  if (sent.shape != request_body::form::absent) found.emplace_back(body_choice::absent);
  if (sent.shape != request_body::form::malformed) found.emplace_back(body_choice::malformed);
  if (sent.shape != request_body::form::object ||
      (complete && (sent.token || (sent.username && (sent.password || names_only_user(in.request))))))
    found.emplace_back(body_choice::incomplete);
  return found;
}

fact_value present_token(token_reference token) noexcept {
  if (token == token_reference::absent) return std::monostate{};
  return token == token_reference::given ? fact_value{true} : fact_value{another_token};
}

/// `factorType` of a recovery, as requests spell it.
constexpr std::array<std::pair<recovery_method, std::string_view>, 3> spelled_methods{
    {{recovery_method::email, "EMAIL"}, {recovery_method::sms, "SMS"}, {recovery_method::call, "CALL"}}};

}  // namespace

std::optional<factor_kind> kind_asked(const facts& in) noexcept {
  if (in.transaction && in.transaction->factor) return in.transaction->factor->kind;
  const factor* held = request_meaning{in}.factor_in_path();
  return held != nullptr ? held->kind : std::nullopt;
}

bool request_body::*answering_member(factor_kind kind) noexcept {
  if (kind == factor_kind::question) return &request_body::answer;
  return kind == factor_kind::password ? &request_body::password : &request_body::pass_code;
}

bool names_token(const facts& in) noexcept { return in.transaction && !in.transaction->state_token.empty(); }

bool route_is_unknown(const facts& in) noexcept { return in.request.route != route::known; }
fact_value present_operation(const facts& in) {
  return route_is_unknown(in) ? fact_value{} : fact_value{sign_in_operation};
}
void set_operation(const fact_value& value, facts& in) {
  in.request.route = std::holds_alternative<std::monostate>(value) ? route::unknown_path : route::known;
}
fact_values sign_in_alone(const facts&) { return {sign_in_operation}; }

bool may_have_other_body(const facts& in) noexcept { return !told_by_body(in.request.operation); }
fact_value present_body(const facts& in) {
  if (administrative_part(in.request.operation)) return present_settings_body(in.request);
  const request_body& sent = in.request.body;
  if (sent.shape == request_body::form::absent) return body_choice::absent;
  if (sent.shape == request_body::form::malformed) return body_choice::malformed;
  if (sent.invalid_member) return body_choice::incomplete;
  if (in.request.operation == operation::enroll_factor)
    return sent.factor ? fact_value{enrollment_choice{*sent.factor}} : fact_value{body_choice::incomplete};
  if (in.request.operation != operation::authenticate) return body_choice::needed;
  if (sent.username && sent.password) return body_choice::password;
  return sent.token ? body_choice::activation_token : body_choice::incomplete;
}

void set_body(const fact_value& value, facts& in) { in.request.body = body_for(value, in); }
fact_values other_bodies(const facts& in) {
  return in.request.operation == operation::authenticate ? sign_in_bodies(in) : bodies_of_step(in);
}

bool may_ask_for_warning(const facts& in) noexcept {
  const request_body& sent = in.request.body;
  return asks<operation::authenticate>(in) && sent.shape == request_body::form::object && !sent.as_text;
}
bool application_counts(const facts& in) noexcept {
  return asks<operation::forgot_password, operation::unlock_account>(in) || scopes_count(in);
}
bool scopes_count(const facts& in) noexcept { return administrative_part(in.request.operation).has_value(); }

bool takes_state_token(const facts& in) noexcept {
  const operation asked = in.request.operation;
  return !starts_transaction(asked) && (!told_by_body(asked) || names_token(in));
}
fact_value present_state_token(const facts& in) { return present_token(in.request.body.state_token); }
void set_state_token(const fact_value& value, facts& in) {
  const bool absent = std::holds_alternative<std::monostate>(value);
  const bool given = names_token(in) && std::holds_alternative<bool>(value);
  in.request.body.state_token = absent  ? token_reference::absent
                                : given ? token_reference::given
                                        : token_reference::other;
}
fact_values state_tokens(const facts& in) {
  const token_reference sent = in.request.body.state_token;
  fact_values found;
  if (names_token(in) ? sent != token_reference::given : sent == token_reference::absent) found.emplace_back(true);
  if (names_token(in) && sent != token_reference::other) found.emplace_back(another_token);
  if (sent != token_reference::absent && !told_by_body(in.request.operation)) found.emplace_back(std::monostate{});
  return found;
}

fact_value present_recovery_token(const facts& in) {
  return in.request.body.recovery_token != token_reference::absent ? fact_value{true} : fact_value{};
}
void set_recovery_token(const fact_value& value, facts& in) {
  const bool absent = std::holds_alternative<std::monostate>(value);
  in.request.body.recovery_token = absent           ? token_reference::absent
                                   : in.transaction ? token_reference::given
                                                    : token_reference::other;
}
fact_values other_recovery_token(const facts& in) {
  return {in.request.body.recovery_token == token_reference::absent ? fact_value{true} : fact_value{}};
}

bool answers_factor(bool request_body::*member, const facts& in) noexcept {
  const auto kind = kind_asked(in);
  if (!takes_factor_answer(in.request.operation) || !kind) return false;
  if (in.request.body.*member) return !is_signed(*kind);
  return !is_approved(*kind) && answering_member(*kind) == member;
}

fact_value present_recovery_factor(const facts& in) {
  for (const auto& [method, word] : spelled_methods)
    if (in.request.body.recovery_by == method) return word;
  return {};
}
void set_recovery_factor(const fact_value& value, facts& in) {
  in.request.body.recovery_by.reset();
  for (const auto& [method, word] : spelled_methods)
    if (value == fact_value{word}) in.request.body.recovery_by = method;
}
fact_values recovery_factors(const facts& in) {
  const auto& sent = in.request.body.recovery_by;
  fact_values found;
  for (const auto& [method, word] : spelled_methods)
    if (sent != method) found.emplace_back(word);
  if (sent) found.emplace_back(std::monostate{});
  return found;
}

bool answer_is_verified(const facts& in) noexcept {
  return asks<operation::answer_question>(in) ||
         (asks<operation::verify_factor>(in) &&
          kind_asked(in).value_or(factor_kind::question) == factor_kind::question);
}
bool code_is_verified(const facts& in) noexcept {
  if (asks<operation::verify_recovery_factor, operation::enroll_factor>(in)) return true;
  const auto kind = kind_asked(in).value_or(factor_kind::question);
  const bool by_code = answering_member(kind) == &request_body::pass_code && !is_approved(kind);
  return is_about_factor(in.request.operation) && by_code;
}
bool approval_is_asked(const facts& in) noexcept {
  return is_about_factor(in.request.operation) && is_approved(kind_asked(in).value_or(factor_kind::question));
}
bool audience_is_verified(const facts& in) noexcept {
  return in.request.body.audience && in.policy.engine == engine::classic;
}

}  // namespace interlock::authn
