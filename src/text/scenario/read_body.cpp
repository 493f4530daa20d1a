#include "text/scenario/read_body.hpp"

#include <algorithm>
#include <array>

#include <boost/json/parse.hpp>

#include "text/api/body_members.hpp"
#include "text/api/channel_names.hpp"
#include "text/api/factor_names.hpp"
#include "text/scenario/scenario_document.hpp"

/// The body and the query of a request. What is wrong with them is part of the facts, because the API answers it.
namespace interlock::text {
namespace {

using authn::body_member;
using authn::operation;
using authn::operations;
using authn::request_body;
using token_reference = request_body::token_reference;

constexpr std::size_t device_token_length_max = 32;

/// The body with what several of its members say together.
struct body_source {
  request_body& body;
  const std::optional<authn::transaction>& transaction;
  std::string_view factor_type = {}, provider = {};
  bool question = false, question_answer = false;
};

/// Whether a text was sent. `true` replaces a secret.
bool is_sent(const json::value& value) noexcept {
  const json::string* text = value.if_string();
  return text != nullptr ? !text->empty() : value.is_bool() && value.get_bool();
}

bool is_secret(const json::value& value) noexcept { return value.is_string() || is_sent(value); }

std::string_view text_of(const json::value& value) noexcept {
  return value.is_string() ? view(value.get_string()) : std::string_view{};
}

// --- how a member is read; false: it has a wrong type

template <auto Field>
constexpr auto secret = [](const json::value& value, body_source& to) {
  to.body.*Field = to.body.*Field || is_sent(value);
  return is_secret(value);
};

template <auto Field>
constexpr auto presence = [](const json::value& value, body_source& to) {
  to.body.*Field = !text_of(value).empty();
  return value.is_string();
};

template <auto Field>
constexpr auto flag = [](const json::value& value, body_source& to) {
  if (value.is_bool()) to.body.*Field = value.get_bool();
  return value.is_bool();
};

template <auto Field>
constexpr auto words = [](const json::value& value, body_source& to) {
  if (value.is_string()) to.body.*Field = text_of(value);
  return value.is_string();
};

constexpr auto any_text = [](const json::value& value, body_source& /*to*/) { return value.is_string(); };
constexpr auto any_object = [](const json::value& value, body_source& /*to*/) { return value.is_object(); };

constexpr auto device_token = [](const json::value& value, body_source& /*to*/) {
  return value.is_string() && value.get_string().size() <= device_token_length_max;
};

constexpr auto state_token = [](const json::value& value, body_source& to) {
  if (is_sent(value)) {
    const bool has_one = to.transaction && !to.transaction->state_token.empty();
    const bool names_it = value.is_bool() || (has_one && text_of(value) == to.transaction->state_token);
    to.body.state_token = has_one && names_it ? token_reference::given : token_reference::other;
  }
  return is_secret(value);
};

// The host has looked up the transaction of the token. One that goes on by a state token has no other.
constexpr auto recovery_token = [](const json::value& value, body_source& to) {
  const bool has_one = to.transaction && to.transaction->state_token.empty();
  if (is_sent(value)) to.body.recovery_token = has_one ? token_reference::given : token_reference::other;
  return is_secret(value);
};

constexpr auto setting = [](const json::value& value, body_source& to) {
  if (value.is_bool()) to.body.setting = value.get_bool();
  return value.is_bool();
};

constexpr auto factor_type = [](const json::value& value, body_source& to) {
  to.factor_type = text_of(value);
  return value.is_string();
};
constexpr auto provider = [](const json::value& value, body_source& to) {
  to.provider = text_of(value);
  return value.is_string();
};
constexpr auto action = [](const json::value& value, body_source& to) {
  to.body.action = authn::from_string<authn::threat_action>(text_of(value));
  return to.body.action.has_value();
};
constexpr auto excluded_zones = [](const json::value& value, body_source& to) {
  const json::array* list = value.if_array();
  if (list == nullptr) return false;
  for (const json::value& each : *list) to.body.excluded_zones.push_back(text_of(each));
  return std::ranges::all_of(*list, [](const json::value& each) { return each.is_string(); });
};

constexpr auto recovery_channel = [](const json::value& value, body_source& to) {
  to.body.recovery_by = recovery_channel_of(text_of(value));
  return to.body.recovery_by.has_value();
};
constexpr auto question = [](const json::value& value, body_source& to) {
  to.question = is_sent(value);
  return value.is_string();
};
constexpr auto question_answer = [](const json::value& value, body_source& to) {
  to.question_answer = is_sent(value);
  return is_secret(value);
};

// --- the members of all bodies; docs/reference.md#the-body

constexpr operations replace_threats{operation::replace_threat_configuration};
constexpr operations settings{operation::replace_lockout_settings, operation::replace_authenticator_settings,
                              operation::replace_threat_configuration};
constexpr operations without_state_token{operation::forgot_password,
                                         operation::unlock_account,
                                         operation::verify_recovery_token,
                                         operation::replace_lockout_settings,
                                         operation::replace_authenticator_settings,
                                         operation::replace_threat_configuration};
constexpr operations with_state_token = [] {
  operations all;
  for (std::size_t i = 0; i < authn::words_of<operation>::value.size(); ++i)
    if (const auto one = static_cast<operation>(i); !without_state_token.contains(one)) all.insert(one);
  return all;
}();
constexpr operations starts{operation::authenticate, operation::forgot_password, operation::unlock_account};
constexpr operations recovery_starts{operation::forgot_password, operation::unlock_account};
constexpr operations sign_in{operation::authenticate};
constexpr operations enrollments{operation::enroll_factor, operation::resend_activation};
constexpr operations new_passwords{operation::change_password, operation::reset_password};
constexpr operations device_answers{operation::activate_factor, operation::verify_factor};

struct member_reader {
  body_member member;
  operations of;
  bool (*read)(const json::value& value, body_source& to);
};

constexpr std::array member_readers{
    member_reader{body_member::username, starts, presence<&request_body::username>},
    member_reader{
        body_member::password, {operation::authenticate, operation::verify_factor}, secret<&request_body::password>},
    member_reader{body_member::token, sign_in, secret<&request_body::token>},
    member_reader{body_member::audience, sign_in, words<&request_body::audience>},
    member_reader{body_member::state_token, with_state_token, state_token},
    member_reader{body_member::recovery_token, {operation::verify_recovery_token}, recovery_token},
    member_reader{body_member::relay_state, starts, words<&request_body::relay_state>},
    member_reader{body_member::options, {operation::authenticate, operation::verify_recovery_token}, any_object},
    member_reader{body_member::warn_before_password_expired, sign_in,
                  flag<&request_body::warn_before_password_expired>},
    member_reader{body_member::multi_optional_factor_enroll,
                  {operation::authenticate, operation::verify_recovery_token},
                  flag<&request_body::multi_optional_factor_enroll>},
    member_reader{body_member::context, sign_in, any_object},
    member_reader{body_member::device_token, sign_in, device_token},
    member_reader{body_member::old_password, {operation::change_password}, secret<&request_body::old_password>},
    member_reader{body_member::new_password, new_passwords, secret<&request_body::new_password>},
    member_reader{body_member::revoke_sessions, new_passwords, flag<&request_body::revoke_sessions>},
    member_reader{body_member::factor_type, recovery_starts, recovery_channel},
    member_reader{body_member::factor_type, enrollments, factor_type},
    member_reader{body_member::provider, enrollments, provider},
    member_reader{body_member::profile,
                  {operation::enroll_factor, operation::resend_activation, operation::send_activation_link},
                  any_object},
    member_reader{body_member::phone_number,
                  {operation::enroll_factor, operation::resend_activation, operation::send_activation_link},
                  presence<&request_body::phone_number>},
    member_reader{body_member::question_to_enroll, enrollments, question},
    member_reader{body_member::answer_to_enroll, enrollments, question_answer},
    member_reader{body_member::credential_id, enrollments, any_text},
    member_reader{body_member::pass_code,
                  {operation::enroll_factor, operation::activate_factor, operation::verify_factor,
                   operation::verify_recovery_factor},
                  secret<&request_body::pass_code>},
    member_reader{body_member::next_pass_code, {operation::enroll_factor}, secret<&request_body::next_pass_code>},
    member_reader{body_member::client_data, device_answers, secret<&request_body::pass_code>},
    member_reader{body_member::registration_data, device_answers, secret<&request_body::pass_code>},
    member_reader{body_member::attestation, device_answers, secret<&request_body::pass_code>},
    member_reader{body_member::signature_data, device_answers, secret<&request_body::pass_code>},
    member_reader{body_member::authenticator_data, device_answers, secret<&request_body::pass_code>},
    member_reader{body_member::prevent_lockout_from_unknown_devices, {operation::replace_lockout_settings}, setting},
    member_reader{body_member::verify_knowledge_second, {operation::replace_authenticator_settings}, setting},
    member_reader{body_member::action, replace_threats, action},
    member_reader{body_member::exclude_zones, replace_threats, excluded_zones},
    member_reader{
        body_member::answer, {operation::verify_factor, operation::answer_question}, secret<&request_body::answer>},
};

bool is_called(std::string_view name, std::string_view outer, std::string_view key) noexcept {
  if (outer.empty()) return name == key;
  return name.size() == outer.size() + 1 + key.size() && name.starts_with(outer) && name[outer.size()] == '.' &&
         name.ends_with(key);
}

/// @param outer  the name of the member that holds the object; empty: it is the body
void read_members(const json::object& from, std::string_view outer, operation asked, body_source& to) {
  for (const auto& found : from) {
    const json::value& value = found.value();
    const auto known = std::ranges::find_if(member_readers, [&](const member_reader& one) {
      return one.of.contains(asked) && is_called(member_name(one.member), outer, view(found.key()));
    });
    if (known == member_readers.end() || (value.is_null() && !settings.contains(asked))) continue;
    if (!known->read(value, to)) {
      if (!to.body.invalid_member) to.body.invalid_member = known->member;
    } else if (value.is_object()) {
      read_members(value.get_object(), member_name(known->member), asked, to);
    }
  }
}

/// The operation of those that share a path.
operation told_apart(operation by_path, const request_body& body) noexcept {
  if (by_path != operation::authenticate || body.state_token == token_reference::absent) return by_path;
  return body.username || body.password ? operation::step_up : operation::get_state;
}

void read_object_body(const json::object& from, scenario::document& to) {
  authn::request& asked = to.facts.request;
  body_source source{asked.body, to.facts.transaction};
  read_members(from, {}, asked.operation, source);
  asked.body.question = source.question && source.question_answer;
  asked.body.factor_type = !source.factor_type.empty();
  asked.body.factor = source.provider.empty() ? factor_kind_of(source.factor_type, {})
                                              : factor_kind_named(source.factor_type, source.provider);
  asked.operation = told_apart(asked.operation, asked.body);
}

// --- the query

struct query_flag {
  body_member member;
  operation of;
  void (*set)(authn::request& to, bool value);  // null: the answer does not depend on it
};
constexpr std::array query_flags{
    query_flag{body_member::remember_device, operation::verify_factor,
               [](authn::request& to, bool value) { to.remember_device = value; }},
    query_flag{body_member::auto_push, operation::verify_factor,
               [](authn::request& to, bool value) { to.auto_push = value; }},
    query_flag{body_member::update_phone, operation::enroll_factor, nullptr},
};

void read_query(const json::object& from, authn::request& to) {
  for (const query_flag& known : query_flags) {
    const json::value* value = known.of == to.operation ? from.if_contains(member_name(known.member)) : nullptr;
    if (value == nullptr || value->is_null()) continue;
    const std::string_view word = text_of(*value);
    if (known.set != nullptr) known.set(to, word == "true");
    if (word != "true" && word != "false" && !to.body.invalid_member) to.body.invalid_member = known.member;
  }
}

/// The body as the API would see it: a string is the text of the body. None if that is not JSON.
const json::value* body_value(const json::value& given, scenario::document& to) {
  const json::string* text = given.if_string();
  if (text == nullptr) return &given;
  json::error_code error;
  json::value value = json::parse(*text, error, &to.memory, strict_json());
  if (error) return nullptr;
  return &to.body.emplace(std::move(value));
}

}  // namespace

void read_body(scenario::document& to) {
  authn::request& asked = to.facts.request;
  if (to.body_given != nullptr) {
    const json::value* body = body_value(*to.body_given, to);
    to.sent = body != nullptr ? body->if_object() : nullptr;
    asked.body.shape = to.sent != nullptr ? request_body::form::object : request_body::form::malformed;
    asked.body.as_text = to.body.has_value();
  }
  if (asked.route != authn::route::known) return;
  if (to.sent != nullptr) read_object_body(*to.sent, to);
  if (to.query != nullptr) read_query(*to.query, asked);
}

}  // namespace interlock::text
