#include "rules/analysis/bounded_analysis.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include <interlock/rules/match.hpp>

#include "rules/analysis/box_subtraction.hpp"

namespace interlock::rules {
namespace {

std::vector<row_index> first_rows(std::size_t count) {
  std::vector<row_index> rows(count);
  std::iota(rows.begin(), rows.end(), row_index{0});
  return rows;
}

// The rows that take combinations away from `number`.
std::vector<row_index> rivals(subtraction& engine, const table& of, row_index number) {
  const bool first = of.policy == hit_policy::first;
  std::vector<row_index> rows =
      engine.rows_near(of.rows[number].when, first ? number : static_cast<row_index>(of.rows.size()));
  std::erase(rows, number);
  return rows;
}

bool admits(const row& by, std::size_t column, value_index value) { return (by.when[column] & only(value)) != 0; }

// Where `by` decides under `one`: can the other value lead to another outcome than that of `by`, or to none?
verdict changes_outcome(subtraction& engine, const table& of, std::size_t column, value_index one, value_index other,
                        row_index by) {
  cells box(of.rows[by].when.begin(), of.rows[by].when.end());
  box[column] = all_values(of.columns[column].values.size());
  const column_set ignored = column_set{1} << column;
  std::vector<row_index> before;  // rows that must not match
  std::vector<row_index> under_other;
  for (const row_index row : engine.rows_near(box, static_cast<row_index>(of.rows.size()))) {
    if (row < by && admits(of.rows[row], column, one)) before.push_back(row);
    if (admits(of.rows[row], column, other)) under_other.push_back(row);
  }
  verdict answer = engine.leaves(box, before, ignored);
  if (answer != verdict::yes) return answer;
  answer = verdict::no;
  for (const row_index row : under_other) {
    if (of.rows[row].outcome != of.rows[by].outcome) {
      cells common = box;
      for (std::size_t at = 0; at < common.size(); ++at)
        if (at != column) common[at] &= of.rows[row].when[at];
      const bool meets = std::ranges::find(common, value_set{0}) == common.end();
      const verdict left = meets ? engine.leaves(common, before, ignored) : verdict::no;
      if (left == verdict::yes) return left;
      if (left == verdict::undecided) answer = left;
    }
    before.push_back(row);
  }
  const verdict gap = engine.leaves(box, before, ignored);
  return gap == verdict::no ? answer : gap;
}

verdict same_outcomes(subtraction& engine, const table& of, std::size_t column, value_index one, value_index other) {
  verdict answer = verdict::yes;
  for (row_index number = 0; number < of.rows.size(); ++number) {
    const bool by_one = admits(of.rows[number], column, one);
    const bool by_other = admits(of.rows[number], column, other);
    if (by_one == by_other) continue;
    const verdict changes = by_one ? changes_outcome(engine, of, column, one, other, number)
                                   : changes_outcome(engine, of, column, other, one, number);
    if (changes == verdict::yes) return verdict::no;
    if (changes == verdict::undecided) answer = changes;
  }
  return answer;
}

// Another value in the column of a live point may lead to another outcome. That is quickly tried, and nearly always
// enough to see that a column matters, so that the exact question is asked for few columns only.
bool seen_to_matter(const table& of, std::size_t column, const live_points& live) {
  for (row_index number = 0; number < of.rows.size(); ++number) {
    if (live.points[number].empty() || (of.rows[number].conditioned >> column & 1) == 0) continue;
    point changed = live.points[number];
    for (changed[column] = 0; changed[column] < of.columns[column].values.size(); ++changed[column]) {
      const row_index found = first_match(of, changed);
      if (found == no_row || of.rows[found].outcome != of.rows[number].outcome) return true;
    }
  }
  return false;
}

}  // namespace

boxes_found find_gaps(const table& of, std::size_t most, std::uint64_t steps) {
  boxes_found found;
  subtraction engine{of, steps};
  const auto end = engine.run(all_cells(of), first_rows(of.rows.size()), 0, [&](std::span<const value_set> left) {
    found.more = found.boxes.size() == most;
    if (!found.more) found.boxes.emplace_back(left.begin(), left.end());
    return !found.more;
  });
  found.complete = end != subtraction::end::out_of_steps;
  return found;
}

overlaps_found find_overlaps(const table& of, std::size_t most, std::uint64_t steps) {
  overlaps_found found;
  subtraction engine{of, steps};
  for (row_index second = 1; second < of.rows.size() && found.complete; ++second) {
    for (const row_index first : engine.rows_near(of.rows[second].when, second)) {
      if (!meet(of.rows[first], of.rows[second])) continue;
      found.more = found.pairs.size() == most;
      if (found.more) return found;
      found.pairs.push_back({first, second, intersection(of.rows[first], of.rows[second])});
    }
    found.complete = !engine.exhausted();
  }
  return found;
}

live_points find_live_points(const table& of, std::uint64_t steps) {
  live_points found;
  subtraction engine{of, steps};
  found.points.resize(of.rows.size());
  for (row_index number = 0; number < of.rows.size(); ++number) {
    const cells box(of.rows[number].when.begin(), of.rows[number].when.end());
    const verdict live = engine.leaves(box, rivals(engine, of, number), 0, &found.points[number]);
    if (live == verdict::no) found.dead.rows.push_back(number);
    if (live == verdict::undecided) found.dead.complete = false;
  }
  return found;
}

std::vector<row_index> smallest_cover(const table& of, row_index dead, std::uint64_t steps) {
  subtraction engine{of, steps};
  const cells box(of.rows[dead].when.begin(), of.rows[dead].when.end());
  std::vector<row_index> cover = rivals(engine, of, dead);
  std::erase_if(cover, [&](row_index rival) { return !meet(of.rows[rival], of.rows[dead]); });
  for (std::size_t at = cover.size(); at-- > 0 && !engine.exhausted();) {
    std::vector<row_index> without = cover;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(at));
    if (engine.leaves(box, without) == verdict::no) cover = std::move(without);
  }
  return cover;
}

columns_found find_dead_columns(const table& of, const live_points& live, std::uint64_t steps) {
  columns_found found;
  subtraction engine{of, steps};
  for (std::size_t column = 0; column < of.columns.size(); ++column) {
    if (seen_to_matter(of, column, live)) continue;
    verdict dead = verdict::yes;
    for (value_index value = 1; value < of.columns[column].values.size() && dead == verdict::yes; ++value)
      dead = same_outcomes(engine, of, column, 0, value);
    if (dead == verdict::yes) found.columns |= column_set{1} << column;
    if (dead == verdict::undecided) found.complete = false;
  }
  return found;
}

// A row that admits one of the values only makes the difference if it decides with that value somewhere.
verdict same_rows(const table& of, const live_points& live, std::size_t column, value_index one, value_index other,
                  std::uint64_t steps) {
  std::vector<row_index> unsettled;
  for (row_index number = 0; number < of.rows.size(); ++number) {
    const row& each = of.rows[number];
    if (admits(each, column, one) == admits(each, column, other) || live.points[number].empty()) continue;
    const value_index here = live.points[number][column];
    if (here == one || here == other) return verdict::no;
    unsettled.push_back(number);
  }
  subtraction engine{of, steps};
  verdict answer = verdict::yes;
  for (const row_index number : unsettled) {
    cells box(of.rows[number].when.begin(), of.rows[number].when.end());
    box[column] &= only(one) | only(other);
    const verdict decides = engine.leaves(box, rivals(engine, of, number));
    if (decides == verdict::yes) return verdict::no;
    if (decides == verdict::undecided) answer = decides;
  }
  return answer;
}

verdict find_same_outcomes(const table& of, std::size_t column, value_index one, value_index other,
                           std::uint64_t steps) {
  subtraction engine{of, steps};
  return same_outcomes(engine, of, column, one, other);
}

}  // namespace interlock::rules
