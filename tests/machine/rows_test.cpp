#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "documented.hpp"

/// The rows of the machine, one by one, against the page that lists them.
namespace machine {
namespace {

struct listed_row {
  std::string from, substates, by, to;
  bool operator==(const listed_row&) const = default;
};

/// `| TX-1 | from | waiting for | operation | to |`
std::map<int, listed_row> rows_of_the_page() {
  std::ifstream page{INTERLOCK_SOURCE_DIR "/docs/spec/transaction.md"};
  REQUIRE(page.good());
  const std::regex row{R"(\| TX-(\d+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|)"};
  std::map<int, listed_row> found;
  for (std::string line; std::getline(page, line);) {
    std::smatch cells;
    if (!std::regex_match(line, cells, row)) continue;
    const bool first = found.emplace(std::stoi(cells[1]), listed_row{cells[2], cells[3], cells[4], cells[5]}).second;
    CHECK_MESSAGE(first, "listed twice: ", line);
  }
  return found;
}

std::string substates_of(const authn::transition& row) {
  if (row.any_substate) return "any";
  std::string text;
  for (const place& each : places())
    if (each.in == row.from && row.substates.contains(each.substate))
      text.append(text.empty() ? "" : ", ").append(to_string(each.substate));
  return text;
}

listed_row written(const authn::transition& row) {
  const std::string from{row.from ? to_string(*row.from) : "no transaction"};
  std::string to{row.to ? to_string(*row.to) : "ended"};
  if (row.stays) to = "the same";
  return {from, substates_of(row), std::string{to_string(row.by)}, to};
}

}  // namespace

TEST_CASE("the page lists every row of the machine once, by id, and no other") {
  const auto listed = rows_of_the_page();
  std::set<int> ids;
  for (const authn::transition& row : authn::transitions()) {
    CAPTURE(row.id);
    CHECK(ids.insert(row.id).second);
    const auto found = listed.find(row.id);
    REQUIRE(found != listed.end());
    const listed_row wanted = written(row);
    CHECK(found->second.from == wanted.from);
    CHECK(found->second.substates == wanted.substates);
    CHECK(found->second.by == wanted.by);
    CHECK(found->second.to == wanted.to);
  }
  CHECK(ids.size() == listed.size());
}

TEST_CASE("the rows of the machine are the cells of the table of states and events, and no row is there twice") {
  std::map<std::pair<const place*, operation>, states> targets;  // null: no transaction yet
  for (const authn::transition& row : authn::transitions()) {
    CAPTURE(row.id);
    bool in_a_place = false;
    const auto check = [&](const place* from) {
      const cell in_table = documented(from, row.by);
      CHECK(in_table.accepted);
      CHECK(in_table.stays == row.stays);
      CHECK(in_table.ends == !row.to.has_value());
      CHECK(row.by_outcome == !(in_table.ends || in_table.stays));
      const auto [found, first] = targets.try_emplace({from, row.by});
      CHECK((first || row.by_outcome));
      if (row.by_outcome) CHECK_FALSE(found->second.contains(*row.to));
      if (row.by_outcome) found->second.insert(*row.to);
      in_a_place = true;
    };
    if (!row.from) check(nullptr);
    for (const place& each : places())
      if (each.in == row.from && row.substates.contains(each.substate)) check(&each);
    CHECK(in_a_place);
  }
  for (const auto& [at, found] : targets) CHECK(found == documented(at.first, at.second).targets);
  std::size_t cells = 0;
  for (std::size_t by = 0; by < operations_count; ++by) {
    cells += documented(nullptr, operation_at(by)).accepted ? 1 : 0;
    for (const place& each : places()) cells += documented(&each, operation_at(by)).accepted ? 1 : 0;
  }
  CHECK(targets.size() == cells);
}

}  // namespace machine
