#include <interlock/text/attack.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/authn/worst_attack.hpp>
#include <interlock/text/play.hpp>

namespace authn = interlock::authn;
namespace json = boost::json;
namespace text = interlock::text;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& file) {
  std::ifstream from{file, std::ios::binary};
  REQUIRE_MESSAGE(from.is_open(), file.string());
  return {std::istreambuf_iterator<char>{from}, {}};
}

const fs::path root{INTERLOCK_SOURCE_DIR};
std::string example(const std::string& name) { return read(root / "examples" / name); }

json::value document_of(const std::string& of, std::string_view within = "P30D") {
  const auto found = text::attack(of, {.within = within, .as_json = true});
  REQUIRE_MESSAGE(found.has_value(), text::to_string(found.error().front()));
  return json::parse(*found);
}

std::string problem_of(const std::string& of, const text::attack_options& options = {}) {
  const auto found = text::attack(of, options, "it");
  REQUIRE(!found.has_value());
  REQUIRE(found.error().size() == 1);
  return text::to_string(found.error().front());
}

/// What the decisions of a played story say, each as often as it was taken.
struct played_story {
  std::uint64_t decisions = 0;
  std::uint64_t passwords = 0;
  std::uint64_t locks = 0;
  json::value account;

  explicit played_story(const std::string& story) {
    const auto played = text::play(story, {.as_json = true});
    REQUIRE_MESSAGE(played.has_value(), text::to_string(played.error().front()));
    const json::value whole = json::parse(*played);
    for (const json::value& made : whole.at("steps").as_array()) {
      const json::value* repeated = made.as_object().if_contains("repeated");
      const std::uint64_t times = repeated == nullptr ? 1 : repeated->at("count").to_number<std::uint64_t>();
      decisions += times;
      for (const json::value& effect : made.at("effects").as_array()) {
        const std::string_view type{effect.at("type").as_string().c_str()};
        if (type == "PASSWORD_FAILED") passwords += times;
        if (type == "ACCOUNT_LOCKED" || type == "UNKNOWN_DEVICES_BLOCKED") locks += times;
      }
    }
    account = whole.at("account");
  }
};

std::uint64_t number(const json::value& in, const char* pointer) {
  return in.at_pointer(pointer).to_number<std::uint64_t>();
}

std::string scenario_with(std::string_view policy, std::string_view more = {}) {
  std::string all =
      R"({ "now": "2026-04-02T08:00:00Z", "policy": { "password": { "settings": { "password": { "lockout": )";
  return all.append(policy)
      .append(R"( } } } }, "account": { "user": { "id": "00u1", "status": "ACTIVE" } })")
      .append(more)
      .append(" }");
}

}  // namespace

TEST_CASE("attack: every story that is printed is played, and does what was said") {
  std::size_t stories = 0;
  const std::vector<std::string> files{"stories/ten-lockouts.json",     "stories/unknown-devices.json",
                                       "stories/automatic-unlock.json", "attempt-that-locks.json",
                                       "unknown-device-block.json",     "support-thread/2-wrong-password.json"};
  for (const std::string& file : files) {
    CAPTURE(file);
    const json::value found = document_of(example(file), "P2D");
    for (const json::value& each : found.at("attacks").as_array()) {
      const std::string name = each.at("name").as_string().c_str();
      CAPTURE(name);
      const auto alone = text::attack(example(file), {.within = "P2D", .story = name, .as_json = false});
      REQUIRE(alone.has_value());
      CHECK(json::parse(*alone) == each.at("story"));
      const played_story played{*alone};
      const std::uint64_t requests = number(each, "/requests/total");
      CHECK(played.decisions == requests + 1);  // the last step looks at the account
      CHECK(played.passwords == requests);
      CHECK(requests ==
            number(each, "/passwordsTried/fromUnknownDevices") + number(each, "/passwordsTried/fromKnownDevice"));
      const bool locked = played.account.at_pointer("/user/status") == "LOCKED_OUT";
      const bool for_good = locked && played.account.at_pointer("/attempts/autoUnlockAt").is_null();
      CHECK(each.at_pointer("/keptOut/knownDevice/forGood") == for_good);
      ++stories;
    }
  }
  CHECK(stories == files.size() * authn::words_of<authn::attacker>::value.size() *
                       authn::words_of<authn::attack_goal>::value.size());
}

TEST_CASE("attack: ten lockouts of one attempt each, half an hour apart") {
  const json::value found = document_of(scenario_with(R"({ "maxAttempts": 1, "autoUnlockMinutes": 30 })"));
  const json::value& first = found.at("attacks").at(0);
  CHECK(first.at("name") == "guess-from-unknown");
  CHECK(number(first, "/requests/total") == 10);
  CHECK(first.at_pointer("/keptOut/knownDevice/total") == "P30D");
  CHECK(first.at_pointer("/requests/meanInterval") == "P3D");
  const json::array& plan = first.at("plan").as_array();
  REQUIRE(plan.size() == 10);
  CHECK(plan.front().at("first") == "2026-04-02T08:00:00.000Z");
  CHECK(plan.back().at("first") == "2026-04-02T12:30:00.000Z");
  const played_story played{json::serialize(first.at("story"))};
  CHECK(played.locks == 10);
  CHECK(found.at("ever").at(0).at("consecutiveFailures") == 10);
}

TEST_CASE("attack: what nobody locks goes on as fast as the limits allow") {
  const std::string open = R"({ "maxAttempts": 0 })";
  const json::value by_name = document_of(scenario_with(open), "PT1H");
  CHECK(number(by_name.at("attacks").at(0), "/requests/total") == 14'400);
  const json::value by_organization = document_of(scenario_with(open, R"(, "rateLimit": { "limit": 100 })"), "PT1H");
  CHECK(number(by_organization.at("attacks").at(0), "/requests/total") == 6'000);
  CHECK(by_organization.at("ever").at(0).at("passwordsTried").is_null());
  CHECK(by_organization.at("ever").at(0).at("belowCeiling") == false);
  const played_story played{json::serialize(by_organization.at("attacks").at(0).at("story"))};
  CHECK(played.passwords == 6'000);
  CHECK(number(by_organization.at("attacks").at(0), "/requests/busiestSecond") == 4);
}

TEST_CASE("attack: the counters of the account are part of the failures in a row") {
  const std::string counted =
      R"({ "now": "2026-04-02T08:00:00Z", "account": { "user": { "id": "00u1" },
           "attempts": { "failedAttempts": 4, "failedAttemptsFromUnknownDevices": 3 } })";
  const json::value together = document_of(counted + " }");
  CHECK(number(together, "/ever/0/passwordsTried") == 6);
  CHECK(number(together, "/ever/0/consecutiveFailures") == 10);
  const json::value apart = document_of(
      counted + R"(, "policy": { "userLockoutSettings": { "preventBruteForceLockoutFromUnknownDevices": true } } })");
  CHECK(number(apart, "/ever/0/passwordsTried") == 7);
  CHECK(number(apart, "/ever/2/passwordsTried") == 13);
  CHECK(number(apart, "/ever/2/consecutiveFailures") == 20);
}

TEST_CASE("attack: a scenario's request is not looked at") {
  const std::string scenario = scenario_with(R"({ "maxAttempts": 3 })");
  const std::string with_request = scenario_with(
      R"({ "maxAttempts": 3 })",
      R"(, "request": { "operation": 7 }, "evidence": 1, "device": [], "rateLimit": { "violated": "USERNAME" })");
  json::value one = document_of(scenario);
  json::value other = document_of(with_request);
  for (json::value* each : {&one, &other})
    for (json::value& attack : each->at("attacks").as_array())
      attack.at("story").at("given").as_object().erase("rateLimit");
  CHECK(one == other);
}

TEST_CASE("attack: what cannot be attacked is refused, with its place") {
  const std::string scenario = scenario_with(R"({ "maxAttempts": 3 })");
  using options = text::attack_options;
  CHECK(problem_of("[]") == "it:1:1: expected an object, found a list");
  CHECK(problem_of(R"({ "now": "2026-04-02T08:00:00Z" })") ==
        "it:1:1: there is no user whose password could be guessed");
  CHECK(problem_of(R"({ "account": { "user": {} } })") == "it:1:1: the key `now` is missing");
  CHECK(problem_of(scenario, options{.within = "P1X"}) ==
        "--within:1:3: `P1X` is not an ISO 8601 duration such as P30D: one of `Y`, `M`, `W`, `D` is due here, each "
        "once and in this order");
  CHECK(problem_of(scenario, options{.within = "PT0S"}) == "--within:1:1: an attack takes some time");
  CHECK(problem_of(scenario, options{.within = "P9000Y"}) ==
        "--within:1:1: the attack would go on beyond the year 9999");
  CHECK(problem_of(scenario, options{.story = "guess-from-unkown"}) ==
        "--story:1:1: there is no story `guess-from-unkown` of an attack; did you mean `guess-from-unknown`?");
  const std::string endless = scenario_with(R"({ "maxAttempts": 0 })", R"(, "rateLimit": { "limit": 7 })");
  CHECK(problem_of(endless, options{.within = "P1000Y", .story = "guess-from-any"}) ==
        "--story:1:1: the story is longer than 10000 steps; over a shorter time it can be told");
  const auto refused = text::attack(R"({ "given": { "nwo": 1 }, "stpes": [] })", {}, "it");
  REQUIRE(!refused.has_value());
  CHECK(refused.error().size() == 4);  // two keys are unknown, two are missing
}

TEST_CASE("attack: the largest numbers there are take no longer") {
  const json::value found = document_of(
      R"({ "now": "2026-04-02T08:00:00Z", "rateLimit": { "limit": 90 },
           "policy": { "userLockoutSettings": { "preventBruteForceLockoutFromUnknownDevices": true },
                       "password": { "settings": { "password": { "lockout":
                         { "maxAttempts": 9007199254740991, "autoUnlockMinutes": 9007199254740991 } } } } },
           "account": { "user": {}, "attempts": { "failedAttempts": 9007199254740990,
                                                  "consecutiveLockouts": 9007199254740991 } } })",
      "P7973Y");
  CHECK(found.at("attacks").at(1).at_pointer("/keptOut/knownDevice/forGood") == true);
  CHECK(number(found.at("attacks").at(1), "/requests/total") == 1);
  CHECK(number(found, "/ever/0/passwordsTried") == 9'007'199'254'740'991);
}
