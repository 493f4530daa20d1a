#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <interlock/authn/explain.hpp>
#include <interlock/text/scenario.hpp>

namespace interlock::text {

/// What to explain, and in which form.
struct explain_options {
  std::optional<authn::outcome> want;  ///< also find every smallest set of changes that leads there
  bool all = false;                    ///< also offer the changes that only time makes, and those that nobody can make
  bool as_json = false;                ///< the JSON document instead of a report for people
};

/// An explanation as text.
struct explained {
  std::string text;       ///< without a final line end
  bool reachable = true;  ///< false: the wanted outcome cannot be reached
};

/// Why a scenario is answered as it is. Pure.
/// @par Specification docs/reference.md#the-explanation
[[nodiscard]] result<explained> explain(std::string_view scenario_text, const explain_options& options,
                                        std::string_view name = {});

}  // namespace interlock::text
