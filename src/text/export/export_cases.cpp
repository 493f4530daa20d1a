#include <interlock/text/export_cases.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>
#include <vector>

#include <interlock/authn/decide.hpp>
#include <interlock/rules/regions.hpp>
#include <interlock/text/decide.hpp>

#include "shipped_book.hpp"
#include "text/export/scenario_from_inputs.hpp"

namespace interlock::text {
namespace {

using rules::box;
using rules::no_row;
using rules::row_index;

/// A box over which certain rows answer.
struct part {
  box inputs;
  std::vector<row_index> rows;  // one a table; `no_row`: it is not asked, or nobody knows
};

box common(const box& one, const box& other) {
  box both = one;
  for (std::size_t input = 0; input < both.size(); ++input) both[input] &= other[input];
  return both;
}

bool is_empty(const box& of) { return std::ranges::find(of, rules::value_set{0}) != of.end(); }

/// The sub-box of `one` closest to `other`: intersects each input where the intersection is not empty.
box nearest(const box& one, const box& other) {
  box near = common(one, other);
  for (std::size_t input = 0; input < near.size(); ++input)
    if (near[input] == 0) near[input] = one[input];
  return near;
}

/// One combination of a box; the first value of an input is the ordinary one.
std::vector<rules::value_index> point_of(const box& of) {
  const rules::book& book = authn::shipped_book();
  std::vector<rules::value_index> point;
  for (std::size_t input = 0; input < of.size(); ++input) {
    const bool matters = of[input] != rules::all_values(book.inputs[input].values.size());
    point.push_back(matters ? static_cast<rules::value_index>(std::countr_zero(of[input])) : rules::no_value);
  }
  return point;
}

struct test_case {
  std::string scenario, decision;
};

/// A case in which the rows answer; none if no scenario has the combination.
std::optional<test_case> case_in(const box& where, const std::vector<row_index>& rows) {
  std::string written = scenario_from_inputs(point_of(where));
  const result<scenario> read = read_scenario(written);
  if (!read) return std::nullopt;
  const auto made = authn::decide(read->facts());
  if (!made) return std::nullopt;
  std::vector<row_index> answered(rows.size(), no_row);
  for (const authn::consulted_table& one : made->trace) answered[one.rule.table] = one.rule.row;
  for (std::size_t table = 0; table < rows.size(); ++table)
    if (rows[table] != no_row && answered[table] != rows[table]) return std::nullopt;
  return test_case{std::move(written), write_decision(*read, *made, layout::compact)};
}

std::vector<part> parts_of(std::uint16_t table_index) {
  const rules::book& book = authn::shipped_book();
  std::vector<part> found;
  rules::for_each_region(book, table_index, rules::whole_space(book), [&](const rules::region& one) {
    found.push_back({{one.inputs.begin(), one.inputs.end()}, {one.rows.begin(), one.rows.end()}});
    return true;
  });
  return found;
}

/// By the length of a scenario: what is not about the matter at hand comes last.
std::vector<part> simplest_first(const std::vector<part>& of) {
  std::vector<std::pair<std::size_t, std::size_t>> lengths;
  for (std::size_t number = 0; number < of.size(); ++number)
    lengths.emplace_back(scenario_from_inputs(point_of(of[number].inputs)).size(), number);
  std::ranges::sort(lengths);
  std::vector<part> sorted;
  for (const auto& [length, number] : lengths) sorted.push_back(of[number]);
  return sorted;
}

/// What a table sees of a part: the values that each of its columns may have.
std::vector<rules::value_set> seen_by(const rules::table& of, const part& in) {
  const rules::book& book = authn::shipped_book();
  std::vector<rules::value_set> seen;
  for (const rules::column& column : of.columns) {
    if (!column.fed) {
      seen.push_back(in.inputs[column.source]);
    } else if (const row_index row = in.rows[column.source]; row != no_row) {
      seen.push_back(rules::only(book.tables[column.source].rows[row].outcome));
    } else {
      seen.push_back(rules::all_values(column.values.size()));
    }
  }
  return seen;
}

/// The column in which two rows differ, if it is only one.
std::optional<std::size_t> only_difference(const rules::row& one, const rules::row& other) {
  std::optional<std::size_t> found;
  for (std::size_t column = 0; column < one.when.size(); ++column) {
    if (one.when[column] == other.when[column]) continue;
    if (found) return std::nullopt;
    found = column;
  }
  return found;
}

/// What a sign-in asks: what feeds its root table, and what is asked besides for effects.
bool is_asked_in_sign_in(std::uint16_t table) {
  using enum authn::shipped::table_id;
  static constexpr std::array<authn::shipped::table_id, 4> asked{authentication, automatic_unlock, threat_log,
                                                                 unlock_schedule};
  const auto feeds = [&](const auto& self, std::uint16_t fed) -> bool {
    const auto& columns = authn::shipped_book().tables[fed].columns;
    return fed == table || std::ranges::any_of(columns, [&](const rules::column& column) {
             return column.fed && self(self, column.source);
           });
  };
  return std::ranges::any_of(asked, [&](auto root) { return feeds(feeds, static_cast<std::uint16_t>(root)); });
}

class case_writer {
 public:
  explicit case_writer(function_ref<void(std::string_view)> line)
      : line_{line},
        boxes_{parts_of(static_cast<std::uint16_t>(authn::shipped::table_id::authentication))},
        simplest_first_{simplest_first(boxes_)} {}

  case_counts write() {
    const std::size_t tables = authn::shipped_book().tables.size();
    for (std::uint16_t table = 0; table < tables; ++table) {
      if (!is_asked_in_sign_in(table)) continue;
      const std::vector<way> ways = ways_to_ask(table);
      write_rows(table, ways);
      write_pairs(table, ways);
    }
    for (std::size_t number = 0; number < boxes_.size(); ++number) {
      const auto made = case_in(boxes_[number].inputs, boxes_[number].rows);
      if (made) write_case("box/" + std::to_string(number + 1), *made);
      ++(made ? counts_.boxes : counts_.boxes_left_out);
    }
    return counts_;
  }

 private:
  /// A part of the space in which a table is asked, and what it sees there.
  struct way {
    part where;
    std::vector<rules::value_set> seen;
  };

  /// The ways that the table can tell apart, one of each kind.
  [[nodiscard]] std::vector<way> ways_to_ask(std::uint16_t table_index) const {
    const rules::table& table = authn::shipped_book().tables[table_index];
    const auto asked = [&](const part& one) { return one.rows[table_index] != no_row; };
    std::vector<way> ways;
    const bool feeds = std::ranges::any_of(boxes_, asked);
    for (const part& one : feeds ? simplest_first_ : parts_asked_for_effects(table_index)) {
      if (!asked(one)) continue;
      way made{one, seen_by(table, one)};
      if (std::ranges::find(ways, made.seen, &way::seen) == ways.end()) ways.push_back(std::move(made));
    }
    return ways;
  }

  /// A table that does not feed `authentication` is asked for the effects of an answer: the parts of its own space,
  /// each with the simplest box in which that happens.
  [[nodiscard]] std::vector<part> parts_asked_for_effects(std::uint16_t table_index) const {
    std::vector<part> found;
    for (const part& own : parts_of(table_index)) {
      for (const part& answered : simplest_first_) {
        part both{common(own.inputs, answered.inputs), own.rows};
        if (is_empty(both.inputs) || !case_in(both.inputs, both.rows)) continue;
        found.push_back(std::move(both));
        break;
      }
    }
    return found;
  }

  void write_rows(std::uint16_t table_index, const std::vector<way>& ways) {
    const rules::table& table = authn::shipped_book().tables[table_index];
    for (row_index row = 0; row < table.rows.size(); ++row) {
      std::optional<test_case> made;
      for (const way& one : ways) {
        if (one.where.rows[table_index] != row) continue;
        made = case_in(one.where.inputs, one.where.rows);
        if (made) break;
      }
      if (made) write_case("row/" + std::string{table.rows[row].id}, *made);
      ++(made ? counts_.rows : counts_.rows_left_out);
    }
  }

  void write_pairs(std::uint16_t table_index, const std::vector<way>& ways) {
    const auto& rows = authn::shipped_book().tables[table_index].rows;
    for (row_index first = 0; first < rows.size(); ++first) {
      for (row_index second = first + 1; second < rows.size(); ++second) {
        const auto column = only_difference(rows[first], rows[second]);
        if (!column) continue;
        const bool written = write_pair(table_index, {first, second, *column}, ways);
        ++(written ? counts_.pairs : counts_.pairs_left_out);
      }
    }
  }

  struct row_pair {
    row_index first, second;
    std::size_t column;
  };

  bool write_pair(std::uint16_t table_index, const row_pair& pair, const std::vector<way>& ways) {
    const auto& rows = authn::shipped_book().tables[table_index].rows;
    for (const way& one : ways) {
      if (one.where.rows[table_index] != pair.first) continue;
      for (const way& other : ways) {
        if (other.where.rows[table_index] != pair.second || !agree(one, other, pair.column)) continue;
        const auto here = case_near(one.where, other.where);
        const auto there = case_near(other.where, one.where);
        if (!here || !there) continue;
        const std::string first{rows[pair.first].id};
        const std::string second{rows[pair.second].id};
        write_case("pair/" + first + "/" + second, *here);
        write_case("pair/" + second + "/" + first, *there);
        return true;
      }
    }
    return false;
  }

  static std::optional<test_case> case_near(const part& one, const part& other) {
    auto made = case_in(nearest(one.inputs, other.inputs), one.rows);
    return made ? made : case_in(one.inputs, one.rows);
  }

  static bool agree(const way& one, const way& other, std::size_t except) {
    for (std::size_t column = 0; column < one.seen.size(); ++column)
      if (column != except && (one.seen[column] & other.seen[column]) == 0) return false;
    return true;
  }

  void write_case(const std::string& id, const test_case& made) {
    line_(R"({"id":")" + id + R"(","scenario":)" + made.scenario + R"(,"decision":)" + made.decision + "}");
  }

  function_ref<void(std::string_view)> line_;
  std::vector<part> boxes_;
  std::vector<part> simplest_first_;
  case_counts counts_;
};

}  // namespace

case_counts export_cases(function_ref<void(std::string_view)> line) { return case_writer{line}.write(); }

}  // namespace interlock::text
