#include "text/json/json_reader.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <boost/json/serialize.hpp>

#include <interlock/rules/finding.hpp>

#include "text/json/rfc3339.hpp"

namespace interlock::text {
namespace {

constexpr auto number_max = static_cast<std::int64_t>(authn::attempts::count_max);

std::string quoted(std::string_view text) { return "`" + shortened(text) + "`"; }

std::string_view name_of(json::kind kind) noexcept {
  switch (kind) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "a boolean";
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_: return "a number";
    case json::kind::string: return "a string";
    case json::kind::array: return "a list";
    case json::kind::object: break;
  }
  return "an object";
}

/// The whole number that the value is, written with a fraction of zeros or not.
std::optional<std::int64_t> whole_number(const json::value& value) noexcept {
  if (const std::int64_t* number = value.if_int64()) return *number;
  if (const double* number = value.if_double())
    if (std::trunc(*number) == *number && std::abs(*number) <= static_cast<double>(number_max))
      return static_cast<std::int64_t>(*number);
  return std::nullopt;
}

}  // namespace

void report_wrong_type(const place& at, std::string_view expected) {
  at.report({"wrong-type", "expected " + std::string{expected} + ", found " + std::string{name_of(at.value.kind())}});
}

void report_unknown_word(const place& at, std::string_view found, std::span<const std::string_view> words) {
  std::string message = quoted(found) + " is not one of";
  for (std::size_t i = 0; i < words.size(); ++i) message.append(i == 0 ? " " : ", ").append(words[i]);
  at.report({"unknown-word", std::move(message), std::string{rules::nearest_word(found, words)}});
}

void report_unknown_key(const place& object, std::string_view key, std::span<const std::string_view> keys) {
  object.problems.at_key(path{object.at, key}.pointer(), {"unknown-key", "there is no key " + quoted(key) + " here",
                                                          std::string{rules::nearest_word(key, keys)}});
}

void report_missing_key(const place& object, std::string_view key) {
  object.problems.at_value(path{object.at, key}.pointer(), {"missing-key", "the key " + quoted(key) + " is missing"});
}

bool has(const json::object& object, std::string_view key) noexcept {
  const json::value* value = object.if_contains(key);
  return value != nullptr && !value->is_null();
}

const json::object* object_in(const json::object* from, std::string_view key) noexcept {
  const json::value* value = from != nullptr ? from->if_contains(key) : nullptr;
  return value != nullptr ? value->if_object() : nullptr;
}

void require_keys(const place& from, std::initializer_list<std::string_view> keys) {
  const json::object* object = from.value.if_object();
  if (object == nullptr) return;
  for (const std::string_view key : keys)
    if (!has(*object, key)) report_missing_key(from, key);
}

const json::object* object_at(const place& from) {
  const json::object* object = from.value.if_object();
  if (object == nullptr) report_wrong_type(from, "an object");
  return object;
}

const json::array* array_at(const place& from) {
  const json::array* array = from.value.if_array();
  if (array == nullptr) report_wrong_type(from, "a list");
  return array;
}

void read(const place& from, bool& to) {
  if (const bool* value = from.value.if_bool()) {
    to = *value;
  } else {
    report_wrong_type(from, "true or false");
  }
}

void read(const place& from, std::string_view& to) {
  if (const json::string* value = from.value.if_string()) {
    to = view(*value);
  } else {
    report_wrong_type(from, "a string");
  }
}

void read_at_least(const place& from, std::int64_t least, std::int64_t& to) {
  if (!from.value.is_number()) return report_wrong_type(from, "a number");
  const auto number = whole_number(from.value);
  if (number && *number >= least && *number <= number_max) {
    to = *number;
  } else {
    const std::string found{json::serialize(from.value)};
    from.report({"bad-number", "expected a whole number from " + std::to_string(least) + " to " +
                                   std::to_string(number_max) + ", found " + quoted(found)});
  }
}

void read(const place& from, std::int64_t& to) { read_at_least(from, -number_max, to); }

void read(const place& from, std::uint64_t& to) {
  auto number = static_cast<std::int64_t>(to);
  read_at_least(from, 0, number);
  to = static_cast<std::uint64_t>(number);
}

void read(const place& from, authn::time_point& to) {
  std::string_view text;
  read(from, text);
  if (!from.value.is_string()) return;
  if (const auto time = parse_time(text)) {
    to = *time;
  } else {
    from.report({"bad-time", quoted(text) + " is not an RFC 3339 time such as 2026-04-02T13:59:06Z"});
  }
}

std::string_view read_word(const place& from, std::span<const std::string_view> words) {
  std::string_view word;
  read(from, word);
  if (from.value.is_string() && std::ranges::find(words, word) == words.end()) report_unknown_word(from, word, words);
  return word;
}

void read(const place& from, authn::ids& to) {
  for_each_element(from, [&](const place& element) { read(element, to.emplace_back()); });
}

}  // namespace interlock::text
