#pragma once

#include <optional>

#include <interlock/authn/explain.hpp>

#include "text/scenario/scenario_document.hpp"

/// What is written of an explanation, in either form.
namespace interlock::text {

struct full_explanation {
  const scenario::document& from;
  authn::explanation about;
  std::optional<authn::outcome> wanted;
  bool all = false;  // the ways include what nobody can change
};

[[nodiscard]] inline const rules::row& row_of(authn::rule_reference rule) {
  return authn::shipped_book().tables[rule.table].rows[rule.row];
}

}  // namespace interlock::text
