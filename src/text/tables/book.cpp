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
    case part::column_input: return "/columns/" + item + "/input";
    case part::outcome: return "/outcomes/" + item;
    case part::row: return "/rules/" + item;
    case part::row_id: return "/rules/" + item + "/id";
    case part::row_condition: return "/rules/" + item + "/when" + cell;
    case part::row_outcome: return "/rules/" + item + "/then";
    case part::row_because: return "/rules/" + item + "/because";
    case part::row_sources: return "/rules/" + item + "/sources";
    case part::input: return "/inputs/" + item;
    case part::input_name: return "/inputs/" + item + "/name";
    case part::input_value: return "/inputs/" + item + "/values" + cell;
    case part::input_means: return "/inputs/" + item + "/means";
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
  explicit unread_places(std::span<const problem_list> texts) {
    for (const problem_list& text : texts) heads_lost_ = heads_lost_ || std::ranges::any_of(text.found(), is_head);
  }

  [[nodiscard]] bool explain(const finding& of, const problem_list& text) const {
    if (heads_lost_ && needs_heads(of.code)) return true;
    const std::string pointer = pointer_of(of.at);
    return std::ranges::any_of(text.found(), [&](const diagnostic& problem) {
      return is_within(pointer, problem.pointer) || is_within(problem.pointer, pointer);
    });
  }

 private:
  static bool is_within(std::string_view pointer, std::string_view around) {
    return pointer.starts_with(around) && (pointer.size() == around.size() || pointer[around.size()] == '/');
  }

  static bool is_head(const diagnostic& problem) {
    return problem.pointer.empty() || is_within(problem.pointer, "/table") || is_within(problem.pointer, "/columns") ||
           is_within(problem.pointer, "/outcomes") || is_within(problem.pointer, "/inputs");
  }

  static bool needs_heads(rules::finding_code code) {
    using enum rules::finding_code;
    return code == unknown_table || code == unknown_input || code == unknown_value || code == unknown_outcome ||
           code == cell_count || code == vocabulary_mismatch;
  }

  bool heads_lost_ = false;  // names, columns or outcomes of some table
};

// The definitions of all texts, each with the text that it stands in.
class book_texts {
 public:
  explicit book_texts(std::span<const source> texts) {
    for (const source& from : texts) {
      definition read = read_definition(problems_.emplace_back(from.name, from.text));
      const std::size_t text = problems_.size() - 1;
      if (auto* table = std::get_if<rules::table_definition>(&read)) {
        tables_.push_back(std::move(*table));
        text_of_table_.push_back(text);
        continue;
      }
      std::uint32_t number = 0;
      for (rules::input_definition& input : std::get<std::vector<rules::input_definition>>(read)) {
        inputs_.push_back(std::move(input));
        text_of_input_.emplace_back(text, number++);
      }
    }
  }

  [[nodiscard]] std::span<const rules::table_definition> tables() const { return tables_; }
  [[nodiscard]] std::span<const rules::input_definition> inputs() const { return inputs_; }
  [[nodiscard]] bool is_complete() const { return std::ranges::all_of(problems_, &problem_list::empty); }

  void add(rules::findings found) {
    const unread_places unread{problems_};
    std::vector<std::size_t> texts;
    for (finding& of : found) texts.push_back(locate(of.at));
    // What was unread is looked up before the first finding joins it.
    std::vector<bool> caused;
    for (std::size_t number = 0; number < found.size(); ++number)
      caused.push_back(unread.explain(found[number], problems_[texts[number]]));
    for (std::size_t number = 0; number < found.size(); ++number)
      if (!caused[number]) add_finding(problems_[texts[number]], std::move(found[number]));
  }

  [[nodiscard]] diagnostics take() && {
    diagnostics all;
    for (problem_list& text : problems_) {
      diagnostics found = std::move(text).take();
      std::ranges::move(found, std::back_inserter(all));
    }
    return all;
  }

 private:
  // The text that a place is in. Inputs are numbered through all texts, and become those of their text.
  [[nodiscard]] std::size_t locate(place& at) const {
    if (at.table != place::none) return text_of_table_[at.table];
    const auto [text, number] = text_of_input_[at.item];
    at.item = number;
    return text;
  }

  std::vector<problem_list> problems_;
  std::vector<rules::table_definition> tables_;
  std::vector<std::size_t> text_of_table_;
  std::vector<rules::input_definition> inputs_;
  std::vector<std::pair<std::size_t, std::uint32_t>> text_of_input_;
};

}  // namespace

result<rules::compiled_book> compile_book(std::span<const source> texts, rules::compile_options options) {
  book_texts read{texts};
  const bool all_read = read.is_complete();
  options.analyse = options.analyse && all_read;
  auto compiled = rules::compile(read.tables(), read.inputs(), options);
  if (compiled && all_read) return std::move(*compiled);
  if (!compiled) read.add(std::move(compiled).error());
  return std::move(read).take();
}

result<std::vector<rules::input_definition>> read_inputs(const source& from) {
  problem_list problems{from.name, from.text};
  definition read = read_definition(problems);
  auto* const inputs = std::get_if<std::vector<rules::input_definition>>(&read);
  if (problems.empty() && inputs == nullptr) problems.at_value("", {"missing-key", "the key `inputs` is missing"});
  if (problems.empty()) return std::move(*inputs);
  return std::move(problems).take();
}

result<rules::table_definition> read_table(const source& from) {
  problem_list problems{from.name, from.text};
  rules::table_definition table = read_table_definition(problems);
  if (problems.empty()) return table;
  return std::move(problems).take();
}

}  // namespace interlock::text
