// Any text as the snapshot of a transaction and as the body of a request: it is decided or refused with problems, and
// what a decision keeps of the transaction is a snapshot that reading the state leaves as it is.
//
// The input has three parts, each on a line of its own: the path below `/api/v1/authn`, the snapshot, the body.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/text/decide.hpp>

#include "fuzz_checks.hpp"

namespace {

namespace json = boost::json;
namespace text = interlock::text;
using interlock::fuzz::check_problems;
using interlock::fuzz::require;

std::string_view take_line(std::string_view& input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string_view line = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return line;
}

/// The host has everything: a user with factors of many kinds, evidence of all sorts, policies that ask for them.
constexpr std::string_view host = R"(,
  "evidence": { "password": "VALID", "oldPassword": "VALID", "newPassword": "ACCEPTED", "answer": "VALID",
    "token": "VALID", "passCode": "VALID", "push": "APPROVED", "audience": "VALID" },
  "account": { "user": { "id": "00u1", "status": "ACTIVE", "profile": { "login": "dade", "email": "d@example.com" },
    "credentials": { "password": {}, "recovery_question": { "question": "Who?" } } } },
  "enrollment": { "recovery": ["email", "sms", "call", "question"], "factors": [
    { "id": "q1", "factorType": "question", "provider": "OKTA" },
    { "id": "s1", "factorType": "sms", "provider": "OKTA" },
    { "id": "p1", "factorType": "push", "provider": "OKTA" },
    { "id": "w1", "factorType": "webauthn", "provider": "FIDO" },
    { "id": "d1", "factorType": "web", "provider": "DUO" },
    { "id": "t1", "factorType": "token:software:totp", "provider": "GOOGLE" },
    { "id": "i1", "factorType": "claims_provider", "provider": "CUSTOM" } ] },
  "policy": { "password": { "settings": { "password": { "age": { "maxAgeDays": 60, "expireWarnDays": 5 } },
      "recovery": { "factors": { "okta_sms": { "status": "ACTIVE" }, "okta_call": { "status": "ACTIVE" } } } } },
    "passwordRule": { "actions": { "passwordChange": { "access": "ALLOW" },
      "selfServicePasswordReset": { "access": "ALLOW" }, "selfServiceUnlock": { "access": "ALLOW" } } },
    "signOnRule": { "actions": { "signon": { "requireFactor": true, "factorPromptMode": "SESSION" } } },
    "enrollment": { "settings": { "factors": { "okta_sms": { "enroll": { "self": "REQUIRED" } },
      "okta_push": { "enroll": { "self": "OPTIONAL" } } } },
      "_embedded": { "rules": [{ "actions": { "enroll": { "self": "LOGIN" } } }] } } } })";

/// @param body  JSON
std::string request(std::string_view path, std::string_view body, std::string_view transaction) {
  const std::string operation = "POST /api/v1/authn" + std::string{path};
  return R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": )" + json::serialize(json::string{operation}) +
         R"(, "body": )" + std::string{body} + R"( }, "transaction": )" + std::string{transaction} + std::string{host};
}

/// The transaction that a decision keeps, as JSON text; none if it was refused or has ended.
std::optional<std::string> decided(const std::string& scenario) {
  const auto decision = text::decide(scenario, text::layout::compact);
  require(decision == text::decide(scenario, text::layout::compact));
  if (!decision) {
    check_problems(decision.error(), scenario);
    return std::nullopt;
  }
  json::error_code error;
  const json::value read = json::parse(*decision, error);
  require(!error);
  const json::value& next = read.at("transaction");
  if (next.is_null()) return std::nullopt;
  return json::serialize(next);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::string_view path = take_line(input);
  const std::string_view transaction = take_line(input);
  const std::string body = json::serialize(json::string{input});

  const auto next = decided(request(path, body, transaction));
  if (!next) return 0;
  const auto read_once = decided(request({}, R"({ "stateToken": true })", *next));
  require(read_once.has_value());
  require(decided(request({}, R"({ "stateToken": true })", *read_once)) == read_once);
  return 0;
}
