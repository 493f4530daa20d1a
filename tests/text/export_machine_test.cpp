#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/transaction_machine.hpp>
#include <interlock/text/export_machine.hpp>
#include <interlock/text/scenario.hpp>

#include "support.hpp"

using namespace interlock;
using namespace interlock::tests;

namespace {

// The names of the vocabulary, and of the two places outside.
std::string from_name(const authn::transition& row) {
  return row.from ? std::string{to_string(*row.from)} : "NO_TRANSACTION";
}
std::string to_name(const authn::transition& row) { return row.to ? std::string{to_string(*row.to)} : "ENDED"; }

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    found.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" ;") + 1 - first);
}

/// Operation, from, to.
using way = std::tuple<std::string, std::string, std::string>;

std::set<way> ways_of_table(bool by_outcome) {
  std::set<way> found;
  for (const authn::transition& row : authn::transitions())
    if (row.by_outcome == by_outcome) found.emplace(to_string(row.by), from_name(row), row.stays ? "" : to_name(row));
  return found;
}

/// Arrows and what is written at states, read from a picture as somebody sees it.
struct picture {
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> arrows;  // from: to and label
  std::set<way> at_states;

  void arrow(const std::string& from, const std::string& to, const std::string& label) {
    arrows[from].emplace_back(to, label);
  }

  /// The state itself, or all that arrows lead to from something that is none.
  [[nodiscard]] std::set<std::string> states_behind(const std::string& place) const {
    if (is_state(place)) return {place};
    std::set<std::string> found;
    if (const auto on = arrows.find(place); on != arrows.end())
      for (const auto& [to, label] : on->second) found.merge(states_behind(to));
    return found;
  }

  [[nodiscard]] std::set<way> ways() const {
    std::set<way> found;
    for (const auto& [from, all] : arrows) {
      if (!is_state(from)) continue;
      for (const auto& [to, label] : all)
        for (const std::string_view operation : authn::words_of<authn::operation>::value)
          if (label_lines(label).contains(std::string{operation}))
            for (const std::string& behind : states_behind(to)) found.emplace(operation, from, behind);
    }
    return found;
  }

  /// `OPERATION [SUBSTATES] -> STATE`, where substates and state may be missing.
  void note(const std::string& state, const std::string& text) {
    const std::string arrow = " \xe2\x86\x92 ";
    const std::size_t leads = text.find(arrow);
    at_states.emplace(text.substr(0, text.find(' ')), state,
                      leads == std::string::npos ? "" : text.substr(leads + arrow.size()));
  }

 private:
  static bool is_state(const std::string& name) {
    return name == "NO_TRANSACTION" || name == "ENDED" || authn::from_string<authn::state>(name).has_value();
  }

  static std::set<std::string> label_lines(std::string label) {
    for (const std::string end : {"\\n", "<br/>"})
      for (std::size_t at = 0; (at = label.find(end)) != std::string::npos;) label.replace(at, end.size(), "\n");
    const std::vector<std::string> lines = lines_of(label);
    return {lines.begin(), lines.end()};
  }
};

std::string between(const std::string& text, const std::string& start, const std::string& end) {
  const std::size_t from = text.find(start);
  if (from == std::string::npos) return "";
  return text.substr(from + start.size(), text.find(end, from + start.size()) - from - start.size());
}

picture read_dot(const std::string& text) {
  picture found;
  for (const std::string& line : lines_of(text)) {
    const std::string shown = trimmed(line);
    if (const std::size_t at = shown.find(" -> "); at != std::string::npos) {
      const std::string rest = shown.substr(at + 4);
      found.arrow(shown.substr(0, at), rest.substr(0, rest.find(' ')), between(rest, "label=\"", "\""));
    } else if (const std::string state = between(shown, "<B>", "</B>"); !state.empty()) {
      std::string rest = shown;
      while (rest.find("\"#444444\">") != std::string::npos) {
        found.note(state, between(rest, "\"#444444\">", "</FONT>"));
        rest.erase(0, rest.find("\"#444444\">") + 1);
      }
    }
  }
  return found;
}

picture read_mermaid(const std::string& text) {
  picture found;
  for (const std::string& line : lines_of(text)) {
    const std::string shown = trimmed(line);
    const std::size_t colon = std::min(shown.find(" : "), shown.size());
    const std::string label = colon == shown.size() ? "" : shown.substr(colon + 3);
    if (const std::size_t at = shown.find(" --> "); at != std::string::npos) {
      const std::string from = shown.substr(0, at);
      found.arrow(from == "[*]" ? "NO_TRANSACTION" : from, shown.substr(at + 5, colon - at - 5), label);
    } else if (!label.empty()) {
      found.note(shown.substr(0, colon), label);
    }
  }
  return found;
}

using attributes = std::map<std::string, std::string>;

/// SCXML as it is written: the transitions of each state, and the tables of those that stand for a choice.
struct state_chart {
  std::map<std::string, std::vector<attributes>> transitions;  // by the state that they leave
  attributes tables;                                           // by the choice

  /// The transition that an operation has in a state; there is one.
  [[nodiscard]] attributes operation_of(const std::string& state, const std::string_view operation) const {
    std::vector<attributes> found;
    for (const attributes& each : transitions.at(state))
      if (each.at("event") == operation) found.push_back(each);
    REQUIRE(found.size() == 1);
    return found.front();
  }

  /// The branch of a choice with that row; there is one.
  [[nodiscard]] attributes branch_of(const std::string& choice, const std::string& row) const {
    std::vector<attributes> found;
    for (const attributes& each : transitions.at(choice))
      if (each.at("row") == row) found.push_back(each);
    REQUIRE(found.size() == 1);
    return found.front();
  }
};

state_chart read_scxml(const std::string& text) {
  state_chart found;
  std::string state;
  for (const std::string& line : lines_of(text)) {
    if (line.find("<state ") != std::string::npos) {
      state = between(line, " id=\"", "\"");
      CHECK_FALSE(found.transitions.contains(state));
      found.transitions[state];
      if (const std::string tables = between(line, ":tables=\"", "\""); !tables.empty()) found.tables[state] = tables;
    }
    if (line.find("<transition ") == std::string::npos) continue;
    attributes& shown = found.transitions[state].emplace_back();
    for (const std::string name : {"event", "cond", "target"}) shown[name] = between(line, " " + name + "=\"", "\"");
    shown["row"] = between(line, ":row=\"", "\"");
  }
  return found;
}

bool names(const std::string& condition, const std::string_view word) {
  return condition.find("'" + std::string{word} + "'") != std::string::npos;
}

void check_guard(const authn::transition& row, const std::string& condition) {
  for (std::size_t each = 0; each < authn::words_of<authn::substate>::value.size(); ++each) {
    const auto substate = static_cast<authn::substate>(each);
    CHECK(names(condition, to_string(substate)) == (!row.any_substate && row.substates.contains(substate)));
  }
  if (!row.by_outcome) CHECK(condition.find("outcome") == std::string::npos);
  if (row.by_outcome) CHECK(names(condition, to_name(row)));
}

}  // namespace

TEST_CASE("machine: dot and mermaid show every way from state to state, and no other") {
  for (const picture& shown : {read_dot(text::export_dot()), read_mermaid(text::export_mermaid())}) {
    CHECK(shown.ways() == ways_of_table(true));
    CHECK(shown.at_states == ways_of_table(false));
  }
  CHECK(ways_of_table(true).size() + ways_of_table(false).size() == authn::transitions().size());
  CHECK(ways_of_table(true).contains({"verify_factor", "MFA_CHALLENGE", "SUCCESS"}));
  CHECK(ways_of_table(true).contains({"authenticate", "NO_TRANSACTION", "LOCKED_OUT"}));
  CHECK(ways_of_table(false).contains({"cancel", "MFA_ENROLL", "ENDED"}));
  CHECK(ways_of_table(false).contains({"resend_recovery", "RECOVERY_CHALLENGE", ""}));
}

TEST_CASE("machine: dot and mermaid name the substates that operations ask for, and the tables that decide") {
  const std::string dot = text::export_dot();
  CHECK(dot.find(
            "[sent_code, response,\\npush_again, callback_again,\\nprovider]\\npoll_verification\\n[push, callback]") !=
        std::string::npos);
  CHECK(dot.find("resend_challenge [sent_code, push, push_again]<") != std::string::npos);
  const std::string mermaid = text::export_mermaid();
  CHECK(mermaid.find("LOCKED_OUT --> choice2 : unlock_account<br/>recovery_start\n") != std::string::npos);
  for (const std::string table :
       {"authentication", "identification", "continuation", "recovery_start", "recovery_link", "recovery_progress"}) {
    CAPTURE(table);
    CHECK(dot.find(table) != std::string::npos);
    CHECK(mermaid.find(table) != std::string::npos);
  }
}

TEST_CASE("machine: scxml has every row once, with its states, its guard and its tables") {
  const std::string text = text::export_scxml();
  const state_chart shown = read_scxml(text);
  CHECK(count(text, "interlock:row=") == authn::transitions().size());
  for (const authn::transition& row : authn::transitions()) {
    const std::string id = "TX-" + std::to_string(row.id);
    CAPTURE(id);
    const attributes operation = shown.operation_of(from_name(row), to_string(row.by));
    check_guard(row, operation.at("cond"));
    if (row.by_outcome) {
      const std::string choice = operation.at("target");
      const attributes branch = shown.branch_of(choice, id);
      CHECK(operation.at("row").empty());
      CHECK(branch.at("event").empty());
      CHECK(branch.at("cond") == "_event.data.outcome === '" + to_name(row) + "'");
      CHECK(branch.at("target") == to_name(row));
      CHECK(shown.tables.contains(choice));
    } else {
      CHECK(operation.at("row") == id);
      CHECK(operation.at("target") == (row.stays ? "" : to_name(row)));
    }
  }
  CHECK(shown.tables.at("NO_TRANSACTION.authenticate") == "authentication identification");
  CHECK(shown.tables.at("UNAUTHENTICATED.step_up") == "authentication");
  CHECK(shown.tables.at("RECOVERY_CHALLENGE.verify_recovery_factor") == "recovery_progress");
  CHECK(shown.tables.at("MFA_CHALLENGE.verify_factor") == "continuation");
}

TEST_CASE("machine: a choice of scxml has a way on for every verdict that leads into it, and no other") {
  const state_chart shown = read_scxml(text::export_scxml());
  for (const auto& [state, transitions] : shown.transitions)
    for (const attributes& each : transitions) {
      const auto choice = shown.transitions.find(each.at("target"));
      if (!shown.tables.contains(each.at("target"))) continue;
      CAPTURE(choice->first);
      CHECK(choice->first == state + "." + each.at("event"));
      for (const std::string_view verdict : authn::words_of<authn::outcome>::value) {
        CAPTURE(verdict);
        const auto leads = [&](const attributes& branch) { return names(branch.at("cond"), verdict); };
        CHECK(std::ranges::count_if(choice->second, leads) == (names(each.at("cond"), verdict) ? 1 : 0));
      }
    }
}

TEST_CASE("machine: scxml has every state once, and the end") {
  const std::string text = text::export_scxml();
  for (const std::string_view state : authn::words_of<authn::state>::value) {
    CAPTURE(state);
    CHECK(count(text, "<state id=\"" + std::string{state} + "\">") == 1);
  }
  CHECK(count(text, "<state id=\"NO_TRANSACTION\">") == 1);
  const std::size_t choices = read_scxml(text).tables.size();
  CHECK(count(text, "<state ") == authn::words_of<authn::state>::value.size() + 1 + choices);
  CHECK(count(text, "</state>") == count(text, "<state "));
  CHECK(count(text, "<final id=\"ENDED\"/>") == 1);
  CHECK(count(text, " initial=\"NO_TRANSACTION\">") == 1);
}

TEST_CASE("machine: the tables named are those that decide the examples") {
  std::set<std::string_view> roots;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{INTERLOCK_TESTS_DIR "/../examples"}) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path());
    const auto scenario = text::read_scenario(read_file(entry.path()));
    if (!scenario) continue;  // a table, or a story
    const auto made = authn::decide(scenario->facts());
    REQUIRE(made.has_value());
    if (made->response.error) continue;
    const auto tables = authn::tables_behind(scenario->facts().request.operation);
    CHECK(std::ranges::find(tables, made->root) != tables.end());
    roots.insert(authn::shipped_book().tables[made->root].name);
  }
  CHECK(roots == std::set<std::string_view>{"administration", "authentication", "continuation", "identification",
                                            "recovery_link", "recovery_progress", "recovery_start"});
}

TEST_CASE("machine: the pictures in the documentation are those of this machine") {
  CHECK(test_file("../docs/machine.dot") == text::export_dot());
  const std::string page = test_file("../docs/machine.md");
  CHECK(between(page, "\n```mermaid\n", "```\n") == text::export_mermaid());
}
