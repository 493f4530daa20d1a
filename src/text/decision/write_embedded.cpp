#include "text/decision/write_embedded.hpp"

#include <algorithm>

#include "text/decision/write_factors.hpp"
#include "text/decision/write_part.hpp"

/// What a transaction embeds; docs/reference.md#the-decision.
namespace interlock::text {
namespace {

using authn::response;
using authn::state;

constexpr std::array<std::string_view, 5> shown_profile{"login", "firstName", "lastName", "locale", "timeZone"};

void write_profile(json_writer& out, const json::object& profile) {
  out.begin_object("profile");
  for (const std::string_view name : shown_profile) {
    const json::value* value = profile.if_contains(name);
    if (value == nullptr || value->is_null()) continue;
    out.key(name);
    out.value(*value);
  }
  out.end_object();
}

void write_question(json_writer& out, const scenario::document& from) {
  const json::object* question = object_in(object_in(from.user, "credentials"), "recovery_question");
  out.begin_object("recovery_question");
  if (question != nullptr && has(*question, "question")) {
    out.key("question");
    out.value(question->at("question"));
  }
  out.end_object();
}

void write_user(json_writer& out, const scenario::document& from, const authn::account& account, bool with_question) {
  out.begin_object("user");
  out.member("id", from.facts.user.id);
  if (account.password_changed) {
    out.member("passwordChanged", *account.password_changed);
  }
  if (const json::object* profile = object_in(from.user, "profile")) write_profile(out, *profile);
  if (with_question) write_question(out, from);
  out.end_object();
}

void write_password_policy(json_writer& out, const response& answer) {
  const authn::password_settings& settings = *answer.password;
  out.begin_object("policy");
  if (answer.state != state::password_expired) {
    out.begin_object("expiration");
    out.member("passwordExpireDays", answer.days_until_expiry.value_or(0));
    out.end_object();
  }
  out.begin_object("complexity");
  out.member("minLength", settings.min_length);
  out.member("minLowerCase", settings.min_lower_case);
  out.member("minUpperCase", settings.min_upper_case);
  out.member("minNumber", settings.min_number);
  out.member("minSymbol", settings.min_symbol);
  const bool resets = answer.state == state::password_reset;
  if (resets) {
    out.member("excludeUsername", settings.exclude_username);
  }
  out.end_object();
  if (resets) {
    out.begin_object("age");
    out.member("minAgeMinutes", settings.min_age_minutes);
    out.member("historyCount", settings.history_count);
    out.end_object();
  }
  out.end_object();
}

/// By the ids of the push factors, each id once.
void write_push_settings(json_writer& out, const authn::facts& from) {
  authn::ids push;
  for (const authn::factor& held : from.factors)
    if (held.active && held.kind == authn::factor_kind::push && !held.id.empty() &&
        std::ranges::find(push, held.id) == push.end())
      push.push_back(held.id);
  if (push.empty()) return;
  out.begin_object("factorsPolicyInfo");
  for (const std::string_view id : push) {
    out.begin_object(id);
    out.member("autoPushEnabled", false);
    out.end_object();
  }
  out.end_object();
}

void write_sign_on_policy(json_writer& out, const authn::sign_on_actions& actions, const authn::facts& from) {
  const bool by_time = actions.prompt == authn::prompt_mode::session;
  out.begin_object("policy");
  out.member("allowRememberDevice", actions.prompt != authn::prompt_mode::always);
  out.member("rememberDeviceLifetimeInMinutes", by_time ? actions.factor_lifetime_minutes : 0);
  out.member("rememberDeviceByDefault", actions.remember_device_by_default);
  write_push_settings(out, from);
  out.end_object();
}

bool embeds_nothing(const response& answer) {
  return !answer.with_user && answer.factors_to_verify.empty() && answer.password == nullptr &&
         answer.sign_on == nullptr && !answer.step_up;
}

}  // namespace

void write_embedded(json_writer& out, const scenario::document& from, const authn::decision& made,
                    const shown_parts& parts) {
  const response& answer = made.response;
  if (embeds_nothing(answer)) return;
  out.begin_object("_embedded");
  if (answer.with_user) write_user(out, from, made.account, answer.with_question);
  if (!answer.factors_to_verify.empty()) write_factors_to_verify(out, from, answer);
  if (answer.state == state::mfa_enroll) write_factors_to_enroll(out, from.facts, answer);
  if (answer.factor) write_factor_in_question(out, from, made, parts);
  if (answer.password != nullptr) write_password_policy(out, answer);
  if (answer.sign_on != nullptr) write_sign_on_policy(out, *answer.sign_on, from.facts);
  if (answer.step_up) {
    write_part(out, "target", parts.target);
    write_part(out, "authentication", parts.authentication);
  }
  out.end_object();
}

}  // namespace interlock::text
