#include "rules/compile/verify.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "rules/compile/message_words.hpp"

namespace interlock::rules {
namespace {

using part = place::part;

constexpr std::size_t names_shown_max = 6;
constexpr std::uint64_t cover_steps_max = 2'000'000;  // for wording only

std::vector<std::string> combination(const table& of, std::span<const value_index> values) {
  std::vector<std::string> words;
  for (std::size_t column = 0; column < of.columns.size(); ++column)
    words.push_back(std::string{of.columns[column].name} + "=" +
                    std::string{of.columns[column].values[values[column]]});
  return words;
}

// The columns that a box restricts, e.g. `zone=BLOCKED, risk=LOW|HIGH`.
std::string describe(const table& of, std::span<const value_set> box) {
  std::string text;
  for (std::size_t number = 0; number < of.columns.size(); ++number) {
    const column& column = of.columns[number];
    if (box[number] == all_values(column.values.size())) continue;
    text += (text.empty() ? "" : ", ") + std::string{column.name};
    const char* separator = "=";
    for (value_set left = box[number]; left != 0; left &= left - 1, separator = "|")
      text.append(separator).append(column.values[static_cast<std::size_t>(std::countr_zero(left))]);
  }
  return text.empty() ? "any combination" : quoted(text);
}

std::string names(const table& of, std::span<const row_index> rows) {
  std::string text;
  const std::size_t shown = std::min(rows.size(), names_shown_max);
  for (std::size_t at = 0; at < shown; ++at) text += (at == 0 ? "" : ", ") + quoted(of.rows[rows[at]].id);
  return rows.size() == shown ? text : text + " and " + std::to_string(rows.size() - shown) + " more";
}

class table_prover {
 public:
  table_prover(const table& of, std::uint32_t number, std::uint64_t steps, findings& found)
      : of_{of}, number_{number}, steps_{steps}, found_{found} {}

  proved_table prove() {
    const bool total = prove_total();
    const bool unambiguous = of_.policy == hit_policy::first || prove_unambiguous();
    if (!total || !unambiguous) return {};  // everything else would only repeat it
    proved_table proved{.of = &of_, .live = find_live_points(of_, steps_)};
    report_dead_rows(proved.live.dead);
    proved.live_outcomes = report_dead_outcomes(proved.live);
    const columns_found dead = find_dead_columns(of_, proved.live, steps_);
    proved.dead_columns = dead.columns;
    report_dead_columns(dead.columns);
    if (!proved.live.dead.complete) undecided("which rules never decide");
    if (!dead.complete) undecided("which columns matter");
    proved.sound = proved.live.dead.complete && dead.complete;
    return proved;
  }

 private:
  void report(finding_code code, place at, std::string message, std::string_view offending,
              std::vector<std::vector<std::string>> witnesses = {}) {
    at.table = number_;
    found_.push_back({code, at, std::move(message), std::string{offending}, {}, std::move(witnesses)});
  }

  void undecided(std::string_view question) {
    report(finding_code::undecided, {},
           "the analysis of the table was too much work to tell " + std::string{question} + "; split the table",
           of_.name);
  }

  bool prove_total() {
    const boxes_found gaps = find_gaps(of_, witnesses_per_finding_max, steps_);
    if (!gaps.boxes.empty()) {
      std::vector<std::vector<std::string>> witnesses;
      for (const cells& box : gaps.boxes) witnesses.push_back(combination(of_, first_point(box)));
      std::string message = "no rule matches " + describe(of_, gaps.boxes.front());
      if (gaps.boxes.size() > 1)
        message += ", nor " + std::to_string(gaps.boxes.size() - 1) + (gaps.more ? " or more" : "") + " other regions";
      report(finding_code::gap, {}, std::move(message), of_.name, std::move(witnesses));
    }
    if (!gaps.complete) undecided("whether every combination has a rule");
    return gaps.boxes.empty() && gaps.complete;
  }

  bool prove_unambiguous() {
    const overlaps_found overlaps = find_overlaps(of_, witnesses_per_finding_max, steps_);
    for (const overlap& pair : overlaps.pairs) {
      std::string message = "the rules " + quoted(of_.rows[pair.first].id) + " and " +
                            quoted(of_.rows[pair.second].id) + " both match " + describe(of_, pair.where);
      if (overlaps.more && &pair == &overlaps.pairs.back()) message += "; there are more conflicts";
      report(finding_code::conflict, {.what = part::row, .item = pair.second}, std::move(message),
             of_.rows[pair.second].id, {combination(of_, first_point(pair.where))});
    }
    if (!overlaps.complete) undecided("whether two rules match one combination");
    return overlaps.pairs.empty() && overlaps.complete;
  }

  void report_dead_rows(const rows_found& dead) {
    for (std::size_t at = 0; at < dead.rows.size(); ++at) {
      const row& row = of_.rows[dead.rows[at]];
      const place where{.what = part::row, .item = dead.rows[at]};
      std::string message = "the rule " + quoted(row.id) + " never decides: ";
      std::vector<std::vector<std::string>> witnesses;
      if (at < witnesses_per_finding_max) {
        const std::vector<row_index> cover = smallest_cover(of_, dead.rows[at], std::min(steps_, cover_steps_max));
        message += "all it matches is matched before by " + names(of_, cover);
        for (std::size_t rival = 0; rival < std::min(cover.size(), witnesses_per_finding_max); ++rival)
          witnesses.push_back(combination(of_, first_point(intersection(row, of_.rows[cover[rival]]))));
      } else {
        message += "all it matches is matched before";
      }
      report(finding_code::dead_row, where, std::move(message), row.id, std::move(witnesses));
    }
  }

  value_set report_dead_outcomes(const live_points& live) {
    value_set produced = 0;
    value_set named = 0;
    for (row_index number = 0; number < of_.rows.size(); ++number) {
      named |= only(of_.rows[number].outcome);
      if (!std::ranges::binary_search(live.dead.rows, number)) produced |= only(of_.rows[number].outcome);
    }
    for (std::uint32_t outcome = 0; outcome < of_.outcomes.size(); ++outcome) {
      if ((produced >> outcome & 1) != 0) continue;
      const bool dead_only = (named >> outcome & 1) != 0;
      report(finding_code::dead_outcome, {.what = part::outcome, .item = outcome},
             "the outcome " + quoted(of_.outcomes[outcome]) +
                 " is never produced: " + (dead_only ? "the rules that name it never decide" : "no rule names it"),
             of_.outcomes[outcome]);
    }
    return produced;
  }

  void report_dead_columns(column_set dead) {
    for (; dead != 0; dead &= dead - 1) {
      const auto column = static_cast<std::uint32_t>(std::countr_zero(dead));
      report(finding_code::dead_column, {.what = part::column, .item = column},
             "the column " + quoted(of_.columns[column].name) + " never changes the outcome of the table",
             of_.columns[column].name);
    }
  }

  const table& of_;
  std::uint32_t number_;
  std::uint64_t steps_;
  findings& found_;
};

/// One set of words, wherever it is used: which of them do the rows of all its columns together tell apart? Two rows
/// with one outcome still tell words apart, since which rule decides is part of the answer.
class vocabulary {
 public:
  vocabulary(bool fed, std::size_t source, const checked_book& book, std::span<const proved_table> tables,
             std::uint64_t steps)
      : steps_{steps} {
    for (std::size_t table = 0; table < book.tables.size(); ++table)
      for (std::size_t column = 0; column < book.tables[table].columns.size(); ++column) {
        const checked_column& by = book.tables[table].columns[column];
        if (by.fed != fed || by.source != source) continue;
        matters_ = matters_ || (tables[table].dead_columns >> column & 1) == 0;
        uses_.push_back({&tables[table], column});
      }
  }

  /// A value that an earlier one cannot be told apart from is reported. Those of dead columns are reported with them.
  void report(std::string_view name, std::span<const std::string> values, value_set live, place at,
              std::uint32_t place::*number, findings& found) const {
    for (value_index value = 1; matters_ && value < values.size(); ++value)
      for (value_index earlier = 0; earlier < value; ++earlier) {
        if ((live >> value & live >> earlier & 1) == 0) continue;
        const verdict alike = same_rows_everywhere(earlier, value);
        if (alike == verdict::no) continue;
        const bool certain = alike == verdict::yes;
        at.*number = value;
        found.push_back({certain ? finding_code::dead_value : finding_code::undecided,
                         at,
                         (certain ? "no table tells " : "it was too much work to tell whether a table tells ") +
                             quoted(values[value]) + " apart from " + quoted(values[earlier]) + ", another value of " +
                             quoted(name),
                         values[value],
                         {},
                         {}});
        break;
      }
  }

 private:
  struct use {
    const proved_table* table;
    std::size_t column;
  };

  [[nodiscard]] verdict same_rows_everywhere(value_index one, value_index other) const {
    verdict answer = verdict::yes;
    for (const use& by : uses_) {
      const verdict same = same_rows(*by.table->of, by.table->live, by.column, one, other, steps_);
      if (same == verdict::no) return same;
      if (same == verdict::undecided) answer = same;
    }
    return answer;
  }

  std::uint64_t steps_;
  bool matters_ = false;
  std::vector<use> uses_;
};

}  // namespace

proved_table prove_table(const table& of, std::uint32_t number, std::uint64_t steps, findings& found) {
  return table_prover{of, number, steps, found}.prove();
}

void prove_vocabularies(const checked_book& book, std::span<const table_definition> definitions,
                        std::span<const proved_table> tables, std::uint64_t steps, findings& found) {
  for (std::size_t number = 0; number < book.inputs.size(); ++number) {
    const checked_input& input = book.inputs[number];
    place at = input.declared;
    at.what = at.table == place::none ? part::input_value : part::column_value;
    vocabulary{false, number, book, tables, steps}.report(input.name, input.values, ~value_set{0}, at, &place::cell,
                                                          found);
  }
  for (std::uint32_t number = 0; number < definitions.size(); ++number) {
    const table_definition& table = definitions[number];
    vocabulary{true, number, book, tables, steps}.report(table.name, table.outcomes, tables[number].live_outcomes,
                                                         {.what = part::outcome, .table = number}, &place::item, found);
  }
}

}  // namespace interlock::rules
