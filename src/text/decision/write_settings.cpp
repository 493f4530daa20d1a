#include "text/decision/write_settings.hpp"
#include "text/api/body_members.hpp"

/// Settings objects and lists of blocks; docs/reference.md#operations-of-administrators.
namespace interlock::text {
namespace {

using authn::managed_object;
using authn::settings_value;

/// The time of a change where there was one, or else what the host has stored.
void add_moment(json::object& to, std::string_view name, const json::object* stored,
                const std::optional<authn::time_point>& changed_at) {
  const json::value* known = stored != nullptr ? stored->if_contains(name) : nullptr;
  if (changed_at) {
    to[name] = time_text(*changed_at);
  } else if (known != nullptr && !known->is_null()) {
    to[name] = *known;
  }
}

json::object threat_configuration(const scenario::document& from, const settings_value& value) {
  const json::object* stored = from.threat_insight;
  const bool created = stored != nullptr && stored->contains("created");
  json::object made{{"action", to_string(value.action)}};
  json::array& zones = made["excludeZones"].emplace_array();
  for (const std::string_view zone : value.excluded_zones) zones.emplace_back(zone);
  add_moment(made, "created", stored, created ? std::nullopt : value.changed_at);
  add_moment(made, "lastUpdated", stored, value.changed_at);
  return made;
}

void write_self_link(json_writer& out, std::string_view base_url) {
  const std::array<std::string_view, 2> href{base_url, "/api/v1/threats/configuration"};
  out.begin_object("_links");
  out.begin_object("self");
  out.key("href");
  out.string(href);
  out.begin_object("hints");
  out.begin_array("allow");
  out.string("GET");
  out.string("POST");
  out.end_array();
  out.end_object();
  out.end_object();
  out.end_object();
}

}  // namespace

json::object stored_settings(const scenario::document& from, const settings_value& value) {
  if (value.of == managed_object::threat_insight) return threat_configuration(from, value);
  return {{member_name(setting_member(value.of)), value.on}};
}

void write_settings_body(json_writer& out, const scenario::document& from, const authn::response& answer) {
  if (answer.settings_in_list) out.begin_array();
  out.begin_object();
  for (const auto& member : stored_settings(from, *answer.settings)) {
    out.key(view(member.key()));
    out.value(member.value());
  }
  if (answer.settings->of == managed_object::threat_insight) write_self_link(out, from.facts.mint.base_url);
  out.end_object();
  if (answer.settings_in_list) out.end_array();
}

void write_blocks_body(json_writer& out, const authn::blocks& listed) {
  out.begin_array();
  for (const authn::blocked_devices kept_out : listed) {
    out.begin_object();
    out.member("type", "DEVICE_BASED");
    out.member("appliesTo", to_string(kept_out));
    out.end_object();
  }
  out.end_array();
}

}  // namespace interlock::text
