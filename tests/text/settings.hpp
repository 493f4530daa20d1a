#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support.hpp"

/// Requests of administrators, for the tests of settings.
namespace interlock::tests {

/// One of the two objects of Attack Protection.
struct settings_object {
  std::string_view path;
  std::string_view property;
  std::string_view key;  ///< of `policy`
};
inline constexpr settings_object lockout_settings{"/attack-protection/api/v1/user-lockout-settings",
                                                  "preventBruteForceLockoutFromUnknownDevices", "userLockoutSettings"};
inline constexpr settings_object authenticator_settings{"/attack-protection/api/v1/authenticator-settings",
                                                        "verifyKnowledgeSecondWhen2faRequired",
                                                        "authenticatorSettings"};

/// `{"PROPERTY":VALUE}`
[[nodiscard]] inline std::string holding(const settings_object& object, std::string_view value) {
  return std::string{"{\""}.append(object.property).append("\":").append(value) + "}";
}

/// A scenario of 2026-04-02T13:59:06Z.
struct administrator {
  std::string operation;  ///< method and path
  std::string scopes = R"(["okta.orgs.read", "okta.orgs.manage"])";
  std::string body = {};                           ///< as it is sent; empty: none
  std::string policy = R"("engine": "IDENTITY")";  ///< members
  std::string more = {};                           ///< further top-level members, each with a comma in front
  std::string application = "PUBLIC";
};

[[nodiscard]] inline std::string scenario_text(const administrator& of) {
  return R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": ")" + of.operation + R"(", "application": ")" +
         of.application + R"(", "scopes": )" + of.scopes + (of.body.empty() ? "" : ", \"body\": " + of.body) +
         " }, \"policy\": { " + of.policy +
         " }, \"mint\": { \"errorId\": \"oae1\", \"baseUrl\": " + "\"https://id.example.com\" }" + of.more + " }";
}

/// What the answer is, byte for byte.
struct answer {
  std::int64_t status = 0;
  std::string outcome;
  std::string headers;
  std::string body;
  std::string effects;
  std::string rule;
};

[[nodiscard]] inline answer answer_to(const administrator& of) {
  const json::value made = decision_of(scenario_text(of));
  const json::value& response = made.at("response");
  return {response.at("status").as_int64(), std::string{made.at("outcome").as_string()},
          compact(response.at("headers")),  compact(response.at("body")),
          compact(made.at("effects")),      std::string{made.at("decidedBy").at("rule").as_string()}};
}

/// The envelope of section 6.1, without causes.
[[nodiscard]] inline std::string error_body(std::string_view code, std::string_view summary) {
  return std::string{R"({"errorCode":")"}.append(code) + R"(","errorSummary":")" + std::string{summary} +
         R"(","errorLink":")" + std::string{code} + R"(","errorId":"oae1","errorCauses":[]})";
}

inline const std::string forbidden_body =
    error_body("E0000006", "You do not have permission to perform the requested action");
inline const std::string limited_body =
    error_body("E0000047", "API call exceeded rate limit due to too many requests.");
inline const std::string no_credentials_body = error_body("E0000011", "Invalid token provided");
inline const std::string malformed_body = error_body("E0000003", "The request body was not well-formed.");

/// The header of a missing scope.
[[nodiscard]] inline std::string challenge(std::string_view scope) {
  return R"({"WWW-Authenticate":"Bearer scope=\")" + std::string{scope} + R"(\", error=\"insufficient_scope\""})";
}

}  // namespace interlock::tests
