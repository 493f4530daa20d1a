#include "support.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace test_rules {
namespace {

rules::condition random_condition(rng& random, const std::vector<std::string>& values, unsigned any_percent) {
  rules::condition made;
  if (below(random, 100) < any_percent) return made;
  made.wants = below(random, 3) == 0 ? rules::condition::kind::none_of : rules::condition::kind::one_of;
  for (const std::string& value : values)
    if (below(random, values.size()) == 0) made.words.push_back(value);
  const bool all = made.words.size() == values.size();
  if (made.words.empty() || all) made.words = {values[below(random, values.size())]};
  if (values.size() == 1) made = {};
  return made;
}

}  // namespace

std::string numbered(std::string stem, std::size_t number) { return stem.append(std::to_string(number)); }

std::size_t below(rng& random, std::size_t limit) { return random() % limit; }

rules::table_definition random_table(rng& random, const shape& of, rules::hit_policy policy, const std::string& name) {
  rules::table_definition table{
      .name = name, .question = "?", .policy = policy, .columns = {}, .outcomes = {}, .rows = {}};
  for (std::size_t outcome = 0; outcome < of.outcomes; ++outcome)
    table.outcomes.push_back(name + numbered("_out", outcome));
  for (std::size_t number = 0; number < of.columns; ++number) {
    rules::column_definition column{.name = numbered("c", number), .values = {}, .table = {}};
    const std::size_t values = of.values_min + below(random, of.values_max - of.values_min + 1);
    for (std::size_t value = 0; value < values; ++value) column.values.push_back(numbered("v", value));
    table.columns.push_back(column);
  }
  for (std::size_t number = 0; number < of.rows; ++number) {
    rules::row_definition row{.id = numbered(name, number), .when = {}, .then = {}, .because = {}, .sources = {}};
    const bool last = of.last_row_catches_all && number + 1 == of.rows;
    for (const rules::column_definition& column : table.columns)
      row.when.push_back(random_condition(random, column.values, last ? 100 : of.any_percent));
    row.then = table.outcomes[below(random, table.outcomes.size())];
    table.rows.push_back(row);
  }
  return table;
}

rules::table_definition random_partition(rng& random, const shape& of) {
  rules::table_definition table = random_table(random, of, rules::hit_policy::unique);
  table.rows.clear();
  std::vector<std::vector<std::vector<std::string>>> open(1);
  for (const rules::column_definition& column : table.columns) open.front().push_back(column.values);
  while (!open.empty()) {  // boxes are halved at random until there are enough of them
    auto box = open.back();
    open.pop_back();
    const std::size_t column = below(random, box.size());
    if (box[column].size() > 1 && open.size() + table.rows.size() + 2 <= of.rows) {
      const auto middle = box[column].begin() + static_cast<std::ptrdiff_t>(1 + below(random, box[column].size() - 1));
      auto other = box;
      other[column].assign(middle, box[column].end());
      box[column].erase(middle, box[column].end());
      open.insert(open.begin(), box);
      open.push_back(other);
      continue;
    }
    rules::row_definition row{
        .id = numbered("t", table.rows.size()), .when = {}, .then = {}, .because = {}, .sources = {}};
    for (const auto& words : box) row.when.push_back({rules::condition::kind::one_of, words});
    row.then = table.outcomes[below(random, table.outcomes.size())];
    table.rows.push_back(row);
  }
  return table;
}

std::vector<rules::table_definition> random_book(rng& random, std::size_t tables, bool total) {
  std::vector<rules::table_definition> book;
  for (std::size_t number = 0; number < tables; ++number) {
    const shape of{.columns = 1 + below(random, 4),
                   .values_min = 2,
                   .values_max = 2,
                   .outcomes = 2 + below(random, 2),
                   .rows = 2 + below(random, 6),
                   .any_percent = 40,
                   .last_row_catches_all = total};
    rules::table_definition table = random_table(random, of, rules::hit_policy::first, numbered("t", number) + "_");
    for (std::size_t column = 0; column < table.columns.size() && column < book.size(); ++column) {
      if (below(random, 2) == 0) continue;
      const rules::table_definition& source = book[book.size() - 1 - column];
      table.columns[column] = {.name = source.name, .values = {}, .table = source.name};
      for (rules::row_definition& row : table.rows)
        for (std::string& word : row.when[column].words) word = source.outcomes[word == "v0" ? 0 : 1];
    }
    book.push_back(table);
  }
  return book;
}

rules::condition any() { return {}; }
rules::condition is(const std::string& word) { return {rules::condition::kind::one_of, {word}}; }
rules::condition is_not(const std::string& word) { return {rules::condition::kind::none_of, {word}}; }

rules::compiled_book compiled(const rules::table_definition& table) { return compiled(std::vector{table}); }

rules::compiled_book compiled(const std::vector<rules::table_definition>& tables) {
  auto book = rules::compile(tables, {.analyse = false});
  if (!book) {
    for (const rules::finding& found : book.error()) MESSAGE(found.message);
    REQUIRE(book.has_value());
  }
  return std::move(*book);
}

void for_each_point(const std::vector<std::size_t>& values, const std::function<void(const point&)>& visit) {
  point at(values.size(), 0);
  while (true) {
    visit(at);
    std::size_t column = 0;
    while (column < values.size() && ++at[column] == values[column]) at[column++] = 0;
    if (column == values.size()) return;
  }
}

std::vector<std::size_t> values_of(const rules::table& of) {
  std::vector<std::size_t> counts;
  for (const rules::column& column : of.columns) counts.push_back(column.values.size());
  return counts;
}

std::vector<std::size_t> values_of(const rules::book& of) {
  std::vector<std::size_t> counts;
  for (const rules::input& input : of.inputs) counts.push_back(input.values.size());
  return counts;
}

bool contains(const std::vector<rules::value_set>& box, const point& at) {
  for (std::size_t column = 0; column < at.size(); ++column)
    if ((box[column] >> at[column] & 1) == 0) return false;
  return true;
}

bool matches(const rules::row& by, const point& at) { return contains({by.when.begin(), by.when.end()}, at); }

rules::row_index first_row(const rules::table& of, const point& at) {
  for (rules::row_index number = 0; number < of.rows.size(); ++number)
    if (matches(of.rows[number], at)) return number;
  return rules::no_row;
}

rules::row_index decide_eagerly(const rules::book& of, std::size_t table, const point& inputs) {
  point values;
  for (const rules::column& column : of.tables[table].columns) {
    if (!column.fed) {
      values.push_back(inputs[column.source]);
      continue;
    }
    const rules::row_index row = decide_eagerly(of, column.source, inputs);
    if (row == rules::no_row) return rules::no_row;
    values.push_back(of.tables[column.source].rows[row].outcome);
  }
  return first_row(of.tables[table], values);
}

}  // namespace test_rules
