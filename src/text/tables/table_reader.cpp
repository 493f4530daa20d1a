#include "text/tables/table_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <interlock/rules/finding.hpp>

#include "text/json/json_document.hpp"
#include "text/tables/condition_syntax.hpp"

namespace interlock::text {
namespace {

using rules::condition;

struct known_key {
  std::string_view name;
  bool required = false;
};
constexpr std::array table_keys{known_key{"table", true},   known_key{"question", true}, known_key{"hitPolicy", true},
                                known_key{"columns", true}, known_key{"outcomes", true}, known_key{"rules", true}};
constexpr std::array column_keys{known_key{"name"}, known_key{"values"}, known_key{"table"}, known_key{"input"}};
constexpr std::array inputs_keys{known_key{"inputs", true}};
constexpr std::array input_keys{known_key{"name", true}, known_key{"values", true}, known_key{"means"}};
constexpr std::array row_keys{known_key{"id", true}, known_key{"when", true}, known_key{"then", true},
                              known_key{"because"}, known_key{"sources"}};
constexpr std::array<std::string_view, 2> policy_words{"unique", "first"};  // in the order of `hit_policy`

std::string quoted(std::string_view word) { return std::string{"`"}.append(word).append("`"); }

std::string_view kind_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "a truth value";
    case json::kind::string: return "a string";
    case json::kind::array: return "an array";
    case json::kind::object: return "an object";
    default: return "a number";
  }
}

class table_reader {
 public:
  explicit table_reader(problem_list& problems) : problems_{problems} {}

  std::vector<rules::input_definition> read_inputs(const json::value& root) {
    std::vector<rules::input_definition> inputs;
    const path top;
    const json::object* object = object_at(root, top, inputs_keys);
    if (object == nullptr) return inputs;
    for_each_in(*object, top, "inputs",
                [&](const json::value& value, const path& at) { inputs.push_back(read_input(value, at)); });
    return inputs;
  }

  rules::table_definition read_table(const json::value& root) {
    rules::table_definition table;
    const path top;
    const json::object* object = object_at(root, top, table_keys);
    if (object == nullptr) return table;
    table.name = string_in(*object, top, "table");
    table.question = string_in(*object, top, "question");
    table.policy = read_policy(*object, top);
    for_each_in(*object, top, "columns",
                [&](const json::value& value, const path& at) { table.columns.push_back(read_column(value, at)); });
    table.outcomes = words_in(*object, top, "outcomes");
    for_each_in(*object, top, "rules",
                [&](const json::value& value, const path& at) { table.rows.push_back(read_row(value, at)); });
    return table;
  }

 private:
  void wrong_type(const path& at, std::string_view expected, const json::value& value) {
    problems_.at_value(at.pointer(),
                       {"wrong-type", "expected " + std::string{expected} + ", found " + std::string{kind_of(value)}});
  }

  void missing_key(const path& at, std::string_view key) {
    problems_.at_value(path{at, key}.pointer(), {"missing-key", "the key " + quoted(key) + " is missing"});
  }

  // The object with its keys checked, or nothing.
  const json::object* object_at(const json::value& value, const path& at, std::span<const known_key> keys) {
    const json::object* object = value.if_object();
    if (object == nullptr) {
      wrong_type(at, "an object", value);
      return nullptr;
    }
    std::vector<std::string_view> names;
    for (const known_key& key : keys) {
      names.push_back(key.name);
      if (key.required && !object->contains(key.name)) missing_key(at, key.name);
    }
    for (const auto& member : *object) {
      const std::string_view key{member.key().data(), member.key().size()};
      if (std::ranges::find(names, key) == names.end())
        problems_.at_key(path{at, key}.pointer(), {"unknown-key", quoted(shortened(key)) + " is not a key here",
                                                   std::string{rules::nearest_word(key, names)}});
    }
    return object;
  }

  std::string string_at(const json::value& value, const path& at) {
    if (const json::string* text = value.if_string()) return std::string{view(*text)};
    wrong_type(at, "a string", value);
    return {};
  }

  std::string string_in(const json::object& object, const path& at, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? std::string{} : string_at(*value, path{at, key});
  }

  template <class Visit>
  void for_each_in(const json::object& object, const path& at, std::string_view key, const Visit& visit) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr) return;
    const path list{at, key};
    const json::array* array = value->if_array();
    if (array == nullptr) return wrong_type(list, "an array", *value);
    for (std::size_t index = 0; index < array->size(); ++index) visit((*array)[index], path{list, index});
  }

  rules::hit_policy read_policy(const json::object& object, const path& at) {
    const json::value* value = object.if_contains("hitPolicy");
    if (value == nullptr) return rules::hit_policy::unique;
    const path here{at, "hitPolicy"};
    const std::string word = string_at(*value, here);
    const auto known = std::ranges::find(policy_words, word);
    if (known != policy_words.end()) return static_cast<rules::hit_policy>(known - policy_words.begin());
    if (value->is_string())
      problems_.at_value(here.pointer(), {"unknown-word", "a hit policy is `unique` or `first`",
                                          std::string{rules::nearest_word(word, policy_words)}});
    return rules::hit_policy::unique;
  }

  // A value or an outcome where it is declared.
  std::string read_word(const json::value& value, const path& at) {
    std::string word = string_at(value, at);
    if (!is_condition_word(word))
      problems_.at_value(at.pointer(), {"bad-word",
                                        "a word must not be `-`, start with `!`, contain `|`, or have "
                                        "blanks around it"});
    return word;
  }

  std::vector<std::string> words_in(const json::object& object, const path& at, std::string_view key) {
    std::vector<std::string> words;
    for_each_in(object, at, key,
                [&](const json::value& word, const path& where) { words.push_back(read_word(word, where)); });
    return words;
  }

  rules::input_definition read_input(const json::value& value, const path& at) {
    rules::input_definition input;
    const json::object* object = object_at(value, at, input_keys);
    if (object == nullptr) return input;
    input.name = string_in(*object, at, "name");
    input.values = words_in(*object, at, "values");
    input.means = string_in(*object, at, "means");
    return input;
  }

  rules::column_definition read_column(const json::value& value, const path& at) {
    rules::column_definition column;
    const json::object* object = object_at(value, at, column_keys);
    if (object == nullptr) return column;
    column.table = string_in(*object, at, "table");
    column.input = string_in(*object, at, "input");
    const bool named = object->contains("name");
    if (named) column.name = string_in(*object, at, "name");
    if (named && object->contains("input"))
      problems_.at_key(path{at, "name"}.pointer(), {"unknown-key", "a column that names an input has the name of it"});
    if (!named) column.name = column.input.empty() ? column.table : column.input;
    if (!named && !object->contains("table") && !object->contains("input")) missing_key(at, "name");
    column.values = words_in(*object, at, "values");
    return column;
  }

  rules::row_definition read_row(const json::value& value, const path& at) {
    rules::row_definition row;
    const json::object* object = object_at(value, at, row_keys);
    if (object == nullptr) return row;
    row.id = string_in(*object, at, "id");
    for_each_in(*object, at, "when",
                [&](const json::value& cell, const path& where) { row.when.push_back(read_condition(cell, where)); });
    row.then = string_in(*object, at, "then");
    row.because = string_in(*object, at, "because");
    for_each_in(*object, at, "sources",
                [&](const json::value& source, const path& where) { row.sources.push_back(string_at(source, where)); });
    return row;
  }

  condition read_condition(const json::value& value, const path& at) {
    const json::string* text = value.if_string();
    if (text == nullptr) {
      wrong_type(at, "a string", value);
      return {};
    }
    const condition_text parts = split_condition(view(*text));
    condition read{.wants = parts.wants, .words = {}};
    for (const condition_word& word : parts.words) {
      read.words.emplace_back(word.text);
      if (word.text.empty())
        problems_.in_string(at.pointer(), word.offset, 0,
                            {"bad-word", "a condition is `-` or words with `|` between them, here is none"});
    }
    return read;
  }

  problem_list& problems_;
};

}  // namespace

rules::table_definition read_table_definition(problem_list& problems) {
  const std::optional<json::value> root = parse_json(problems, commented_json());
  return root ? table_reader{problems}.read_table(*root) : rules::table_definition{};
}

definition read_definition(problem_list& problems) {
  const std::optional<json::value> root = parse_json(problems, commented_json());
  if (!root) return rules::table_definition{};
  table_reader reader{problems};
  const json::object* object = root->if_object();
  if (object != nullptr && object->contains("inputs")) return reader.read_inputs(*root);
  return reader.read_table(*root);
}

}  // namespace interlock::text
