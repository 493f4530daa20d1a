#include "text/json/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "text/json/json_document.hpp"
#include "text/json/rfc3339.hpp"

namespace interlock::text {
namespace {

namespace json = boost::json;

constexpr std::size_t growth_least = 1024;

constexpr bool needs_escape(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Whether one of the characters in a word does: bit 7 of a byte ends up set for such a character, or for one beside
/// it.
template <class Word>
bool some_need_escape(Word word) noexcept {
  constexpr Word ones = static_cast<Word>(0x0101'0101'0101'0101);
  constexpr Word tops = ones << 7U;
  const Word quotes = word ^ (ones * '"');
  const Word slashes = word ^ (ones * '\\');
  const Word control = (word - ones * 0x20) & ~word;
  return ((control | ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes)) & tops) != 0;
}

/// Copies as many characters as a word has if all of them can stand as they are.
template <class Word>
bool copy_word(const char* from, char* to) noexcept {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  if (some_need_escape(word)) return false;
  std::memcpy(to, &word, sizeof word);
  return true;
}

/// Copies words in front that can stand as they are. @pre no shorter than a word @return how many characters
template <class Word>
std::size_t copy_words(std::string_view text, char* to) noexcept {
  const std::size_t last = text.size() - sizeof(Word);  // the last word overlaps those before
  std::size_t at = 0;
  while (at < last && copy_word<Word>(text.data() + at, to + at)) at += sizeof(Word);
  if (at >= last && copy_word<Word>(text.data() + last, to + last)) return text.size();
  return std::min(at, last);
}

/// Copies the characters in front that can stand as they are. @return how many
std::size_t copy_plain(std::string_view text, char* to) noexcept {
  std::size_t at = 0;
  if (text.size() >= sizeof(std::uint64_t)) {
    at = copy_words<std::uint64_t>(text, to);
  } else if (text.size() >= sizeof(std::uint32_t)) {
    at = copy_words<std::uint32_t>(text, to);
  }
  for (; at < text.size() && !needs_escape(text[at]); ++at) to[at] = text[at];
  return at;
}

/// Writes at most six characters. @return the end
char* copy_escaped(char c, char* to) noexcept {
  constexpr std::string_view short_forms = "\"\"\\\\\bb\ff\nn\rr\tt";  // each followed by what stands for it
  constexpr std::string_view hex = "0123456789abcdef";
  *to++ = '\\';
  for (std::size_t i = 0; i < short_forms.size(); i += 2)
    if (short_forms[i] == c) return *to = short_forms[i + 1], to + 1;
  const auto code = static_cast<unsigned char>(c);
  for (const char next : {'u', '0', '0', hex[code >> 4U], hex[code & 15U]}) *to++ = next;
  return to;
}

}  // namespace

json::string time_text(authn::time_point of) {
  const timestamp text = format_time(of);
  return json::string{text.data(), text.size()};
}

void json_writer::grow(std::size_t more) { out_.resize(std::max(2 * out_.size(), used_ + more + growth_least)); }

char* json_writer::new_line(char* to) const noexcept {
  if (!indented_) return to;
  *to++ = '\n';
  return std::fill_n(to, 2 * depth_, ' ');
}

/// What stands before a key or an element. @return where to write it; there is room for `more` characters
char* json_writer::begin_item(std::size_t more) {
  char* to = room_for(2 + 2 * depth_ + more);
  if (std::exchange(after_key_, false)) return to;
  if (!std::exchange(first_, false)) *to++ = ',';
  return depth_ > 0 ? new_line(to) : to;
}

/// @pre room for the text, and for `after` characters; still there for those when it returns @return the end
char* json_writer::escaped(char* to, std::string_view text, std::size_t after) {
  std::size_t copied = copy_plain(text, to);
  to += copied;
  while (copied < text.size()) [[unlikely]] {
      used_until(to);
      to = copy_escaped(text[copied], room_for(6 + text.size() + after));
      text.remove_prefix(copied + 1);
      copied = copy_plain(text, to);
      to += copied;
    }
  return to;
}

/// @pre room for the text with quotes, and for `after`
void json_writer::quoted(char* to, std::string_view text, std::string_view after) {
  *to++ = '"';
  to = escaped(to, text, 1 + after.size());
  *to++ = '"';
  used_until(std::ranges::copy(after, to).out);
}

void json_writer::end_value() {
  if (depth_ == 0) out_.resize(used_);
}

void json_writer::open(char bracket) {
  char* to = begin_item(1);
  *to = bracket;
  used_until(to + 1);
  ++depth_;
  first_ = true;
}

void json_writer::close(char bracket) {
  --depth_;
  char* to = room_for(2 + 2 * depth_);
  if (!first_) to = new_line(to);
  *to = bracket;
  used_until(to + 1);
  first_ = false;
  end_value();
}

void json_writer::key(std::string_view name) {
  quoted(begin_item(name.size() + 4), name, std::string_view{": "}.substr(0, indented_ ? 2 : 1));
  after_key_ = true;
}

void json_writer::string(std::string_view value) {
  quoted(begin_item(value.size() + 2), value, {});
  end_value();
}

void json_writer::string(std::span<const std::string_view> parts) {
  std::size_t left = 2;
  for (const std::string_view part : parts) left += part.size();
  char* to = begin_item(left);
  *to++ = '"';
  --left;
  for (const std::string_view part : parts) to = escaped(to, part, left -= part.size());
  *to++ = '"';
  used_until(to);
  end_value();
}

void json_writer::scalar(std::string_view text) {
  used_until(std::ranges::copy(text, begin_item(text.size())).out);
  end_value();
}

void json_writer::null() { scalar("null"); }
void json_writer::boolean(bool value) { scalar(value ? "true" : "false"); }
void json_writer::number(std::int64_t value) { any_number(value); }
void json_writer::number(std::uint64_t value) { any_number(value); }
void json_writer::number(double value) { any_number(value); }  // the shortest digits that read as the same number

template <class Number>
void json_writer::any_number(Number value) {
  std::array<char, 32> digits;  // NOLINT(*-member-init): written before it is read
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  scalar({digits.data(), written.ptr});
}

void json_writer::time(authn::time_point value) {
  const timestamp text = format_time(value);
  string({text.data(), text.size()});
}

void json_writer::value(const json::value& any) {
  switch (any.kind()) {
    case json::kind::null: return null();
    case json::kind::bool_: return boolean(any.get_bool());
    case json::kind::int64: return number(any.get_int64());
    case json::kind::uint64: return number(any.get_uint64());
    case json::kind::double_: return number(any.get_double());
    case json::kind::string: return string(view(any.get_string()));
    case json::kind::array:
      begin_array();
      for (const json::value& element : any.get_array()) value(element);
      return end_array();
    case json::kind::object: return value(any.get_object());
  }
}

void json_writer::value(const json::object& object) {
  begin_object();
  for (const auto& member : object) {
    key(view(member.key()));
    value(member.value());
  }
  end_object();
}

}  // namespace interlock::text
