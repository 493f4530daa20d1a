#include "rules/analysis/box_subtraction.hpp"

#include <algorithm>
#include <bit>

namespace interlock::rules {

namespace {

constexpr std::uint32_t words_per_step = 4;  // a word of 64 rows costs about as much as looking at a quarter row

}  // namespace

bool subtraction::spend(std::uint64_t steps) noexcept {
  const bool enough = steps < steps_;
  steps_ = enough ? steps_ - steps : 0;
  return enough;
}

subtraction::end subtraction::run(const cells& from, std::span<const row_index> rows, column_set ignored,
                                  const visitor& visit) {
  if (!spend(rows.size())) return end::out_of_steps;
  box_ = from;
  candidates_.clear();
  for (const row_index number : rows) {
    candidate next{.row = number};
    bool meets = true;
    for (column_set left = of_.rows[number].conditioned & ~ignored; left != 0 && meets; left &= left - 1) {
      const auto column = static_cast<std::size_t>(std::countr_zero(left));
      meets = (admitted(next, column) & box_[column]) != 0;
      if ((box_[column] & ~admitted(next, column)) == 0) continue;
      next.open |= column_set{1} << column;
      ++next.open_count;
    }
    if (meets) candidates_.push_back(next);
  }
  return split(0, visit);
}

// The candidates of the current box stand at [first, end). A point is left if each of them refuses it in some open
// column: the row with the fewest open columns leaves the fewest ways, and with a single one there is no choice.
subtraction::end subtraction::split(std::size_t first, const visitor& visit) {
  const cells before = box_;
  while (true) {
    if (candidates_.size() == first) break;
    const candidate next = *std::ranges::min_element(candidates_.begin() + static_cast<std::ptrdiff_t>(first),
                                                     candidates_.end(), {}, &candidate::open_count);
    if (next.open == 0) {
      box_ = before;
      return end::done;
    }
    const auto column = static_cast<std::size_t>(std::countr_zero(next.open));
    const value_set all = box_[column];
    const value_set outside = all & ~admitted(next, column);
    if (next.open_count == 1) {
      if (!narrow(column, outside, first, first)) return end::out_of_steps;
      continue;
    }
    const std::size_t inner = candidates_.size();
    if (!narrow(column, outside, first, inner)) return end::out_of_steps;
    if (const end result = split(inner, visit); result != end::done) return result;
    candidates_.resize(inner);
    box_[column] = all;
    if (!narrow(column, all & ~outside, first, first)) return end::out_of_steps;
  }
  const bool go_on = visit(box_);
  box_ = before;
  return go_on ? end::done : end::stopped;
}

// Narrows one column of the box. The candidates [first, end) that still meet it go to `into`, which is `first` or
// the end. False if the work was too much.
bool subtraction::narrow(std::size_t column, value_set to, std::size_t first, std::size_t into) {
  const std::size_t last = candidates_.size();
  if (!spend(last - first)) return false;
  box_[column] = to;
  const column_set bit = column_set{1} << column;
  if (into == last) candidates_.resize(last + (last - first));
  std::size_t kept = into;
  for (std::size_t at = first; at < last; ++at) {
    candidate next = candidates_[at];
    if ((next.open & bit) != 0) {
      const value_set values = admitted(next, column);
      if ((values & to) == 0) continue;
      if ((to & ~values) == 0) {
        next.open &= ~bit;
        --next.open_count;
      }
    }
    candidates_[kept++] = next;
  }
  candidates_.resize(kept);
  return true;
}

verdict subtraction::leaves(const cells& from, std::span<const row_index> rows, column_set ignored, point* left_over) {
  const end result = run(from, rows, ignored, [&](std::span<const value_set> left) {
    if (left_over != nullptr) *left_over = first_point(left);
    return false;
  });
  if (result == end::out_of_steps) return verdict::undecided;
  return result == end::stopped ? verdict::yes : verdict::no;
}

std::vector<row_index> subtraction::rows_near(std::span<const value_set> box, row_index before) {
  const std::uint32_t words = (before + 63) / 64;
  std::vector<std::uint64_t> near(words, ~std::uint64_t{0});
  std::vector<std::uint64_t> admitted(words);
  for (std::size_t column = 0; column < box.size(); ++column) {
    // A box that admits most values rules out few rows and would take the most time.
    const std::size_t values = of_.columns[column].values.size();
    if (2 * static_cast<std::size_t>(std::popcount(box[column])) > values) continue;
    std::ranges::fill(admitted, 0);
    for (value_set left = box[column]; left != 0; left &= left - 1) {
      spend(words / words_per_step + 1);
      const std::size_t value = static_cast<std::size_t>(std::countr_zero(left));
      const auto rows = of_.value_rows.subspan(of_.value_rows_at[column] + value * of_.words, words);
      for (std::uint32_t word = 0; word < words; ++word) admitted[word] |= rows[word];
    }
    for (std::uint32_t word = 0; word < words; ++word) near[word] &= admitted[word];
  }
  std::vector<row_index> found;
  for (std::uint32_t word = 0; word < words; ++word)
    for (std::uint64_t left = near[word]; left != 0; left &= left - 1)
      if (const row_index row = word * 64 + static_cast<row_index>(std::countr_zero(left)); row < before)
        found.push_back(row);
  spend(found.size());
  return found;
}

cells all_cells(const table& of) {
  cells all;
  for (const column& column : of.columns) all.push_back(all_values(column.values.size()));
  return all;
}

bool meet(const row& one, const row& other) noexcept {
  for (column_set left = one.conditioned & other.conditioned; left != 0; left &= left - 1) {
    const auto column = static_cast<std::size_t>(std::countr_zero(left));
    if ((one.when[column] & other.when[column]) == 0) return false;
  }
  return true;
}

cells intersection(const row& one, const row& other) {
  cells common(one.when.begin(), one.when.end());
  for (std::size_t column = 0; column < common.size(); ++column) common[column] &= other.when[column];
  return common;
}

point first_point(std::span<const value_set> box) {
  point first;
  for (const value_set values : box) first.push_back(static_cast<value_index>(std::countr_zero(values)));
  return first;
}

}  // namespace interlock::rules
