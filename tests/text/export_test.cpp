#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/regions.hpp>
#include <interlock/text/book.hpp>
#include <interlock/text/export_cases.hpp>
#include <interlock/text/export_markdown.hpp>

#include "support.hpp"

using namespace interlock;
using namespace interlock::tests;

namespace {

struct exported {
  std::map<std::string, json::value> cases;
  std::vector<std::string> lines;
  text::case_counts counts;
};

std::string word(const json::value& text) { return {text.as_string().data(), text.as_string().size()}; }

const exported& all() {
  static const exported made = [] {
    exported found;
    found.counts = text::export_cases([&](std::string_view line) { found.lines.emplace_back(line); });
    for (const std::string& line : found.lines) {
      const json::value one = parsed(line);
      REQUIRE(found.cases.emplace(word(one.at("id")), one).second);
    }
    return found;
  }();
  return made;
}

bool shows(const json::value& one, std::string_view rule) {
  const json::array& trace = one.at("decision").at("trace").as_array();
  return std::ranges::any_of(trace, [&](const json::value& table) { return table.at("rule").as_string() == rule; });
}

// The tables that `POST /api/v1/authn` asks, by hand.
constexpr std::array<std::string_view, 17> sign_in_tables{
    "activation", "authentication",  "automatic_unlock", "destination",     "factor_challenge", "factor_enrollment",
    "gate",       "lock_disclosure", "password_attempt", "password_expiry", "recovery_method",  "recovery_source",
    "sign_on",    "standing",        "threat",           "threat_log",      "unlock_schedule"};

std::vector<std::string> rules_of_sign_in() {
  std::vector<std::string> ids;
  for (const rules::table& each : authn::shipped_book().tables)
    if (std::ranges::find(sign_in_tables, each.name) != sign_in_tables.end())
      for (const rules::row& row : each.rows) ids.emplace_back(row.id);
  return ids;
}

// The pairs of rows of one table that differ in one condition, as `FIRST/SECOND`.
std::set<std::string> pairs_of_sign_in() {
  std::set<std::string> pairs;
  for (const rules::table& each : authn::shipped_book().tables) {
    if (std::ranges::find(sign_in_tables, each.name) == sign_in_tables.end()) continue;
    for (const rules::row& first : each.rows)
      for (const rules::row& second : each.rows.subspan(static_cast<std::size_t>(&first - each.rows.data()) + 1)) {
        const auto differences = std::transform_reduce(first.when.begin(), first.when.end(), second.when.begin(), 0,
                                                       std::plus{}, std::not_equal_to{});
        if (differences == 1) pairs.insert(std::string{first.id} + "/" + std::string{second.id});
      }
  }
  return pairs;
}

std::size_t regions_of_sign_in() {
  const rules::book& book = authn::shipped_book();
  const auto table = std::ranges::find(book.tables, "authentication", &rules::table::name) - book.tables.begin();
  std::size_t regions = 0;
  rules::for_each_region(book, static_cast<std::uint16_t>(table), rules::whole_space(book), [&](const rules::region&) {
    ++regions;
    return true;
  });
  return regions;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("cases: the number of each kind") {
  const text::case_counts& counts = all().counts;
  CHECK(counts.rows == rules_of_sign_in().size());
  CHECK(counts.rows_left_out == 0);
  CHECK(counts.boxes == regions_of_sign_in());
  CHECK(counts.boxes_left_out == 0);
  CHECK(all().lines.size() == counts.rows + 2 * counts.pairs + counts.boxes);

  std::set<std::string> left_out;
  for (const std::string& pair : pairs_of_sign_in())
    if (!all().cases.contains("pair/" + pair)) left_out.insert(pair);
  // The gate finds a body malformed or invalid, and the body is a column of its own beside it, so that no two scenarios
  // differ in the gate alone.
  CHECK(left_out == std::set<std::string>{"AUTHN-6/AUTHN-7"});
  CHECK(counts.pairs_left_out == left_out.size());
  CHECK(counts.pairs == pairs_of_sign_in().size() - left_out.size());
}

TEST_CASE("cases: the rule that a case is about is one of those that decide it") {
  for (const std::string& rule : rules_of_sign_in()) {
    CAPTURE(rule);
    REQUIRE(all().cases.contains("row/" + rule));
    CHECK(shows(all().cases.at("row/" + rule), rule));
  }
  std::size_t pairs = 0;
  for (const auto& entry : all().cases) {
    const std::string& id = entry.first;
    const json::value& one = entry.second;
    if (!id.starts_with("pair/")) continue;
    CAPTURE(id);
    const std::size_t slash = id.find('/', 5);
    const std::string rule = id.substr(5, slash - 5);
    const std::string other = id.substr(slash + 1);
    CHECK(shows(one, rule));
    CHECK(!shows(one, other));
    CHECK(all().cases.contains("pair/" + other + "/" + rule));
    ++pairs;
  }
  CHECK(pairs == 2 * all().counts.pairs);
}

TEST_CASE("cases: pairs that must be there") {
  // Rules that differ in one condition, by hand.
  for (const std::string id : {"GATE-1/GATE-2", "GATE-8/GATE-9", "THREAT-5/THREAT-6", "AUTO-1/AUTO-2", "LOCK-1/LOCK-5",
                               "LOCK-3/LOCK-5", "SCHED-1/SCHED-5", "SCHED-2/SCHED-3", "STATUS-1/STATUS-2",
                               "AUTHN-12/AUTHN-13", "AUTHN-23/AUTHN-24", "SOURCE-2/SOURCE-3", "TRY-2/TRY-3"}) {
    CAPTURE(id);
    CHECK(all().cases.contains("pair/" + id));
  }
  CHECK(all().cases.at("pair/LOCK-3/LOCK-5").at("decision").at("outcome").as_string() == "AUTHENTICATION_FAILED");
  CHECK(all().cases.at("pair/LOCK-5/LOCK-3").at("decision").at("outcome").as_string() == "LOCKED_OUT");
}

TEST_CASE("cases: every decision is the one of its scenario") {
  for (const std::string& line : all().lines) {
    const std::size_t scenario = line.find(",\"scenario\":") + 12;
    const std::size_t decision = line.find(",\"decision\":");
    const auto decided = text::decide(line.substr(scenario, decision - scenario), text::layout::compact);
    REQUIRE(decided.has_value());
    REQUIRE(line.substr(decision + 12) == *decided + "}");
  }
}

TEST_CASE("cases: the boxes reach every outcome, and each of their scenarios is another one") {
  std::set<std::string> outcomes;
  std::set<std::string> scenarios;
  for (std::size_t number = 1; number <= all().counts.boxes; ++number) {
    const json::value& one = all().cases.at("box/" + std::to_string(number));
    outcomes.insert(word(one.at("decision").at("outcome")));
    scenarios.insert(compact(one.at("scenario")));
  }
  CHECK(outcomes == std::set<std::string>{"SUCCESS", "MFA_REQUIRED", "MFA_ENROLL", "PASSWORD_EXPIRED", "PASSWORD_WARN",
                                          "PASSWORD_RESET", "LOCKED_OUT", "AUTHENTICATION_FAILED", "FORBIDDEN",
                                          "RATE_LIMITED", "NOT_FOUND", "INVALID_REQUEST"});
  CHECK(scenarios.size() == all().counts.boxes);
}

TEST_CASE("cases: the same lines again") {
  std::size_t at = 0;
  bool same = true;
  text::export_cases([&](std::string_view line) { same = same && line == all().lines.at(at++); });
  CHECK(same);
  CHECK(at == all().lines.size());
}

TEST_CASE("markdown: every table with its question, rules, reasons and sources") {
  const rules::book& book = authn::shipped_book();
  const std::string page = text::export_markdown(book);
  for (const rules::table& table : book.tables) {
    CAPTURE(table.name);
    CHECK(page.find("**" + std::string{table.question} + "**") != std::string::npos);
    for (const rules::row& row : table.rows) CHECK(count(page, "\n| " + std::string{row.id} + " | ") == 1);
  }
  CHECK(count(page, "\n## ") == book.tables.size());
  CHECK(page.find(
            "\n| LOCK-1 | `enumeration_prevention` is `ON` | `AUTHENTICATION_FAILED` | User enumeration prevention "
            "hides that the account exists, and so that it is locked. | S1, 8.1, 8.7, C31 |\n") != std::string::npos);
  CHECK(page.find("\n| GATE-3 | `threat` is `LIMITED` or `DENIED`<br>`threat_response` is `OBSERVED` | ") !=
        std::string::npos);
  CHECK(page.find("\n| ACTIVATE-1 | `user_status` is not `PROVISIONED` | ") != std::string::npos);
  CHECK(page.find("\n| LOCK-5 | in every other case | `LOCKED_OUT` | ") != std::string::npos);
}

TEST_CASE("markdown: the main table first, and every table behind one that it feeds") {
  const rules::book& book = authn::shipped_book();
  const std::string page = text::export_markdown(book);
  const auto place = [&](std::string_view table) { return page.find("\n**" + std::string{table} + "**"); };
  CHECK(page.find("\n## authentication\n") == page.find("\n## "));
  std::map<std::string_view, std::size_t> first_use;
  for (const rules::table& table : book.tables)
    for (const rules::column& column : table.columns)
      if (column.fed)
        first_use.try_emplace(book.tables[column.source].question, page.size()).first->second =
            std::min(first_use[book.tables[column.source].question], place(table.question));
  for (const auto& [question, use] : first_use) CHECK(use < place(question));
  std::set<std::string_view> unused;
  for (const rules::table& table : book.tables)
    if (!first_use.contains(table.question)) unused.insert(table.name);
  // What requests and events ask, and what is asked for effects.
  CHECK(unused == std::set<std::string_view>{"administration", "authentication", "continuation", "identification",
                                             "recovery_link", "recovery_progress", "recovery_start", "account_event",
                                             "automatic_unlock", "threat_log", "unlock_schedule"});
}

TEST_CASE("markdown: what would be markup in a host's own words is shown as it is") {
  const text::source from{"own", R"({
    "table": "own", "question": "Is *a* < b_c?", "hitPolicy": "unique",
    "columns": [{ "name": "a`b|c", "values": ["NO", "YES"] }], "outcomes": ["X", "Z"],
    "rules": [{ "id": "O-1", "when": ["YES"], "then": "X", "because": "[One] of | two.", "sources": ["#1"] },
              { "id": "O-2", "when": ["NO"], "then": "Z", "because": "", "sources": [] }] })"};
  const auto book = text::compile_book({&from, 1});
  REQUIRE_MESSAGE(book.has_value(), text::to_string(book.error().front()));
  const std::string page = text::export_markdown(book->view());
  CHECK(page.find("**Is \\*a\\* \\< b\\_c?**") != std::string::npos);
  CHECK(page.find("| O-1 | `` a`b\\|c `` is `YES` | `X` | \\[One\\] of \\| two. | \\#1 |") != std::string::npos);
  CHECK(page.find("Exactly one rule fits.") != std::string::npos);
}
