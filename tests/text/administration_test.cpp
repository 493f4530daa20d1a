#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "settings.hpp"

// ThreatInsight (10.1) and the blocks of a user (8.5), what a request of an administrator leaves alone, and scenarios
// of it that cannot be read.

using namespace interlock::tests;

namespace {

// As the documented configuration is stored.
constexpr std::string_view stored_configuration =
    R"("threatInsight": { "action": "none", "excludeZones": [], "created": "2020-08-05T22:18:30.629Z",
       "lastUpdated": "2020-08-05T22:18:30.629Z", "_links": { "self": { "href": "https://other.example.com" } } })";
constexpr std::string_view self_link =
    R"("_links":{"self":{"href":"https://id.example.com/api/v1/threats/configuration",)"
    R"("hints":{"allow":["GET","POST"]}}})";

administrator reading_threats(std::string_view policy) {
  return {.operation = "GET /api/v1/threats/configuration",
          .scopes = R"(["okta.threatInsights.read"])",
          .policy = std::string{policy}};
}

administrator replacing_threats(std::string body, std::string_view policy = stored_configuration) {
  return {.operation = "POST /api/v1/threats/configuration",
          .scopes = R"(["okta.threatInsights.manage"])",
          .body = std::move(body),
          .policy = std::string{policy}};
}

std::string change_to(std::string_view configuration) {
  return std::string{R"([{"type":"UPDATE_SETTINGS","object":"threatInsight","value":{)"}.append(configuration) +
         R"(}},{"type":"LOG_EVENT","eventType":"security.threat.configuration.update","outcome":"SUCCESS"}])";
}

/// @param more  members of the scenario
administrator listing_blocks(std::string more, bool setting = true) {
  return {.operation = "GET /api/v1/users/00u1/blocks",
          .scopes = R"(["okta.users.read"])",
          .policy = holding(lockout_settings, setting ? "true" : "false").insert(0, "\"userLockoutSettings\": "),
          .more = ", " + std::move(more)};
}

std::string account_of(std::string_view status, std::string_view attempts = {}) {
  return R"("account": { "user": { "id": "00u1", "status": ")" + std::string{status} + "\" }, \"attempts\": { " +
         std::string{attempts} + " } }";
}

constexpr std::string_view blocked = R"("failedAttemptsFromUnknownDevices": 10, "unknownDevicesBlocked": true)";
constexpr std::string_view any_devices = R"({"type":"DEVICE_BASED","appliesTo":"ANY_DEVICES"})";
constexpr std::string_view unknown_devices = R"({"type":"DEVICE_BASED","appliesTo":"UNKNOWN_DEVICES"})";

std::string list_of(std::string_view one) { return "[" + std::string{one} + "]"; }

}  // namespace

TEST_CASE("ThreatInsight: the configuration as it is stored") {
  CHECK(answer_to(reading_threats(stored_configuration)).body ==
        R"({"action":"none","excludeZones":[],"created":"2020-08-05T22:18:30.629Z",)"
        R"("lastUpdated":"2020-08-05T22:18:30.629Z",)" +
            std::string{self_link} + "}");
  CHECK(answer_to(reading_threats(R"("engine": "CLASSIC")")).body ==
        R"({"action":"none","excludeZones":[],)" + std::string{self_link} + "}");
  for (const char* as : {"LIST", "OBJECT"}) {
    const answer made = answer_to(reading_threats(
        R"("threatInsight": { "action": "block", "excludeZones": ["nzo1", "nzo2"] }, "settingsResponse": ")" +
        std::string{as} + "\""));
    CHECK(made.status == 200);
    CHECK(made.outcome == "OK");
    CHECK(made.headers == "{}");
    CHECK(made.body == R"({"action":"block","excludeZones":["nzo1","nzo2"],)" + std::string{self_link} + "}");
    CHECK(made.effects == "[]");
  }
}

TEST_CASE("ThreatInsight: a change, with the time of it and its event") {
  const std::string configuration = R"("action":"audit","excludeZones":["nzo1"],"created":"2020-08-05T22:18:30.629Z",)"
                                    R"("lastUpdated":"2026-04-02T13:59:06.000Z")";
  const answer made = answer_to(replacing_threats(R"({ "action": "audit", "excludeZones": ["nzo1"], "created": 7 })"));
  CHECK(made.status == 200);
  CHECK(made.outcome == "OK");
  CHECK(made.body == "{" + configuration + "," + std::string{self_link} + "}");
  CHECK(made.effects == change_to(configuration));

  const answer first = answer_to(replacing_threats(R"({ "action": "block" })", R"("engine": "CLASSIC")"));
  const std::string created = R"("action":"block","excludeZones":[],"created":"2026-04-02T13:59:06.000Z",)"
                              R"("lastUpdated":"2026-04-02T13:59:06.000Z")";
  CHECK(first.body == "{" + created + "," + std::string{self_link} + "}");
  CHECK(first.effects == change_to(created));
}

TEST_CASE("ThreatInsight: what the body leaves out takes its default, and what is so already is no change") {
  constexpr std::string_view with_zones = R"("threatInsight": { "action": "audit", "excludeZones": ["nzo1"] })";
  const auto effects = [&](const char* body) { return answer_to(replacing_threats(body, with_zones)).effects; };
  CHECK(effects(R"({ "action": "audit", "excludeZones": ["nzo1"] })") == "[]");
  CHECK(effects(R"({ "action": "audit" })").find(R"("excludeZones":[])") != std::string::npos);
  CHECK(effects(R"({ "action": "audit", "excludeZones": ["nzo2"] })").find(R"("excludeZones":["nzo2"])") !=
        std::string::npos);
  CHECK(effects(R"({ "action": "none", "excludeZones": ["nzo1"] })").find(R"("action":"none")") != std::string::npos);
  const answer unchanged = answer_to(replacing_threats(R"({ "action": "none" })"));
  CHECK(unchanged.status == 200);
  CHECK(unchanged.effects == "[]");
  CHECK(unchanged.body == answer_to(reading_threats(stored_configuration)).body);
}

TEST_CASE("ThreatInsight: bodies that cannot be used") {
  const auto refused = [](const char* body) {
    const answer made = answer_to(replacing_threats(body));
    CHECK(made.status == 400);
    CHECK(made.outcome == "INVALID_REQUEST");
    CHECK(made.effects == "[]");
    return made.body;
  };
  const auto part = [](const std::string& name) { return error_body("E0000001", "Api validation failed: " + name); };
  CHECK(refused("") == part("body"));
  CHECK(refused(R"("{")") == malformed_body);
  CHECK(refused("[]") == malformed_body);
  CHECK(refused("{}") == part("action"));
  CHECK(refused(R"({ "excludeZones": [] })") == part("action"));
  for (const char* action : {"null", "true", R"("BLOCK")", R"("blocks")", R"("")", R"(["block"])"}) {
    CAPTURE(action);
    CHECK(refused(("{ \"action\": " + std::string{action} + " }").c_str()) == part("action"));
  }
  for (const char* zones : {"null", R"("nzo1")", "{}", "[7]", R"(["nzo1", null])"}) {
    CAPTURE(zones);
    CHECK(refused((R"({ "action": "audit", "excludeZones": )" + std::string{zones} + " }").c_str()) ==
          part("excludeZones"));
  }
}

TEST_CASE("ThreatInsight: credentials and scopes") {
  const auto answered = [](administrator asked, const char* scopes) {
    asked.scopes = scopes;
    return answer_to(asked);
  };
  const administrator get = reading_threats(stored_configuration);
  const administrator post = replacing_threats(R"({ "action": "audit" })");
  CHECK(answered(get, "null").body == no_credentials_body);
  CHECK(answered(post, "null").status == 401);
  for (const char* scopes : {"[]", R"(["okta.threatInsights.manage"])", R"(["okta.orgs.read"])"}) {
    CHECK(answered(get, scopes).body == forbidden_body);
    CHECK(answered(get, scopes).headers == challenge("okta.threatInsights.read"));
  }
  for (const char* scopes : {"[]", R"(["okta.threatInsights.read"])", R"(["okta.orgs.manage"])"}) {
    CHECK(answered(post, scopes).body == forbidden_body);
    CHECK(answered(post, scopes).headers == challenge("okta.threatInsights.manage"));
    CHECK(answered(post, scopes).effects == "[]");
  }
  administrator by_token = post;
  by_token.application = "TRUSTED";
  CHECK(answered(by_token, "null").status == 200);
  by_token.more = R"(, "rateLimit": { "violated": "ORG" })";
  by_token.body = "{";
  CHECK(answered(replacing_threats("[]"), R"(["okta.threatInsights.manage"])").status == 400);
  by_token.body = "[]";
  CHECK(answered(by_token, "null").body == limited_body);
  CHECK(answer_to({.operation = "PUT /api/v1/threats/configuration", .body = "{}"}).status == 405);
}

TEST_CASE("blocks: none, the lock, the block of unknown devices, both") {
  const auto body = [](std::string_view status, std::string_view attempts, bool setting) {
    const answer made = answer_to(listing_blocks(account_of(status, attempts), setting));
    CHECK(made.status == 200);
    CHECK(made.outcome == "OK");
    CHECK(made.headers == "{}");
    CHECK(made.effects == "[]");
    return made.body;
  };
  for (const bool setting : {true, false}) {
    CHECK(body("ACTIVE", "", setting) == "[]");
    CHECK(body("ACTIVE", R"("failedAttempts": 1000, "failedAttemptsFromUnknownDevices": 1000)", setting) == "[]");
    CHECK(body("SUSPENDED", "", setting) == "[]");
    CHECK(body("LOCKED_OUT", "", setting) == list_of(any_devices));
  }
  CHECK(body("ACTIVE", blocked, true) == list_of(unknown_devices));
  // Without the setting the flag says nothing.
  CHECK(body("ACTIVE", blocked, false) == "[]");
  CHECK(body("LOCKED_OUT", blocked, false) == list_of(any_devices));
  CHECK(body("LOCKED_OUT", blocked, true) == "[" + std::string{any_devices} + "," + std::string{unknown_devices} + "]");
}

TEST_CASE("blocks: an automatic unlock that is due comes first") {
  for (const auto& [status, attempts] :
       {std::pair{"LOCKED_OUT", ""},
        std::pair{"ACTIVE", R"("failedAttemptsFromUnknownDevices": 10, "unknownDevicesBlocked": true, )"}}) {
    const std::string due = R"("autoUnlockAt": "2026-04-02T13:59:06Z")";
    const answer made = answer_to(listing_blocks(account_of(status, std::string{attempts} + due)));
    CHECK(made.body == "[]");
    CHECK(made.effects == R"([{"type":"ACCOUNT_UNLOCKED","by":"TIMER"},)"
                          R"({"type":"LOG_EVENT","eventType":"user.account.unlock","outcome":"SUCCESS"}])");
  }
  const std::string later = R"("autoUnlockAt": "2026-04-02T13:59:06.001Z")";
  CHECK(answer_to(listing_blocks(account_of("LOCKED_OUT", later))).body == list_of(any_devices));
}

TEST_CASE("blocks: who may look, and at whom") {
  administrator asked = listing_blocks(account_of("LOCKED_OUT"));
  asked.scopes = "null";
  CHECK(answer_to(asked).body == no_credentials_body);
  asked.scopes = R"(["okta.orgs.read", "okta.orgs.manage"])";
  CHECK(answer_to(asked).body == forbidden_body);
  CHECK(answer_to(asked).headers == challenge("okta.users.read"));
  asked.scopes = "null";
  asked.application = "TRUSTED";
  CHECK(answer_to(asked).body == list_of(any_devices));

  administrator nobody = listing_blocks(R"("account": { "user": null })");
  const answer unknown = answer_to(nobody);
  CHECK(unknown.status == 404);
  CHECK(unknown.outcome == "NOT_FOUND");
  CHECK(unknown.body == error_body("E0000007", "Not found: /api/v1/users/00u1/blocks"));
  CHECK(unknown.effects == "[]");
  nobody.more += R"(, "rateLimit": { "violated": "ORG" })";
  CHECK(answer_to(nobody).body == limited_body);
  nobody.scopes = "[]";
  CHECK(answer_to(nobody).body == forbidden_body);

  CHECK(answer_to({.operation = "POST /api/v1/users/00u1/blocks", .body = "{}"}).status == 405);
  CHECK(answer_to({.operation = "GET /api/v1/users//blocks"}).status == 404);
  CHECK(answer_to({.operation = "GET /api/v1/users/00u1/blocks/1"}).status == 404);
}

TEST_CASE("administrators: the account and the transaction of others stay as they are") {
  const std::string account =
      R"({"user":{"id":"00u1","status":"LOCKED_OUT"},"attempts":{"failedAttempts":5,)"
      R"("failedAttemptsFromUnknownDevices":3,"unknownDevicesBlocked":false,"lockedAt":"2026-04-02T13:00:00.000Z",)"
      R"("autoUnlockAt":null,"consecutiveLockouts":1,"failedFactorAttempts":2,"failedRecoveryAttempts":1},)"
      R"("version":7})";
  const std::string transaction =
      R"({"version":2,"state":"MFA_REQUIRED","stateToken":"00st","expiresAt":"2026-04-02T14:00:00.000Z",)"
      R"("userId":"00u1","proofs":["PASSWORD"],"multiOptionalFactorEnroll":false,"warnBeforePasswordExpired":false})";
  for (const std::string operation : {"GET", "PUT"}) {
    const json::value made =
        decision_of(scenario_text({.operation = operation + " " + std::string{lockout_settings.path},
                                   .body = "{}",
                                   .more = ", \"account\": " + account + ", \"transaction\": " + transaction}));
    CHECK(compact(made.at("account")) == account);
    CHECK(compact(made.at("transaction")) == transaction);
  }
  const json::value alone = decision_of(scenario_text({.operation = "GET " + std::string{lockout_settings.path}}));
  CHECK(alone.at("account").at("user").is_null());
  CHECK(alone.at("transaction").is_null());
}

TEST_CASE("administrators: no evidence is asked for, and the query changes nothing") {
  const std::string asked = R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation":
    "GET /attack-protection/api/v1/user-lockout-settings", "application": "TRUSTED",
    "query": { "rememberDevice": "yes", "limit": "7" } }, "account": { "user": { "status": "ACTIVE" } } })";
  CHECK(decision_of(asked).at("response").at("status") == 200);
}

TEST_CASE("bad scenarios: scopes") {
  const auto problem = [](const std::string& scopes) {
    return problem_of(scenario_text({.operation = "GET " + std::string{lockout_settings.path}, .scopes = scopes}));
  };
  for (const char* scopes : {R"("okta.orgs.read")", "true", "{}", "7"}) {
    CAPTURE(scopes);
    CHECK(problem(scopes).code == "wrong-type");
    CHECK(problem(scopes).pointer == "/request/scopes");
  }
  const auto element = problem(R"(["okta.orgs.read", 7])");
  CHECK(element.code == "wrong-type");
  CHECK(element.pointer == "/request/scopes/1");
  CHECK(element.found == "7");
}

TEST_CASE("bad scenarios: how settings are to be answered") {
  const auto problem = problem_of(
      "{ \"now\": \"2026-04-02T13:59:06Z\",\n  \"request\": { \"operation\": \"POST /api/v1/authn\" },\n"
      "  \"policy\": { \"settingsResponse\": \"OBJCT\" } }");
  CHECK(problem.code == "unknown-word");
  CHECK(problem.at == interlock::text::position{3, 35});
  CHECK(problem.pointer == "/policy/settingsResponse");
  CHECK(problem.found == "\"OBJCT\"");
  CHECK(problem.suggestion == "OBJECT");
  CHECK(problem.message == "`OBJCT` is not one of LIST, OBJECT; did you mean `OBJECT`?");

  const auto key = problem_of(
      R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": "POST /api/v1/authn" },
           "policy": { "settingResponse": "LIST" } })");
  CHECK(key.code == "unknown-key");
  CHECK(key.suggestion == "settingsResponse");
  const auto zones = problem_of(
      R"({ "now": "2026-04-02T13:59:06Z", "request": { "operation": "POST /api/v1/authn" },
           "policy": { "threatInsight": { "excludeZones": "nzo1" } } })");
  CHECK(zones.code == "wrong-type");
  CHECK(zones.pointer == "/policy/threatInsight/excludeZones");
}
