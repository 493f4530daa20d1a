#include "authn/facts/request_facts.hpp"

#include <algorithm>

#include <interlock/authn/factor_traits.hpp>

#include "authn/decide/outcome_response.hpp"
#include "authn/facts/fact_values.hpp"
#include "authn/facts/settings_facts.hpp"
#include "authn/observe/request_meaning.hpp"
#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

using values = std::vector<fact_value>;
using token_reference = request_body::token_reference;

constexpr std::string_view another_token = "another-token";

/// Members of a body that are there or not.
struct sent_member {
  fact_id id;
  bool request_body::*sent;
};
constexpr std::array<sent_member, 6> sent_members{{
    {fact_id::username, &request_body::username},
    {fact_id::password, &request_body::password},
    {fact_id::old_password, &request_body::old_password},
    {fact_id::new_password, &request_body::new_password},
    {fact_id::pass_code, &request_body::pass_code},
    {fact_id::answer, &request_body::answer},
}};

bool request_body::*member_of_body(fact_id id) noexcept {
  return std::ranges::find(sent_members, id, &sent_member::id)->sent;
}

/// Whether single members of the body can be changed: it is an object of the scenario, and right as far as it goes.
bool has_members(const request_body& sent) noexcept {
  return sent.shape == request_body::form::object && !sent.as_text && sent.invalid_member.empty();
}

/// Operations that the body tells apart: another body would be another question.
bool told_by_body(operation what) noexcept { return what == operation::step_up || what == operation::get_state; }

bool takes_factor_answer(operation what) noexcept {
  return what == operation::verify_factor || what == operation::activate_factor;
}

bool names_token(const facts& in) noexcept { return in.transaction && !in.transaction->state_token.empty(); }

/// The member that answers a factor of a kind.
fact_id answering_member(factor_kind kind) noexcept {
  if (kind == factor_kind::question) return fact_id::answer;
  return kind == factor_kind::password ? fact_id::password : fact_id::pass_code;
}

/// Whether the member answers the factor, or could be left out to be asked again.
bool answers_factor(fact_id member, const facts& in) noexcept {
  const auto kind = kind_asked(in);
  if (!takes_factor_answer(in.request.operation) || !kind) return false;
  if (in.request.body.*member_of_body(member)) return !is_signed(*kind);
  return !is_approved(*kind) && answering_member(*kind) == member;
}

bool belongs_in_body(fact_id id, const facts& in) noexcept {
  const operation asked = in.request.operation;
  switch (id) {
    case fact_id::state_token: return !starts_transaction(asked) && (!told_by_body(asked) || names_token(in));
    case fact_id::recovery_token: return asked == operation::verify_recovery_token;
    case fact_id::username:
    case fact_id::recovery_factor: return asked == operation::forgot_password || asked == operation::unlock_account;
    case fact_id::password: return answers_factor(id, in);
    case fact_id::old_password: return asked == operation::change_password;
    case fact_id::new_password: return asked == operation::change_password || asked == operation::reset_password;
    case fact_id::pass_code: return asked == operation::verify_recovery_factor || answers_factor(id, in);
    default: return asked == operation::answer_question || answers_factor(id, in);
  }
}

bool is_verified(fact_id id, const facts& in) noexcept {
  const operation asked = in.request.operation;
  const bool about_factor = takes_factor_answer(asked) || asked == operation::poll_activation;
  const auto kind = kind_asked(in).value_or(factor_kind::question);
  switch (id) {
    case fact_id::old_password_evidence: return asked == operation::change_password;
    case fact_id::new_password_evidence:
      return asked == operation::change_password || asked == operation::reset_password;
    case fact_id::answer_evidence:
      return asked == operation::answer_question ||
             (asked == operation::verify_factor && kind == factor_kind::question);
    case fact_id::push_evidence: return about_factor && is_approved(kind);
    case fact_id::audience_evidence: return in.request.body.audience && in.policy.engine == engine::classic;
    case fact_id::phone_number_evidence: return asked == operation::enroll_factor;
    default: break;
  }
  const bool by_code = answering_member(kind) == fact_id::pass_code && !is_approved(kind);
  return asked == operation::verify_recovery_factor || asked == operation::enroll_factor || (about_factor && by_code);
}

values factor_bodies(const facts& in) {
  const request_body& sent = in.request.body;
  const bool complete = has_members(sent) && sent.state_token == token_reference::given;
  std::vector<factor_kind> kinds;
  if (sent.factor) kinds.push_back(*sent.factor);
  for (const bool offered : {true, false})
    for (const factor_key& each : factor_keys()) {
      const auto offers = factors_on_offer(situation{in});
      const bool is_offered = std::ranges::any_of(
          offers, [&](const offered_factor& offer) { return offer.kind == each.kind && !offer.enrolled; });
      if (is_offered == offered && each.kind != sent.factor) kinds.push_back(each.kind);
    }
  values found;
  for (const factor_kind kind : kinds)
    if (!complete || kind != sent.factor || body_for(enrollment_choice{kind}, in) != sent)
      found.emplace_back(enrollment_choice{kind});
  return found;
}

values other_bodies(const facts& in) {
  if (administrative_part(in.request.operation)) return settings_bodies(in);
  const request_body& sent = in.request.body;
  const bool whole = has_members(sent);
  values found;
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

values sign_in_bodies(const facts& in) {
  const request_body& sent = in.request.body;
  const bool complete = sent.shape == request_body::form::object && sent.invalid_member.empty();
  values found;
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

values state_tokens(const facts& in) {
  const token_reference sent = in.request.body.state_token;
  values found;
  if (names_token(in) ? sent != token_reference::given : sent == token_reference::absent) found.emplace_back(true);
  if (names_token(in) && sent != token_reference::other) found.emplace_back(another_token);
  if (sent != token_reference::absent && !told_by_body(in.request.operation)) found.emplace_back(std::monostate{});
  return found;
}

/// `factorType` of a recovery, as requests spell it.
constexpr std::array<std::pair<recovery_method, std::string_view>, 3> recovery_factors{
    {{recovery_method::email, "EMAIL"}, {recovery_method::sms, "SMS"}, {recovery_method::call, "CALL"}}};

values recovery_factor_choices(const facts& in) {
  const auto& sent = in.request.body.recovery_by;
  values found;
  for (const auto& [method, word] : recovery_factors)
    if (sent != method) found.emplace_back(word);
  if (sent) found.emplace_back(std::monostate{});
  return found;
}

fact_value present_body(const facts& in) noexcept {
  if (administrative_part(in.request.operation)) return present_settings_body(in.request);
  const request_body& sent = in.request.body;
  if (sent.shape == request_body::form::absent) return body_choice::absent;
  if (sent.shape == request_body::form::malformed) return body_choice::malformed;
  if (!sent.invalid_member.empty()) return body_choice::incomplete;
  if (in.request.operation == operation::enroll_factor)
    return sent.factor ? fact_value{enrollment_choice{*sent.factor}} : fact_value{body_choice::incomplete};
  if (in.request.operation != operation::authenticate) return body_choice::needed;
  if (sent.username && sent.password) return body_choice::password;
  return sent.token ? body_choice::activation_token : body_choice::incomplete;
}

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

std::optional<factor_kind> kind_asked(const facts& in) noexcept {
  if (in.transaction && in.transaction->factor) return in.transaction->factor->kind;
  const factor* held = factor_in_path(in);
  return held != nullptr ? held->kind : std::nullopt;
}

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
      next.*member_of_body(answering_member(kind_asked(in).value_or(factor_kind::sms))) = true;
      [[fallthrough]];
    case body_choice::needed: add_needed(in, next); break;
  }
  return next;
}

bool can_change_in_request(fact_id id, const facts& in) noexcept {
  const request_body& sent = in.request.body;
  switch (id) {
    // Another operation would be another question; only one that does not exist can become the right one.
    case fact_id::operation: return in.request.route != route::known;
    case fact_id::body: return !told_by_body(in.request.operation);
    // An option needs a body that it can stand in.
    case fact_id::warn_option:
      return in.request.operation == operation::authenticate && sent.shape == request_body::form::object &&
             !sent.as_text;
    case fact_id::password_evidence:
    case fact_id::token_evidence: return true;
    case fact_id::scopes: return administrative_part(in.request.operation).has_value();
    case fact_id::application:
      return in.request.operation == operation::forgot_password || in.request.operation == operation::unlock_account ||
             administrative_part(in.request.operation);
    default: break;
  }
  return id < fact_id::old_password_evidence ? has_members(sent) && belongs_in_body(id, in) : is_verified(id, in);
}

values alternatives_in_request(fact_id id, const facts& in) {
  const evidence& found = in.evidence;
  switch (id) {
    case fact_id::operation: return {std::string_view{"POST /api/v1/authn"}};
    case fact_id::body: return in.request.operation == operation::authenticate ? sign_in_bodies(in) : other_bodies(in);
    case fact_id::warn_option: return flipped(in.request.body.warn_before_password_expired);
    case fact_id::password_evidence: return other_words(found.password);
    case fact_id::token_evidence: return other_words(found.token);
    case fact_id::application: return other_words(std::optional{in.request.application});
    case fact_id::scopes: return scope_choices(in);
    case fact_id::state_token: return state_tokens(in);
    case fact_id::recovery_factor: return recovery_factor_choices(in);
    case fact_id::old_password_evidence: return other_words(found.old_password);
    case fact_id::new_password_evidence: return other_words(found.new_password);
    case fact_id::answer_evidence: return other_words(found.answer);
    case fact_id::pass_code_evidence: return other_words(found.pass_code);
    case fact_id::push_evidence:
      return words({push_state::approved, push_state::waiting, push_state::rejected, push_state::timeout},
                   std::optional{found.push});
    case fact_id::audience_evidence: return other_words(found.audience);
    case fact_id::phone_number_evidence: return other_words(std::optional{found.phone_number});
    default: break;
  }
  const bool sent = present_in_request(id, in) != fact_value{};
  return {sent ? fact_value{} : fact_value{true}};
}

fact_value present_in_request(fact_id id, const facts& in) {
  const request_body& sent = in.request.body;
  const evidence& found = in.evidence;
  switch (id) {
    case fact_id::operation:
      return in.request.route == route::known ? fact_value{std::string_view{"POST /api/v1/authn"}} : fact_value{};
    case fact_id::body: return present_body(in);
    case fact_id::warn_option: return sent.warn_before_password_expired;
    case fact_id::password_evidence: return word_or_nothing(found.password);
    case fact_id::token_evidence: return word_or_nothing(found.token);
    case fact_id::application: return to_string(in.request.application);
    case fact_id::scopes: return in.request.scopes ? fact_value{*in.request.scopes} : fact_value{};
    case fact_id::state_token: return present_token(sent.state_token);
    case fact_id::recovery_token:
      return sent.recovery_token != token_reference::absent ? fact_value{true} : fact_value{};
    case fact_id::recovery_factor: {
      const auto known = std::ranges::find(recovery_factors, sent.recovery_by.value_or(recovery_method::push),
                                           &std::pair<recovery_method, std::string_view>::first);
      return known != recovery_factors.end() ? fact_value{known->second} : fact_value{};
    }
    case fact_id::old_password_evidence: return word_or_nothing(found.old_password);
    case fact_id::new_password_evidence: return word_or_nothing(found.new_password);
    case fact_id::answer_evidence: return word_or_nothing(found.answer);
    case fact_id::pass_code_evidence: return word_or_nothing(found.pass_code);
    case fact_id::push_evidence: return to_string(found.push);
    case fact_id::audience_evidence: return word_or_nothing(found.audience);
    case fact_id::phone_number_evidence: return to_string(found.phone_number);
    default: return sent.*member_of_body(id) ? fact_value{true} : fact_value{};
  }
}

void put_in_request(fact_id id, const fact_value& value, facts& into) {
  request_body& sent = into.request.body;
  evidence& found = into.evidence;
  const bool absent = std::holds_alternative<std::monostate>(value);
  switch (id) {
    case fact_id::operation: into.request.route = route::known; return;
    case fact_id::body: sent = body_for(value, into); return;
    case fact_id::warn_option: sent.warn_before_password_expired = std::get<bool>(value); return;
    case fact_id::password_evidence: found.password = word_if_any<validity>(value); return;
    case fact_id::token_evidence: found.token = word_if_any<validity>(value); return;
    case fact_id::application: into.request.application = word<application>(value); return;
    case fact_id::scopes:
      into.request.scopes.reset();
      if (!absent) into.request.scopes = std::get<set_of<scope>>(value);
      return;
    case fact_id::state_token:
      sent.state_token = absent                                                     ? token_reference::absent
                         : names_token(into) && std::holds_alternative<bool>(value) ? token_reference::given
                                                                                    : token_reference::other;
      return;
    case fact_id::recovery_token:
      sent.recovery_token = absent             ? token_reference::absent
                            : into.transaction ? token_reference::given
                                               : token_reference::other;
      return;
    case fact_id::recovery_factor:
      sent.recovery_by.reset();
      for (const auto& [method, word] : recovery_factors)
        if (value == fact_value{word}) sent.recovery_by = method;
      return;
    case fact_id::old_password_evidence: found.old_password = word_if_any<validity>(value); return;
    case fact_id::new_password_evidence: found.new_password = word_if_any<acceptance>(value); return;
    case fact_id::answer_evidence: found.answer = word_if_any<validity>(value); return;
    case fact_id::pass_code_evidence: found.pass_code = word_if_any<code_check>(value); return;
    case fact_id::push_evidence: found.push = word<push_state>(value); return;
    case fact_id::audience_evidence: found.audience = word_if_any<audience_check>(value); return;
    case fact_id::phone_number_evidence: found.phone_number = word<validity>(value); return;
    default: sent.*member_of_body(id) = !absent; return;
  }
}

}  // namespace interlock::authn
