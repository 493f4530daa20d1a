#include "authn/facts/settings_facts.hpp"

#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

bool is_threats(operation asked) noexcept { return asked == operation::replace_threat_configuration; }

bool is_whole(const request& asked) noexcept {
  const request_body& sent = asked.body;
  return sent.shape == request_body::form::object && !sent.invalid_member &&
         (!is_threats(asked.operation) || sent.action);
}

}  // namespace

body_choice present_settings_body(const request& asked) noexcept {
  if (asked.body.shape == request_body::form::absent) return body_choice::absent;
  if (asked.body.shape == request_body::form::malformed) return body_choice::malformed;
  return is_whole(asked) ? body_choice::needed : body_choice::unusable;
}

std::vector<fact_value> settings_bodies(const facts& in) {
  const request_body& sent = in.request.body;
  const bool whole = is_whole(in.request);
  std::vector<fact_value> found;
  if (!whole) found.emplace_back(body_choice::needed);
  if (sent.shape != request_body::form::absent) found.emplace_back(body_choice::absent);
  if (sent.shape != request_body::form::malformed) found.emplace_back(body_choice::malformed);
  if (whole) found.emplace_back(body_choice::unusable);
  return found;
}

request_body settings_body_for(body_choice chosen, const facts& in) {
  const managed_object of = administrative_part(in.request.operation)->of;
  if (chosen == body_choice::needed && is_whole(in.request)) return in.request.body;
  request_body next;
  if (chosen == body_choice::absent) return next;
  next.shape = chosen == body_choice::malformed ? request_body::form::malformed : request_body::form::object;
  if (chosen == body_choice::unusable) next.invalid_member = setting_member(of);
  if (chosen != body_choice::needed) return next;
  const settings_value now = settings_now(in.policy, of);
  if (is_threats(in.request.operation))
    next.action = now.action;
  else
    next.setting = now.on;
  return next;
}

std::vector<fact_value> scope_choices(const facts& in) {
  const auto part = administrative_part(in.request.operation);
  if (!part) return {};
  const auto& present = in.request.scopes;
  auto other = present.value_or(set_of<scope>{});
  const bool has = other.contains(part->needed);
  has ? other.erase(part->needed) : other.insert(part->needed);
  std::vector<fact_value> found;
  found.emplace_back(other);
  if (present) found.emplace_back(std::monostate{});
  if (!present) found.emplace_back(set_of<scope>{});
  return found;
}

}  // namespace interlock::authn
