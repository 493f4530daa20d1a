#include "rules/evaluate/decision_graph.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace test_rules;

namespace {

using kind = rules::decision_node::kind;

/// Follows the graph by hand, and notes what was asked in which order.
struct walk {
  const rules::decision_graph& graph;
  const point& inputs;
  std::vector<rules::row_index> rows;
  std::vector<rules::column_set> looked_at;
  std::vector<std::uint16_t> order = {};

  rules::value_index decide(std::uint16_t table) {
    const rules::decision_node* node = &graph.nodes[graph.roots[table]];
    while (node->asks != kind::row) {
      const rules::value_index value = node->asks == kind::input ? inputs[node->index] : decide(node->index);
      node = &graph.nodes[graph.edges[node->first + value]];
    }
    if (rows[table] == rules::no_row) order.push_back(table);
    rows[table] = node->index;
    looked_at[table] = graph.looked_at[node->first];
    return node->outcome;
  }
};

std::size_t check_book(const rules::book& of) {
  const rules::decision_graph graph = rules::graph_of(of).value();
  memory lent{of};
  std::size_t decided = 0;
  for_each_point(values_of(of), [&](const point& at) {
    const auto see = [&](std::uint16_t input) { return at[input]; };
    rules::evaluation asked{of, lent.lend(), see};
    const auto last = static_cast<std::uint16_t>(of.tables.size() - 1);
    const rules::row_index row = asked.decide(last);
    walk walked{graph, at, std::vector(of.tables.size(), rules::no_row), lent.consulted};
    CHECK(walked.decide(last) == of.tables[last].rows[row].outcome);
    CHECK(walked.rows == lent.rows);
    for (const std::uint16_t table : asked.order()) CHECK(walked.looked_at[table] == lent.consulted[table]);
    CHECK(std::ranges::equal(walked.order, asked.order()));
    ++decided;
  });
  return decided;
}

}  // namespace

TEST_CASE("the graph of a book decides by the rows, and asks in the order, of the lazy evaluation") {
  rng random{7};
  std::size_t decided = 0;
  for (int number = 0; number < 200; ++number)
    decided += check_book(compiled(random_book(random, 1 + below(random, 4), true)).view());
  CHECK(decided > 2000);
}

TEST_CASE("the graph of a table of more rows than a word has bits") {
  rng random{8};
  const shape of{.columns = 5, .values_min = 3, .values_max = 4, .rows = 150, .any_percent = 20};
  const auto book = compiled(random_table(random, of, rules::hit_policy::first));
  REQUIRE(book.view().tables[0].words > 1);
  CHECK(check_book(book.view()) >= 243);
}
