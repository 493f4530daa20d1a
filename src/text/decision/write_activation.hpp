#pragma once

#include <optional>
#include <string_view>

#include <boost/json/object.hpp>
#include <interlock/authn/time.hpp>

#include "text/json/json_document.hpp"
#include "text/json/json_writer.hpp"

namespace interlock::text {

/// The channels by which the activation link of a factor can be sent.
struct activation_links {
  std::string_view base_url;
  std::string_view factor;
};
/// The activation object of the host, with its expiry.
void write_activation(json_writer& out, const json::object* kept, const std::optional<authn::time_point>& expires_at,
                      const std::optional<activation_links>& to = std::nullopt);

}  // namespace interlock::text
