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
};
// clang-format on

/// The part of a decision that the caller gets.
std::string response_to(const expected& example) {
  const auto decided = text::decide(read(example.file));
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
  for (const auto& entry : fs::recursive_directory_iterator{examples_folder})
    if (entry.path().extension() == ".json" && entry.path().parent_path().filename() != "tables")
      found.push_back(entry.path().lexically_relative(examples_folder).generic_string());
  for (const expected& example : answers) listed.emplace_back(example.file);
  std::ranges::sort(found);
  std::ranges::sort(listed);
  CHECK(found == listed);
}

TEST_CASE("a refusal with 401 never says why") {
  const std::string first = response_to(answers[0]);
  for (const expected& example : answers) {
    CAPTURE(example.file);
    if (example.status == 401) CHECK(response_to(example) == first);
  }
}
