#include <interlock/text/play.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>

#include "support.hpp"

namespace json = boost::json;
namespace text = interlock::text;
using namespace interlock::tests;

// What the stories of the examples come to, typed from the documentation of the API.

namespace {

using words = std::vector<std::string>;

/// Ten locks in a row, the first one after four counted guesses and each other one after an unlock and three more.
words month_of_guesses() {
  words all{"401 E0000004", "200 LOCKED_OUT", "200 LOCKED_OUT"};
  for (int hour = 1; hour < 10; ++hour)
    for (const char* const answer : {"401 E0000004", "401 E0000004", "200 LOCKED_OUT", "200 LOCKED_OUT"})
      all.emplace_back(answer);
  all.insert(all.end(), {"ADMINISTRATOR", "200 SUCCESS"});
  return all;
}

const std::map<std::string, words>& expected_answers() {
  static const std::map<std::string, words> all{
      {"support-thread",
       {"401 E0000004", "401 E0000004", "401 E0000004", "200 LOCKED_OUT", "429 E0000047", "401 E0000004",
        "200 RECOVERY_CHALLENGE WAITING", "200 SUCCESS", "200 SUCCESS"}},
      {"mfa-by-sms",
       {"200 MFA_REQUIRED", "200 MFA_CHALLENGE", "429 E0000109", "200 MFA_CHALLENGE", "403 E0000068", "200 SUCCESS",
        "200 SUCCESS", "200 MFA_REQUIRED", "200"}},
      {"mfa-by-push",
       {"200 MFA_REQUIRED", "200 MFA_CHALLENGE WAITING", "200 MFA_CHALLENGE WAITING", "200 MFA_CHALLENGE REJECTED",
        "200 MFA_CHALLENGE WAITING", "200 MFA_CHALLENGE TIMEOUT", "200 MFA_CHALLENGE WAITING", "200 SUCCESS"}},
      {"totp-enrollment",
       {"200 MFA_ENROLL", "200 MFA_ENROLL_ACTIVATE", "200 MFA_ENROLL", "200 MFA_ENROLL_ACTIVATE", "403 E0000068",
        "200 SUCCESS", "200 MFA_REQUIRED", "200 MFA_REQUIRED TIME_WINDOW_EXCEEDED", "200 SUCCESS"}},
      {"password-expired",
       {"200 PASSWORD_EXPIRED", "403 E0000014", "403 E0000014", "200 SUCCESS", "200 SUCCESS", "200 PASSWORD_WARN",
        "200 SUCCESS", "200 PASSWORD_EXPIRED"}},
      {"forgot-password",
       {"401 E0000004", "200 RECOVERY_CHALLENGE", "403 E0000068", "200 RECOVERY", "403 E0000087", "200 PASSWORD_RESET",
        "403 E0000014", "200 SUCCESS", "200 SUCCESS"}},
      {"unlock-by-sms",
       {"401 E0000004", "401 E0000004", "200 LOCKED_OUT", "200 RECOVERY_CHALLENGE", "429 E0000109",
        "200 RECOVERY_CHALLENGE", "200 SUCCESS", "200 SUCCESS"}},
      {"fifth-wrong-code",
       {"200 MFA_REQUIRED", "200 MFA_CHALLENGE", "403 E0000068", "403 E0000068", "403 E0000068", "403 E0000068",
        "403 E0000069", "403 E0000069", "401 E0000004", "ADMINISTRATOR", "200 MFA_REQUIRED", "200 MFA_CHALLENGE",
        "200 SUCCESS"}},
      {"automatic-unlock",
       {"401 E0000004", "401 E0000004", "200 LOCKED_OUT", "ADMINISTRATOR", "401 E0000004", "401 E0000004",
        "200 LOCKED_OUT", "nothing", "TIMER", "200 SUCCESS", "nothing"}},
      {"ten-lockouts", {"401 E0000004", "TIMER",   "401 E0000004", "TIMER",        "401 E0000004",  "TIMER",
                        "401 E0000004", "TIMER",   "401 E0000004", "TIMER",        "401 E0000004",  "TIMER",
                        "401 E0000004", "TIMER",   "401 E0000004", "TIMER",        "401 E0000004",  "TIMER",
                        "401 E0000004", "nothing", "nothing",      "401 E0000004", "ADMINISTRATOR", "200 SUCCESS"}},
      {"month-of-guesses", month_of_guesses()},
      {"unknown-devices",
       {"401 E0000004", "401 E0000004", "200 LOCKED_OUT", "200 SUCCESS", "200 LOCKED_OUT", "ADMINISTRATOR",
        "200 SUCCESS"}},
      {"settings-take-effect",
       {"401 E0000004", "401 E0000004", "401 E0000004", "401 E0000004", "200 LOCKED_OUT", "200 LOCKED_OUT", "200",
        "ADMINISTRATOR", "200", "200", "401 E0000004", "401 E0000004", "401 E0000004", "401 E0000004", "200 LOCKED_OUT",
        "200 SUCCESS", "200 LOCKED_OUT", "200"}},
      {"expired-state-token",
       {"200 MFA_REQUIRED", "401 E0000011", "200 MFA_REQUIRED", "200 MFA_REQUIRED", "200 MFA_CHALLENGE", "403 E0000079",
        "200 MFA_REQUIRED", "200", "401 E0000011"}},
      {"step-up",
       {"200 UNAUTHENTICATED", "401 E0000004", "200 MFA_REQUIRED", "403 E0000068", "200 SUCCESS", "403 E0000079"}},
  };
  return all;
}

json::value played(const std::string& path) {
  const auto all = text::play(read_file(path), {.as_json = true}, path);
  REQUIRE_MESSAGE(all.has_value(), text::to_string(all.error().front()));
  return parsed(*all);
}

json::value story(const std::string& name) {
  return played(std::string{INTERLOCK_SOURCE_DIR} + "/examples/stories/" + name + ".json");
}

std::string word(const json::value& decision, const char* pointer) {
  json::error_code none;
  const json::value* found = decision.find_pointer(pointer, none);
  return found != nullptr && found->is_string() ? " " + std::string{found->get_string().c_str()} : "";
}

/// Status, and error or state with the result of the factor; of an event who unlocked.
std::string answer_of(const json::value& decision) {
  if (decision.at("response").is_null()) {
    const std::string by = word(decision, "/effects/0/by");
    return by.empty() ? "nothing" : by.substr(1);
  }
  return std::to_string(decision.at_pointer("/response/status").as_int64()) +
         word(decision, "/response/body/errorCode") + word(decision, "/response/body/status") +
         word(decision, "/response/body/factorResult");
}

words answers_of(const json::value& story) {
  words all;
  for (const json::value& decision : story.at("steps").as_array()) all.push_back(answer_of(decision));
  return all;
}

bool has_effect(const json::value& decision, std::string_view type) {
  const json::array& effects = decision.at("effects").as_array();
  return std::ranges::any_of(effects, [&](const json::value& each) { return each.at("type").as_string() == type; });
}

bool logs(const json::value& decision, std::string_view event) {
  for (const json::value& effect : decision.at("effects").as_array())
    if (word(effect, "/eventType") == " " + std::string{event}) return true;
  return false;
}

}  // namespace

TEST_CASE("stories: every example comes to what is documented" * doctest::test_suite("slow")) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{INTERLOCK_SOURCE_DIR} / "examples/stories"}) {
    const std::string name = entry.path().stem().string();
    CAPTURE(name);
    const auto expected = expected_answers().find(name);
    REQUIRE(expected != expected_answers().end());
    const words found = answers_of(played(entry.path().string()));
    CHECK(found.size() == expected->second.size());
    for (std::size_t i = 0; i < std::min(found.size(), expected->second.size()); ++i) {
      CAPTURE(i);
      CHECK(found[i] == expected->second[i]);
    }
    ++files;
  }
  CHECK(files == expected_answers().size());
}

TEST_CASE("stories: what they leave behind") {
  CHECK(word(story("support-thread"), "/account/user/status") == " ACTIVE");
  CHECK(compact(story("fifth-wrong-code").at_pointer("/account/attempts/failedFactorAttempts")) == "0");
  CHECK(word(story("password-expired"), "/account/user/passwordChanged") == " 2026-04-02T14:00:36.000Z");
  CHECK(word(story("password-expired"), "/account/user/status") == " PASSWORD_EXPIRED");
  CHECK(word(story("unlock-by-sms"), "/account/user/passwordChanged") == " 2026-01-12T09:30:00Z");

  // The lock keeps every device out; with the setting on, unknown ones alone are kept out.
  const json::value settings = story("settings-take-effect");
  const json::array& asked = settings.at("steps").as_array();
  CHECK(compact(asked[6].at_pointer("/response/body")) == R"([{"type":"DEVICE_BASED","appliesTo":"ANY_DEVICES"}])");
  CHECK(compact(asked[9].at_pointer("/response/body")) == R"([{"preventBruteForceLockoutFromUnknownDevices":true}])");
  CHECK(compact(asked[17].at_pointer("/response/body")) ==
        R"([{"type":"DEVICE_BASED","appliesTo":"UNKNOWN_DEVICES"}])");
  CHECK(word(settings, "/account/user/status") == " ACTIVE");

  const json::value month = story("month-of-guesses");
  std::int64_t counted = 0, guessed = 0;
  for (const json::value& run : month.at("steps").as_array()) {
    if (!run.as_object().contains("repeated")) continue;
    const std::int64_t count = run.at_pointer("/repeated/count").as_int64();
    guessed += count;
    if (has_effect(run, "PASSWORD_FAILED")) counted += count;
  }
  CHECK(guessed == 30 * 24 * 60 * 60);
  CHECK(counted == 10 * 5);

  const json::value lockouts = story("ten-lockouts");
  const json::array& steps = lockouts.at("steps").as_array();
  for (std::size_t lock = 1; lock <= 10; ++lock) {
    const json::value& decision = steps[2 * (lock - 1)];
    CHECK(compact(decision.at_pointer("/account/attempts/consecutiveLockouts")) == std::to_string(lock));
    CHECK(logs(decision, "user.account.lock"));
    CHECK(logs(decision, "user.account.lock.limit") == (lock == 10));
    CHECK(decision.at_pointer("/account/attempts/autoUnlockAt").is_null() == (lock == 10));
  }
}
