#include "rules/compile/resolve_names.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "rules/compile/message_words.hpp"

namespace interlock::rules {
namespace {

using part = place::part;

// Suggestions cost more than all other checks; who has made that many mistakes starts with the first ones.
constexpr std::size_t suggestions_max = 200;

using word_index = std::unordered_map<std::string_view, std::uint32_t>;

word_index index_words(std::span<const std::string> words) {
  word_index index;
  for (const std::string& word : words) index.emplace(word, static_cast<std::uint32_t>(index.size()));
  return index;
}

/// A column that names an input has its name.
const std::string& name_of(const column_definition& column) {
  return column.input.empty() ? column.name : column.input;
}

class word_checker {
 public:
  word_checker(std::span<const table_definition> tables, std::span<const input_definition> inputs,
               const compile_options& options, findings& found)
      : tables_{tables}, inputs_{inputs}, options_{options}, found_{found} {}

  checked_book check();

 private:
  void check_input(std::uint32_t number);
  void check_head(std::uint32_t table);
  void check_words_of(std::span<const std::string> words, place at, std::string_view kind, finding_code duplicate);
  void check_columns(std::uint32_t table);
  void check_column_name(std::uint32_t table, std::uint32_t number, word_index& names);
  void check_source(checked_column& to, const column_definition& from, place at);
  void feed(checked_column& to, const column_definition& from, place at);
  void name_input(checked_column& to, const column_definition& from, place at);
  void observe(checked_column& to, const column_definition& from, place at);
  void look_at(checked_column& to, place at);
  void check_rows(std::uint32_t table);
  void check_row(std::uint32_t table, std::uint32_t number, std::span<const word_index> vocabularies);
  void check_reasons(std::uint32_t table, std::uint32_t number);
  value_set resolve(const condition& from, const checked_column& of, const word_index& vocabulary, place at);
  void visit(std::uint16_t table, std::vector<std::uint16_t>& trail, std::vector<std::uint8_t>& seen);

  void report(finding_code code, place at, std::string message, std::string_view offending = {},
              std::string_view suggestion = {});
  [[nodiscard]] std::string_view suggest(std::string_view word, std::span<const std::string> known) const;

  std::span<const table_definition> tables_;
  std::span<const input_definition> inputs_;
  const compile_options& options_;
  findings& found_;
  checked_book book_;
  std::vector<bool> inputs_sound_;  // values of each declared input are right
  std::vector<bool> heads_sound_;   // names and outcomes of each table are right
  word_index declared_names_;       // of `inputs_`
  word_index table_names_;
  word_index input_names_;                                          // of `book_.inputs`
  std::unordered_map<std::string_view, std::string_view> row_ids_;  // the table in which each stands
};

void word_checker::report(finding_code code, place at, std::string message, std::string_view offending,
                          std::string_view suggestion) {
  found_.push_back({code, at, std::move(message), std::string{offending}, std::string{suggestion}, {}});
  if (at.table == place::none)
    inputs_sound_[at.item] = false;
  else
    book_.tables[at.table].sound = false;
}

std::string_view word_checker::suggest(std::string_view word, std::span<const std::string> known) const {
  if (found_.size() > suggestions_max) return {};
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  return nearest_word(word, candidates);
}

checked_book word_checker::check() {
  const auto count = static_cast<std::uint32_t>(std::min(tables_.size(), tables_per_book_max));
  book_.tables.resize(tables_.size());
  if (tables_.size() > tables_per_book_max)
    report(finding_code::limit_exceeded, {.table = count},
           "a book has at most " + count_of(tables_per_book_max, "table"), tables_[count].name);
  for (std::size_t table = count; table < tables_.size(); ++table) book_.tables[table].sound = false;
  inputs_sound_.assign(inputs_.size(), true);
  for (std::uint32_t number = 0; number < inputs_.size(); ++number) check_input(number);
  for (std::uint32_t table = 0; table < count; ++table) check_head(table);
  for (std::uint32_t table = 0; table < count; ++table) heads_sound_.push_back(book_.tables[table].sound);
  for (std::uint32_t table = 0; table < count; ++table) check_columns(table);
  for (std::uint32_t table = 0; table < count; ++table) check_rows(table);

  std::vector<std::uint16_t> trail;
  std::vector<std::uint8_t> seen(tables_.size());
  for (std::uint32_t table = 0; table < count; ++table) visit(static_cast<std::uint16_t>(table), trail, seen);
  return std::move(book_);
}

void word_checker::check_input(std::uint32_t number) {
  const input_definition& from = inputs_[number];
  place at{.what = part::input_name, .table = place::none, .item = number};
  if (from.name.empty()) {
    report(finding_code::empty_name, at, "the input has no name");
  } else if (!declared_names_.emplace(from.name, number).second) {
    report(finding_code::duplicate_input, at, "the input " + quoted(from.name) + " is declared twice", from.name);
  }
  at.what = part::input_value;
  check_words_of(from.values, at, "value", finding_code::duplicate_value);
  at.what = part::input;
  if (from.values.empty())
    report(finding_code::column_without_values, at, "the input " + quoted(from.name) + " declares no values",
           from.name);
  at.what = part::input_means;
  if (options_.require_reasons && from.means.empty())
    report(finding_code::missing_reason, at, "the input " + quoted(from.name) + " does not say what it means");
}

void word_checker::check_head(std::uint32_t table) {
  const table_definition& from = tables_[table];
  const place name{.what = part::name, .table = table};
  if (from.name.empty()) {
    report(finding_code::empty_name, name, "the table has no name");
  } else if (!table_names_.emplace(from.name, table).second) {
    report(finding_code::duplicate_table, name, "another table is named " + quoted(from.name) + " too", from.name);
  }
  if (options_.require_reasons && from.question.empty())
    report(finding_code::missing_reason, {.what = part::question, .table = table},
           "the table does not say which question it answers");
  check_words_of(from.outcomes, {.what = part::outcome, .table = table}, "outcome", finding_code::duplicate_outcome);
  if (from.rows.empty()) report(finding_code::no_rows, {.table = table}, "the table has no rules");
  if (from.columns.empty()) report(finding_code::no_columns, {.table = table}, "the table has no columns");
}

// Outcomes stand in `place.item`, values of a column in `place.cell`.
void word_checker::check_words_of(std::span<const std::string> words, place at, std::string_view kind,
                                  finding_code duplicate) {
  word_index seen;
  for (std::uint32_t number = 0; number < words.size(); ++number) {
    (at.what == part::outcome ? at.item : at.cell) = number;
    if (number == values_per_column_max)
      return report(finding_code::limit_exceeded, at, "there are at most " + count_of(values_per_column_max, kind),
                    words[number]);
    if (words[number].empty()) {
      report(finding_code::empty_name, at, "the " + std::string{kind} + " is an empty word");
    } else if (!seen.emplace(words[number], number).second) {
      report(duplicate, at, "the " + std::string{kind} + " " + quoted(words[number]) + " is declared twice",
             words[number]);
    }
  }
}

void word_checker::check_columns(std::uint32_t table) {
  const table_definition& from = tables_[table];
  word_index names;
  for (std::uint32_t number = 0; number < from.columns.size(); ++number) {
    const place at{.what = part::column, .table = table, .item = number};
    if (number == columns_per_table_max)
      return report(finding_code::limit_exceeded, at,
                    "a table has at most " + count_of(columns_per_table_max, "column"), from.columns[number].name);
    check_column_name(table, number, names);
    checked_column& column = book_.tables[table].columns.emplace_back();
    check_source(column, from.columns[number], at);
    if (column.values.empty()) book_.tables[table].sound = false;
  }
}

void word_checker::check_source(checked_column& to, const column_definition& from, place at) {
  to.name = name_of(from);
  to.fed = !from.table.empty();
  if (to.fed) return feed(to, from, at);
  return from.input.empty() ? observe(to, from, at) : name_input(to, from, at);
}

void word_checker::check_column_name(std::uint32_t table, std::uint32_t number, word_index& names) {
  const std::span<const column_definition> columns = tables_[table].columns;
  const place at{.what = part::column, .table = table, .item = number};
  const std::string& name = name_of(columns[number]);
  const auto same_source = [&](const column_definition& other) {
    return !other.table.empty() && other.table == columns[number].table;
  };
  if (name.empty()) {
    report(finding_code::empty_name, at, "the column has no name");
  } else if (!names.emplace(name, number).second) {
    report(finding_code::duplicate_column, at, "another column is named " + quoted(name) + " too", name);
  } else if (std::ranges::any_of(columns.first(number), same_source)) {
    report(finding_code::duplicate_column, at,
           "another column takes the outcome of " + quoted(columns[number].table) + " too", name);
  }
}

void word_checker::feed(checked_column& to, const column_definition& from, place at) {
  at.what = part::column_table;
  if (!from.values.empty() || !from.input.empty())
    report(finding_code::vocabulary_mismatch, at,
           "the column " + quoted(to.name) + " takes the outcomes of " + quoted(from.table) + " and must not " +
               (from.values.empty() ? "name an input" : "declare values of its own"),
           from.table);
  const auto source = table_names_.find(from.table);
  if (source == table_names_.end()) {
    std::vector<std::string> known;
    for (const auto& entry : table_names_) known.emplace_back(entry.first);
    std::ranges::sort(known);
    return report(finding_code::unknown_table, at, "there is no table " + quoted(from.table), from.table,
                  suggest(from.table, known));
  }
  to.source = static_cast<std::uint16_t>(source->second);
  if (!heads_sound_[source->second]) book_.tables[at.table].sound = false;
  const std::vector<std::string>& outcomes = tables_[source->second].outcomes;
  if (outcomes.size() <= outcomes_per_table_max) to.values = outcomes;
}

void word_checker::name_input(checked_column& to, const column_definition& from, place at) {
  at.what = part::column_input;
  if (!from.values.empty())
    report(finding_code::vocabulary_mismatch, at,
           "the column " + quoted(to.name) + " has the values of its input and must not declare values of its own",
           from.input);
  const auto declared = declared_names_.find(from.input);
  if (declared == declared_names_.end()) {
    std::vector<std::string> known;
    for (const input_definition& input : inputs_) known.push_back(input.name);
    return report(finding_code::unknown_input, at, "no input " + quoted(from.input) + " is declared", from.input,
                  suggest(from.input, known));
  }
  if (!inputs_sound_[declared->second]) {
    book_.tables[at.table].sound = false;
    return;
  }
  to.values = inputs_[declared->second].values;
  look_at(to, at);
}

void word_checker::observe(checked_column& to, const column_definition& from, place at) {
  if (from.values.empty())
    return report(finding_code::column_without_values, at,
                  "the column " + quoted(to.name) + " has neither values nor an input nor a table that feeds it",
                  to.name);
  place value = at;
  value.what = part::column_value;
  check_words_of(from.values, value, "value", finding_code::duplicate_value);
  if (from.values.size() > values_per_column_max) return;
  to.values = from.values;
  look_at(to, at);
}

// All columns of one name look at one input. Its values are those of its definition, or of the first column.
void word_checker::look_at(checked_column& to, place at) {
  const auto [known, is_new] = input_names_.emplace(to.name, static_cast<std::uint32_t>(book_.inputs.size()));
  to.source = static_cast<std::uint16_t>(known->second);
  if (is_new && book_.inputs.size() == inputs_per_book_max)
    return report(finding_code::limit_exceeded, at, "a book has at most " + count_of(inputs_per_book_max, "input"),
                  to.name);
  if (is_new) {
    const auto declared = declared_names_.find(to.name);
    if (declared == declared_names_.end())
      book_.inputs.push_back({to.name, to.values, at});
    else
      book_.inputs.push_back({to.name,
                              inputs_[declared->second].values,
                              {.what = part::input, .table = place::none, .item = declared->second}});
  }
  if (known->second >= book_.inputs.size()) return;
  const checked_input& input = book_.inputs[known->second];
  if (std::ranges::equal(input.values, to.values)) return;
  const bool by_definition = input.declared.table == place::none;
  report(finding_code::vocabulary_mismatch, at,
         "the column " + quoted(to.name) + " has other values, or another order of them, " +
             (by_definition ? "than the input of that name"
                            : "in the table " + quoted(tables_[input.declared.table].name)),
         to.name);
}

void word_checker::check_rows(std::uint32_t table) {
  const table_definition& from = tables_[table];
  checked_table& to = book_.tables[table];
  if (from.columns.size() > columns_per_table_max) return;
  std::vector<word_index> vocabularies;
  for (const checked_column& column : to.columns) vocabularies.push_back(index_words(column.values));
  vocabularies.push_back(index_words(from.outcomes));
  to.when.reserve(from.rows.size() * to.columns.size());
  for (std::uint32_t number = 0; number < from.rows.size(); ++number) {
    if (number == rows_per_table_max)
      return report(finding_code::limit_exceeded, {.what = part::row, .table = table, .item = number},
                    "a table has at most " + count_of(rows_per_table_max, "rule"), from.rows[number].id);
    check_row(table, number, vocabularies);
    if (options_.require_reasons) check_reasons(table, number);
  }
}

void word_checker::check_row(std::uint32_t table, std::uint32_t number, std::span<const word_index> vocabularies) {
  const row_definition& from = tables_[table].rows[number];
  checked_table& to = book_.tables[table];
  const place id{.what = part::row_id, .table = table, .item = number};
  if (from.id.empty()) {
    report(finding_code::empty_name, id, "the rule has no id");
  } else if (const auto [known, is_new] = row_ids_.emplace(from.id, tables_[table].name); !is_new) {
    report(finding_code::duplicate_row_id, id,
           "the id " + quoted(from.id) + " is already taken by a rule of the table " + quoted(known->second), from.id);
  }

  place at{.what = part::row_condition, .table = table, .item = number};
  if (from.when.size() != to.columns.size())
    report(finding_code::cell_count, at,
           "the rule has " + count_of(from.when.size(), "condition") + ", the table has " +
               count_of(to.columns.size(), "column"));
  for (std::uint32_t column = 0; column < to.columns.size(); ++column) {
    at.cell = column;
    to.when.push_back(
        column < from.when.size() ? resolve(from.when[column], to.columns[column], vocabularies[column], at) : 0);
  }

  const word_index& outcomes = vocabularies.back();
  const auto outcome = outcomes.find(from.then);
  to.outcomes.push_back(outcome == outcomes.end() ? value_index{0} : static_cast<value_index>(outcome->second));
  if (outcome == outcomes.end())
    report(finding_code::unknown_outcome, {.what = part::row_outcome, .table = table, .item = number},
           quoted(from.then) + " is not an outcome of the table", from.then,
           suggest(from.then, tables_[table].outcomes));
}

void word_checker::check_reasons(std::uint32_t table, std::uint32_t number) {
  const row_definition& from = tables_[table].rows[number];
  if (from.because.empty())
    report(finding_code::missing_reason, {.what = part::row_because, .table = table, .item = number},
           "the rule " + quoted(from.id) + " does not say why");
  if (from.sources.empty() || std::ranges::find(from.sources, "") != from.sources.end())
    report(finding_code::missing_source, {.what = part::row_sources, .table = table, .item = number},
           "the rule " + quoted(from.id) + " does not name its sources");
}

value_set word_checker::resolve(const condition& from, const checked_column& of, const word_index& vocabulary,
                                place at) {
  const value_set all = all_values(of.values.size());
  if (from.wants == condition::kind::any || of.values.empty()) return all;
  value_set named = 0;
  bool understood = true;
  for (at.word = 0; at.word < from.words.size(); ++at.word) {
    const std::string& word = from.words[at.word];
    const auto value = vocabulary.find(word);
    if (value == vocabulary.end()) {
      understood = false;
      report(finding_code::unknown_value, at, quoted(word) + " is not a value of the column " + quoted(of.name), word,
             suggest(word, of.values));
      continue;
    }
    const value_set bit = only(static_cast<value_index>(value->second));
    if ((named & bit) != 0)
      report(finding_code::duplicate_word, at, "the condition names " + quoted(word) + " twice", word);
    named |= bit;
  }
  const value_set admitted = from.wants == condition::kind::one_of ? named : all & ~named;
  at.word = place::none;
  if (admitted == 0 && understood)
    report(finding_code::impossible_condition, at, "the condition admits no value of the column " + quoted(of.name));
  return admitted;
}

// Depth first: a table is put behind all that feed it; meeting a table that is still on the trail is a cycle.
void word_checker::visit(std::uint16_t table, std::vector<std::uint16_t>& trail, std::vector<std::uint8_t>& seen) {
  enum : std::uint8_t { unseen, open, done };
  if (seen[table] != unseen) return;
  seen[table] = open;
  trail.push_back(table);
  const std::span<const checked_column> columns = book_.tables[table].columns;
  for (std::uint32_t number = 0; number < columns.size(); ++number) {
    const checked_column& column = columns[number];
    if (!column.fed || column.values.empty()) continue;
    if (seen[column.source] == open) {
      std::string circle;
      for (auto step = std::ranges::find(trail, column.source); step != trail.end(); ++step)
        circle += quoted(tables_[*step].name) + " needs ";
      report(finding_code::cycle, {.what = part::column_table, .table = table, .item = number},
             "tables need one another in a circle: " + circle + quoted(tables_[column.source].name),
             tables_[column.source].name);
    }
    visit(column.source, trail, seen);
  }
  trail.pop_back();
  seen[table] = done;
  book_.order.push_back(table);
}

}  // namespace

checked_book check_words(std::span<const table_definition> tables, std::span<const input_definition> inputs,
                         const compile_options& options, findings& found) {
  return word_checker{tables, inputs, options, found}.check();
}

}  // namespace interlock::rules
