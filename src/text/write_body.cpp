#include <algorithm>
#include <array>
#include <string>

#include "write_parts.hpp"

namespace interlock::text {
namespace {

using authn::operation;
using authn::response;
using authn::state;

struct operation_link {
  operation leads_to;
  link written;
};

/// The links of a transaction, in the order in which bodies list them. Factors carry theirs themselves.
constexpr std::array operation_links{
    operation_link{operation::change_password, {"next", "changePassword", "/api/v1/authn/credentials/change_password"}},
    operation_link{operation::reset_password, {"next", "resetPassword", "/api/v1/authn/credentials/reset_password"}},
    operation_link{operation::unlock, {"next", "unlock", "/api/v1/authn/recovery/unlock"}},
    operation_link{operation::skip, {"skip", "skip", "/api/v1/authn/skip"}},
    operation_link{operation::cancel, {"cancel", "", "/api/v1/authn/cancel"}},
};

void write_links(json_writer& out, const response& answer, std::string_view base_url) {
  const auto published = [&](const operation_link& one) { return answer.links.contains(one.leads_to); };
  if (std::ranges::none_of(operation_links, published)) return;
  out.begin_object("_links");
  for (const operation_link& one : operation_links)
    if (published(one)) write_link(out, base_url, one.written);
  out.end_object();
}

// --- errors; domain.md 6.1 and 6.2

/// One for each `authn::error_code`, in its order.
constexpr std::array<std::string_view, authn::words_of<authn::error_code>::value.size()> error_summaries{
    "Api validation failed: ",
    "The request body was not well-formed.",
    "Authentication failed",
    "You do not have permission to perform the requested action",
    "Not found: ",
    "The endpoint does not support the provided HTTP method",
    "API call exceeded rate limit due to too many requests.",
};

void write_cause(json_writer& out, std::string_view summary) {
  out.begin_object();
  out.member("errorSummary", summary);
  out.end_object();
}

void write_error(json_writer& out, const response& answer, const authn::mint& mint) {
  const std::string_view code = to_string(*answer.error);
  std::string summary{error_summaries[static_cast<std::size_t>(*answer.error)]};
  out.begin_object();
  out.member("errorCode", code);
  out.member("errorSummary", summary.append(answer.error_subject));
  out.member("errorLink", code);
  out.member("errorId", mint.error_id);
  out.begin_array("errorCauses");
  if (!answer.error_cause.empty()) write_cause(out, answer.error_cause);
  if (!answer.invalid_member.empty())
    write_cause(out, std::string{answer.invalid_member} + ": The field has a value of the wrong type or length.");
  out.end_array();
  out.end_object();
}

// --- what a transaction embeds; domain.md 2.1 and 2.3

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

void write_user(json_writer& out, const scenario::document& from, const authn::account& account) {
  out.begin_object("user");
  out.member("id", from.facts.user.id);
  if (account.password_changed) {
    out.key("passwordChanged");
    out.time(*account.password_changed);
  }
  const json::value* profile = from.user != nullptr ? from.user->if_contains("profile") : nullptr;
  if (profile != nullptr && profile->is_object()) write_profile(out, profile->get_object());
  out.end_object();
}

void write_number(json_writer& out, std::string_view name, std::int64_t value) {
  out.key(name);
  out.number(value);
}
void write_number(json_writer& out, std::string_view name, std::uint64_t value) {
  out.key(name);
  out.number(value);
}

void write_password_policy(json_writer& out, const response& answer) {
  const authn::password_settings& settings = *answer.password;
  out.begin_object("policy");
  if (answer.state != state::password_expired) {
    out.begin_object("expiration");
    write_number(out, "passwordExpireDays", answer.days_until_expiry.value_or(0));
    out.end_object();
  }
  out.begin_object("complexity");
  write_number(out, "minLength", settings.min_length);
  write_number(out, "minLowerCase", settings.min_lower_case);
  write_number(out, "minUpperCase", settings.min_upper_case);
  write_number(out, "minNumber", settings.min_number);
  write_number(out, "minSymbol", settings.min_symbol);
  out.key("excludeUsername");
  out.boolean(settings.exclude_username);
  out.end_object();
  if (answer.state == state::password_reset) {
    out.begin_object("age");
    write_number(out, "minAgeMinutes", settings.min_age_minutes);
    write_number(out, "historyCount", settings.history_count);
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
    out.key("autoPushEnabled");
    out.boolean(false);
    out.end_object();
  }
  out.end_object();
}

void write_sign_on_policy(json_writer& out, const authn::sign_on_actions& actions, const authn::facts& from) {
  const bool by_time = actions.prompt == authn::prompt_mode::session;
  out.begin_object("policy");
  out.key("allowRememberDevice");
  out.boolean(actions.prompt != authn::prompt_mode::always);
  write_number(out, "rememberDeviceLifetimeInMinutes", by_time ? actions.factor_lifetime_minutes : 0);
  out.key("rememberDeviceByDefault");
  out.boolean(actions.remember_device_by_default);
  write_push_settings(out, from);
  out.end_object();
}

void write_embedded(json_writer& out, const scenario::document& from, const authn::decision& made) {
  const response& answer = made.response;
  if (!answer.with_user) return;
  out.begin_object("_embedded");
  write_user(out, from, made.account);
  if (answer.state == state::mfa_required) write_factors_to_verify(out, from, answer);
  if (answer.state == state::mfa_enroll) write_factors_to_enroll(out, from.facts, answer);
  if (answer.password != nullptr) write_password_policy(out, answer);
  if (answer.sign_on != nullptr) write_sign_on_policy(out, *answer.sign_on, from.facts);
  out.end_object();
}

void write_transaction(json_writer& out, const scenario::document& from, const authn::decision& made) {
  const response& answer = made.response;
  out.begin_object();
  if (!answer.state_token.empty()) out.member("stateToken", answer.state_token);
  if (answer.expires_at) {
    out.key("expiresAt");
    out.time(*answer.expires_at);
  }
  out.member("status", to_string(*answer.state));
  if (answer.activation) out.member("recoveryType", "ACCOUNT_ACTIVATION");
  if (answer.relay_state) out.member("relayState", *answer.relay_state);
  if (!answer.session_token.empty()) out.member("sessionToken", answer.session_token);
  write_embedded(out, from, made);
  write_links(out, answer, from.facts.mint.base_url);
  out.end_object();
}

}  // namespace

void write_link(json_writer& out, std::string_view base_url, const link& to) {
  out.begin_object(to.relation);
  if (!to.name.empty()) out.member("name", to.name);
  std::string href{base_url};
  out.member("href", href.append(to.path).append(to.path_middle).append(to.path_end));
  out.begin_object("hints");
  out.begin_array("allow");
  out.string(to.method);
  out.end_array();
  out.end_object();
  out.end_object();
}

void write_body(json_writer& out, const scenario::document& from, const authn::decision& made) {
  if (made.response.error) {
    write_error(out, made.response, from.facts.mint);
  } else {
    write_transaction(out, from, made);
  }
}

}  // namespace interlock::text
