#include <array>
#include <string>

#include <boost/json/parse.hpp>

#include "route.hpp"
#include "scenario_document.hpp"

namespace interlock::text {
namespace {

using authn::request;
using authn::request_body;

constexpr std::size_t device_token_length_max = 32;
constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::string_view decided_operation = "POST /api/v1/authn";

// --- the body: what is wrong with it is part of the facts, because the API answers it

/// The name of the member, or of one inside it, that is of a wrong type or length; empty if none is.
using wrong_member = std::string_view;

struct body_member {
  std::string_view key;
  wrong_member (*read)(const json::value& value, request_body& to);
};

template <std::size_t Count>
wrong_member read_members(const json::object& from, const std::array<body_member, Count>& members, request_body& to) {
  wrong_member first;
  for (const auto& found : from) {
    const auto known = std::ranges::find(members, view(found.key()), &body_member::key);
    if (known == members.end() || found.value().is_null()) continue;
    const wrong_member wrong = known->read(found.value(), to);
    if (first.empty()) first = wrong;
  }
  return first;
}

/// Whether a text was sent. `true` stands for a secret that the host does not show.
bool is_sent(const json::value& value) noexcept {
  const json::string* text = value.if_string();
  return text != nullptr ? !text->empty() : value.is_bool() && value.get_bool();
}

bool is_secret(const json::value& value) noexcept { return value.is_string() || is_sent(value); }

constexpr std::array option_members{
    body_member{"warnBeforePasswordExpired",
                [](const json::value& value, request_body& to) -> wrong_member {
                  if (!value.is_bool()) return "options.warnBeforePasswordExpired";
                  to.warn_before_password_expired = value.get_bool();
                  return {};
                }},
    body_member{"multiOptionalFactorEnroll",
                [](const json::value& value, request_body& to) -> wrong_member {
                  if (!value.is_bool()) return "options.multiOptionalFactorEnroll";
                  to.multi_optional_factor_enroll = value.get_bool();
                  return {};
                }},
};

constexpr std::array context_members{
    body_member{"deviceToken",
                [](const json::value& value, request_body& /*to*/) -> wrong_member {
                  const json::string* token = value.if_string();
                  return token != nullptr && token->size() <= device_token_length_max ? "" : "context.deviceToken";
                }},
};

constexpr std::array body_members{
    body_member{"username",
                [](const json::value& value, request_body& to) -> wrong_member {
                  if (!value.is_string()) return "username";
                  to.username = !value.get_string().empty();
                  return {};
                }},
    body_member{"password",
                [](const json::value& value, request_body& to) -> wrong_member {
                  to.password = is_sent(value);
                  return is_secret(value) ? "" : "password";
                }},
    body_member{"token",
                [](const json::value& value, request_body& to) -> wrong_member {
                  to.token = is_sent(value);
                  return is_secret(value) ? "" : "token";
                }},
    body_member{"stateToken",
                [](const json::value& value, request_body& /*to*/) -> wrong_member {
                  return is_secret(value) ? "" : "stateToken";
                }},
    body_member{"relayState",
                [](const json::value& value, request_body& to) -> wrong_member {
                  if (!value.is_string()) return "relayState";
                  to.relay_state = view(value.get_string());
                  return {};
                }},
    body_member{"options",
                [](const json::value& value, request_body& to) -> wrong_member {
                  return value.is_object() ? read_members(value.get_object(), option_members, to) : "options";
                }},
    body_member{"context",
                [](const json::value& value, request_body& to) -> wrong_member {
                  return value.is_object() ? read_members(value.get_object(), context_members, to) : "context";
                }},
};

/// The body as the API would see it: a string is the text of the body. None if that is not JSON.
const json::value* body_value(const json::value& given, scenario::document& to) {
  const json::string* text = given.if_string();
  if (text == nullptr) return &given;
  json::error_code error;
  json::value value = json::parse(*text, error, &to.memory, strict_json());
  if (error) return nullptr;
  return &to.body.emplace(std::move(value));
}

void read_body(const place& from, scenario::document& to) {
  request& asked = to.facts.request;
  const json::value* body = body_value(from.value, to);
  const json::object* members = body != nullptr ? body->if_object() : nullptr;
  asked.body.shape = members != nullptr ? request_body::form::object : request_body::form::malformed;
  asked.body.as_text = to.body.has_value();
  if (members == nullptr) return;
  asked.body.invalid_member = read_members(*members, body_members, asked.body);

  const json::value* state_token = members->if_contains("stateToken");
  if (asked.route != authn::route::known || state_token == nullptr || !is_sent(*state_token)) return;
  const path inside{from.at, "stateToken"};
  const bool is_text = to.body.has_value();
  from.problems.at_value((is_text ? from.at : inside).pointer(),
                         {"not-decided", "this version does not decide what a request with a state token answers"});
}

// --- the operation

void read_operation(const place& from, request& to) {
  std::string_view text;
  read(from, text);
  if (!from.value.is_string()) return;
  const std::size_t space = text.find(' ');
  const std::string_view method = text.substr(0, space);
  const std::string_view target = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  if (!target.starts_with('/'))
    return from.report({"bad-operation", "expected a method and a path, for example `POST /api/v1/authn`"});
  if (std::ranges::find(methods, method) == methods.end()) return report_unknown_word(from, method, methods);
  if (target.find_first_of("?#") != std::string_view::npos)
    return from.report({"bad-operation", "the path has no query here; `request.query` holds the parameters"});

  to.path = target;
  switch (find_route(method, target)) {
    case served::decided: return;
    case served::unknown_path: to.route = authn::route::unknown_path; return;
    case served::wrong_method: to.route = authn::route::wrong_method; return;
    case served::not_decided: break;
  }
  from.report({"not-decided", "this version does not decide `" + shortened(text) + "`, only `" +
                                  std::string{decided_operation} + "`"});
}

void check_query(const place& from, request& /*to*/) {
  const json::object* query = object_at(from);
  if (query == nullptr) return;
  for (const auto& parameter : *query) {
    if (parameter.value().is_null()) continue;
    std::string_view unused;
    read({from.problems, parameter.value(), path{from.at, view(parameter.key())}}, unused);
  }
}

constexpr std::array request_members{
    member<request>{"operation", read_operation},
    member<request>{"application", into<&request::application>},
    member<request>{"scopes",
                    [](const place& from, request& /*to*/) {
                      authn::ids unused;
                      read(from, unused);
                    }},
    member<request>{"body", [](const place& /*from*/, request& /*to*/) {}},  // needs the operation: read afterwards
    member<request>{"query", check_query},
};

}  // namespace

void read_request(const place& from, scenario::document& to) {
  read_own(from, to.facts.request, request_members);
  const json::object* members = from.value.if_object();
  if (members == nullptr) return;
  const json::value* operation = members->if_contains("operation");
  if (operation == nullptr || operation->is_null()) report_missing_key(from, "operation");
  const json::value* body = members->if_contains("body");
  if (body != nullptr && !body->is_null()) read_body({from.problems, *body, path{from.at, "body"}}, to);
}

}  // namespace interlock::text
