#pragma once

#include <string_view>

#include <boost/json/object.hpp>
#include <interlock/authn/decision.hpp>
#include <interlock/authn/effect.hpp>
#include <interlock/authn/facts.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

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

}  // namespace interlock::text
