#include "support.hpp"

#include <fstream>
#include <iterator>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include "text/json/json_writer.hpp"

namespace interlock::tests {

std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE_MESSAGE(file.is_open(), path);
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string test_file(const std::string& path) { return read_file(std::string{INTERLOCK_TESTS_DIR} + "/" + path); }

json::value parsed(std::string_view text) {
  json::error_code error;
  json::value value = json::parse({text.data(), text.size()}, error);
  REQUIRE_MESSAGE(!error, text);
  return value;
}

std::string compact(const json::value& value) {
  std::string text;
  text::json_writer out{text, text::layout::compact};
  out.value(value);
  return text;
}

json::value okta_object(const std::string& path) {
  const json::value file = parsed(test_file("vectors/okta/" + path));
  const json::object& members = file.as_object();
  return members.contains("body") ? members.at("body") : members.at("response").at("body");
}

std::string sign_in(std::string_view more) {
  return sign_in_with(R"({ "username": "dade.murphy@example.com", "password": true })", more);
}

std::string sign_in_with(std::string_view body, std::string_view more) {
  return std::string{R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": "POST /api/v1/authn", "body": )"}
      .append(body)
      .append(" }")
      .append(more)
      .append(" }");
}

text::scenario scenario_of(const std::string& text) {
  auto read = text::read_scenario(text);
  REQUIRE_MESSAGE(read.has_value(), text::to_string(read.error().front()));
  return std::move(*read);
}

json::value decision_of(const std::string& text) {
  const auto decided = text::decide(text, text::layout::compact);
  REQUIRE_MESSAGE(decided.has_value(), text::to_string(decided.error().front()));
  return parsed(*decided);
}

json::value body_of(const std::string& text) { return decision_of(text).at("response").at("body"); }

text::diagnostic problem_of(const std::string& text) {
  const auto decided = text::decide(text);
  REQUIRE_MESSAGE(!decided.has_value(), text);
  REQUIRE(decided.error().size() == 1);
  return decided.error().front();
}

}  // namespace interlock::tests
