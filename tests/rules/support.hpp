#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <interlock/rules/compile.hpp>
#include <interlock/rules/evaluate.hpp>
#include <interlock/rules/table.hpp>

/// Random tables and plain loops over them. Nothing here knows of bit sets.
namespace test_rules {

namespace rules = interlock::rules;

using rng = std::mt19937;
using point = std::vector<rules::value_index>;

struct shape {
  std::size_t columns = 3;
  std::size_t values_min = 2;
  std::size_t values_max = 3;
  std::size_t outcomes = 3;
  std::size_t rows = 6;
  unsigned any_percent = 50;  ///< conditions that admit everything
  bool last_row_catches_all = true;
};

/// `stem` and a number behind it.
std::string numbered(std::string stem, std::size_t number);

/// Evenly enough distributed, the same on every platform.
std::size_t below(rng& random, std::size_t limit);

/// A table whose words are right; whether it is total, and what in it is dead, is left to chance.
rules::table_definition random_table(rng& random, const shape& of, rules::hit_policy policy,
                                     const std::string& name = "t");
/// The table cut down to rows that decide and are needed: total, no conflicts.
rules::table_definition random_partition(rng& random, const shape& of);

/// Tables in which columns may take the outcome of earlier ones.
std::vector<rules::table_definition> random_book(rng& random, std::size_t tables, bool total);

/// What an evaluation of a book needs.
struct memory {
  explicit memory(const rules::book& of)
      : inputs(of.inputs.size()), rows(of.tables.size()), order(of.tables.size()), consulted(of.tables.size()) {}
  rules::workspace lend() { return {inputs, rows, order, consulted}; }

  std::vector<rules::value_index> inputs;
  std::vector<rules::row_index> rows;
  std::vector<std::uint16_t> order;
  std::vector<rules::column_set> consulted;
};

rules::condition any();
rules::condition is(const std::string& word);
rules::condition is_not(const std::string& word);

/// Compiles one table without its analysis; fails the test if its words are wrong.
rules::compiled_book compiled(const rules::table_definition& table);
rules::compiled_book compiled(const std::vector<rules::table_definition>& tables);

/// Visits every combination of the values.
void for_each_point(const std::vector<std::size_t>& values, const std::function<void(const point&)>& visit);
std::vector<std::size_t> values_of(const rules::table& of);
std::vector<std::size_t> values_of(const rules::book& of);

/// By the definition of a row, not by any index.
bool matches(const rules::row& by, const point& at);
rules::row_index first_row(const rules::table& of, const point& at);

/// Decides a table of a book by deciding what feeds it first.
rules::row_index decide_eagerly(const rules::book& of, std::size_t table, const point& inputs);

bool contains(const std::vector<rules::value_set>& box, const point& at);

}  // namespace test_rules
