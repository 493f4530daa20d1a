#include <initializer_list>

#include <doctest/doctest.h>

#include "host.hpp"

/// Section 6.3: which error is answered where several apply.
namespace machine {
namespace {

/// A world by its name.
const world& world_of(std::string_view name) {
  for (const world& each : worlds())
    if (each.name == name) return each;
  FAIL("there is no world ", name);
  return worlds().front();
}

std::string snapshot(std::string_view state, std::string_view more, std::string_view expires = in_five_minutes_text) {
  std::string made = R"({"version":2,"stateToken":"st","userId":"00u1","state":")";
  made.append(state).append(R"(","expiresAt":")").append(expires).append("\"");
  return made.append(more).append("}");
}

constexpr std::string_view sms_sent_now = R"(,"factor":{"id":"sms1","factorType":"sms","provider":"OKTA"},)"
                                          R"("sent":{"channel":"SMS","at":"2026-04-02T12:00:00Z"})";

struct outcome_of_request {
  unsigned status;
  std::string error;
  bool operator==(const outcome_of_request&) const = default;
};

struct question {
  std::string transaction;
  operation by;
  std::string path, body;
  finding found = finding::good;
  std::string account = account_of(world_of("one of the common factors"));
  std::string more = {};
};

outcome_of_request answer(const question& asked) {
  const world& in = world_of("one of the common factors");
  const move made{
      .what = {}, .by = asked.by, .found = asked.found, .method_and_path = "POST " + asked.path, .body = asked.body};
  const exchange found = ask(in, {asked.transaction, asked.account, in.factors}, made, asked.more);
  return {found.status(), std::string{found.member("errorCode")}};
}

const std::string challenged = snapshot("MFA_CHALLENGE", sms_sent_now);
const std::string verify_path = "/api/v1/authn/factors/sms1/verify";
const std::string with_code = R"({"stateToken":true,"passCode":true})";
const std::string no_code = R"({"stateToken":true})";

std::string locked_account() {
  std::string text = account_of(world_of("one of the common factors"));
  const std::string_view active = R"("status":"ACTIVE")";
  return text.replace(text.find(active), active.size(), R"("status":"LOCKED_OUT")");
}

}  // namespace

TEST_CASE("zone, threat and rate limit come before the body is looked at") {
  const std::string zone = R"(,"network":{"zone":"BLOCKED"})";
  const std::string rate = R"(,"rateLimit":{"violated":"ORG"})";
  const std::string broken = R"("no object")";
  CHECK(answer({challenged, operation::verify_factor, verify_path, broken, finding::good,
                account_of(world_of("one of the common factors")), zone}) == outcome_of_request{403, "E0000006"});
  CHECK(answer({challenged, operation::verify_factor, verify_path, broken, finding::good,
                account_of(world_of("one of the common factors")), rate}) == outcome_of_request{429, "E0000047"});
  CHECK(answer({challenged, operation::verify_factor, verify_path, broken}) == outcome_of_request{400, "E0000003"});
}

TEST_CASE("syntax and required members come before the token") {
  const std::string expired = snapshot("MFA_CHALLENGE", sms_sent_now, minute_ago_text);
  const std::string change = "/api/v1/authn/credentials/change_password";
  CHECK(answer({expired, operation::change_password, change, R"("[")"}) == outcome_of_request{400, "E0000003"});
  CHECK(answer({expired, operation::change_password, change, no_code}) == outcome_of_request{400, "E0000001"});
  CHECK(answer({expired, operation::change_password, change,
                R"({"stateToken":true,"oldPassword":true,"newPassword":true})"}) ==
        outcome_of_request{401, "E0000011"});
}

TEST_CASE("an expired or unknown token comes before the wrong state, and that before the content") {
  const std::string expired = snapshot("MFA_REQUIRED", "", minute_ago_text);
  const std::string live = snapshot("MFA_REQUIRED", "");
  const std::string reset = "/api/v1/authn/credentials/reset_password";
  const std::string body = R"({"stateToken":true,"newPassword":true})";
  const std::string stranger = R"({"stateToken":"another","newPassword":true})";
  for (const finding found : {finding::good, finding::bad}) {
    CHECK(answer({expired, operation::reset_password, reset, body, found}) == outcome_of_request{401, "E0000011"});
    CHECK(answer({live, operation::reset_password, reset, stranger, found}) == outcome_of_request{401, "E0000011"});
    CHECK(answer({"null", operation::reset_password, reset, body, found}) == outcome_of_request{401, "E0000011"});
    CHECK(answer({live, operation::reset_password, reset, body, found}) == outcome_of_request{403, "E0000079"});
  }
  const std::string warned = snapshot("PASSWORD_WARN", "");
  CHECK(answer({warned, operation::verify_factor, "/api/v1/authn/factors/nobody1/verify", with_code, finding::bad}) ==
        outcome_of_request{403, "E0000079"});
}

TEST_CASE("a throttle comes after the state, and before a message is sent") {
  const std::string resend = "/api/v1/authn/factors/sms1/verify/resend";
  CHECK(answer({challenged, operation::resend_challenge, resend, no_code}) == outcome_of_request{429, "E0000109"});
  const std::string sent_elsewhere =
      snapshot("MFA_REQUIRED", R"(,"sent":{"channel":"SMS","at":"2026-04-02T12:00:00Z"})");
  CHECK(answer({sent_elsewhere, operation::resend_challenge, resend, no_code}) == outcome_of_request{403, "E0000079"});
  CHECK(answer({sent_elsewhere, operation::verify_factor, verify_path, no_code}) ==
        outcome_of_request{429, "E0000109"});
  const std::string recovering = snapshot(
      "RECOVERY_CHALLENGE",
      R"(,"recoveryType":"PASSWORD","recoveryFactor":"CALL","sent":{"channel":"CALL","at":"2026-04-02T12:00:00Z"})");
  const std::string again = "/api/v1/authn/recovery/factors/CALL/resend";
  CHECK(answer({recovering, operation::resend_recovery, again, no_code}) == outcome_of_request{429, "E0000133"});
  CHECK(answer({challenged, operation::resend_recovery, again, no_code}) == outcome_of_request{403, "E0000079"});
}

TEST_CASE("a locked account comes before the code and the throttle, and after the state") {
  const std::string account = locked_account();
  for (const finding found : {finding::good, finding::bad, finding::replayed})
    CHECK(answer({challenged, operation::verify_factor, verify_path, with_code, found, account}) ==
          outcome_of_request{403, "E0000069"});
  CHECK(answer({challenged, operation::resend_challenge, verify_path + "/resend", no_code, finding::good, account}) ==
        outcome_of_request{403, "E0000069"});
  CHECK(answer({challenged, operation::skip, "/api/v1/authn/skip", no_code, finding::good, account}) ==
        outcome_of_request{403, "E0000079"});
}

}  // namespace machine
