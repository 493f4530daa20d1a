#pragma once

#include <optional>
#include <string_view>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <interlock/text/scenario.hpp>

#include "text/json/json_reader.hpp"

namespace interlock::text {

/// Members of a snapshot that bodies show and decisions ignore. Null: absent.
struct shown_parts {
  const json::object* activation = nullptr;      ///< of the factor that is being enrolled
  const json::object* challenge = nullptr;       ///< of the factor that is being verified
  const json::object* target = nullptr;          ///< what a step-up is for
  const json::object* authentication = nullptr;  ///< how a step-up was asked for
};

struct scenario::document {
  /// @param text_size  of the scenario: what is parsed from it takes a few times as much
  explicit document(std::size_t text_size) : memory{4 * text_size + 1024} {}

  json::monotonic_resource memory;
  json::value root = json::value(nullptr, &memory);  // braces would make a list
  const json::value* body_given = nullptr;           // `request.body`; null: none
  std::optional<json::value> body;                   // parsed from it when it is a text
  const json::object* sent = nullptr;                // the members of the body; null: none, or no object
  const json::object* query = nullptr;               // `request.query`; null: none
  const json::object* transaction = nullptr;         // as the host gave it; null: none, or a decision made it
  const json::object* user = nullptr;                // `account.user`; null: no such user
  const json::array* factors = nullptr;              // `enrollment.factors`; null: none
  const json::object* threat_insight = nullptr;      // `policy.threatInsight`; null: none
  shown_parts kept;                                  // in `transaction`
  shown_parts minted;                                // in `mint`
  authn::facts facts;
};

}  // namespace interlock::text
