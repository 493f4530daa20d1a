#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <interlock/text/decide.hpp>
#include <interlock/text/explain.hpp>

namespace interlock::tests {
namespace {

namespace json = boost::json;

std::string read(const std::filesystem::path& file) {
  std::ifstream from{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{from}, {}};
}

std::vector<std::filesystem::path> example_scenarios() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{INTERLOCK_SOURCE_DIR "/examples"})
    if (const auto folder = entry.path().parent_path().filename();
        entry.path().extension() == ".json" && folder != "tables" && folder != "stories")
      found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

/// Puts a value at a pointer as a reader of the document would: what is missing, or null, on the way becomes an object.
void put(json::value& root, std::string_view pointer, const json::value& value) {
  json::value* at = &root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (at->is_array()) {
      at = &at->as_array().at(std::stoul(std::string{token}));
    } else {
      if (!at->is_object()) at->emplace_object();
      at = &at->as_object()[token];
    }
  }
  *at = value;
}

std::string outcome_of(const json::value& scenario) {
  const auto decided = text::decide(json::serialize(scenario), text::layout::compact);
  if (!decided) return decided.error().front().message;
  return std::string{json::parse(*decided).at("outcome").as_string()};
}

json::value explained(const std::string& scenario, authn::outcome want, bool all) {
  text::explain_options asked;
  asked.want = want;
  asked.all = all;
  asked.as_json = true;
  const auto answer = text::explain(scenario, asked);
  REQUIRE(answer.has_value());
  CHECK(answer->reachable == !json::parse(answer->text).at("changes").as_array().empty());
  return json::parse(answer->text);
}

}  // namespace

TEST_CASE("changes: put at their pointers, a whole set leads to the wanted outcome and no part of it does") {
  std::size_t sets = 0;
  const auto files = example_scenarios();
  CHECK(files.size() >= 50);
  for (const auto& file : files) {
    CAPTURE(file.string());
    const std::string scenario = read(file);
    for (const std::string_view word : authn::words_of<authn::outcome>::value) {
      CAPTURE(word);
      const json::value found = explained(scenario, *authn::from_string<authn::outcome>(word), true);
      for (const json::value& way : found.at("changes").as_array()) {
        const json::array& set = way.at("set").as_array();
        CAPTURE(json::serialize(set));
        ++sets;
        for (std::size_t left_out = 0; left_out <= set.size(); ++left_out) {
          json::value changed = json::parse(scenario);
          for (std::size_t i = 0; i < set.size(); ++i)
            if (i != left_out) put(changed, set[i].at("fact").as_string(), set[i].at("to"));
          CHECK((outcome_of(changed) == word) == (left_out == set.size()));
        }
      }
    }
  }
  CHECK(sets > 500);
}

TEST_CASE("changes: a body that is given as text is replaced as a whole") {
  const json::value scenario = json::parse(R"({
    "now": "2026-04-02T13:59:06Z", "evidence": { "password": "VALID" },
    "request": { "operation": "POST /api/v1/authn", "body": "{ \"username\": \"u\", \"password\": true }" },
    "policy": { "password": { "settings": { "password": { "age": { "maxAgeDays": 10, "expireWarnDays": 3 } } } } },
    "account": { "user": { "status": "ACTIVE", "passwordChanged": "2026-03-25T13:59:06Z" } } })");
  const json::value found = explained(json::serialize(scenario), authn::outcome::password_warn, false);
  const json::array& ways = found.at("changes").as_array();
  REQUIRE(ways.size() == 1);
  const json::array& set = ways[0].at("set").as_array();
  REQUIRE(set.size() == 1);
  CHECK(set[0].at("fact") == "/request/body");
  json::value changed = scenario;
  put(changed, "/request/body", set[0].at("to"));
  CHECK(outcome_of(changed) == "PASSWORD_WARN");
}

TEST_CASE("changes: `from` is what the scenario says") {
  const std::string scenario = read(INTERLOCK_SOURCE_DIR "/examples/support-thread/1-first-report.json");
  const json::value found = explained(scenario, authn::outcome::success, true);
  std::size_t compared = 0;
  for (const json::value& way : found.at("changes").as_array())
    for (const json::value& change : way.at("set").as_array()) {
      json::error_code missing;
      const json::value document = json::parse(scenario);
      const json::value* stated = document.find_pointer(change.at("fact").as_string(), missing);
      CHECK(change.at("from") == (stated == nullptr ? json::value{} : *stated));
      ++compared;
    }
  CHECK(compared > 0);
}

namespace {

/// An administrator's request.
std::string replacing_settings(const std::string& scopes) {
  return R"({ "now": "2026-04-02T13:59:06Z", "request": { "scopes": )" + scopes +
         R"(, "operation": "PUT /attack-protection/api/v1/user-lockout-settings",
           "body": { "preventBruteForceLockoutFromUnknownDevices": true } } })";
}

/// What the scopes have to become, if that alone leads to the outcome.
std::string way_by_scopes(const std::string& scopes, authn::outcome want) {
  const json::value scenario = json::parse(replacing_settings(scopes));
  const json::value found = explained(json::serialize(scenario), want, false);
  for (const json::value& way : found.at("changes").as_array()) {
    const json::array& set = way.at("set").as_array();
    if (set.size() != 1 || set[0].at("fact") != "/request/scopes") continue;
    CHECK(set[0].at("from") == scenario.at("request").at("scopes"));
    CHECK(set[0].at("by") == "CALLER");
    json::value changed = scenario;
    put(changed, "/request/scopes", set[0].at("to"));
    CHECK(outcome_of(changed) == authn::to_string(want));
    return json::serialize(set[0].at("to"));
  }
  return "none";
}

}  // namespace

TEST_CASE("changes: the scopes of an access token are one list, and those of other APIs stay in it") {
  using enum authn::outcome;
  CHECK(way_by_scopes(R"(["openid", "okta.orgs.read"])", ok) == R"(["openid","okta.orgs.read","okta.orgs.manage"])");
  CHECK(way_by_scopes("[]", ok) == R"(["okta.orgs.manage"])");
  CHECK(way_by_scopes("null", ok) == R"(["okta.orgs.manage"])");
  CHECK(way_by_scopes("null", forbidden) == "[]");
  CHECK(way_by_scopes(R"(["okta.orgs.manage", "openid"])", forbidden) == R"(["openid"])");
  CHECK(way_by_scopes(R"(["okta.orgs.manage", "openid"])", invalid_token) == "null");
}

TEST_CASE("changes: settings that are given as a list with one object are changed in that object") {
  const std::string blocked = R"({ "now": "2026-04-02T13:59:06Z", "evidence": { "password": "VALID" },
    "request": { "operation": "POST /api/v1/authn", "body": { "username": "u", "password": true } },
    "account": { "user": { "status": "ACTIVE" }, "attempts": { "unknownDevicesBlocked": true } },
    "policy": { "userLockoutSettings": )";
  const std::string settings = R"({ "preventBruteForceLockoutFromUnknownDevices": true })";
  for (const bool listed : {false, true}) {
    CAPTURE(listed);
    const json::value scenario = json::parse(blocked + (listed ? "[" + settings + "]" : settings) + " } }");
    const std::string pointer = std::string{"/policy/userLockoutSettings"} + (listed ? "/0" : "") +
                                "/preventBruteForceLockoutFromUnknownDevices";
    const json::value found = explained(json::serialize(scenario), authn::outcome::success, false);
    std::size_t offered = 0;
    for (const json::value& way : found.at("changes").as_array()) {
      const json::array& set = way.at("set").as_array();
      if (set.size() != 1 || set[0].at("fact").as_string() != pointer) continue;
      ++offered;
      CHECK(set[0].at("from") == true);
      CHECK(set[0].at("to") == false);
      json::value changed = scenario;
      put(changed, pointer, set[0].at("to"));
      CHECK(outcome_of(changed) == "SUCCESS");
    }
    CHECK(offered == 1);
  }
}

TEST_CASE("changes: a setting in a list is told apart from one that stands alone") {
  for (const bool listed : {false, true}) {
    json::value scenario = json::parse(R"({ "now": "2026-04-02T13:59:06Z", "evidence": { "password": "VALID" },
      "request": { "operation": "POST /api/v1/authn/factors/f1/verify",
                   "body": { "stateToken": "00t", "password": true } },
      "account": { "user": { "id": "00u1", "status": "ACTIVE" } },
      "enrollment": { "factors": [{ "id": "f1", "factorType": "password", "provider": "OKTA", "status": "ACTIVE" },
                                  { "id": "f2", "factorType": "sms", "provider": "OKTA", "status": "ACTIVE" }] },
      "policy": { "signOnRule": { "actions": { "signon": { "requireFactor": true } } } },
      "transaction": { "version": 2, "stateToken": "00t", "state": "UNAUTHENTICATED", "userId": "00u1", "proofs": [],
                       "factorFirst": true, "expiresAt": "2026-04-02T14:04:06Z" } })");
    const json::value settings = json::object{{"verifyKnowledgeSecondWhen2faRequired", true}};
    put(scenario, "/policy/authenticatorSettings", listed ? json::value(json::array({settings})) : settings);
    const json::value found = explained(json::serialize(scenario), authn::outcome::mfa_required, false);
    std::vector<std::string> offered;
    for (const json::value& way : found.at("changes").as_array())
      offered.emplace_back(way.at_pointer("/set/0/fact").as_string());
    CHECK(std::ranges::count(offered, std::string{"/policy/authenticatorSettings"} + (listed ? "/0" : "") +
                                          "/verifyKnowledgeSecondWhen2faRequired") == 1);
  }
}

TEST_CASE("a refused audience is explained by the audience, in its own words") {
  const std::string scenario = R"({ "now": "2026-04-02T13:59:06Z",
    "request": { "operation": "POST /api/v1/authn",
                 "body": { "username": "a@example.com", "password": true, "audience": "0oa1gjh63g214q0Hq0g4" } },
    "evidence": { "password": "VALID", "audience": "NOT_ALLOWED" },
    "account": { "user": { "id": "00u1", "status": "ACTIVE", "credentials": { "password": {} } } } })";
  const json::value found = explained(scenario, authn::outcome::success, false);
  CHECK(found.at_pointer("/because/0").as_string().find("(/evidence/audience = \"NOT_ALLOWED\")") !=
        std::string_view::npos);
  for (const json::value& each : found.at("whyNot").as_array())
    if (each.at("outcome") == "SUCCESS") CHECK(each.at("facts") == json::array{"/evidence/audience"});

  text::explain_options asked;
  asked.want = authn::outcome::success;
  const std::string report = text::explain(scenario, asked)->text;
  const std::string label = "The audience that is asked for: not allowed for this user";
  CHECK(report.find(label + "\n") != std::string::npos);
  CHECK(report.find("disabled") == std::string::npos);
  CHECK(report.find("not allowed for this user -> allowed for\n") != std::string::npos);
}

TEST_CASE("changes: settings are a body as a whole, and the other engine is out of reach") {
  json::value scenario = json::parse(replacing_settings(R"(["okta.orgs.manage"])"));
  put(scenario, "/request/body", json::object{{"preventBruteForceLockoutFromUnknownDevices", "yes"}});
  const json::value found = explained(json::serialize(scenario), authn::outcome::ok, true);
  REQUIRE(found.at("changes").as_array().size() == 1);
  const json::value& change = found.at_pointer("/changes/0/set/0");
  CHECK(change.at("fact") == "/request/body");
  CHECK(change.at("from") == scenario.at("request").at("body"));
  put(scenario, "/request/body", change.at("to"));
  CHECK(outcome_of(scenario) == "OK");

  put(scenario, "/request/operation", "PUT /attack-protection/api/v1/authenticator-settings");
  const json::value classic = explained(json::serialize(scenario), authn::outcome::ok, true);
  CHECK(classic.at("changes").as_array().empty());
  CHECK(classic.at_pointer("/impossibleBecause/rule") == "ADMIN-6");
}

TEST_CASE("the report: at most 80 columns, no JSON, the answer first") {
  for (const auto& file : example_scenarios()) {
    CAPTURE(file.string());
    for (const auto want : {authn::outcome::success, authn::outcome::locked_out, authn::outcome::mfa_enroll}) {
      text::explain_options asked;
      asked.want = want;
      const auto answer = text::explain(read(file), asked);
      REQUIRE(answer.has_value());
      std::string_view rest = answer->text;
      while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        CAPTURE(line);
        CHECK(line.size() <= 80);
        CHECK_FALSE(line.ends_with(' '));
        CHECK(line.find_first_of("{}\"") == std::string_view::npos);
      }
    }
  }
}

}  // namespace interlock::tests
