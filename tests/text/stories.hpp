#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Stories in parts, for the tests of `play`.
namespace interlock::tests {

inline constexpr std::string_view a_sign_in =
    R"("request": { "operation": "POST /api/v1/authn", "body": { "username": "dade", "password": true } })";
inline constexpr std::string_view wrong = R"("evidence": { "password": "INVALID" })";
inline constexpr std::string_view right = R"("evidence": { "password": "VALID" })";
inline constexpr std::string_view active = R"("account": { "user": { "id": "00u1", "status": "ACTIVE" } })";
inline constexpr std::string_view three_attempts =
    R"("policy": { "password": { "settings": { "password": { "lockout": { "maxAttempts": 3 } } } } })";

inline std::string joined(const std::vector<std::string_view>& members) {
  std::string all;
  for (const std::string_view one : members) all.append(all.empty() ? "" : ", ").append(one);
  return all;
}
inline std::string step(const std::vector<std::string_view>& members) { return "{ " + joined(members) + " }"; }

/// A story that begins on 2026-04-02T13:59:06Z.
inline std::string story(const std::vector<std::string_view>& given, const std::vector<std::string>& steps) {
  std::string all = R"({ "given": { "now": "2026-04-02T13:59:06Z")";
  for (const std::string_view one : given) all.append(", ").append(one);
  all.append(" }, \"steps\": [");
  for (const std::string& one : steps) all.append(&one == steps.data() ? "" : ", ").append(one);
  return all.append("] }");
}

}  // namespace interlock::tests
