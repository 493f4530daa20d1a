#include <algorithm>

#include "expectation.hpp"

namespace spec {
namespace {

using authn::proof;
using authn::state;
constexpr auto activated = authn::recovery_kind::account_activation;

// Collects what differs, each with its name.
class comparison {
 public:
  template <class Value>
  void operator()(std::string_view what, const Value& got, const Value& wanted) {
    if (!(got == wanted)) differs(what);
  }
  void differs(std::string_view what) { found_ += (found_.empty() ? "" : ", ") + std::string{what}; }
  [[nodiscard]] const std::string& found() const { return found_; }

 private:
  std::string found_;
};

// Section 6.2.
void compare_error(comparison& same, const authn::facts& from, const answer_form& form, const authn::response& got) {
  same("error", got.error, authn::from_string<authn::error_code>(form.error));
  if (form.error == "E0000001") {
    const auto invalid = from.request.body.invalid_member;
    same("error subject", got.error_subject, std::string_view{"authRequest"});
    same("member at fault", got.member_at_fault, std::optional<authn::body_member>{});
    same("invalid member", got.invalid_member, invalid);
    const std::string_view cause = "The 'username' and 'password' attributes are required in this context.";
    same("error cause", got.error_cause, invalid ? std::string_view{} : cause);
  } else {
    same("error subject", got.error_subject, form.error == "E0000007" ? from.request.path : std::string_view{});
    same("error cause", got.error_cause, std::string_view{});
  }
}

authn::operations set_of(const std::vector<authn::operation>& listed) {
  authn::operations made;
  for (const authn::operation each : listed) made.insert(each);
  return made;
}

// Whole days, a begun one counted: a warning never says zero.
std::optional<std::uint64_t> days_left(const authn::facts& from) {
  const wide limit = wide{reference_password(from).settings.max_age_days} * ms_per_day;
  const wide left = limit - (ms(from.now) - ms(*from.account.password_changed));
  return static_cast<std::uint64_t>((left + ms_per_day - 1) / ms_per_day);
}

// Section 2.3, and 2.1 for MFA_ENROLL.
void compare_embedded(comparison& same, const authn::facts& from, state in, const authn::response& got) {
  const bool password = in == state::password_warn || in == state::password_expired || in == state::password_reset;
  same("embeds a password policy", got.password != nullptr, password);
  if (password && got.password && !(*got.password == reference_password(from).settings))
    same.differs("password policy");
  same("embeds a sign-on rule", got.sign_on != nullptr, in == state::mfa_required);
  if (in == state::mfa_required && got.sign_on && !(*got.sign_on == reference_sign_on(from).actions))
    same.differs("sign-on rule");
  const authn::factor_classes others{authn::factor_class::possession, authn::factor_class::knowledge};
  same("factors to verify", got.factors_to_verify, in == state::mfa_required ? others : authn::factor_classes{});
  same("offers factors", !got.factors_to_enroll.empty(), in == state::mfa_enroll);
  same("days until expiry", got.days_until_expiry, in == state::password_warn ? days_left(from) : std::nullopt);
}

// Sections 1.1 and 2.1: which tokens and which user data a state carries.
void compare_transaction(comparison& same, const authn::facts& from, const answer_form& form,
                         const authn::decision& made) {
  const authn::response& got = made.response;
  const auto reached = authn::from_string<state>(form.outcome);
  same("state", got.state, reached);
  if (!reached) {
    same("links of an error", got.links, authn::operations{});
    return;
  }
  using token = carried_token;
  const auto expiry = reference_later(from.now, 5 * ms_per_minute);
  const std::string_view none;
  same("links", got.links, set_of(form.accepted));
  same("state token", got.state_token, form.carries == token::state ? from.mint.state_token : none);
  same("session token", got.session_token, form.carries == token::session ? from.mint.session_token : none);
  same("expiry", got.expires_at, form.carries == token::none ? std::nullopt : std::optional{expiry});
  same("user", got.with_user, *reached != state::locked_out);
  const bool first_password = *reached == state::password_reset;
  same("recovery type", got.recovery, first_password ? std::optional{activated} : std::nullopt);
  same("relay state", got.relay_state, from.request.body.relay_state);
  compare_embedded(same, from, *reached, got);
}

void compare_snapshot(comparison& same, const authn::facts& from, const answer_form& form,
                      const authn::decision& made) {
  const bool unfinished = form.carries == carried_token::state;
  same("has a transaction", made.transaction.has_value(), unfinished);
  if (!unfinished || !made.transaction) return;
  const authn::transaction& next = *made.transaction;
  same("transaction state", std::optional{next.state}, authn::from_string<state>(form.outcome));
  same("transaction token", next.state_token, from.mint.state_token);
  same("transaction expiry", next.expires_at, reference_later(from.now, 5 * ms_per_minute));
  same("transaction user", next.user_id, from.user.id);
  same("transaction relay state", next.relay_state, from.request.body.relay_state);
  const bool by_token = !(from.request.body.username && from.request.body.password);
  same("transaction recovery", next.recovery, by_token ? std::optional{activated} : std::nullopt);
  same("transaction proofs", next.proofs, by_token ? authn::proofs{proof::token} : authn::proofs{proof::password});
  same("transaction enroll option", next.multi_optional_factor_enroll, from.request.body.multi_optional_factor_enroll);
  same("transaction warn option", next.warn_before_password_expired, from.request.body.warn_before_password_expired);
}

}  // namespace

std::string difference(const authn::facts& from, const expectation& expected, const authn::decision& made) {
  const answer_form& form = form_of(expected.decided.outcome);
  comparison same;
  same("outcome", to_string(made.outcome), form.outcome);
  same("status", static_cast<int>(made.response.status), form.status);
  compare_error(same, from, form, made.response);
  compare_transaction(same, from, form, made);
  compare_snapshot(same, from, form, made);
  same("account", made.account, account_after(from, expected));
  const auto got = written(made.effects), wanted = effects_of(from, expected);
  if (got != wanted) {
    same.differs("effects:");
    for (const std::string& line : got) same.differs("\n  got  " + line);
    for (const std::string& line : wanted) same.differs("\n  want " + line);
  }
  return same.found();
}

}  // namespace spec
