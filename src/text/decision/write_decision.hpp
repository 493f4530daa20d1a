#pragma once

#include <array>
#include <optional>
#include <string_view>

#include <interlock/authn/decide.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

/// A decision document, and its parts, one function each.
namespace interlock::text {

/// All members of the document, into an object that is open.
void write_decision(json_writer& out, const scenario::document& from, const authn::decision& made);

/// The body that the host sends: a transaction, an error, or what is left of a transaction that was cancelled.
void write_body(json_writer& out, const scenario::document& from, const authn::decision& made,
                const shown_parts& parts);

/// Whether the body names the state of a transaction.
[[nodiscard]] bool names_state(const authn::response& answer) noexcept;

/// `{"errorCode": ..., "errorSummary": ..., ...}`
void write_error_body(json_writer& out, const authn::response& answer, const authn::mint& mint);

/// A settings object as the host stores it, and as a body shows it.
[[nodiscard]] json::object stored_settings(const scenario::document& from, const authn::settings_value& value);
void write_settings_body(json_writer& out, const scenario::document& from, const authn::response& answer);

/// `[{"type": "DEVICE_BASED", "appliesTo": ...}, ...]`
void write_blocks_body(json_writer& out, const authn::blocks& listed);

/// `_embedded` and `_links` of a transaction; nothing where it has none.
void write_embedded(json_writer& out, const scenario::document& from, const authn::decision& made,
                    const shown_parts& parts);
void write_links(json_writer& out, const authn::facts& from, const authn::response& answer);

/// The factors that a body offers to verify, and those that it offers to enroll.
void write_factors_to_verify(json_writer& out, const scenario::document& from, const authn::response& answer);
void write_factors_to_enroll(json_writer& out, const authn::facts& from, const authn::response& answer);
/// The factor that is being activated or challenged; all of its type if any of them may answer.
void write_factor_in_question(json_writer& out, const scenario::document& from, const authn::decision& made,
                              const shown_parts& parts);
/// The factor as the host stores it.
[[nodiscard]] json::object stored_factor(const scenario::document& from, const authn::effects::store_factor& of);

/// The name of the factor in a path: its id, or its type if any factor of it may answer or it has no id.
[[nodiscard]] std::string_view name_in_path(const authn::factor_in_question& of) noexcept;

/// `"RELATION": {["name": ...,] "href": base_url + path..., "hints": {"allow": [method]}}`
struct link {
  std::string_view relation;  ///< empty: an element of a list
  std::string_view name;      ///< empty: none
  std::array<std::string_view, 4> path;
  std::string_view method = "POST";
};
void write_link(json_writer& out, std::string_view base_url, const link& to);

/// A member that is only there if there is something to show.
inline void write_part(json_writer& out, std::string_view name, const json::object* part) {
  if (part == nullptr) return;
  out.key(name);
  out.value(*part);
}

/// The channels by which the activation link of a factor can be sent.
struct activation_links {
  std::string_view base_url;
  std::string_view factor;
};
/// The activation object of the host, with its expiry.
void write_activation(json_writer& out, const json::object* kept, const std::optional<authn::time_point>& expires_at,
                      const std::optional<activation_links>& to = std::nullopt);

void write_effects(json_writer& out, const scenario::document& from, const authn::effect_list& effects);

/// `account`, the user object as it was given but for what the decision changed.
/// @param groups  a scenario says them of an account, a decision does not; null: none
void write_account(json_writer& out, const scenario::document& from, const authn::account& after,
                   const json::value* groups = nullptr);

/// `transaction`: null, or as a host stores it.
void write_stored_transaction(json_writer& out, const std::optional<authn::transaction>& of, const shown_parts& parts);

/// The user object after a decision. A member that changed stands where it stood, or at the end if it is new.
[[nodiscard]] json::object user_after(const json::object& user, const authn::account& before,
                                      const authn::account& after);

/// `"trace": [{table, rule, inputs}, ...]`
void write_trace(json_writer& out, const authn::decision& made);

/// `"KEY": {table, rule, because, sources}`
void write_rule_named(json_writer& out, std::string_view key, authn::rule_reference rule);

/// The diagnostic for evidence that a decision needs and the scenario does not state.
[[nodiscard]] diagnostics missing_evidence(const authn::missing_evidence& what, std::string_view text,
                                           std::string_view name);

}  // namespace interlock::text
