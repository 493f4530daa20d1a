#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "expectation.hpp"
#include "row_cases.hpp"
#include "scenes.hpp"

namespace spec {
namespace {

row_cases all_cases() {
  row_cases all;
  for (const auto part :
       {rows_before_the_password, rows_of_locks, rows_of_recovery, rows_after_the_password, rows_of_answers})
    for (const row_case& each : part()) all.push_back(each);
  return all;
}

// What the row with that id answers in this decision, empty if it did not decide its table.
std::string_view answer_of_row(const authn::decision& made, std::string_view id) {
  for (const authn::consulted_table& consulted : made.trace) {
    const auto& table = authn::shipped_book().tables[consulted.rule.table];
    const auto& row = table.rows[consulted.rule.row];
    if (row.id == id) return table.outcomes[row.outcome];
  }
  return "";
}

// The tables that a sign-in with a password or an activation token asks, and those of its consequences.
void collect_rows(std::uint16_t of, std::set<std::string_view>& into) {
  const auto& table = authn::shipped_book().tables[of];
  for (const auto& row : table.rows) into.insert(row.id);
  for (const auto& column : table.columns)
    if (column.fed) collect_rows(column.source, into);
}

}  // namespace

TEST_CASE("every row of the tables of a sign-in has its case, and every case its row") {
  std::set<std::string_view> rows, cases;
  for (const table_id root :
       {table_id::authentication, table_id::automatic_unlock, table_id::unlock_schedule, table_id::threat_log})
    collect_rows(static_cast<std::uint16_t>(root), rows);
  for (const row_case& each : all_cases()) cases.insert(each.id);
  CHECK(cases.size() == all_cases().size());
  CHECK(rows == cases);
}

TEST_CASE("each row decides its table in its case, with the answer and the outcome of the reference") {
  for (const row_case& each : all_cases()) {
    CAPTURE(each.id);
    authn::facts from = under_policy_p();
    each.arrange(from);
    const auto made = authn::decide(from);
    REQUIRE(made.has_value());
    CHECK(answer_of_row(*made, each.id) == each.answer);
    CHECK(to_string(made->outcome) == each.outcome);
    // The oracle, which does not know of rows, agrees with the case.
    const expectation expected = expect(from);
    CHECK(form_of(expected.decided.outcome).outcome == each.outcome);
    CHECK(difference(from, expected, *made) == "");
  }
}

TEST_CASE("a decision names the rule that it comes from, and the tables on the way in their order") {
  for (const row_case& each : all_cases()) {
    CAPTURE(each.id);
    authn::facts from = under_policy_p();
    each.arrange(from);
    const auto made = authn::decide(from);
    REQUIRE(made.has_value());
    const auto named = [&](const authn::consulted_table& consulted) {
      return consulted.rule.table == made->decided_by.table && consulted.rule.row == made->decided_by.row;
    };
    CHECK(std::ranges::any_of(made->trace, named));
    std::set<std::uint16_t> looked_up;
    for (const authn::consulted_table& consulted : made->trace) {
      for (const auto& column : authn::shipped_book().tables[consulted.rule.table].columns) {
        const auto index =
            static_cast<std::size_t>(&column - authn::shipped_book().tables[consulted.rule.table].columns.data());
        const bool looked_at = (consulted.columns >> index & 1) != 0;
        if (looked_at && column.fed) CHECK(looked_up.contains(column.source));
      }
      CHECK(looked_up.insert(consulted.rule.table).second);
    }
  }
}

}  // namespace spec
