#include <interlock/text/book.hpp>

#include <algorithm>
#include <utility>

#include "text/json/json_document.hpp"
#include "text/tables/condition_syntax.hpp"
#include "text/tables/table_reader.hpp"

namespace interlock::text {
namespace {

using rules::finding;
using rules::place;

std::string pointer_of(const place& at) {
  using part = place::part;
  const std::string item = std::to_string(at.item);
  const std::string cell = at.cell == place::none ? "" : std::string{"/"}.append(std::to_string(at.cell));
  switch (at.what) {
    case part::table: return "";
    case part::name: return "/table";
    case part::question: return "/question";
    case part::column: return "/columns/" + item;
    case part::column_value: return "/columns/" + item + "/values" + cell;
    case part::column_table: return "/columns/" + item + "/table";
    case part::outcome: return "/outcomes/" + item;
    case part::row: return "/rules/" + item;
    case part::row_id: return "/rules/" + item + "/id";
    case part::row_condition: return "/rules/" + item + "/when" + cell;
    case part::row_outcome: return "/rules/" + item + "/then";
    case part::row_because: return "/rules/" + item + "/because";
    case part::row_sources: return "/rules/" + item + "/sources";
  }
  return "";
}

std::string with_witness(const finding& of) {
  if (of.witnesses.empty()) return of.message;
  std::string combination;
  for (const std::string& word : of.witnesses.front()) combination.append(combination.empty() ? "" : ", ").append(word);
  const bool told = of.message.find(combination) != std::string::npos;
  return told ? of.message : of.message + "; for example " + combination;
}

void add_finding(problem_list& problems, finding of) {
  std::string pointer = pointer_of(of.at);
  problem_list::problem what{rules::to_string(of.code), with_witness(of), std::move(of.suggestion),
                             std::move(of.found)};
  if (of.at.word == place::none) return problems.at_value(std::move(pointer), std::move(what));
  // The words of a condition stand in one string.
  const std::string_view text = problems.text_at(pointer);
  const condition_text parts = split_condition(text.substr(1, text.size() - 2));
  const condition_word word = of.at.word < parts.words.size() ? parts.words[of.at.word] : condition_word{};
  problems.in_string(std::move(pointer), word.offset, word.text.size(), std::move(what));
}

// A place that could not be read makes findings that nobody caused. What is about such a place, or follows from
// one, waits until the text can be read.
class unread_places {
 public:
  explicit unread_places(std::span<const problem_list> texts) : texts_{texts} {
    for (const problem_list& text : texts_) heads_lost_ = heads_lost_ || std::ranges::any_of(text.found(), is_head);
  }

  [[nodiscard]] bool explain(const finding& of) const {
    if (heads_lost_ && needs_heads(of.code)) return true;
    const std::string pointer = pointer_of(of.at);
    return std::ranges::any_of(texts_[of.at.table].found(), [&](const diagnostic& problem) {
      return is_within(pointer, problem.pointer) || is_within(problem.pointer, pointer);
    });
  }

 private:
  static bool is_within(std::string_view pointer, std::string_view around) {
    return pointer.starts_with(around) && (pointer.size() == around.size() || pointer[around.size()] == '/');
  }

  static bool is_head(const diagnostic& problem) {
    return problem.pointer.empty() || is_within(problem.pointer, "/table") || is_within(problem.pointer, "/columns") ||
           is_within(problem.pointer, "/outcomes");
  }

  static bool needs_heads(rules::finding_code code) {
    using enum rules::finding_code;
    return code == unknown_table || code == unknown_value || code == unknown_outcome || code == cell_count ||
           code == vocabulary_mismatch;
  }

  std::span<const problem_list> texts_;
  bool heads_lost_ = false;  // names, columns or outcomes of some table
};

diagnostics take_all(std::vector<problem_list>& texts) {
  diagnostics all;
  for (problem_list& text : texts) {
    diagnostics found = std::move(text).take();
    std::ranges::move(found, std::back_inserter(all));
  }
  return all;
}

}  // namespace

result<rules::compiled_book> compile_book(std::span<const source> tables, rules::compile_options options) {
  std::vector<problem_list> texts;
  std::vector<rules::table_definition> definitions;
  for (const source& from : tables) definitions.push_back(read_definition(texts.emplace_back(from.name, from.text)));
  const bool all_read = std::ranges::all_of(texts, &problem_list::empty);
  options.analyse = options.analyse && all_read;

  auto compiled = rules::compile(definitions, options);
  if (compiled && all_read) return std::move(*compiled);
  if (!compiled) {
    const unread_places unread{texts};
    rules::findings found = std::move(compiled).error();
    std::erase_if(found, [&](const finding& of) { return unread.explain(of); });
    for (finding& of : found) {
      problem_list& text = texts[of.at.table];
      add_finding(text, std::move(of));
    }
  }
  return take_all(texts);
}

result<rules::table_definition> read_table(const source& from) {
  problem_list problems{from.name, from.text};
  rules::table_definition table = read_definition(problems);
  if (problems.empty()) return table;
  return std::move(problems).take();
}

}  // namespace interlock::text
