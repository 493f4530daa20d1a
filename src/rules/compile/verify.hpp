#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <interlock/rules/finding.hpp>
#include <interlock/rules/table.hpp>

#include "rules/analysis/bounded_analysis.hpp"
#include "rules/compile/resolve_names.hpp"

/// The second half of compiling: what the analysis finds, as findings with witnesses.
namespace interlock::rules {

/// The results about one table that the analysis of the whole book needs.
struct proved_table {
  bool sound = false;  ///< no gaps, no conflicts, nothing undecided: the rest holds
  const table* of = nullptr;
  live_points live;
  column_set dead_columns = 0;
  value_set live_outcomes = 0;
};

/// Proves one table complete, free of conflicts, and without dead rows, columns and outcomes.
/// @param number  which definition it is, for the places of the findings
[[nodiscard]] proved_table prove_table(const table& of, std::uint32_t number, std::uint64_t steps, findings& found);

/// Values of inputs, and outcomes of tables that feed others, that no table tells apart. All tables must be sound.
void prove_vocabularies(const checked_book& book, std::span<const table_definition> definitions,
                        std::span<const proved_table> tables, std::uint64_t steps, findings& found);

}  // namespace interlock::rules
