#include "sign_in_table.hpp"

#include <cstdio>
#include <cstdlib>

#include <interlock/rules/match.hpp>
#include <interlock/text/book.hpp>

namespace bench {
namespace {

namespace rules = interlock::rules;
namespace text = interlock::text;

constexpr std::string_view table_text = R"({
  "table": "sign_in",
  "question": "What does a sign-in answer?",
  "hitPolicy": "first",
  "columns": [
    { "name": "zone",          "values": ["ALLOWED", "BLOCKED"] },
    { "name": "threat_action", "values": ["NONE", "BLOCK"] },
    { "name": "threat_level",  "values": ["NONE", "LOW", "HIGH"] },
    { "name": "body",          "values": ["PASSWORD", "TOKEN", "MALFORMED"] },
    { "name": "user",          "values": ["ACTIVE", "PASSWORD_EXPIRED", "PROVISIONED", "LOCKED_OUT", "NONE"] },
    { "name": "device",        "values": ["KNOWN", "UNKNOWN"] },
    { "name": "block",         "values": ["CLEAR", "SET"] },
    { "name": "failures",      "values": ["SHOWN", "HIDDEN"] },
    { "name": "unlock",        "values": ["ALLOW", "DENY"] },
    { "name": "method",        "values": ["USABLE", "NONE"] },
    { "name": "password",      "values": ["VALID", "COUNTS", "LOCKS"] },
    { "name": "prompt",        "values": ["NEVER", "NEW_DEVICE", "ALWAYS"] },
    { "name": "factor",        "values": ["NONE", "ENROLLABLE", "ENROLLED"] },
    { "name": "age",           "values": ["CURRENT", "EXPIRING", "EXPIRED"] }
  ],
  "outcomes": ["FORBIDDEN", "LIMITED", "MALFORMED", "FAILED", "PASSWORD_RESET", "LOCKED_OUT",
               "MFA_REQUIRED", "PASSWORD_EXPIRED", "MFA_ENROLL", "PASSWORD_WARN", "SUCCESS"],
  "rules": [
    //                    zone       threat_action threat_level body        user                device     block  failures unlock   method    password  prompt        factor      age
    { "id": "1",  "when": ["BLOCKED", "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "FORBIDDEN" },
    { "id": "2",  "when": ["-",       "BLOCK",      "HIGH",      "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "FORBIDDEN" },
    { "id": "3",  "when": ["-",       "BLOCK",      "LOW",       "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "LIMITED" },
    { "id": "4",  "when": ["-",       "-",          "-",         "MALFORMED", "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "MALFORMED" },
    { "id": "5",  "when": ["-",       "-",          "-",         "TOKEN",     "!PROVISIONED",     "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "FAILED" },
    { "id": "6",  "when": ["-",       "-",          "-",         "TOKEN",     "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "PASSWORD_RESET" },
    { "id": "7",  "when": ["-",       "-",          "-",         "-",         "PROVISIONED|NONE", "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "FAILED" },
    { "id": "8",  "when": ["-",       "-",          "-",         "-",         "LOCKED_OUT",       "-",       "-",   "SHOWN", "ALLOW", "USABLE", "-",      "-",          "-",        "-"        ], "then": "LOCKED_OUT" },
    { "id": "9",  "when": ["-",       "-",          "-",         "-",         "LOCKED_OUT",       "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "FAILED" },
    { "id": "10", "when": ["-",       "-",          "-",         "-",         "-",                "UNKNOWN", "SET", "SHOWN", "ALLOW", "USABLE", "-",      "-",          "-",        "-"        ], "then": "LOCKED_OUT" },
    { "id": "11", "when": ["-",       "-",          "-",         "-",         "-",                "UNKNOWN", "SET", "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "FAILED" },
    { "id": "12", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "SHOWN", "ALLOW", "USABLE", "LOCKS",  "-",          "-",        "-"        ], "then": "LOCKED_OUT" },
    { "id": "13", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "LOCKS",  "-",          "-",        "-"        ], "then": "FAILED" },
    { "id": "14", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "COUNTS", "-",          "-",        "-"        ], "then": "FAILED" },
    { "id": "15", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "ALWAYS",     "ENROLLED", "-"        ], "then": "MFA_REQUIRED" },
    { "id": "16", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "ALWAYS",     "NONE",     "-"        ], "then": "FAILED" },
    { "id": "17", "when": ["-",       "-",          "-",         "-",         "-",                "UNKNOWN", "-",   "-",     "-",     "-",      "-",      "NEW_DEVICE", "ENROLLED", "-"        ], "then": "MFA_REQUIRED" },
    { "id": "18", "when": ["-",       "-",          "-",         "-",         "-",                "UNKNOWN", "-",   "-",     "-",     "-",      "-",      "NEW_DEVICE", "NONE",     "-"        ], "then": "FAILED" },
    { "id": "19", "when": ["-",       "-",          "-",         "-",         "PASSWORD_EXPIRED", "-",       "-",   "-",     "-",     "-",      "-",      "ALWAYS",     "-",        "-"        ], "then": "PASSWORD_EXPIRED" },
    { "id": "20", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "ALWAYS",     "-",        "EXPIRED"  ], "then": "PASSWORD_EXPIRED" },
    { "id": "21", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "ALWAYS",     "-",        "-"        ], "then": "MFA_ENROLL" },
    { "id": "22", "when": ["-",       "-",          "-",         "-",         "-",                "UNKNOWN", "-",   "-",     "-",     "-",      "-",      "NEW_DEVICE", "-",        "-"        ], "then": "MFA_ENROLL" },
    { "id": "23", "when": ["-",       "-",          "-",         "-",         "PASSWORD_EXPIRED", "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "PASSWORD_EXPIRED" },
    { "id": "24", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "EXPIRED"  ], "then": "PASSWORD_EXPIRED" },
    { "id": "25", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "EXPIRING" ], "then": "PASSWORD_WARN" },
    { "id": "26", "when": ["-",       "-",          "-",         "-",         "-",                "-",       "-",   "-",     "-",     "-",      "-",      "-",          "-",        "-"        ], "then": "SUCCESS" }
  ]
})";

rules::compiled_book compiled() {
  const text::source from{"sign_in", table_text};
  auto book = text::compile_book({&from, 1});
  if (book) return *std::move(book);
  for (const text::diagnostic& problem : book.error()) std::fprintf(stderr, "%s\n", text::to_string(problem).c_str());
  std::abort();
}

sign_in random_values(xorshift& random) {
  sign_in made{};
  for (std::size_t column = 0; column < made.size(); ++column)
    made[column] = static_cast<rules::value_index>(random.below(sign_in_table().columns[column].values.size()));
  return made;
}

/// Values by chance within the row, until no earlier one decides.
sign_in random_in_row(rules::row_index row, xorshift& random) {
  for (;;) {
    sign_in made = random_values(random);
    const auto& when = sign_in_table().rows[row].when;
    for (std::size_t column = 0; column < made.size(); ++column)
      while ((when[column] & rules::only(made[column])) == 0)
        made[column] = static_cast<rules::value_index>(random.below(sign_in_table().columns[column].values.size()));
    if (decide_by_hand(made) == row) return made;
  }
}

}  // namespace

const rules::table& sign_in_table() {
  static const rules::compiled_book book = compiled();
  return book.view().tables.front();
}

rules::row_index decide_by_hand(const sign_in& given) noexcept {
  if (given[zone] == 1) return 0;
  if (given[threat_action] == 1 && given[threat_level] == 2) return 1;
  if (given[threat_action] == 1 && given[threat_level] == 1) return 2;
  if (given[body] == 2) return 3;
  if (given[body] == 1 && given[user] != 2) return 4;
  if (given[body] == 1) return 5;
  if (given[user] == 2 || given[user] == 4) return 6;
  if (given[user] == 3 && given[failures] == 0 && given[unlock] == 0 && given[method] == 0) return 7;
  if (given[user] == 3) return 8;
  if (given[device] == 1 && given[block] == 1 && given[failures] == 0 && given[unlock] == 0 && given[method] == 0) return 9;
  if (given[device] == 1 && given[block] == 1) return 10;
  if (given[failures] == 0 && given[unlock] == 0 && given[method] == 0 && given[password] == 2) return 11;
  if (given[password] == 2) return 12;
  if (given[password] == 1) return 13;
  if (given[prompt] == 2 && given[factor] == 2) return 14;
  if (given[prompt] == 2 && given[factor] == 0) return 15;
  if (given[device] == 1 && given[prompt] == 1 && given[factor] == 2) return 16;
  if (given[device] == 1 && given[prompt] == 1 && given[factor] == 0) return 17;
  if (given[user] == 1 && given[prompt] == 2) return 18;
  if (given[prompt] == 2 && given[age] == 2) return 19;
  if (given[prompt] == 2) return 20;
  if (given[device] == 1 && given[prompt] == 1) return 21;
  if (given[user] == 1) return 22;
  if (given[age] == 2) return 23;
  if (given[age] == 1) return 24;
  return 25;
}

const std::array<sign_in, inputs_count>& sign_ins() {
  static const auto made = [] {
    xorshift random;
    std::array<sign_in, inputs_count> all{};
    for (sign_in& one : all) {
      one = random_in_row(static_cast<rules::row_index>(random.below(sign_in_rows)), random);
      if (rules::first_match(sign_in_table(), one) != decide_by_hand(one)) std::abort();
    }
    return all;
  }();
  return made;
}

const std::array<std::uint16_t, steps_count>& steps() {
  static const auto made = [] {
    xorshift random;
    std::array<std::uint16_t, steps_count> all{};
    for (std::uint16_t& step : all) step = static_cast<std::uint16_t>(random.below(steps_count));
    return all;
  }();
  return made;
}

}  // namespace bench
