#include "rules/evaluate/decision_graph.hpp"

#include <bit>
#include <limits>
#include <map>
#include <span>
#include <utility>

namespace interlock::rules {
namespace {

constexpr std::size_t numbers_max = std::size_t{std::numeric_limits<std::uint16_t>::max()} + 1;

using row_set = std::vector<std::uint64_t>;

class graph_builder {
 public:
  graph_builder(const table& of, decision_graph& into) : of_{of}, into_{into} {}

  /// @return none if there are too many nodes
  std::optional<std::uint16_t> root() {
    row_set every_row(of_.words);
    for (std::uint32_t word = 0; word < of_.words; ++word)
      every_row[word] = all_values(of_.rows.size() - std::size_t{word} * 64);
    const std::uint16_t node = node_for(every_row, 0);
    return into_.nodes.size() > numbers_max ? std::nullopt : std::optional{node};
  }

 private:
  std::uint16_t node_for(const row_set& may_match, column_set looked_at) {
    if (into_.nodes.size() > numbers_max) return 0;  // too many already: `root` says so
    const auto [known, is_new] =
        nodes_.try_emplace({may_match, looked_at}, static_cast<std::uint16_t>(into_.nodes.size()));
    const std::uint16_t node = known->second;
    if (!is_new) return node;
    into_.nodes.emplace_back();
    const row_index candidate = first_of(may_match);
    const row& row = of_.rows[candidate];
    const column_set open = row.conditioned & ~looked_at;
    if (open == 0) {
      into_.nodes[node] = {decision_node::kind::row, row.outcome, static_cast<std::uint16_t>(candidate),
                           static_cast<std::uint32_t>(into_.looked_at.size())};
      into_.looked_at.push_back(looked_at);
    } else {
      ask(node, may_match, looked_at, static_cast<std::size_t>(std::countr_zero(open)));
    }
    return node;
  }

  void ask(std::uint16_t node, const row_set& may_match, column_set looked_at, std::size_t asked) {
    const column& column = of_.columns[asked];
    const auto first = static_cast<std::uint32_t>(into_.edges.size());
    into_.nodes[node] = {column.fed ? decision_node::kind::table : decision_node::kind::input, 0, column.source, first};
    into_.edges.resize(first + column.values.size());
    for (std::size_t value = 0; value < column.values.size(); ++value) {
      row_set left = may_match;
      const auto admitted = of_.value_rows.subspan(of_.value_rows_at[asked] + value * of_.words, of_.words);
      for (std::uint32_t word = 0; word < of_.words; ++word) left[word] &= admitted[word];
      const std::uint16_t next = node_for(left, looked_at | column_set{1} << asked);
      into_.edges[first + value] = next;
    }
  }

  /// @pre a row is left, as in every table without a gap
  static row_index first_of(const row_set& rows) {
    std::size_t word = 0;
    while (rows[word] == 0) ++word;
    return static_cast<row_index>(word * 64) + static_cast<row_index>(std::countr_zero(rows[word]));
  }

  const table& of_;
  decision_graph& into_;
  std::map<std::pair<row_set, column_set>, std::uint16_t> nodes_;
};

}  // namespace

std::optional<decision_graph> graph_of(const book& of) {
  decision_graph graph;
  for (const table& each : of.tables) {
    if (each.rows.size() > numbers_max) return std::nullopt;
    const auto root = graph_builder{each, graph}.root();
    if (!root) return std::nullopt;
    graph.roots.push_back(*root);
  }
  return graph;
}

}  // namespace interlock::rules
