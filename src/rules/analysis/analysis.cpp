#include <interlock/rules/analysis.hpp>

#include <limits>

#include "rules/analysis/bounded_analysis.hpp"

namespace interlock::rules {

boxes_found gaps(const table& of, std::size_t most) { return find_gaps(of, most, analysis_steps_max); }

std::vector<overlap> overlaps(const table& of, std::size_t most) {
  return find_overlaps(of, most, std::numeric_limits<std::uint64_t>::max()).pairs;
}

rows_found dead_rows(const table& of) { return find_live_points(of, analysis_steps_max).dead; }

verdict same_outcomes(const table& of, std::uint16_t column, value_index one, value_index other) {
  return find_same_outcomes(of, column, one, other, analysis_steps_max);
}

}  // namespace interlock::rules
