#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <interlock/function_ref.hpp>
#include <interlock/rules/table.hpp>

/// Exact questions about a whole book at once. A box is one non-empty set of values an input; a region is a box
/// over which every table that is consulted answers with one row.
namespace interlock::rules {

using box = std::vector<value_set>;  ///< one set an input of the book

/// The box that holds every combination of the book's inputs.
[[nodiscard]] box whole_space(const book& of);

/// A box of inputs with the row that answers in each table. The spans are valid during the visit only.
struct region {
  std::span<const value_set> inputs;  ///< the box
  std::span<const row_index> rows;    ///< a table of the book: the row that answers, or `no_row` if not consulted
  row_index row = no_row;             ///< the row of the table that was asked; `no_row` only over a gap
};

/// Visits disjoint regions that together are exactly the box `within`. The walk is the one of `evaluation`: it
/// splits only on what is read, so the regions are the cases that anyone could tell apart.
/// @param visit  returns false to stop
/// @return false if it was stopped
bool for_each_region(const book& of, std::uint16_t table_index, std::span<const value_set> within,
                     function_ref<bool(const region&)> visit);

/// Every outcome that the table has somewhere in the box, and no other.
[[nodiscard]] value_set outcomes_over(const book& of, std::uint16_t table_index, std::span<const value_set> within);

}  // namespace interlock::rules
