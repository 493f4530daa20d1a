#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <interlock/text/explain.hpp>

#include "text/scenario/scenario_document.hpp"

/// The two forms that an explanation is written in.
namespace interlock::text {

struct full_explanation {
  const scenario::document& from;
  authn::explanation about;
  std::optional<authn::outcome> wanted;
  bool all = false;  // the ways include what nobody can change
};

[[nodiscard]] std::string write_explanation(const full_explanation& of);
[[nodiscard]] std::string report_explanation(const full_explanation& of);

/// The value to put at a pointer of the scenario, as JSON.
[[nodiscard]] json::value value_for(const authn::fact& where, const authn::fact_value& value,
                                    const scenario::document& in);
/// What stands there now; null where the scenario says nothing.
[[nodiscard]] json::value value_at(std::string_view pointer, const scenario::document& in);

/// The name that the admin console, or plain English, has for a fact.
[[nodiscard]] std::string label_of(const authn::fact& of);
/// A value as a person would say it.
[[nodiscard]] std::string phrase(const authn::fact& of, const authn::fact_value& value);

[[nodiscard]] inline const rules::row& row_of(authn::rule_reference rule) {
  return authn::shipped_book().tables[rule.table].rows[rule.row];
}

}  // namespace interlock::text
