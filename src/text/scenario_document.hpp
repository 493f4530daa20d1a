#pragma once

#include <optional>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <interlock/text/scenario.hpp>

#include "reader.hpp"

namespace interlock::text {

struct scenario::document {
  /// @param text_size  of the scenario: what is parsed from it takes a few times as much
  explicit document(std::size_t text_size) : memory{4 * text_size + 1024} {}

  json::monotonic_resource memory;
  json::value root = json::value(nullptr, &memory);  // braces would make a list
  std::optional<json::value> body;                   // parsed from `request.body` when that is a text
  const json::object* user = nullptr;                // `account.user`; null: no such user
  const json::array* factors = nullptr;              // `enrollment.factors`; null: none
  authn::facts facts;
};

// One function a part of the scenario, each in a file of its own.
void read_request(const place& from, scenario::document& to);
void read_policy(const place& from, scenario::document& to);
void read_account(const place& from, scenario::document& to);
void read_enrollment(const place& from, scenario::document& to);

}  // namespace interlock::text
