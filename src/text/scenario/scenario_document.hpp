#pragma once

#include <optional>
#include <span>
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

/// The keys of a scenario.
[[nodiscard]] std::span<const std::string_view> scenario_keys() noexcept;

/// Reads the members of a scenario.
/// @param others  what the keys say that do not stand there; null: nothing
/// @return whether that brought no problem
[[nodiscard]] bool read_scenario_members(const place& from, scenario::document& to,
                                         const scenario::document* others = nullptr);

/// Takes over what one key of a scenario says, which from then on is borrowed from the same text.
void copy_scenario_member(std::string_view key, const scenario::document& from, scenario::document& to);

// One function a part of the scenario, each in a file of its own.
void read_request(const place& from, scenario::document& to);
void read_transaction(const place& from, scenario::document& to);
void read_policy(const place& from, scenario::document& to);
void read_account(const place& from, scenario::document& to);
void read_enrollment(const place& from, scenario::document& to);

/// The body and the query, once the operation and the transaction are known.
void read_body(scenario::document& to);
/// Checks the transaction against the account.
void check_owner(const place& root, const scenario::document& to);
/// A transaction that a decision made: its snapshot cannot be read where the host's fresh strings or the user's id are
/// empty.
void check_snapshot(const place& at, const authn::transaction& of);

}  // namespace interlock::text
