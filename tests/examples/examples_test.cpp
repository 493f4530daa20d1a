#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/text/decide.hpp>

using namespace interlock;
namespace fs = std::filesystem;

namespace {

const fs::path examples_folder = fs::path{INTERLOCK_SOURCE_DIR} / "examples";

std::string read(const fs::path& name) {
  std::ifstream file{examples_folder / name, std::ios::binary};
  REQUIRE_MESSAGE(file.is_open(), name.string());
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct expected {
  std::string_view file;
  std::string_view outcome;
  int status;
  std::string_view rule;
};

// clang-format off
constexpr expected answers[] = {
  {"support-thread/1-first-report.json",           "AUTHENTICATION_FAILED", 401, "LOCK-3"},
  {"support-thread/2-wrong-password.json",         "AUTHENTICATION_FAILED", 401, "LOCK-3"},
  {"support-thread/3-enumeration-prevention.json", "AUTHENTICATION_FAILED", 401, "LOCK-1"},
  {"support-thread/4-policies-as-listed.json",     "AUTHENTICATION_FAILED", 401, "LOCK-3"},
  {"support-thread/5-rule-added.json",             "AUTHENTICATION_FAILED", 401, "LOCK-4"},
  {"support-thread/6-locked-out.json",             "LOCKED_OUT",            200, "LOCK-5"},
  {"support-thread/7-rate-limit.json",             "RATE_LIMITED",          429, "GATE-7"},
  {"support-thread/8-threat-limit.json",           "AUTHENTICATION_FAILED", 401, "GATE-3"},

  {"activation-token.json",                        "PASSWORD_RESET",        200, "ACTIVATE-3"},
  {"attempt-that-locks.json",                      "LOCKED_OUT",            200, "LOCK-5"},
  {"automatic-unlock.json",                        "SUCCESS",               200, "NEXT-6"},
  {"blocked-zone.json",                            "AUTHENTICATION_FAILED", 401, "GATE-1"},
  {"device-remembered.json",                       "SUCCESS",               200, "NEXT-6"},
  {"enroll-factor.json",                           "MFA_ENROLL",            200, "NEXT-3"},
  {"factor-required.json",                         "MFA_REQUIRED",          200, "NEXT-1"},
  {"identity-engine.json",                         "AUTHENTICATION_FAILED", 401, "LOCK-4"},
  {"malformed-body.json",                          "INVALID_REQUEST",       400, "GATE-10"},
  {"nothing-to-enroll.json",                       "AUTHENTICATION_FAILED", 401, "SIGNON-2"},
  {"password-expired.json",                        "PASSWORD_EXPIRED",      200, "NEXT-2"},
  {"password-warning.json",                        "PASSWORD_WARN",         200, "NEXT-5"},
  {"password-warning-not-asked-for.json",          "SUCCESS",               200, "NEXT-6"},
  {"rate-limit.json",                              "RATE_LIMITED",          429, "GATE-13"},
  {"sign-on-denied.json",                          "AUTHENTICATION_FAILED", 401, "SIGNON-1"},
  {"suspended-user.json",                          "AUTHENTICATION_FAILED", 401, "STATUS-6"},
  {"threat-blocked.json",                          "AUTHENTICATION_FAILED", 401, "GATE-3"},
  {"threat-blocked-as-documented.json",            "FORBIDDEN",             403, "GATE-4"},
  {"threat-exempt.json",                           "SUCCESS",               200, "NEXT-6"},
  {"trusted-application.json",                     "SUCCESS",               200, "NEXT-6"},
  {"unknown-device-block.json",                    "AUTHENTICATION_FAILED", 401, "LOCK-2"},
  {"unknown-user.json",                            "AUTHENTICATION_FAILED", 401, "STATUS-1"},

  {"factors/sms-challenge.json",                   "MFA_CHALLENGE",         200, "ANSWER-12"},
  {"factors/sms-right-code.json",                  "SUCCESS",               200, "ONWARD-13"},
  {"factors/sms-wrong-code.json",                  "FORBIDDEN",             403, "ANSWER-14"},
  {"factors/fifth-wrong-code.json",                "FORBIDDEN",             403, "ANSWER-13"},
  {"factors/resend-too-soon.json",                 "RATE_LIMITED",          429, "RESEND-1"},
  {"factors/code-replayed.json",                   "MFA_REQUIRED",          200, "ANSWER-15"},
  {"factors/push-waiting.json",                    "MFA_CHALLENGE",         200, "ANSWER-4"},
  {"factors/push-refused.json",                    "MFA_CHALLENGE",         200, "ANSWER-5"},
  {"factors/factor-first.json",                    "UNAUTHENTICATED",       200, "NAME-10"},
  {"enrollment/enroll-totp.json",                  "MFA_ENROLL_ACTIVATE",   200, "SETUP-11"},
  {"enrollment/activate-totp.json",                "MFA_ENROLL",            200, "ONWARD-10"},
  {"passwords/new-password-rejected.json",         "FORBIDDEN",             403, "CHANGE-3"},
  {"passwords/changed.json",                       "SUCCESS",               200, "ONWARD-13"},
  {"recovery/forgot-password.json",                "RECOVERY_CHALLENGE",    200, "CHANNEL-11"},
  {"recovery/forgot-password-unknown-user.json",   "RECOVERY_CHALLENGE",    200, "START-16"},
  {"recovery/trusted-token.json",                  "RECOVERY",              200, "START-13"},
  {"recovery/trusted-unknown-user.json",           "FORBIDDEN",             403, "PERMIT-1"},
  {"recovery/mailed-token.json",                   "RECOVERY",              200, "QUESTION-2"},
  {"recovery/wrong-answer.json",                   "FORBIDDEN",             403, "REPLY-4"},
  {"recovery/right-answer.json",                   "PASSWORD_RESET",        200, "REPLY-6"},
  {"recovery/unlock-by-sms.json",                  "RECOVERY_CHALLENGE",    200, "CHANNEL-11"},
  {"recovery/unlocked.json",                       "SUCCESS",               200, "CODE-8"},
  {"recovery/fifth-wrong-code.json",               "FORBIDDEN",             403, "CODE-5"},
  {"transactions/step-up.json",                    "SUCCESS",               200, "NEXT-6"},
  {"transactions/skip-refused.json",               "OPERATION_NOT_ALLOWED", 403, "STEP-8"},
  {"transactions/expired.json",                    "INVALID_TOKEN",         401, "STEP-7"},
  {"transactions/cancelled.json",                  "CANCELLED",             200, "STEP-10"},
  {"settings/shown.json",                          "OK",                    200, "ADMIN-14"},
  {"settings/turned-on.json",                      "OK",                    200, "ADMIN-12"},
  {"settings/without-scope.json",                  "FORBIDDEN",             403, "ADMIN-5"},
  {"settings/bad-value.json",                      "INVALID_REQUEST",       400, "ADMIN-11"},
  {"settings/classic-engine.json",                 "FORBIDDEN",             403, "ADMIN-6"},
  {"settings/threat-insight-audit.json",           "OK",                    200, "ADMIN-12"},
  {"settings/blocks.json",                         "OK",                    200, "ADMIN-14"},
};
// clang-format on

/// The part of a decision that the caller gets.
std::string response_to(std::string_view file) {
  const auto decided = text::decide(read(file));
  REQUIRE(decided.has_value());
  const std::size_t begin = decided->find("\"response\"");
  return decided->substr(begin, decided->find("\"effects\"") - begin);
}

}  // namespace

TEST_CASE("every example is answered as its page says") {
  for (const expected& example : answers) {
    CAPTURE(example.file);
    const auto scenario = text::read_scenario(read(example.file));
    REQUIRE(scenario.has_value());
    const auto decision = authn::decide(scenario->facts());
    REQUIRE(decision.has_value());
    CHECK(to_string(decision->outcome) == example.outcome);
    CHECK(decision->response.status == example.status);
    const rules::table& table = authn::shipped_book().tables[decision->decided_by.table];
    CHECK(table.rows[decision->decided_by.row].id == example.rule);
  }
}

TEST_CASE("no example is forgotten here") {
  std::vector<std::string> found, listed;
  const auto is_scenario = [](const fs::path& file) {
    const fs::path folder = file.parent_path().filename();
    return file.extension() == ".json" && folder != "tables" && folder != "stories";
  };
  for (const auto& entry : fs::recursive_directory_iterator{examples_folder})
    if (is_scenario(entry.path())) found.push_back(entry.path().lexically_relative(examples_folder).generic_string());
  for (const expected& example : answers) listed.emplace_back(example.file);
  std::ranges::sort(found);
  std::ranges::sort(listed);
  CHECK(found == listed);
}

TEST_CASE("a failed authentication never says why") {
  const std::string first = response_to(answers[0].file);
  for (const expected& example : answers) {
    CAPTURE(example.file);
    if (example.outcome == "AUTHENTICATION_FAILED") CHECK(response_to(example.file) == first);
  }
}

TEST_CASE("a forgotten password never says whether there is such a user") {
  CHECK(response_to("recovery/forgot-password-unknown-user.json") == response_to("recovery/forgot-password.json"));
}
