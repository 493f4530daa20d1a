#include <interlock/text/write_table.hpp>

#include <algorithm>
#include <span>
#include <vector>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "text/tables/condition_syntax.hpp"

namespace interlock::text {
namespace {

namespace json = boost::json;

std::string json_string(std::string_view text) { return json::serialize(json::string{text.data(), text.size()}); }

std::string list(std::span<const std::string> words) {
  std::string text = "[";
  for (std::size_t word = 0; word < words.size(); ++word) text += (word == 0 ? "" : ", ") + json_string(words[word]);
  return text + "]";
}

// Characters, not bytes.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string text, std::size_t to) {
  text.append(to - std::min(to, width(text)), ' ');
  return text;
}

using line = std::vector<std::string>;

// The parts of one rule; those of all rules are padded to equal width.
line rule_parts(const rules::row_definition& of) {
  line parts{"{ \"id\": " + json_string(of.id) + ","};
  for (std::size_t cell = 0; cell < of.when.size(); ++cell)
    parts.push_back((cell == 0 ? "\"when\": [" : "") + json_string(join_condition(of.when[cell])) +
                    (cell + 1 < of.when.size() ? "," : ""));
  if (of.when.empty()) parts.emplace_back("\"when\": [");
  parts.push_back("], \"then\": " + json_string(of.then));
  return parts;
}

std::string rule_tail(const rules::row_definition& of) {
  std::string text;
  if (!of.because.empty()) text += ", \"because\": " + json_string(of.because);
  if (!of.sources.empty()) text += ", \"sources\": " + list(of.sources);
  return text + " }";
}

std::vector<std::size_t> widths_of(std::span<const line> lines) {
  std::vector<std::size_t> widths;
  for (const line& parts : lines) {
    widths.resize(std::max(widths.size(), parts.size()));
    for (std::size_t at = 0; at < parts.size(); ++at) widths[at] = std::max(widths[at], width(parts[at]));
  }
  return widths;
}

std::string rules_text(std::span<const rules::row_definition> rows) {
  std::vector<line> lines;
  for (const rules::row_definition& row : rows) lines.push_back(rule_parts(row));
  const std::vector<std::size_t> widths = widths_of(lines);
  std::string text;
  for (std::size_t number = 0; number < rows.size(); ++number) {
    text += "    ";
    for (std::size_t at = 0; at + 1 < lines[number].size(); ++at) text += padded(lines[number][at], widths[at]) + " ";
    text += padded(lines[number].back(), widths.back());
    text += rule_tail(rows[number]) + (number + 1 < rows.size() ? ",\n" : "\n");
  }
  return text;
}

std::string column_text(const rules::column_definition& of) {
  std::string text;
  const auto part = [&](std::string_view key, const std::string& value) {
    text.append(text.empty() ? "{ \"" : ", \"").append(key).append("\": ").append(value);
  };
  const bool named = of.input.empty() && (of.table.empty() || of.name != of.table);
  if (named) part("name", json_string(of.name));
  if (!of.input.empty()) part("input", json_string(of.input));
  if (!of.values.empty() || (of.table.empty() && of.input.empty())) part("values", list(of.values));
  if (!of.table.empty()) part("table", json_string(of.table));
  return text + " }";
}

}  // namespace

std::string write_table(const rules::table_definition& of) {
  std::string text = "{\n  \"table\": " + json_string(of.name) + ",\n  \"question\": " + json_string(of.question) +
                     ",\n  \"hitPolicy\": " + (of.policy == rules::hit_policy::unique ? "\"unique\"" : "\"first\"") +
                     ",\n  \"columns\": [\n";
  for (std::size_t column = 0; column < of.columns.size(); ++column)
    text += "    " + column_text(of.columns[column]) + (column + 1 < of.columns.size() ? ",\n" : "\n");
  return text + "  ],\n  \"outcomes\": " + list(of.outcomes) + ",\n  \"rules\": [\n" + rules_text(of.rows) + "  ]\n}\n";
}

}  // namespace interlock::text
