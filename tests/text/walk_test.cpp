#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/evaluate.hpp>
#include <interlock/text/export_cases.hpp>

#include "support.hpp"

// `decide` walks tables that the compiler knows, `rules::evaluation` tables that are data. On the cases that reach
// every region of the book both ask for the same things in the same order and find the same rows.

using namespace interlock;
using namespace interlock::tests;

namespace {

struct memory {
  std::array<rules::value_index, authn::inputs_max> inputs;
  std::array<rules::row_index, authn::tables_max> rows;
  std::array<std::uint16_t, authn::tables_max> order;
  std::array<rules::column_set, authn::tables_max> consulted;
};

bool has_same_rows(const authn::decision& made) {
  const rules::book& book = authn::shipped_book();
  memory lent{};
  bool asked_only_what_was_observed = true;
  const auto observed = [&](std::uint16_t input) {
    const rules::value_index value = made.observed[input];
    asked_only_what_was_observed = asked_only_what_was_observed && value != rules::no_value;
    return value == rules::no_value ? rules::value_index{0} : value;
  };
  rules::evaluation<decltype(observed)> other{book, {lent.inputs, lent.rows, lent.order, lent.consulted}, observed};
  other.decide(static_cast<std::uint16_t>(book.table_named("automatic_unlock")));
  const auto begun_by_application = static_cast<std::uint16_t>(book.table_named("continuation"));
  if (std::ranges::any_of(made.trace, [&](const auto& one) { return one.rule.table == begun_by_application; }))
    other.decide(begun_by_application);
  other.decide(made.root);
  for (const authn::consulted_table& one : made.trace) other.decide(one.rule.table);

  if (!asked_only_what_was_observed || other.order().size() != made.trace.size()) return false;
  for (std::size_t at = 0; at < made.trace.size(); ++at) {
    const authn::consulted_table& one = made.trace[at];
    if (other.order()[at] != one.rule.table || lent.rows[one.rule.table] != one.rule.row ||
        lent.consulted[one.rule.table] != one.columns)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("walk: over tables that the compiler knows it is the one over tables that are data") {
  std::size_t cases = 0;
  const text::case_counts counts = text::export_cases([&](std::string_view line) {
    ++cases;
    CAPTURE(line);
    const text::scenario scenario = scenario_of(compact(parsed(line).at("scenario")));
    const auto made = authn::decide(scenario.facts());
    REQUIRE(made.has_value());
    if (!has_same_rows(*made)) FAIL_CHECK("walked otherwise");
  });
  CHECK(cases == counts.rows + 2 * counts.pairs + counts.boxes);
}

TEST_CASE("walk: it is so for the examples, which ask every question that a request asks") {
  std::set<std::uint16_t> roots, expected;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(INTERLOCK_SOURCE_DIR "/examples")) {
    const std::string path = entry.path().string();
    const bool other_document =
        path.find("/stories/") != std::string::npos || path.find("/tables/") != std::string::npos;
    if (entry.path().extension() != ".json" || other_document) continue;
    CAPTURE(path);
    const text::scenario scenario = scenario_of(read_file(path));
    const auto made = authn::decide(scenario.facts());
    REQUIRE(made.has_value());
    roots.insert(made->root);
    if (!has_same_rows(*made)) FAIL_CHECK("walked otherwise");
  }
  for (std::size_t i = 0; i < authn::words_of<authn::operation>::value.size(); ++i)
    for (const std::uint16_t table : authn::tables_behind(static_cast<authn::operation>(i))) expected.insert(table);
  CHECK(roots == expected);
}
