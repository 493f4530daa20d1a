#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "text/json/json_document.hpp"
#include "text/json/json_writer.hpp"

namespace interlock::text {

/// A member that is only there if there is something to show.
inline void write_part(json_writer& out, std::string_view name, const json::object* part) {
  if (part == nullptr) return;
  out.key(name);
  out.value(*part);
}

}  // namespace interlock::text
