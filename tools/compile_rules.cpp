// The table compiler of the build: rule tables in, C++ with the compiled book as constant data out.

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/text/book.hpp>

#include "rules/evaluate/decision_graph.hpp"

namespace {

namespace rules = interlock::rules;
namespace text = interlock::text;

constexpr std::string_view usage =
    "usage: interlock-compile-rules --namespace NAME --header OUT.hpp --tables OUT.hpp TABLE.json...\n";

constexpr std::array<std::string_view, 92> keywords{
    "alignas",     "alignof",  "and",        "and_eq",    "asm",       "auto",         "bitand",
    "bitor",       "bool",     "break",      "case",      "catch",     "char",         "char16_t",
    "char32_t",    "char8_t",  "class",      "co_await",  "co_return", "co_yield",     "compl",
    "concept",     "const",    "const_cast", "consteval", "constexpr", "constinit",    "continue",
    "decltype",    "default",  "delete",     "do",        "double",    "dynamic_cast", "else",
    "enum",        "explicit", "export",     "extern",    "false",     "float",        "for",
    "friend",      "goto",     "if",         "inline",    "int",       "long",         "mutable",
    "namespace",   "new",      "noexcept",   "not",       "not_eq",    "nullptr",      "operator",
    "or",          "or_eq",    "private",    "protected", "public",    "register",     "reinterpret_cast",
    "requires",    "return",   "short",      "signed",    "sizeof",    "static",       "static_assert",
    "static_cast", "struct",   "switch",     "template",  "this",      "thread_local", "throw",
    "true",        "try",      "typedef",    "typeid",    "typename",  "union",        "unsigned",
    "using",       "virtual",  "void",       "volatile",  "wchar_t",   "while",        "xor",
    "xor_eq"};

/// Words that cannot become C++ names next to one another.
struct unusable_name : std::runtime_error {
  using std::runtime_error::runtime_error;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string identifier(std::string_view word) {
  std::string name;
  for (const char c : word) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    // Two underscores side by side are reserved.
    if (is_letter(c) || is_digit(c)) {
      name += lower;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  if (name.empty() || is_digit(name.front())) name.insert(0, "v");
  if (std::ranges::find(keywords, name) != keywords.end()) name += '_';
  return name;
}

std::string enumerators(std::span<const std::string_view> words, std::string_view of) {
  std::set<std::string> seen;
  std::string list;
  for (const std::string_view word : words) {
    const std::string name = identifier(word);
    if (!seen.insert(name).second)
      throw unusable_name{"two words of `" + std::string{of} + "` become the C++ name `" + name + "`"};
    list += (list.empty() ? "" : ", ") + name;
  }
  return list;
}

template <class Named>
std::vector<std::string_view> names_of(std::span<const Named> all) {
  std::vector<std::string_view> names;
  for (const Named& one : all) names.push_back(one.name);
  return names;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view octal = "01234567";
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += {'\\', c};
    } else if (byte >= 0x20 && byte < 0x7f) {
      literal += c;
    } else {
      literal += {'\\', octal[byte >> 6U], octal[(byte >> 3U) & 7U], octal[byte & 7U]};
    }
  }
  return literal + "\"";
}

std::string literal(std::string_view text) { return quoted(text) + "sv"; }

// What a program can ask about the enumeration of an input or of a table.
std::string words_text(std::string_view space, std::string_view id, std::string_view name,
                       std::span<const std::string_view> words) {
  const std::string type = std::string{space} + "::" + identifier(name);
  std::string text = "template <> struct words_of<" + type + "> { static constexpr auto id = " + std::string{id} +
                     "::" + identifier(name) + "; static constexpr std::string_view name = " + quoted(name) +
                     "; static constexpr std::array<std::string_view, " + std::to_string(words.size()) + "> value{";
  for (const std::string_view word : words) text += quoted(word) + (&word == &words.back() ? "" : ", ");
  return text + "}; };\n";
}

std::string header_text(const rules::book& book, std::string_view name_space) {
  std::ostringstream out;
  out << "// Written by interlock-compile-rules. clang-format off\n#pragma once\n\n#include <array>\n"
         "#include <cstddef>\n#include <cstdint>\n#include <string_view>\n\n#include <interlock/rules/table.hpp>\n\n"
         "namespace "
      << name_space << " {\n\ninline constexpr std::size_t inputs_count = " << book.inputs.size()
      << ";\ninline constexpr std::size_t tables_count = " << book.tables.size()
      << ";\n\n/// Indices into `book().inputs` and `book().tables`.\nenum class input_id : std::uint16_t { "
      << enumerators(names_of(book.inputs), "the inputs") << " };\nenum class table_id : std::uint16_t { "
      << enumerators(names_of(book.tables), "the tables") << " };\n\n/// Values of the inputs.\nnamespace in {\n";
  for (const rules::input& input : book.inputs)
    out << "enum class " << identifier(input.name) << " : interlock::rules::value_index { "
        << enumerators(input.values, input.name) << " };\n";
  out << "}  // namespace in\n\n/// Outcomes of the tables.\nnamespace out {\n";
  for (const rules::table& table : book.tables)
    out << "enum class " << identifier(table.name) << " : interlock::rules::value_index { "
        << enumerators(table.outcomes, table.name) << " };\n";
  out << "}  // namespace out\n\n/// Where the values or outcomes belong, and their "
         "words in the order of the enumerators.\ntemplate <class Enum> struct words_of;\n";
  for (const rules::input& input : book.inputs) out << words_text("in", "input_id", input.name, input.values);
  for (const rules::table& table : book.tables) out << words_text("out", "table_id", table.name, table.outcomes);
  out << "\n[[nodiscard]] const interlock::rules::book& book() noexcept;\n\n}  // namespace " << name_space << "\n";
  return out.str();
}

std::string number(std::uint64_t value) {
  std::ostringstream out;
  out << "0x" << std::hex << value << "u";
  return out.str();
}

// `constexpr std::array<TYPE, N> NAME{{...}};`
template <class Range, class Write>
std::string constant_array(std::string_view type, const std::string& name, const Range& elements, const Write& write) {
  std::string text =
      "constexpr std::array<" + std::string{type} + ", " + std::to_string(std::size(elements)) + "> " + name + "{{";
  std::size_t line_length = 0;
  for (const auto& element : elements) {
    const std::string written = write(element) + ",";
    const bool wrap = line_length == 0 || line_length + written.size() > 110;
    text += (wrap ? "\n  " : " ") + written;
    line_length = wrap ? written.size() : line_length + written.size() + 1;
  }
  return text + (std::size(elements) == 0 ? "}};\n" : "\n}};\n");
}

// The data of one table; `name` starts the names of its arrays.
class table_source {
 public:
  table_source(const rules::table& of, std::string name) : of_{of}, name_{std::move(name)} {}

  [[nodiscard]] std::string arrays(std::span<const std::string> value_arrays) const {
    std::size_t next = 0;
    std::string out = constant_array("r::column", name_ + "_columns", of_.columns, [&](const rules::column& column) {
      return "{" + literal(column.name) + ", " + value_arrays[next++] + ", " + (column.fed ? "true" : "false") + ", " +
             std::to_string(column.source) + "}";
    });
    out += constant_array("std::string_view", name_ + "_sources", sources(), literal);
    out += constant_array("r::value_set", name_ + "_when", conditions(), number);
    out += rows();
    out += constant_array("std::uint64_t", name_ + "_value_rows", of_.value_rows, number);
    out += constant_array("std::uint32_t", name_ + "_value_rows_at", of_.value_rows_at, number);
    out += constant_array("r::column_group", name_ + "_groups", of_.groups, [](const rules::column_group& group) {
      return "{" + std::to_string(group.column_first) + ", " + std::to_string(group.column_last) + ", " +
             std::to_string(group.entry_first) + ", " + std::to_string(group.load_first) + ", " + number(group.mask) +
             ", " + number(group.multiplier) + "}";
    });
    out += constant_array("std::uint32_t", name_ + "_group_strides", of_.group_strides, number);
    out += constant_array("std::uint64_t", name_ + "_group_rows", of_.group_rows, number);
    return out + constant_array("std::uint64_t", name_ + "_group_summary", of_.group_summary, number) + "\n";
  }

  [[nodiscard]] std::string entry() const {
    const bool first = of_.policy == rules::hit_policy::first;
    std::string text = "{" + literal(of_.name) + ", " + literal(of_.question) +
                       ", r::hit_policy::" + (first ? "first" : "unique") + ", " + name_ + "_columns, " + name_ +
                       "_outcomes, " + name_ + "_rows, " + std::to_string(of_.words);
    for (const char* part :
         {"_value_rows", "_value_rows_at", "_groups", "_group_strides", "_group_rows", "_group_summary"})
      text += ", " + name_ + part;
    return text + "}";
  }

 private:
  [[nodiscard]] std::vector<std::string_view> sources() const {
    std::vector<std::string_view> all;
    for (const rules::row& row : of_.rows) all.insert(all.end(), row.sources.begin(), row.sources.end());
    return all;
  }

  [[nodiscard]] std::vector<rules::value_set> conditions() const {
    std::vector<rules::value_set> all;
    for (const rules::row& row : of_.rows) all.insert(all.end(), row.when.begin(), row.when.end());
    return all;
  }

  [[nodiscard]] std::string rows() const {
    std::size_t sources_at = 0;
    std::size_t when_at = 0;
    const auto part = [](const std::string& array, std::size_t& at, std::size_t count) {
      std::string text = "{" + array + ".data() + " + std::to_string(at) + ", " + std::to_string(count) + "}";
      at += count;
      return text;
    };
    return constant_array("r::row", name_ + "_rows", of_.rows, [&](const rules::row& row) {
      return "{" + literal(row.id) + ", " + literal(row.because) + ", " +
             part(name_ + "_sources", sources_at, row.sources.size()) + ", " +
             part(name_ + "_when", when_at, row.when.size()) + ", " + number(row.conditioned) + ", " +
             std::to_string(row.outcome) + "}";
    });
  }

  const rules::table& of_;
  std::string name_;
};

// The nodes of the graph that belong to one table, as a function: a value asked for is a switch, a node a label.
class walk_source {
 public:
  walk_source(const rules::book& book, const rules::decision_graph& graph) : book_{book}, graph_{graph} {}

  [[nodiscard]] std::string text() const {
    std::string out = "template <std::uint16_t Table> struct walk;\n";
    for (std::size_t table = 0; table < graph_.roots.size(); ++table) {
      const std::size_t end = table + 1 < graph_.roots.size() ? graph_.roots[table + 1] : graph_.nodes.size();
      out += "template <> struct walk<" + std::to_string(table) +
             "> {\n  template <class Evaluation> static r::value_index of(Evaluation& e) noexcept {\n";
      for (std::size_t node = graph_.roots[table]; node < end; ++node)
        out += (node == graph_.roots[table] ? "    " : "    n" + std::to_string(node) + ": ") +
               statement(table, graph_.nodes[node]) + "\n";
      out += "  }\n};\n";
    }
    return out;
  }

 private:
  [[nodiscard]] std::string statement(std::size_t table, const rules::decision_node& node) const {
    using kind = rules::decision_node::kind;
    if (node.asks == kind::row)
      return "return e.template row<" + std::to_string(table) + ", " + std::to_string(node.index) + ", " +
             std::to_string(node.outcome) + ", " + number(graph_.looked_at[node.first]) + ">();";
    const bool fed = node.asks == kind::table;
    const std::size_t values = fed ? book_.tables[node.index].outcomes.size() : book_.inputs[node.index].values.size();
    std::string text =
        "switch (e.template " + std::string{fed ? "table" : "input"} + "<" + std::to_string(node.index) + ">()) { ";
    std::map<std::uint16_t, std::string> cases;
    for (std::size_t value = 0; value < values; ++value)
      cases[graph_.edges[node.first + value]] += "case " + std::to_string(value) + ": ";
    for (const auto& [next, labels] : cases) text += labels + "goto n" + std::to_string(next) + "; ";
    return text + "default: return r::no_value; }";
  }

  const rules::book& book_;
  const rules::decision_graph& graph_;
};

std::string tables_text(const rules::book& book, const rules::decision_graph& graph, std::string_view name_space) {
  std::ostringstream out;
  out << "// Written by interlock-compile-rules. clang-format off\n#pragma once\n\n#include <array>\n#include "
         "<cstdint>\n"
         "#include <string_view>\n\n#include <interlock/rules/table.hpp>\n\nnamespace "
      << name_space << "::compiled {\n\nnamespace r = interlock::rules;\nusing namespace std::literals;\n\n";
  const auto input_array = [](std::size_t index) { return "input_" + std::to_string(index) + "_values"; };
  const auto table_array = [](std::size_t index) { return "table_" + std::to_string(index); };
  for (std::size_t index = 0; index < book.inputs.size(); ++index)
    out << constant_array("std::string_view", input_array(index), book.inputs[index].values, literal);
  std::vector<table_source> tables;
  for (std::size_t index = 0; index < book.tables.size(); ++index) {
    const rules::table& table = book.tables[index];
    tables.emplace_back(table, table_array(index));
    std::vector<std::string> value_arrays;
    for (const rules::column& column : table.columns)
      value_arrays.push_back(column.fed ? table_array(column.source) + "_outcomes" : input_array(column.source));
    out << constant_array("std::string_view", table_array(index) + "_outcomes", table.outcomes, literal)
        << tables.back().arrays(value_arrays);
  }
  std::size_t next = 0;
  out << constant_array("r::input", "inputs", book.inputs, [&](const rules::input& input) {
    return "{" + literal(input.name) + ", " + input_array(next++) + "}";
  });
  out << constant_array("r::table", "tables", tables, [](const table_source& table) { return table.entry(); });
  out << "constexpr r::book book{inputs, tables};\n"
      << walk_source{book, graph}.text() << "\n}  // namespace " << name_space << "::compiled\n";
  return out.str();
}

struct arguments {
  std::string name_space;
  std::string header;
  std::string constants;
  std::vector<std::string> tables;

  [[nodiscard]] bool complete() const {
    return !name_space.empty() && !header.empty() && !constants.empty() && !tables.empty();
  }
};

arguments read_arguments(std::span<char* const> words) {
  arguments read;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string_view word = words[at];
    std::string* const option = word == "--namespace" ? &read.name_space
                                : word == "--header"  ? &read.header
                                : word == "--tables"  ? &read.constants
                                                      : nullptr;
    if (option == nullptr) {
      read.tables.emplace_back(word);
    } else if (at + 1 < words.size()) {
      *option = words[++at];
    }
  }
  return read;
}

std::string read_file(const std::string& name) {
  std::ifstream file{name, std::ios::binary};
  if (!file) throw std::runtime_error{name + ": cannot be read"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void write_file(const std::string& name, std::string_view content) {
  std::ofstream file{name, std::ios::binary};
  if (!(file << content).flush()) throw std::runtime_error{name + ": cannot be written"};
}

int run(const arguments& asked) {
  std::vector<std::string> texts;
  for (const std::string& name : asked.tables) texts.push_back(read_file(name));
  std::vector<text::source> sources;
  for (std::size_t index = 0; index < texts.size(); ++index) sources.push_back({asked.tables[index], texts[index]});
  const auto compiled = text::compile_book(sources, {.require_reasons = true});
  if (!compiled) {
    for (const text::diagnostic& problem : compiled.error()) std::cerr << to_string(problem) << '\n';
    return 1;
  }
  const rules::book& book = compiled->view();
  const auto graph = rules::graph_of(book);
  if (!graph) {
    std::cerr << "the tables have more ways to be evaluated than the library can hold\n";
    return 1;
  }
  write_file(asked.header, header_text(book, asked.name_space));
  write_file(asked.constants, tables_text(book, *graph, asked.name_space));
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    const arguments asked = read_arguments(std::span{words, static_cast<std::size_t>(count)}.subspan(1));
    if (asked.complete()) return run(asked);
    std::cerr << usage;
    return 2;
  } catch (const unusable_name& problem) {
    std::cerr << problem.what() << '\n';
    return 1;
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return 2;
  }
}
