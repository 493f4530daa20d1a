#include <interlock/rules/regions.hpp>

#include <bit>
#include <functional>

namespace interlock::rules {
namespace {

// The same walk as `evaluation`, over a box instead of a point. Each step either narrows the box, or looks at one
// more column, or settles a table; what follows is passed on as a continuation, so that the rest of the walk runs
// once for every way to get there.
class region_walk {
 public:
  region_walk(const book& of, std::span<const value_set> within, function_ref<bool(const region&)> visit)
      : book_{of}, box_(within.begin(), within.end()), rows_(of.tables.size(), no_row), visit_{visit} {}

  bool start(std::uint16_t table_index) {
    return settle(table_index, [&](row_index row) { return visit_({box_, rows_, row}); });
  }

 private:
  using continuation = std::function<bool(row_index)>;

  // Calls `then` for each part of the box over which one row decides, with `no_row` for a gap.
  bool settle(std::uint16_t table_index, const continuation& then) {
    if (rows_[table_index] != no_row) return then(rows_[table_index]);
    return walk({table_index, 0, 0, then});
  }

  struct stage {
    std::uint16_t table_index;
    row_index candidate;  // no row before it matches
    column_set looked_at;
    const continuation& then;
  };

  bool walk(stage at) {
    const table& of = book_.tables[at.table_index];
    for (; at.candidate < of.rows.size(); ++at.candidate) {
      const row& row = of.rows[at.candidate];
      if (refused(of, row, at.looked_at)) continue;
      // What has been looked at is known to the evaluation: a part that only some values pass is split first.
      const column_set partly = undetermined(of, row, row.conditioned & at.looked_at);
      if (partly != 0) return split(at, std::countr_zero(partly));
      const column_set open = row.conditioned & ~at.looked_at;
      if (open == 0) return decide(at);
      return look(at, std::countr_zero(open));
    }
    return at.then(no_row);
  }

  bool decide(const stage& at) {
    rows_[at.table_index] = at.candidate;
    const bool go_on = at.then(at.candidate);
    rows_[at.table_index] = no_row;
    return go_on;
  }

  bool look(stage at, int column_number) {
    const column& asked = book_.tables[at.table_index].columns[static_cast<std::size_t>(column_number)];
    at.looked_at |= column_set{1} << column_number;
    if (!asked.fed) return walk(at);
    return settle(asked.source, [&](row_index row) {
      // A gap below leaves this table without an answer too: only the whole evaluation can say so.
      return row == no_row ? visit_({box_, rows_, no_row}) : walk(at);
    });
  }

  bool split(const stage& at, int column_number) {
    const table& of = book_.tables[at.table_index];
    value_set& values = box_[of.columns[static_cast<std::size_t>(column_number)].source];
    const value_set all = values;
    const value_set admitted = of.rows[at.candidate].when[static_cast<std::size_t>(column_number)];
    values = all & admitted;
    bool go_on = walk(at);
    values = all & ~admitted;
    go_on = go_on && walk(at);
    values = all;
    return go_on;
  }

  [[nodiscard]] value_set current(const column& of) const {
    return of.fed ? only(book_.tables[of.source].rows[rows_[of.source]].outcome) : box_[of.source];
  }

  [[nodiscard]] bool refused(const table& of, const row& by, column_set looked_at) const {
    for (column_set left = by.conditioned & looked_at; left != 0; left &= left - 1) {
      const auto column = static_cast<std::size_t>(std::countr_zero(left));
      if ((by.when[column] & current(of.columns[column])) == 0) return true;
    }
    return false;
  }

  [[nodiscard]] column_set undetermined(const table& of, const row& by, column_set among) const {
    column_set found = 0;
    for (; among != 0; among &= among - 1) {
      const auto column = static_cast<std::size_t>(std::countr_zero(among));
      if ((current(of.columns[column]) & ~by.when[column]) != 0) found |= column_set{1} << column;
    }
    return found;
  }

  const book& book_;
  box box_;
  std::vector<row_index> rows_;
  function_ref<bool(const region&)> visit_;
};

}  // namespace

box whole_space(const book& of) {
  box all;
  for (const input& input : of.inputs) all.push_back(all_values(input.values.size()));
  return all;
}

bool for_each_region(const book& of, std::uint16_t table_index, std::span<const value_set> within,
                     function_ref<bool(const region&)> visit) {
  return region_walk{of, within, visit}.start(table_index);
}

value_set outcomes_over(const book& of, std::uint16_t table_index, std::span<const value_set> within) {
  const table& asked = of.tables[table_index];
  const value_set all = all_values(asked.outcomes.size());
  value_set found = 0;
  for_each_region(of, table_index, within, [&](const region& part) {
    if (part.row != no_row) found |= only(asked.rows[part.row].outcome);
    return found != all;
  });
  return found;
}

}  // namespace interlock::rules
