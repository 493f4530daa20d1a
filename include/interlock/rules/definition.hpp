#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Decision tables and their inputs as their author wrote them: words, not yet checked. `compile()` turns them into a
/// `book`.
namespace interlock::rules {

/// How many rows of a table may match one combination of values.
enum class hit_policy : std::uint8_t {
  unique,  ///< exactly one; two rows that overlap are a conflict
  first,   ///< several; the first one in table order decides
};

/// The condition of one row on one column.
struct condition {
  /// `any` admits every value, `one_of` the words, `none_of` every value but the words.
  enum class kind : std::uint8_t { any, one_of, none_of } wants = kind::any;
  std::vector<std::string> words;  // empty exactly for `any`

  bool operator==(const condition&) const = default;
};

/// An input that is declared once for all tables that name it.
struct input_definition {
  std::string name;
  std::vector<std::string> values;
  std::string means;  // one sentence: which value it has when

  bool operator==(const input_definition&) const = default;
};

/// What a column looks at is said by exactly one of `values`, `table` and `input`.
struct column_definition {
  std::string name;                 // of an input that is declared elsewhere: its name again
  std::vector<std::string> values;  // an input that is declared here
  std::string table;                // the table whose outcome is the value
  std::string input = {};           // an `input_definition`

  bool operator==(const column_definition&) const = default;
};

/// A row: if all conditions hold, the outcome is `then`.
struct row_definition {
  std::string id;
  std::vector<condition> when;  // one a column, in the order of the columns
  std::string then;
  std::string because;
  std::vector<std::string> sources;

  bool operator==(const row_definition&) const = default;
};

/// A table as written. `compile` accepts definitions of this kind; it owns all of its text.
struct table_definition {
  std::string name;
  std::string question;
  hit_policy policy = hit_policy::unique;
  std::vector<column_definition> columns;
  std::vector<std::string> outcomes;
  std::vector<row_definition> rows;

  bool operator==(const table_definition&) const = default;
};

}  // namespace interlock::rules
