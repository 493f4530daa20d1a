#include "text/decision/write_activation.hpp"

#include <algorithm>

#include "text/decision/write_links.hpp"
#include "text/json/json_reader.hpp"

namespace interlock::text {
namespace {

void write_members_without(json_writer& out, const json::object& from,
                           std::initializer_list<std::string_view> left_out) {
  for (const auto& member : from) {
    const std::string_view name = view(member.key());
    if (std::ranges::find(left_out, name) != left_out.end()) continue;
    out.key(name);
    out.value(member.value());
  }
}

void write_send_links(json_writer& out, const activation_links& to) {
  out.begin_array("send");
  for (const std::string_view channel : {"email", "sms"})
    write_link(out, to.base_url, {"", channel, {"/api/v1/authn/factors/", to.factor, "/lifecycle/activate/", channel}});
  out.end_array();
}

}  // namespace

void write_activation(json_writer& out, const json::object* kept, const std::optional<authn::time_point>& expires_at,
                      const std::optional<activation_links>& to) {
  out.begin_object();
  if (expires_at) {
    out.member("expiresAt", *expires_at);
  }
  if (kept != nullptr) write_members_without(out, *kept, {"expiresAt", to ? "_links" : "expiresAt"});
  if (to) {
    out.begin_object("_links");
    if (const json::object* links = object_in(kept, "_links")) write_members_without(out, *links, {"send"});
    write_send_links(out, *to);
    out.end_object();
  }
  out.end_object();
}

}  // namespace interlock::text
