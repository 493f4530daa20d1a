#include "text/explain/fact_json.hpp"

#include <array>

#include "text/api/body_members.hpp"
#include "text/api/channel_names.hpp"
#include "text/api/factor_names.hpp"
#include "text/json/rfc3339.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::text {
namespace {

using authn::body_choice;
using authn::recovery_method;

json::string text_of(std::string_view text) { return json::string{text.data(), text.size()}; }

/// In a rule, a voice call has another name than in a list of enrollments.
std::string_view method_word(recovery_method method, bool in_rule) {
  return in_rule && method == recovery_method::call ? "voice" : to_string(method);
}

/// The list with the members of the set: those that are there stay where they are.
json::value methods(const authn::recovery_methods& chosen, bool in_rule, const json::value& present) {
  json::array list;
  authn::recovery_methods left = chosen;
  const auto add = [&](std::string_view word) {
    for (std::size_t i = 0; i < authn::words_of<recovery_method>::value.size(); ++i) {
      const auto method = static_cast<recovery_method>(i);
      if (!left.contains(method) || method_word(method, in_rule) != word) continue;
      list.emplace_back(text_of(word));
      left.erase(method);
    }
  };
  if (present.is_array())
    for (const json::value& word : present.get_array())
      if (word.is_string()) add(view(word.get_string()));
  for (std::size_t i = 0; i < authn::words_of<recovery_method>::value.size(); ++i)
    add(method_word(static_cast<recovery_method>(i), in_rule));
  return list;
}

/// Scopes of other APIs stay.
json::value scopes(const authn::set_of<authn::scope>& chosen, const json::value& present) {
  json::array list;
  authn::set_of<authn::scope> left = chosen;
  if (present.is_array()) {
    for (const json::value& word : present.get_array()) {
      const auto known = word.is_string() ? authn::from_string<authn::scope>(view(word.get_string())) : std::nullopt;
      if (known && !chosen.contains(*known)) continue;
      list.push_back(word);
      if (known) left.erase(*known);
    }
  }
  for (std::size_t i = 0; i < authn::words_of<authn::scope>::value.size(); ++i)
    if (left.contains(static_cast<authn::scope>(i))) list.push_back(text_of(to_string(static_cast<authn::scope>(i))));
  return list;
}

json::value factors(const authn::factors_choice& chosen, const scenario::document& in, const json::value& present) {
  json::array list;
  if (!chosen.cleared && present.is_array()) list = present.get_array();
  const auto named = authn::place_of_factor_in_path(in.facts);
  if (chosen.in_path_active && named)
    list.at(in.facts.factors[*named].source).as_object()["status"] = *chosen.in_path_active ? "ACTIVE" : "INACTIVE";
  for (const authn::factor_kind kind : chosen.added) {
    const factor_words& words = words_for(kind);
    list.push_back({{"factorType", text_of(words.type)}, {"provider", text_of(words.provider)}, {"status", "ACTIVE"}});
  }
  return list;
}

std::string_view text_at(const json::value& root, std::initializer_list<std::string_view> keys) {
  const json::value* at = &root;
  for (const std::string_view key : keys) {
    at = at->is_object() ? at->get_object().if_contains(key) : nullptr;
    if (at == nullptr) return {};
  }
  return at->is_string() ? view(at->get_string()) : std::string_view{};
}

std::string_view user_name(const scenario::document& in) {
  for (const std::string_view name :
       {text_at(in.root, {"request", "body", "username"}), text_at(in.root, {"account", "user", "profile", "login"})})
    if (!name.empty()) return name;
  return "user@example.com";
}

void add_factor(authn::factor_kind kind, const authn::request_body& from, json::object& to) {
  const factor_words& words = words_for(kind);
  to["factorType"] = text_of(words.type);
  to["provider"] = text_of(words.provider);
  if (from.phone_number) to["profile"] = {{"phoneNumber", "+1-555-415-1337"}};
  if (from.question) to["profile"] = {{"question", "disliked_food"}, {"answer", true}};
}

json::value body(const authn::fact_value& chosen, const scenario::document& in) {
  using token = authn::request_body::token_reference;
  const authn::request_body from = authn::body_for(chosen, in.facts);
  if (from.shape == authn::request_body::form::absent) return nullptr;
  if (from.shape == authn::request_body::form::malformed) return "not an object";
  json::object sent;
  if (from.state_token != token::absent) sent["stateToken"] = true;
  if (from.recovery_token != token::absent) sent["recoveryToken"] = true;
  if (from.username) sent["username"] = text_of(user_name(in));
  if (from.recovery_by) sent["factorType"] = text_of(channel_word(*from.recovery_by));
  if (from.factor) add_factor(*from.factor, from, sent);
  const std::array<std::pair<bool, std::string_view>, 7> secrets{{{from.password, "password"},
                                                                  {from.token, "token"},
                                                                  {from.old_password, "oldPassword"},
                                                                  {from.new_password, "newPassword"},
                                                                  {from.pass_code, "passCode"},
                                                                  {from.next_pass_code, "nextPassCode"},
                                                                  {from.answer, "answer"}}};
  for (const auto& [is_sent, name] : secrets)
    if (is_sent) sent[name] = true;
  const bool of_lockout = in.facts.request.operation == authn::operation::replace_lockout_settings;
  using object = authn::managed_object;
  if (from.setting)
    sent[member_name(setting_member(of_lockout ? object::lockout_settings : object::authenticator_settings))] =
        *from.setting;
  if (from.action) sent["action"] = text_of(to_string(*from.action));
  if (!from.excluded_zones.empty()) {
    json::array& zones = sent["excludeZones"].emplace_array();
    for (const std::string_view zone : from.excluded_zones) zones.push_back(text_of(zone));
  }
  if (from.invalid_member) sent[member_name(*from.invalid_member)] = nullptr;
  if (from.warn_before_password_expired) sent["options"] = {{"warnBeforePasswordExpired", true}};
  return sent;
}

json::value added_rule(authn::rule_choice chosen) {
  json::object rule{{"name", "Added rule"}, {"priority", 0}, {"status", "ACTIVE"}};
  switch (chosen) {
    case authn::rule_choice::allow_unlock:
      rule["actions"] = {{"passwordChange", {{"access", "ALLOW"}}},
                         {"selfServicePasswordReset", {{"access", "ALLOW"}}},
                         {"selfServiceUnlock", {{"access", "ALLOW"}}}};
      break;
    case authn::rule_choice::require_factor:
      rule["actions"] = {{"signon", {{"access", "ALLOW"}, {"requireFactor", true}, {"factorPromptMode", "ALWAYS"}}}};
      break;
    case authn::rule_choice::deny_access: rule["actions"] = {{"signon", {{"access", "DENY"}}}}; break;
    case authn::rule_choice::enroll_at_login: rule["actions"] = {{"enroll", {{"self", "LOGIN"}}}}; break;
  }
  return rule;
}

struct as_json {
  const authn::fact& where;
  const scenario::document& in;
  const json::value& present;

  json::value operator()(std::monostate) const { return nullptr; }
  json::value operator()(bool value) const {
    if (where.id == authn::fact_id::username) return text_of(user_name(in));
    if (where.id == authn::fact_id::question_in_rule)
      return json::object{{"required", value}, {"methods", json::array{"security_question"}}};
    return value;
  }
  json::value operator()(std::uint64_t value) const { return value; }
  json::value operator()(authn::time_point value) const {
    const timestamp text = format_time(value);
    return text_of({text.data(), text.size()});
  }
  json::value operator()(std::string_view value) const { return text_of(value); }
  json::value operator()(const authn::recovery_methods& value) const {
    return methods(value, where.id == authn::fact_id::methods_in_rule, present);
  }
  json::value operator()(const authn::set_of<authn::scope>& value) const { return scopes(value, present); }
  json::value operator()(body_choice value) const { return body(value, in); }
  json::value operator()(authn::enrollment_choice value) const { return body(value, in); }
  json::value operator()(const authn::factors_choice& value) const { return factors(value, in, present); }
  json::value operator()(authn::rule_choice value) const {
    json::array rules{added_rule(value)};
    if (present.is_array()) rules.insert(rules.end(), present.get_array().begin(), present.get_array().end());
    return rules;
  }
};

}  // namespace

json::value value_at(std::string_view pointer, const scenario::document& in) {
  json::error_code none_there;
  const json::value* found = in.root.find_pointer({pointer.data(), pointer.size()}, none_there);
  return found == nullptr ? json::value{} : *found;
}

json::value value_for(const authn::fact& where, const authn::fact_value& value, const scenario::document& in) {
  const json::value present = value_at(pointer_to(where, in), in);
  return std::visit(as_json{where, in, present}, value);
}

}  // namespace interlock::text
