#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <interlock/rules/table.hpp>

namespace interlock::rules {

/// One state of the lazy evaluation of a table: which rows may still match, and which columns were looked at. It either
/// asks for one more value, or has found the row.
struct decision_node {
  enum class kind : std::uint8_t {
    input,  ///< asks for the input `index` of the book
    table,  ///< asks for the outcome of the table `index` of the book
    row     ///< the row `index` of the table decides
  };
  kind asks = kind::row;
  value_index outcome = 0;  ///< of the row; 0 where a value is asked for
  std::uint16_t index = 0;  ///< what `asks` says
  std::uint32_t first = 0;  ///< value v leads to the node `edges[first + v]`; of a row: `looked_at[first]`
};

/// The evaluation of all tables of a book worked out in advance: what `evaluation` learns step by step about rows and
/// columns is a node here, so that a decision is one table look-up for each value.
struct decision_graph {
  std::vector<decision_node> nodes;
  std::vector<std::uint16_t> edges;
  std::vector<column_set> looked_at;  ///< the columns that led to a row
  std::vector<std::uint16_t> roots;   ///< one a table: the node that it begins with
};

/// Pure. Gives the rows, and asks in the order, of `evaluation`. Equal states are one node.
/// @pre the book is compiled: each combination of values has a row
/// @return none if a number does not fit: there would be more than 65,536 nodes, or a table has more rows than that
/// @par Complexity linear in the nodes, of which a table may have exponentially many in its columns
[[nodiscard]] std::optional<decision_graph> graph_of(const book& of);

}  // namespace interlock::rules
