#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include <interlock/text/decide.hpp>
#include <interlock/text/scenario.hpp>

/// What the tests of the JSON shell share.
namespace interlock::tests {

namespace json = boost::json;

[[nodiscard]] std::string read_file(const std::string& path);
/// A file below `tests/`.
[[nodiscard]] std::string test_file(const std::string& path);

[[nodiscard]] json::value parsed(std::string_view text);
/// On one line, members in their order.
[[nodiscard]] std::string compact(const json::value& value);

/// The object that a file of `tests/vectors/okta` holds.
[[nodiscard]] json::value okta_object(const std::string& path);

/// A scenario of 2026-04-02T13:59:06Z in which dade.murphy@example.com signs in. `more` are further top-level
/// members, each with a comma in front.
[[nodiscard]] std::string sign_in(std::string_view more);
/// The same with another body.
[[nodiscard]] std::string sign_in_with(std::string_view body, std::string_view more = {});

/// Reads a scenario that has to be right.
[[nodiscard]] text::scenario scenario_of(const std::string& text);
/// Decides a scenario that has to be right.
[[nodiscard]] json::value decision_of(const std::string& text);
[[nodiscard]] json::value body_of(const std::string& text);

/// The only problem of a text.
[[nodiscard]] text::diagnostic problem_of(const std::string& text);

}  // namespace interlock::tests
