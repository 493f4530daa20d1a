// A host with rule tables of its own: compiles them when it starts and asks the one that was given first.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/rules/evaluate.hpp>
#include <interlock/text/book.hpp>

namespace {

namespace rules = interlock::rules;
namespace text = interlock::text;

/// The memory that one evaluation needs; a host that decides often keeps it.
struct scratch {
  explicit scratch(const rules::book& of)
      : inputs(of.inputs.size()), rows(of.tables.size()), order(of.tables.size()), consulted(of.tables.size()) {}
  std::vector<rules::value_index> inputs;
  std::vector<rules::row_index> rows;
  std::vector<std::uint16_t> order;
  std::vector<rules::column_set> consulted;
  rules::workspace lend() { return {inputs, rows, order, consulted}; }
};

/// What the sensors say, as `INPUT=VALUE` words; an input without a word, or with an unknown one, is not known.
rules::value_index observe(const rules::input& asked, const std::vector<std::string_view>& sensors) {
  for (const std::string_view word : sensors) {
    const auto [name, value] = std::pair{word.substr(0, word.find('=')), word.substr(word.find('=') + 1)};
    if (name != asked.name) continue;
    const auto found = std::ranges::find(asked.values, value);
    if (found != asked.values.end()) return static_cast<rules::value_index>(found - asked.values.begin());
  }
  return rules::no_value;
}

int answer(const rules::book& book, std::string_view root, const std::vector<std::string_view>& sensors) {
  scratch memory{book};
  rules::evaluation question{book, memory.lend(),
                             [&](std::uint16_t input) { return observe(book.inputs[input], sensors); }};
  const auto asked = static_cast<std::uint16_t>(book.table_named(root));
  const rules::row_index decided = question.decide(asked);
  if (decided == rules::no_row) {
    std::cout << "cannot tell without `" << book.inputs[question.missing_input()].name << "`\n";
    return 1;
  }
  const rules::table& table = book.tables[asked];
  std::cout << table.outcomes[table.rows[decided].outcome] << "\n";
  for (const std::uint16_t consulted : question.order()) {
    const rules::row& row = book.tables[consulted].rows[memory.rows[consulted]];
    std::cout << "  " << row.because << " [" << row.id << "]\n";
  }
  return 0;
}

std::string read_file(const char* name) {
  std::ifstream file{name};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

int main(int argc, char** argv) {
  char** const end = argv + argc;
  char** const dashes = std::find(argv + 1, end, std::string_view{"--"});
  if (dashes <= argv + 1) {
    std::cout << "usage: own_tables TABLE.json ... -- INPUT=VALUE ...\n";
    return 2;
  }
  std::vector<std::string> texts;
  for (char** file = argv + 1; file < dashes; ++file) texts.push_back(read_file(*file));
  std::vector<text::source> sources;
  for (std::size_t i = 0; i < texts.size(); ++i) sources.push_back({argv[i + 1], texts[i]});

  const auto compiled = text::compile_book(sources);
  if (!compiled) {
    for (const text::diagnostic& problem : compiled.error()) std::cout << to_string(problem) << "\n";
    return 2;
  }
  return answer(compiled->view(), text::read_table(sources.front())->name, {std::min(dashes + 1, end), end});
}
