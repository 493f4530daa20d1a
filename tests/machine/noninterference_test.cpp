#include <vector>

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

#include "host.hpp"

/// Sections 5.2 and 9.1: what public callers can learn from a recovery.
namespace machine {
namespace {

struct person {
  std::string_view who;
  world in;
};

/// Reset and unlock are allowed, or not; the methods are enrolled, or not; there is a user, or not.
std::vector<person> people() {
  world permitted;
  for (const world& each : worlds())
    if (each.name == "unlock") permitted = each;
  REQUIRE_FALSE(permitted.policy.empty());
  world denied = permitted, nobody = permitted, unreachable = permitted, active = permitted, suspended = permitted,
        given_up = permitted;
  const std::string allowed = R"("access":"ALLOW")", refused = R"("access":"DENY")";
  for (std::size_t at = 0; (at = denied.policy.find(allowed, at)) != std::string::npos;)
    denied.policy.replace(at, allowed.size(), refused);
  nobody.user.clear();
  unreachable.recovery = "[]";
  active.user = R"("status":"ACTIVE","credentials":{"password":{}})";
  suspended.user = R"("status":"SUSPENDED","credentials":{"password":{}})";
  given_up.attempts = R"({"failedRecoveryAttempts":7})";
  return {{"permitted", permitted},
          {"not permitted", denied},
          {"unknown", nobody},
          {"without methods", unreachable},
          {"active", active},
          {"suspended", suspended},
          {"with too many failures", given_up}};
}

struct request_in_sequence {
  std::string path, body;
  finding found = finding::bad;
  bool a_minute_later = false;
};

/// Start, a throttled resend, another a minute later, wrong codes beyond the limit, and a cancel.
std::vector<request_in_sequence> sequence(std::string_view start, std::string_view method) {
  const std::string factors = std::string{"/api/v1/authn/recovery/factors/"}.append(method);
  const request_in_sequence resend{factors + "/resend", R"({"stateToken":"st"})"};
  const request_in_sequence guess{factors + "/verify", R"({"stateToken":"st","passCode":"123456"})"};
  std::vector<request_in_sequence> all{
      {std::string{"/api/v1/authn/recovery/"}.append(start),
       std::string{R"({"username":"dade","relayState":"/deep","factorType":")"}.append(method).append(R"("})")}};
  all.push_back({"/api/v1/authn", R"({"stateToken":"st"})"});
  all.push_back({"/api/v1/authn/recovery/answer", R"({"stateToken":"st","answer":"x"})"});
  all.push_back(resend);
  all.push_back(resend);
  all.back().a_minute_later = true;
  all.push_back(resend);
  for (int guesses = 0; guesses < 6; ++guesses) all.push_back(guess);
  all.push_back({"/api/v1/authn/cancel", R"({"stateToken":"st"})"});
  return all;
}

std::string a_minute_later(std::string transaction) {
  const std::string_view at = R"("at":")";
  const std::size_t found = transaction.find(at);
  if (found != std::string::npos) transaction.replace(found + at.size(), now_text.size(), minute_ago_text);
  return transaction;
}

/// Every response, as its bytes.
std::vector<std::string> responses(const world& in, const std::vector<request_in_sequence>& asked) {
  std::vector<std::string> found;
  stored held{"null", account_of(in), "[]"};
  for (const request_in_sequence& each : asked) {
    if (each.a_minute_later) held.transaction = a_minute_later(held.transaction);
    const move made{.what = {},
                    .by = operation::cancel,
                    .found = each.found,
                    .method_and_path = "POST " + each.path,
                    .body = each.body};
    const exchange answer = ask(in, held, made);
    found.push_back(json::serialize(answer.response()));
    held = kept(held, answer);
  }
  return found;
}

}  // namespace

TEST_CASE("a public caller gets the same bytes for every user and for none, all along a recovery") {
  std::size_t compared = 0;
  for (const std::string_view start : {"password", "unlock"})
    for (const std::string_view method : {"SMS", "CALL", "EMAIL"}) {
      const auto asked = sequence(start, method);
      const auto all = people();
      const auto expected = responses(all.front().in, asked);
      CHECK(expected.front().find("RECOVERY_CHALLENGE") != std::string::npos);
      for (const person& each : all) {
        CAPTURE(each.who);
        const auto found = responses(each.in, asked);
        for (std::size_t i = 0; i < asked.size(); ++i) {
          CAPTURE(asked[i].path);
          CHECK(found[i] == expected[i]);
          ++compared;
        }
      }
    }
  CHECK(compared == 2 * 3 * 7 * 13);
}

TEST_CASE("the sequence goes the way of the documents: throttled, four wrong codes, the fifth the last") {
  const auto found = responses(people().front().in, sequence("unlock", "SMS"));
  const std::vector<std::string_view> errors{
      "RECOVERY_CHALLENGE", "RECOVERY_CHALLENGE", "E0000079", "E0000109", "RECOVERY_CHALLENGE", "E0000109", "E0000068",
      "E0000068",           "E0000068",           "E0000068", "E0000119", "E0000011",           "E0000011"};
  REQUIRE(found.size() == errors.size());
  for (std::size_t i = 0; i < errors.size(); ++i) {
    CAPTURE(i);
    CHECK(found[i].find(errors[i]) != std::string::npos);
  }
}

}  // namespace machine
