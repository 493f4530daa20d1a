#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <interlock/authn/decision.hpp>
#include <interlock/text/scenario.hpp>

namespace interlock::text {

/// How JSON text is laid out.
enum class layout : std::uint8_t {
  indented,  ///< two spaces, for people
  compact,   ///< one line, for programs
};

/// Scenario text in, decision text out, without a final line end. Pure. The same text gives the same bytes.
/// @par Specification docs/reference.md#the-scenario and #the-decision
[[nodiscard]] result<std::string> decide(std::string_view scenario_text, layout form = layout::indented,
                                         std::string_view name = {});

/// Writes a decision made from the facts of `from`.
[[nodiscard]] std::string write_decision(const scenario& from, const authn::decision& made,
                                         layout form = layout::indented);

/// The line that replaces a decision that could not be made in a stream of decisions:
/// `{"error":{"line":...,"column":...,"pointer":...,"message":...}}`.
[[nodiscard]] std::string write_error(const diagnostic& of);

}  // namespace interlock::text
