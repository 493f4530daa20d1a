#include "text/json/json_document.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

namespace interlock::text {
namespace {

constexpr std::size_t found_bytes_max = 80;

// What `json::parser` does, and the number of members counted on the way: an object that holds fewer of them than
// were read had a key twice.
struct counting_handler {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();
  using view = json::string_view;
  using error = json::error_code;

  explicit counting_handler(json::storage_ptr memory) : stack{{}, scratch.data(), scratch.size()} {
    stack.reset(std::move(memory));
  }

  static bool on_document_begin(error& /*ec*/) { return true; }
  static bool on_document_end(error& /*ec*/) { return true; }
  static bool on_object_begin(error& /*ec*/) { return true; }
  static bool on_array_begin(error& /*ec*/) { return true; }
  static bool on_number_part(view /*part*/, error& /*ec*/) { return true; }
  static bool on_comment_part(view /*part*/, error& /*ec*/) { return true; }
  static bool on_comment(view /*part*/, error& /*ec*/) { return true; }

  bool on_object_end(std::size_t count, error& /*ec*/) { return members += count, stack.push_object(count), true; }
  bool on_array_end(std::size_t count, error& /*ec*/) { return stack.push_array(count), true; }
  bool on_key_part(view part, std::size_t /*all*/, error& /*ec*/) { return stack.push_chars(part), true; }
  bool on_key(view part, std::size_t /*all*/, error& /*ec*/) { return stack.push_key(part), true; }
  bool on_string_part(view part, std::size_t /*all*/, error& /*ec*/) { return stack.push_chars(part), true; }
  bool on_string(view part, std::size_t /*all*/, error& /*ec*/) { return stack.push_string(part), true; }
  bool on_int64(std::int64_t value, view /*text*/, error& /*ec*/) { return stack.push_int64(value), true; }
  bool on_uint64(std::uint64_t value, view /*text*/, error& /*ec*/) { return stack.push_uint64(value), true; }
  bool on_double(double value, view /*text*/, error& /*ec*/) { return stack.push_double(value), true; }
  bool on_bool(bool value, error& /*ec*/) { return stack.push_bool(value), true; }
  bool on_null(error& /*ec*/) { return stack.push_null(), true; }

  std::array<unsigned char, 4096> scratch;  // NOLINT(*-member-init): written before it is read
  json::value_stack stack;
  std::size_t members = 0;
};

std::size_t members_of(const json::value& value) {
  std::size_t count = 0;
  if (const json::object* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) count += members_of(member.value());
  } else if (const json::array* array = value.if_array()) {
    for (const json::value& element : *array) count += members_of(element);
  }
  return count;
}

problem_list::problem syntax_problem(json::error_code error, std::string_view found) {
  std::string message;
  if (error == json::error::incomplete || found.empty()) {
    message = "the text ends before the document does";
  } else if (error == json::error::too_deep) {
    message.append("objects and arrays are nested more than ").append(std::to_string(nesting_max)).append(" deep");
  } else if (error == json::error::extra_data) {
    message.append("`").append(found).append("` follows the end of the document");
  } else {
    message.append("`").append(found).append("` is not JSON here");
    if (error != json::error::syntax) message.append(": ").append(error.message());
  }
  return {"syntax", std::move(message)};
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// The word or the single character that stands there.
std::size_t token_length(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_word);
  std::size_t length = std::max<std::size_t>(static_cast<std::size_t>(end - text.begin()), 1);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return std::min(length, text.size());
}

}  // namespace

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t at = 0; at < token.size(); ++at) {
    const bool escape = token[at] == '~' && at + 1 < token.size();
    out += !escape ? token[at] : token[++at] == '1' ? '/' : '~';
  }
  return out;
}

std::string shortened(std::string_view text) {
  text = text.substr(0, text.find_first_of("\r\n"));
  if (text.size() <= found_bytes_max) return std::string{text};
  std::size_t end = found_bytes_max - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string{text.substr(0, end)} + "...";
}

std::string path::pointer() const {
  if (up_ == nullptr) return {};
  return up_->pointer() + "/" + (is_index_ ? std::to_string(index_) : escaped(key_));
}

position problem_list::position_of(std::size_t offset) {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at)
      if (text_[at] == '\n') line_starts_.push_back(at + 1);
  }
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  return {static_cast<std::uint32_t>(after - line_starts_.begin()),
          static_cast<std::uint32_t>(offset - *(after - 1) + 1)};
}

void problem_list::add(std::string pointer, std::size_t begin, std::size_t end, problem what) {
  if (!what.suggestion.empty()) what.message += "; did you mean `" + what.suggestion + "`?";
  found_.push_back({std::string{name_}, position_of(begin), std::move(pointer), std::string{what.code},
                    std::move(what.message),
                    shortened(what.found.empty() ? text_.substr(begin, end - begin) : std::string_view{what.found}),
                    std::move(what.suggestion)});
}

const text_index& problem_list::index() {
  if (!index_) index_.emplace(text_);
  return *index_;
}

std::string_view problem_list::text_at(std::string_view pointer) {
  const text_index::node& place = index().nearest(pointer);
  return text_.substr(place.begin, place.end - place.begin);
}

void problem_list::at_value(std::string pointer, problem what) {
  const text_index::node& place = index().nearest(pointer);
  add(std::move(pointer), place.begin, place.end, std::move(what));
}

void problem_list::at_key(std::string pointer, problem what) {
  const text_index::node& place = index().nearest(pointer);
  add(std::move(pointer), place.key_begin, place.key_end, std::move(what));
}

void problem_list::in_string(std::string pointer, std::size_t from, std::size_t length, problem what) {
  const text_index::node& place = index().nearest(pointer);
  const std::string_view text = text_.substr(place.begin, place.end - place.begin);
  // Escapes make the text longer than the string: then the string as a whole is the place.
  const bool exact =
      text.starts_with('"') && text.find('\\') == std::string_view::npos && from + length + 2 <= text.size();
  const std::size_t begin = exact ? place.begin + 1 + from : place.begin;
  add(std::move(pointer), begin, exact ? begin + length : place.end, std::move(what));
}

void problem_list::at_offset(std::size_t offset, std::size_t length, problem what) {
  add({}, offset, offset + length, std::move(what));
}

void problem_list::add_duplicate_keys() {
  for (auto& [pointer, place] : index().duplicate_keys())
    add(std::move(pointer), place->key_begin, place->key_end,
        {"duplicate-key", "the key stands in this object before"});
}

diagnostics problem_list::take() && {
  std::ranges::stable_sort(found_, {}, &diagnostic::at);
  return std::move(found_);
}

json::parse_options strict_json() noexcept {
  json::parse_options options;
  options.max_depth = nesting_max;
  return options;
}

json::parse_options commented_json() noexcept {
  json::parse_options options = strict_json();
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  return options;
}

std::optional<json::value> parse_json(problem_list& problems, const json::parse_options& options,
                                      json::storage_ptr memory) {
  const std::string_view text = problems.text();
  if (text.size() > text_bytes_max) {
    problems.at_offset(0, 0,
                       {"limit-exceeded", "the text is longer than " + std::to_string(text_bytes_max) + " bytes"});
    return std::nullopt;
  }
  json::basic_parser<counting_handler> parser{options, std::move(memory)};
  json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (error) {
    // For some incomplete comments the parser answers with a place outside of the text.
    const std::size_t at = error == json::error::incomplete ? text.size() : std::min(read, text.size());
    const std::size_t length = token_length(text.substr(at));
    problems.at_offset(at, length, syntax_problem(error, text.substr(at, length)));
    return std::nullopt;
  }
  json::value root = parser.handler().stack.release();
  if (members_of(root) != parser.handler().members) problems.add_duplicate_keys();
  return root;
}

}  // namespace interlock::text
