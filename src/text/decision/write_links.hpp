#pragma once

#include <array>
#include <string_view>

#include <interlock/authn/decision.hpp>
#include <interlock/authn/facts.hpp>

#include "text/json/json_writer.hpp"

namespace interlock::text {

/// `_links` of a transaction; nothing where it has none.
void write_links(json_writer& out, const authn::facts& from, const authn::response& answer);

/// `"RELATION": {["name": ...,] "href": base_url + path..., "hints": {"allow": [method]}}`
struct link {
  std::string_view relation;  ///< empty: an element of a list
  std::string_view name;      ///< empty: none
  std::array<std::string_view, 4> path;
  std::string_view method = "POST";
};
void write_link(json_writer& out, std::string_view base_url, const link& to);

}  // namespace interlock::text
