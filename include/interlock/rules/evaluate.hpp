#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include <interlock/rules/table.hpp>

namespace interlock::rules {

/// Memory for one evaluation of a book, lent by the caller so that evaluation allocates nothing.
struct workspace {
  std::span<value_index> inputs;    ///< one an input: the value once observed, else `no_value`
  std::span<row_index> rows;        ///< one a table: the row that decided it once consulted, else `no_row`
  std::span<std::uint16_t> order;   ///< one a table: the consulted tables, in the order of their answers
  std::span<column_set> consulted;  ///< one a table: the columns that were looked at, if it was consulted
};

/// Decides tables of a book lazily: an input is observed, and a table consulted, only when the first row that
/// may still match asks for it. What was never asked for may be unknown.
/// No allocation; throws only what `observe` throws.
template <class Observe>
class evaluation {
 public:
  /// @param observe  callable `(std::uint16_t input) -> value_index`; may answer `no_value`
  evaluation(const book& of, workspace space, Observe observe) noexcept : book_{of}, space_{space}, observe_{observe} {
    for (value_index& input : space_.inputs) input = no_value;
    for (row_index& row : space_.rows) row = no_row;
  }

  /// The row that decides the table, or `no_row` when an input that it needs is unknown; `missing_input()` then
  /// names that input. Tables are decided once; asking again is a lookup.
  row_index decide(std::uint16_t table_index) {
    if (space_.rows[table_index] != no_row) return space_.rows[table_index];
    const row_index found = walk(table_index);
    if (found == no_row) return no_row;
    space_.rows[table_index] = found;
    space_.order[tables_consulted_++] = table_index;
    return found;
  }

  [[nodiscard]] std::span<const std::uint16_t> order() const noexcept { return space_.order.first(tables_consulted_); }
  [[nodiscard]] std::uint16_t missing_input() const noexcept { return missing_input_; }

 private:
  value_index value_of(const column& asked) {
    if (asked.fed) {
      const row_index decided = decide(asked.source);
      return decided == no_row ? no_value : book_.tables[asked.source].rows[decided].outcome;
    }
    value_index& known = space_.inputs[asked.source];
    if (known == no_value) known = observe_(asked.source);
    if (known == no_value) missing_input_ = asked.source;
    return known;
  }

  // Rows are tried in order; the word with the first row that may still match is kept as a bit set, so a value
  // that is learnt rules out all rows of that word at once.
  row_index walk(std::uint16_t table_index) {
    const table& of = book_.tables[table_index];
    column_set looked_at = 0;
    row_index found = no_row;
    for (std::uint32_t word = 0; word < of.words && found == no_row; ++word) {
      std::uint64_t may_match = all_values(of.rows.size() - std::size_t{word} * 64);
      for (column_set known = looked_at; known != 0; known &= known - 1) {
        const int column_number = std::countr_zero(known);
        may_match &= admitted(of, column_number, value_of(of.columns[static_cast<std::size_t>(column_number)]), word);
      }
      while (may_match != 0) {
        const row_index candidate = word * 64 + static_cast<row_index>(std::countr_zero(may_match));
        const column_set open = of.rows[candidate].conditioned & ~looked_at;
        if (open == 0) {
          found = candidate;
          break;
        }
        const int next = std::countr_zero(open);
        const value_index value = value_of(of.columns[static_cast<std::size_t>(next)]);
        if (value == no_value) return no_row;
        looked_at |= column_set{1} << next;
        may_match &= admitted(of, next, value, word);
      }
    }
    space_.consulted[table_index] = looked_at;
    return found;
  }

  static std::uint64_t admitted(const table& of, int column_number, value_index value, std::uint32_t word) noexcept {
    return of
        .value_rows[of.value_rows_at[static_cast<std::size_t>(column_number)] + std::size_t{value} * of.words + word];
  }

  const book& book_;
  workspace space_;
  Observe observe_;
  std::size_t tables_consulted_ = 0;
  std::uint16_t missing_input_ = 0;
};

}  // namespace interlock::rules
