#include "settings.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

// Attack Protection, typed from docs/reference.md#operations-of-administrators: both objects, every row
// of its validation table.

using namespace interlock::tests;
using std::string_literals::operator""s;

namespace {

constexpr std::array both{lockout_settings, authenticator_settings};

administrator asking_for(const settings_object& object) {
  return {.operation = "GET " + std::string{object.path}, .scopes = R"(["okta.orgs.read"])"};
}

administrator replacing(const settings_object& object, std::string body) {
  return {.operation = "PUT " + std::string{object.path}, .scopes = R"(["okta.orgs.manage"])", .body = std::move(body)};
}

administrator with_stored(administrator asked, const settings_object& object, std::string_view stored) {
  asked.policy += ", \"" + std::string{object.key} + "\": " + std::string{stored};
  return asked;
}

std::string change_of(const settings_object& object, std::string_view value) {
  return R"([{"type":"UPDATE_SETTINGS","object":")" + std::string{object.key} + R"(","value":)" +
         holding(object, value) +
         R"(},{"type":"LOG_EVENT","eventType":"security.attack_protection.settings.update","outcome":"SUCCESS"}])";
}

std::string invalid_part(std::string_view part) {
  return error_body("E0000001", "Api validation failed: " + std::string{part});
}

void check_refused(const answer& made, int status, std::string_view outcome, const std::string& body) {
  CHECK(made.status == status);
  CHECK(made.outcome == outcome);
  CHECK(made.body == body);
  CHECK(made.effects == "[]");
}

}  // namespace

TEST_CASE("settings: what is sent takes the place of what there was, with the event of the change") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (const std::string value : {"true", "false"}) {
      const std::string other = value == "true" ? "false" : "true";
      for (const std::string& stored : {holding(object, other), "[" + holding(object, other) + "]"}) {
        const answer made = answer_to(with_stored(replacing(object, holding(object, value)), object, stored));
        CHECK(made.status == 200);
        CHECK(made.outcome == "OK");
        CHECK(made.headers == "{}");
        CHECK(made.body == holding(object, value));
        CHECK(made.effects == change_of(object, value));
      }
    }
  }
}

TEST_CASE("settings: the same value changes nothing, and no event says so") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (const std::string value : {"true", "false"}) {
      const answer made =
          answer_to(with_stored(replacing(object, holding(object, value)), object, holding(object, value)));
      CHECK(made.status == 200);
      CHECK(made.outcome == "OK");
      CHECK(made.body == holding(object, value));
      CHECK(made.effects == "[]");
    }
    CHECK(answer_to(replacing(object, holding(object, "false"))).effects == "[]");
    CHECK(answer_to(replacing(object, holding(object, "true"))).effects == change_of(object, "true"));
  }
}

TEST_CASE("settings: reading them answers a list with the one object, or the object alone") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (const std::string value : {"true", "false"}) {
      administrator asked = with_stored(asking_for(object), object, holding(object, value));
      const std::string alone = holding(object, value);
      CHECK(answer_to(asked).body == "[" + alone + "]");
      const std::string policy = asked.policy;
      asked.policy = policy + R"(, "settingsResponse": "LIST")";
      CHECK(answer_to(asked).body == "[" + alone + "]");
      asked.policy = policy + R"(, "settingsResponse": "OBJECT")";
      const answer made = answer_to(asked);
      CHECK(made.body == alone);
      CHECK(made.status == 200);
      CHECK(made.outcome == "OK");
      CHECK(made.headers == "{}");
      CHECK(made.effects == "[]");
    }
    CHECK(answer_to(asking_for(object)).body == "[" + holding(object, "false") + "]");
    administrator replaced = replacing(object, holding(object, "true"));
    replaced.policy += R"(, "settingsResponse": "LIST")";
    CHECK(answer_to(replaced).body == holding(object, "true"));
  }
}

TEST_CASE("settings: a body is needed to replace them, and looked at for nothing else") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    check_refused(answer_to(replacing(object, "")), 400, "INVALID_REQUEST", invalid_part("body"));
    check_refused(answer_to(replacing(object, "null")), 400, "INVALID_REQUEST", invalid_part("body"));
    for (const char* body : {R"("{")", "[]", "7", R"({ "preventBruteForceLockoutFromUnknownDevices": 7 })"}) {
      administrator asked = asking_for(object);
      asked.body = body;
      CHECK(answer_to(asked).status == 200);
    }
  }
}

TEST_CASE("settings: a body that is not JSON, or no object, is not well-formed") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    const std::string whole = "{ \\\"" + std::string{object.property} + "\\\": true }";
    CHECK(answer_to(replacing(object, "\"" + whole + "\"")).body == holding(object, "true"));
    const std::string truncated = "\"" + whole.substr(0, whole.size() - 2) + "\"";
    for (const std::string& body : {truncated, R"("yes")"s, R"("\"yes\"")"s, R"("")"s, "[]"s,
                                    "[" + holding(object, "true") + "]", "true"s, "1"s}) {
      CAPTURE(body);
      check_refused(answer_to(replacing(object, body)), 400, "INVALID_REQUEST", malformed_body);
    }
  }
}

TEST_CASE("settings: what the body leaves out is false") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    const answer made = answer_to(with_stored(replacing(object, "{}"), object, holding(object, "true")));
    CHECK(made.status == 200);
    CHECK(made.body == holding(object, "false"));
    CHECK(made.effects == change_of(object, "false"));
    const answer unchanged = answer_to(replacing(object, "{}"));
    CHECK(unchanged.body == holding(object, "false"));
    CHECK(unchanged.effects == "[]");
  }
}

TEST_CASE("settings: null and other types are refused, nothing is taken for a truth value") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (const char* value :
         {"null", R"("true")", R"("false")", R"("yes")", R"("")", "1", "0", "1.5", "[true]", "{}"}) {
      CAPTURE(value);
      const administrator asked =
          with_stored(replacing(object, holding(object, value)), object, holding(object, "true"));
      check_refused(answer_to(asked), 400, "INVALID_REQUEST", invalid_part(object.property));
    }
  }
}

TEST_CASE("settings: properties that the object does not have are ignored") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    const settings_object& other = &object == &both[0] ? both[1] : both[0];
    const std::string body = "{ \"lastUpdated\": 7, \"" + std::string{other.property} + "\": \"yes\", \"" +
                             std::string{object.property} + "\": true, \"_links\": null }";
    const answer made = answer_to(replacing(object, body));
    CHECK(made.status == 200);
    CHECK(made.body == holding(object, "true"));
    CHECK(made.effects == change_of(object, "true"));
  }
}

TEST_CASE("settings: without credentials there is no token") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (administrator asked : {asking_for(object), replacing(object, holding(object, "true"))}) {
      asked.scopes = "null";
      const answer made = answer_to(asked);
      check_refused(made, 401, "INVALID_TOKEN", no_credentials_body);
      CHECK(made.headers == "{}");
    }
  }
}

TEST_CASE("settings: each operation needs its own scope, and the header names it") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    const auto get_with = [&](const char* scopes) {
      administrator asked = asking_for(object);
      asked.scopes = scopes;
      return answer_to(asked);
    };
    const auto put_with = [&](const char* scopes) {
      administrator asked = replacing(object, holding(object, "true"));
      asked.scopes = scopes;
      return answer_to(asked);
    };
    for (const char* scopes : {"[]", R"(["okta.orgs.manage"])", R"(["okta.users.read", "okta.threatInsights.read"])",
                               R"(["okta.orgs"])", R"(["OKTA.ORGS.READ"])", R"(["openid", "okta.policies.manage"])"}) {
      CAPTURE(scopes);
      const answer made = get_with(scopes);
      check_refused(made, 403, "FORBIDDEN", forbidden_body);
      CHECK(made.headers == challenge("okta.orgs.read"));
    }
    for (const char* scopes : {"[]", R"(["okta.orgs.read"])", R"(["okta.threatInsights.manage"])"}) {
      CAPTURE(scopes);
      const answer made = put_with(scopes);
      check_refused(made, 403, "FORBIDDEN", forbidden_body);
      CHECK(made.headers == challenge("okta.orgs.manage"));
    }
    CHECK(get_with(R"(["openid", "okta.orgs.read"])").status == 200);
    CHECK(put_with(R"(["okta.orgs.manage", "okta.orgs.manage"])").status == 200);
  }
}

TEST_CASE("settings: an API token takes the place of scopes, an access token with too few does not") {
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (administrator asked : {asking_for(object), replacing(object, holding(object, "true"))}) {
      asked.application = "TRUSTED";
      asked.scopes = "null";
      CHECK(answer_to(asked).status == 200);
      asked.scopes = "[]";
      CHECK(answer_to(asked).body == forbidden_body);
    }
  }
}

TEST_CASE("settings: the Classic Engine has no authenticator settings") {
  for (const char* engine : {R"("engine": "CLASSIC")", R"("threatResponse": "OBSERVED")"}) {
    for (administrator asked : {asking_for(authenticator_settings), replacing(authenticator_settings, "{}"),
                                replacing(authenticator_settings, holding(authenticator_settings, "true"))}) {
      asked.policy = engine;
      const answer made = answer_to(asked);
      check_refused(made, 403, "FORBIDDEN", forbidden_body);
      CHECK(made.headers == "{}");
    }
    administrator asked = replacing(lockout_settings, holding(lockout_settings, "true"));
    asked.policy = engine;
    CHECK(answer_to(asked).body == holding(lockout_settings, "true"));
    asked = asking_for(lockout_settings);
    asked.policy = engine;
    CHECK(answer_to(asked).status == 200);
  }
}

TEST_CASE("settings: a rate limit, with its headers and the event of the limit") {
  const std::string numbers = R"("limit": 600, "remaining": 0, "reset": 1775138400)";
  for (const settings_object& object : both) {
    CAPTURE(object.path);
    for (administrator asked : {asking_for(object), replacing(object, holding(object, "true"))}) {
      asked.more = R"(, "rateLimit": { "violated": "ORG", )" + numbers + " }";
      const answer limited = answer_to(asked);
      CHECK(limited.status == 429);
      CHECK(limited.outcome == "RATE_LIMITED");
      CHECK(limited.headers ==
            R"({"X-Rate-Limit-Limit":"600","X-Rate-Limit-Remaining":"0","X-Rate-Limit-Reset":"1775138400"})");
      CHECK(limited.body == limited_body);
      CHECK(limited.effects ==
            R"([{"type":"LOG_EVENT","eventType":"system.org.rate_limit.violation","outcome":"DENY"}])");
      for (const char* violated : {"USERNAME", "CONCURRENCY"}) {
        asked.more = R"(, "rateLimit": { "violated": ")" + std::string{violated} + "\" }";
        CHECK(answer_to(asked).body == limited_body);
      }
      asked.more = R"(, "rateLimit": { )" + numbers + " }";
      CHECK(answer_to(asked).status == 200);
      CHECK(answer_to(asked).headers == limited.headers);
      asked.scopes = "[]";
      const std::string scope = asked.body.empty() ? "okta.orgs.read" : "okta.orgs.manage";
      CHECK(answer_to(asked).headers ==
            limited.headers.substr(0, limited.headers.size() - 1) + "," + challenge(scope).substr(1));
    }
  }
}

TEST_CASE("settings: authentication, scope, engine, rate limit, body, in this order") {
  administrator asked = replacing(authenticator_settings, R"("{")");
  asked.policy = R"("engine": "CLASSIC")";
  asked.more = R"(, "rateLimit": { "violated": "ORG" })";
  asked.scopes = "null";
  CHECK(answer_to(asked).body == no_credentials_body);
  asked.scopes = "[]";
  CHECK(answer_to(asked).headers == challenge("okta.orgs.manage"));
  asked.scopes = R"(["okta.orgs.manage"])";
  CHECK(answer_to(asked).body == forbidden_body);
  CHECK(answer_to(asked).headers == "{}");
  asked.policy = R"("engine": "IDENTITY")";
  CHECK(answer_to(asked).body == limited_body);
  asked.more = {};
  CHECK(answer_to(asked).body == malformed_body);
  asked.body = holding(authenticator_settings, "null");
  CHECK(answer_to(asked).body == invalid_part(authenticator_settings.property));
  asked.body = holding(authenticator_settings, "true");
  CHECK(answer_to(asked).status == 200);
}

TEST_CASE("settings: zone and threat come before all of it") {
  const auto refused = [](const std::string& network, const std::string& policy) {
    administrator asked = replacing(lockout_settings, R"("{")");
    asked.scopes = "null";
    asked.more = ", \"network\": { " + network + " }";
    asked.policy = policy;
    return answer_to(asked);
  };
  const auto logged = [](const std::string& event, const std::string& outcome) {
    return R"([{"type":"LOG_EVENT","eventType":")" + event + R"(","outcome":")" + outcome + "\"}]";
  };
  for (const std::string response : {"OBSERVED", "DOCUMENTED"}) {
    const std::string policy = "\"threatInsight\": { \"action\": \"block\" }, \"threatResponse\": \"" + response + "\"";
    const answer zone = refused(R"("zone": "BLOCKED")", policy);
    CHECK(zone.body == forbidden_body);
    CHECK(zone.headers == "{}");
    CHECK(zone.effects == logged("security.zone.request.blocked", "DENY"));
    const answer high = refused(R"("threat": "HIGH")", policy);
    CHECK(high.body == forbidden_body);
    CHECK(high.effects == logged("security.threat.detected", "DENY"));
    const answer low = refused(R"("threat": "LOW")", policy);
    CHECK(low.body == limited_body);
    CHECK(low.effects == logged("security.threat.detected", "RATE_LIMIT"));
    CHECK(refused(R"("threat": "HIGH", "exempt": true)", policy).body == no_credentials_body);
  }
}

TEST_CASE("settings: other methods and paths") {
  const auto body_of_operation = [](const std::string& operation) {
    return answer_to({.operation = operation, .body = "{}"}).body;
  };
  for (const settings_object& object : both)
    for (const char* method : {"POST", "DELETE", "PATCH"})
      CHECK(body_of_operation(method + (" " + std::string{object.path})) ==
            error_body("E0000022", "The endpoint does not support the provided HTTP method"));
  for (const char* path : {"/attack-protection/api/v1", "/attack-protection/api/v1/user-lockout-settings/",
                           "/api/v1/user-lockout-settings", "/attack-protection/api/v1/User-Lockout-Settings"})
    CHECK(body_of_operation("GET " + std::string{path}) == error_body("E0000007", "Not found: " + std::string{path}));
}
