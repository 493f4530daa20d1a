#include "text/play/story_state.hpp"

#include <algorithm>
#include <utility>

#include "text/json/json_reader.hpp"
#include "text/json/rfc3339.hpp"

namespace interlock::text {
namespace {

/// The object that stands there, made if there is none.
json::object& object_in(json::object& of, std::string_view key) {
  json::value& found = of[key];
  if (!found.is_object()) found.emplace_object();
  return found.get_object();
}

bool has_id(const json::value& factor, const json::value& id) {
  const json::value* found = factor.get_object().if_contains("id");
  return found != nullptr && *found == id;
}

}  // namespace

json::object story_world::around(const json::object& given, authn::time_point now) const {
  json::object kept;
  for (const auto& member : members_)
    if (!given.contains(member.key())) kept[member.key()] = member.value();
  if (!given.contains("now")) {
    const timestamp text = format_time(now);
    kept["now"] = json::string_view{text.data(), text.size()};
  }
  if (remembered_until_ && !given.contains("device"))
    object_in(kept, "device")["remembered"] = now < *remembered_until_;
  return kept;
}

void story_world::take_over(const json::object& decision, const json::object& given) {
  take_over_account(decision.at("account").get_object(), given);
  members_["transaction"] = decision.at("transaction");
  for (const json::value& effect : decision.at("effects").get_array()) carry_out(effect.get_object());
}

/// Groups belong to the account that a scenario gives, but not to the one that a decision returns.
void story_world::take_over_account(const json::object& after, const json::object& given) {
  const json::value* before = (given.contains("account") ? given : members_).if_contains("account");
  const json::object* known = before != nullptr ? before->if_object() : nullptr;
  const json::value* groups = known != nullptr ? known->if_contains("groups") : nullptr;
  json::object next = after;
  if (groups != nullptr) next["groups"] = *groups;
  members_["account"] = std::move(next);
}

void story_world::carry_out(const json::object& effect) {
  const std::string_view type = view(effect.at("type").get_string());
  if (type == "DEVICE_KNOWN") {
    object_in(members_, "device")["known"] = true;
  } else if (type == "REMEMBER_DEVICE") {
    const json::value* until = effect.if_contains("until");
    const bool for_good = until == nullptr || until->is_null();
    remembered_until_ = for_good ? authn::time_max : parse_time(view(until->get_string()));
  } else if (type == "STORE_FACTOR") {
    store(effect.at("factor"));
  } else if (type == "UPDATE_SETTINGS") {
    object_in(members_, "policy")[effect.at("object").get_string()] = effect.at("value");
  }
}

void story_world::store(const json::value& factor) {
  json::value& held = object_in(members_, "enrollment")["factors"];
  if (!held.is_array()) held.emplace_array();
  json::array& factors = held.get_array();
  const auto same =
      std::ranges::find_if(factors, [&](const json::value& one) { return has_id(one, factor.get_object().at("id")); });
  if (same == factors.end()) {
    factors.push_back(factor);
  } else {
    *same = factor;
  }
}

}  // namespace interlock::text
