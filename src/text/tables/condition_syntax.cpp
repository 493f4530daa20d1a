#include "text/tables/condition_syntax.hpp"

#include <algorithm>

namespace interlock::text {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view any_word = "-";
constexpr char separator = '|';
constexpr char negation = '!';

condition_word trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && blanks.find(text[begin]) != std::string_view::npos) ++begin;
  while (end > begin && blanks.find(text[end - 1]) != std::string_view::npos) --end;
  return {text.substr(begin, end - begin), begin};
}

}  // namespace

condition_text split_condition(std::string_view text) {
  const condition_word whole = trimmed(text, 0, text.size());
  if (whole.text == any_word) return {};
  const bool negated = whole.text.starts_with(negation);
  condition_text parts;
  parts.wants = negated ? rules::condition::kind::none_of : rules::condition::kind::one_of;
  std::size_t begin = whole.offset + (negated ? 1 : 0);
  while (true) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.words.push_back(trimmed(text, begin, end));
    if (end == text.size()) return parts;
    begin = end + 1;
  }
}

std::string join_condition(const rules::condition& of) {
  if (of.wants == rules::condition::kind::any) return std::string{any_word};
  std::string text = of.wants == rules::condition::kind::none_of ? "!" : "";
  for (std::size_t word = 0; word < of.words.size(); ++word) text += (word == 0 ? "" : "|") + of.words[word];
  return text;
}

bool is_condition_word(std::string_view word) {
  return trimmed(word, 0, word.size()).text == word && word != any_word && !word.starts_with(negation) &&
         word.find(separator) == std::string_view::npos;
}

}  // namespace interlock::text
