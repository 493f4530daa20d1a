#include <interlock/rules/finding.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace interlock::rules {
namespace {

struct code_name {
  finding_code code;
  std::string_view text;
};

constexpr std::array code_names{
    code_name{finding_code::limit_exceeded, "limit-exceeded"},
    code_name{finding_code::empty_name, "empty-name"},
    code_name{finding_code::duplicate_table, "duplicate-table"},
    code_name{finding_code::duplicate_input, "duplicate-input"},
    code_name{finding_code::duplicate_column, "duplicate-column"},
    code_name{finding_code::duplicate_value, "duplicate-value"},
    code_name{finding_code::duplicate_outcome, "duplicate-outcome"},
    code_name{finding_code::duplicate_row_id, "duplicate-row-id"},
    code_name{finding_code::no_columns, "no-columns"},
    code_name{finding_code::no_rows, "no-rows"},
    code_name{finding_code::column_without_values, "column-without-values"},
    code_name{finding_code::unknown_table, "unknown-table"},
    code_name{finding_code::unknown_input, "unknown-input"},
    code_name{finding_code::cycle, "cycle"},
    code_name{finding_code::vocabulary_mismatch, "vocabulary-mismatch"},
    code_name{finding_code::cell_count, "cell-count"},
    code_name{finding_code::unknown_value, "unknown-value"},
    code_name{finding_code::duplicate_word, "duplicate-word"},
    code_name{finding_code::impossible_condition, "impossible-condition"},
    code_name{finding_code::unknown_outcome, "unknown-outcome"},
    code_name{finding_code::missing_reason, "missing-reason"},
    code_name{finding_code::missing_source, "missing-source"},
    code_name{finding_code::gap, "gap"},
    code_name{finding_code::conflict, "conflict"},
    code_name{finding_code::unused_input, "unused-input"},
    code_name{finding_code::dead_row, "dead-row"},
    code_name{finding_code::dead_column, "dead-column"},
    code_name{finding_code::dead_value, "dead-value"},
    code_name{finding_code::dead_outcome, "dead-outcome"},
    code_name{finding_code::undecided, "undecided"},
};

constexpr bool in_order() {
  for (std::size_t index = 0; index < code_names.size(); ++index)
    if (code_names[index].code != static_cast<finding_code>(index)) return false;
  return code_names.back().code == finding_code::undecided;
}
static_assert(in_order(), "one name a code, in the order of the codes");

constexpr std::size_t slip_length_max = 64;  // longer words are not compared: the effort grows with the square

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view one, std::string_view other) {
  using line = std::array<std::size_t, slip_length_max + 1>;
  line before{};
  line last{};
  line current{};
  for (std::size_t j = 0; j <= other.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = lower(one[i - 1]) == lower(other[j - 1]);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(one[i - 1]) == lower(other[j - 2]) && lower(one[i - 2]) == lower(other[j - 1]))
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before = std::exchange(last, current);
  }
  return last[other.size()];
}

}  // namespace

std::string_view to_string(finding_code code) noexcept { return code_names[static_cast<std::size_t>(code)].text; }

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  if (word.size() > slip_length_max) return best;
  std::size_t best_distance = slip_length_max;
  for (const std::string_view candidate : candidates) {
    const std::size_t slips_max = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    if (candidate.size() > slip_length_max || candidate.size() > word.size() + slips_max ||
        word.size() > candidate.size() + slips_max)
      continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance > slips_max || distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

}  // namespace interlock::rules
