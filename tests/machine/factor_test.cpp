#include <doctest/doctest.h>

#include "host.hpp"

/// One factor is not taken for another, and what has run out begins again; sections 3, 4.1 and 4.2.
namespace machine {
namespace {

constexpr std::string_view factors =
    R"([{"id":"opf1","factorType":"push","provider":"OKTA","status":"ACTIVE"},)"
    R"({"id":"duo1","factorType":"web","provider":"DUO","status":"ACTIVE"},)"
    R"({"id":"rsa1","factorType":"token","provider":"RSA","status":"ACTIVE"},)"
    R"({"id":"sms1","factorType":"sms","provider":"OKTA","status":"ACTIVE"},)"
    R"({"id":"idp1","factorType":"claims_provider","provider":"CUSTOM","status":"ACTIVE"}])";

const world& any_world() { return worlds().front(); }

std::string snapshot(std::string_view state, std::string_view more) {
  std::string made = R"({"version":2,"stateToken":"st","userId":"00u1","proofs":["PASSWORD"],"state":")";
  made.append(state).append(R"(","expiresAt":")").append(in_five_minutes_text).append("\",");
  return made.append(more).append("}");
}

/// A request that names a factor, with a state token and nothing else.
exchange named(std::string_view path, const std::string& transaction, finding found) {
  move made{.method_and_path = "POST /api/v1/authn/factors/", .body = R"({"stateToken":true})"};
  made.found = found;
  made.method_and_path += path;
  return ask(any_world(), {transaction, account_of(any_world()), std::string{factors}}, made);
}

constexpr std::string_view waiting_for_push =
    R"("factor":{"id":"opf1","factorType":"push","provider":"OKTA"},"factorResult":"WAITING")";
constexpr std::string_view at_the_provider =
    R"("factor":{"id":"idp1","factorType":"claims_provider","provider":"CUSTOM"})";

}  // namespace

TEST_CASE("a push that is approved proves the factor that was pushed, and another one is only begun") {
  const std::string transaction = snapshot("MFA_CHALLENGE", waiting_for_push);
  CHECK(named("opf1/verify", transaction, finding::good).member("status") == "SUCCESS");
  const exchange other = named("duo1/verify", transaction, finding::good);
  CHECK(other.member("status") == "MFA_CHALLENGE");
  CHECK(other.member("factorResult") == "WAITING");
  CHECK(other.document.at("transaction").at("factor").at("id").as_string() == "duo1");
}

TEST_CASE("who comes back from an identity provider has answered for it, and for no other factor") {
  const std::string transaction = snapshot("MFA_CHALLENGE", at_the_provider);
  CHECK(named("idp1/verify", transaction, finding::good).member("status") == "SUCCESS");
  const exchange token = named("rsa1/verify", transaction, finding::good);
  CHECK(token.status() == 400);
  CHECK(token.member("errorCode") == "E0000001");
  const exchange message = named("sms1/verify", transaction, finding::good);
  CHECK(message.member("status") == "MFA_CHALLENGE");
  CHECK(message.has_effect("SEND", "channel", "SMS"));
}

TEST_CASE("an activation that has run out begins again with a new end") {
  const std::string over =
      snapshot("MFA_ENROLL_ACTIVATE",
               std::string{waiting_for_push}.append(R"(,"activation":{"expiresAt":"2026-04-02T11:59:00Z"})"));
  const exchange polled = named("opf1/lifecycle/activate/poll", over, finding::good);
  CHECK(polled.member("factorResult") == "TIMEOUT");
  const std::string ran_out = kept({}, polled).transaction;
  const exchange again = named("opf1/lifecycle/activate", ran_out, finding::half);
  CHECK(again.member("factorResult") == "WAITING");
  REQUIRE(again.made.transaction.has_value());
  REQUIRE(again.made.transaction->activation_expires_at.has_value());
  CHECK(*again.made.transaction->activation_expires_at > again.asked.facts().now);
  CHECK(named("opf1/lifecycle/activate/poll", kept({}, again).transaction, finding::good).member("status") ==
        "SUCCESS");
}

TEST_CASE("a recovery token is good once") {
  const std::string recovering = R"("recoveryType":"PASSWORD")";
  for (const std::string_view state : {"RECOVERY", "PASSWORD_RESET"}) {
    CAPTURE(state);
    const move use{.by = operation::verify_recovery_token,
                   .method_and_path = "POST /api/v1/authn/recovery/token",
                   .body = R"({"recoveryToken":true})"};
    const exchange found = ask(any_world(), {snapshot(state, recovering), account_of(any_world()), "[]"}, use);
    CHECK(found.status() == 401);
    CHECK(found.member("errorCode") == "E0000011");
  }
}

}  // namespace machine
