#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "support.hpp"

namespace text = interlock::text;
using interlock::tests::problem_of;
using interlock::tests::sign_in;

namespace {

struct expectation {
  text::position at;
  std::string code;
};

// LINE_COLUMN_code.json
expectation expected_of(const std::string& name) {
  const std::size_t column = name.find('_') + 1;
  const std::size_t code = name.find('_', column) + 1;
  return {{static_cast<std::uint32_t>(std::stoul(name)), static_cast<std::uint32_t>(std::stoul(name.substr(column)))},
          name.substr(code, name.size() - code - std::string{".json"}.size())};
}

}  // namespace

TEST_CASE("bad scenarios: each file has exactly the problem that its name says, where it says") {
  std::set<std::string> codes;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{INTERLOCK_TESTS_DIR} / "text/bad"}) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const auto decided = text::decide(interlock::tests::read_file(entry.path().string()), text::layout::compact, name);
    REQUIRE(!decided.has_value());
    const expectation expected = expected_of(name);
    codes.insert(expected.code);
    const text::diagnostics problems = decided.error();
    CHECK(problems.size() == 1);
    const text::diagnostic& problem = problems.front();
    CAPTURE(text::to_string(problem));
    CHECK(problem.code == expected.code);
    CHECK(problem.at == expected.at);
    CHECK(problem.file == name);
    CHECK(!problem.message.empty());
  }
  CHECK(codes == std::set<std::string>{"syntax", "duplicate-key", "unknown-key", "missing-key", "wrong-type",
                                       "bad-number", "unknown-word", "bad-time", "bad-operation", "missing-evidence",
                                       "snapshot-version", "impossible-snapshot", "other-user"});
}

TEST_CASE("bad scenarios: pointer, found text and the nearest word") {
  const auto key = problem_of(sign_in(R"(, "polcy": {})"));
  CHECK(key.pointer == "/polcy");
  CHECK(key.found == "\"polcy\"");
  CHECK(key.suggestion == "policy");
  CHECK(key.message == "there is no key `polcy` here; did you mean `policy`?");

  const auto status = problem_of(sign_in(R"(, "account": { "user": { "status": "LOCKEDOUT" } })"));
  CHECK(status.pointer == "/account/user/status");
  CHECK(status.suggestion == "LOCKED_OUT");

  const auto method = problem_of(sign_in(R"(, "enrollment": { "recovery": ["sms", "e-mail"] })"));
  CHECK(method.pointer == "/enrollment/recovery/1");
  CHECK(method.suggestion == "email");
  CHECK(method.message == "`e-mail` is not one of email, sms, call, question, push, otp; did you mean `email`?");

  const auto nested = problem_of(sign_in(R"(, "policy": { "password": [{}, { "_embedded": { "rules": [
      { "actions": { "selfServiceUnlock": { "access": "ALOW" } } }] } }] })"));
  CHECK(nested.pointer == "/policy/password/1/_embedded/rules/0/actions/selfServiceUnlock/access");
  CHECK(nested.suggestion == "ALLOW");

  const auto factor = problem_of(sign_in(
      R"(, "policy": { "enrollment": { "settings": { "factors": { "okta_sms": { "enroll": {
          "self": "REQUIERD" } } } } } })"));
  CHECK(factor.pointer == "/policy/enrollment/settings/factors/okta_sms/enroll/self");
  CHECK(factor.suggestion == "REQUIRED");

  const auto number = problem_of(sign_in(R"(, "account": { "version": -1 })"));
  CHECK(number.message == "expected a whole number from 0 to 9007199254740991, found `-1`");
}

TEST_CASE("bad scenarios: evidence that is needed names its pointer") {
  const auto password = problem_of(sign_in(R"(, "account": { "user": { "id": "00u1" } })"));
  CHECK(password.code == "missing-evidence");
  CHECK(password.pointer == "/evidence/password");
  const auto token = problem_of(interlock::tests::sign_in_with(
      R"({ "token": "00activation" })", R"(, "account": { "user": { "status": "PROVISIONED" } })"));
  CHECK(token.pointer == "/evidence/token");
}

TEST_CASE("bad scenarios: all problems at once, in the order of the text") {
  const auto decided = text::decide(R"({
  "request": { "operatoin": "POST /api/v1/authn" },
  "evidnce": {},
  "policy": { "engine": "CLASICS", "engine": "CLASSICS" },
  "account": { "user": { "status": "LOCKEDOUT" }, "version": "1" },
  "now": 7
})");
  REQUIRE(!decided.has_value());
  std::string found;
  for (const text::diagnostic& problem : decided.error())
    found += std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + " " + problem.code + "\n";
  CHECK(found ==
        "2:14 missing-key\n"
        "2:16 unknown-key\n"
        "3:3 unknown-key\n"
        "4:36 duplicate-key\n"
        "4:46 unknown-word\n"
        "5:36 unknown-word\n"
        "5:62 wrong-type\n"
        "6:10 wrong-type\n");
}

TEST_CASE("bad scenarios: other documents") {
  for (const char* text : {"", " ", "null", "[]", "7", "\"x\"", "{", "{\"now\":}", "\xff", "{\"a\xff\":1}", "{} {}"}) {
    CAPTURE(text);
    CHECK(!text::decide(text).has_value());
  }
}

TEST_CASE("bad scenarios: the line that stands in the place of a decision") {
  text::diagnostic problem;
  problem.at = {3, 8};
  problem.pointer = "/a\"b";
  problem.message = "no";
  CHECK(text::write_error(problem) == R"({"error":{"line":3,"column":8,"pointer":"/a\"b","message":"no"}})");
}
