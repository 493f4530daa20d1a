#include "answer.hpp"

#include "consequences.hpp"

namespace interlock::authn {
namespace {

using final_outcome = shipped::out::authentication;

struct refusal {
  outcome publicly;
  std::uint16_t status;
  error_code error;
};

/// How a refusal is answered; domain.md section 6.2.
constexpr std::optional<refusal> refusal_for(final_outcome decided) noexcept {
  switch (decided) {
    case final_outcome::authentication_failed:
      return refusal{outcome::authentication_failed, 401, error_code::E0000004};
    case final_outcome::forbidden: return refusal{outcome::forbidden, 403, error_code::E0000006};
    case final_outcome::rate_limited: return refusal{outcome::rate_limited, 429, error_code::E0000047};
    case final_outcome::not_found: return refusal{outcome::not_found, 404, error_code::E0000007};
    case final_outcome::method_not_allowed: return refusal{outcome::not_found, 405, error_code::E0000022};
    case final_outcome::malformed_request: return refusal{outcome::invalid_request, 400, error_code::E0000003};
    case final_outcome::invalid_request: return refusal{outcome::invalid_request, 400, error_code::E0000001};
    default: return std::nullopt;
  }
}

constexpr outcome reached(final_outcome decided) noexcept {
  switch (decided) {
    case final_outcome::mfa_required: return outcome::mfa_required;
    case final_outcome::mfa_enroll: return outcome::mfa_enroll;
    case final_outcome::password_expired: return outcome::password_expired;
    case final_outcome::password_warn: return outcome::password_warn;
    case final_outcome::password_reset: return outcome::password_reset;
    case final_outcome::locked_out: return outcome::locked_out;
    default: return outcome::success;
  }
}

void refuse(decision& made, const refusal& how, const facts& from) noexcept {
  made.outcome = how.publicly;
  made.response.status = how.status;
  made.response.error = how.error;
  if (how.error == error_code::E0000007) made.response.error_subject = from.request.path;
  if (how.error != error_code::E0000001) return;
  made.response.error_subject = "authRequest";
  made.response.invalid_member = from.request.body.invalid_member;
  if (made.response.invalid_member.empty())
    made.response.error_cause = "The 'username' and 'password' attributes are required in this context.";
}

/// Days until the password expires, a begun day counted whole, so that a warning never says zero.
std::uint64_t days_left(const situation& about) noexcept {
  const duration age = about.facts().now - about.account().password_changed.value_or(about.facts().now);
  const auto whole_days = static_cast<std::uint64_t>(std::chrono::floor<std::chrono::days>(age).count());
  return about.password().settings->max_age_days - whole_days;
}

void embed(response& answer, const situation& about) noexcept {
  switch (*answer.state) {
    case state::password_warn: answer.days_until_expiry = days_left(about); [[fallthrough]];
    case state::password_expired:
    case state::password_reset: answer.password = about.password().settings; break;
    case state::mfa_required: answer.sign_on = about.sign_on().actions; break;
    case state::mfa_enroll: answer.factors_to_enroll = factors_on_offer(about); break;
    default: break;
  }
}

void begin_transaction(decision& made, const facts& from) noexcept {
  const response& answer = made.response;
  const request_body& sent = from.request.body;
  transaction& next = made.transaction.emplace();
  next.state = *answer.state;
  next.state_token = answer.state_token;
  next.expires_at = *answer.expires_at;
  next.user_id = from.user.id;
  next.activation = answer.activation;
  next.multi_optional_factor_enroll = sent.multi_optional_factor_enroll;
  next.warn_before_password_expired = sent.warn_before_password_expired;
  next.relay_state = sent.relay_state;
}

}  // namespace

outcome public_outcome(rules::value_index of) noexcept {
  const auto decided = static_cast<final_outcome>(of);
  const auto how = refusal_for(decided);
  return how ? how->publicly : reached(decided);
}

void respond(decision& made, const situation& about, deliberation& rule) noexcept {
  const facts& from = about.facts();
  const auto decided = rule.answer<final_outcome>(shipped::table_id::authentication);
  if (const auto how = refusal_for(decided)) return refuse(made, *how, from);

  response& answer = made.response;
  made.outcome = reached(decided);
  answer.state = start(made.outcome);
  answer.links = accepted(*answer.state);
  answer.relay_state = from.request.body.relay_state;
  if (answer.state == state::locked_out) return;

  answer.with_user = true;
  answer.expires_at = later(from.now, token_lifetime);
  answer.activation = answer.state == state::password_reset;
  embed(answer, about);
  if (answer.state == state::success) {
    answer.session_token = from.mint.session_token;
    return;
  }
  answer.state_token = from.mint.state_token;
  begin_transaction(made, from);
}

}  // namespace interlock::authn
