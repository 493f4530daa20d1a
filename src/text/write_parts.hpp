#pragma once

#include <string_view>

#include <interlock/authn/decide.hpp>

#include "json_writer.hpp"
#include "scenario_document.hpp"

/// The parts of a decision document, one function each.
namespace interlock::text {

/// The body that the host sends: a transaction, or an error.
void write_body(json_writer& out, const scenario::document& from, const authn::decision& made);

/// The factors that a MFA_REQUIRED body offers to verify, and those that a MFA_ENROLL body offers to enroll.
void write_factors_to_verify(json_writer& out, const scenario::document& from, const authn::response& answer);
void write_factors_to_enroll(json_writer& out, const authn::facts& from, const authn::response& answer);

/// `"NAME": {["name": ...,] "href": base_url + path..., "hints": {"allow": [method]}}`
struct link {
  std::string_view relation;
  std::string_view name;  ///< empty: none
  std::string_view path;
  std::string_view path_middle = {};
  std::string_view path_end = {};
  std::string_view method = "POST";
};
void write_link(json_writer& out, std::string_view base_url, const link& to);

void write_effects(json_writer& out, const authn::effect_list& effects);

/// `account`, the user object as it was given but for what the decision changed.
void write_account(json_writer& out, const scenario::document& from, const authn::account& after);

/// `"KEY": {table, rule, because, sources}`
void write_rule_named(json_writer& out, std::string_view key, authn::rule_reference rule);

/// The diagnostic for evidence that a decision needs and the scenario does not state.
[[nodiscard]] diagnostics missing_evidence(const authn::missing_evidence& what, std::string_view text,
                                           std::string_view name);

}  // namespace interlock::text
