#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <interlock/authn/account.hpp>
#include <interlock/authn/policy.hpp>
#include <interlock/authn/words.hpp>

#include "text/json/json_document.hpp"

/// Values of a scenario into fields. A value that is not as it must be is reported, and its field stays as it was.
namespace interlock::text {

/// A value and where it stands.
struct place {
  problem_list& problems;
  const json::value& value;
  const path& at;

  void report(problem_list::problem what) const { problems.at_value(at.pointer(), std::move(what)); }
};

/// One key that an object may have, and what becomes of its value. `null` never gets there: it means absent.
template <class Target>
struct member {
  std::string_view key;
  void (*read)(const place& from, Target& to);
};

void report_wrong_type(const place& at, std::string_view expected);
void report_unknown_word(const place& at, std::string_view found, std::span<const std::string_view> words);
void report_unknown_key(const place& object, std::string_view key, std::span<const std::string_view> keys);
void report_missing_key(const place& object, std::string_view key);

/// Whether an object has that key, with anything but `null`.
[[nodiscard]] bool has(const json::object& object, std::string_view key) noexcept;

/// The object that stands there; null if there is none.
[[nodiscard]] const json::object* object_in(const json::object* from, std::string_view key) noexcept;

/// Reports each of the keys that the object there has not.
void require_keys(const place& from, std::initializer_list<std::string_view> keys);

/// The object or array, or null after a report.
const json::object* object_at(const place& from);
const json::array* array_at(const place& from);

void read(const place& from, bool& to);
void read(const place& from, std::string_view& to);
void read(const place& from, std::uint64_t& to);
void read(const place& from, std::int64_t& to);
void read(const place& from, authn::time_point& to);

/// A whole number that is not less than that.
void read_at_least(const place& from, std::int64_t least, std::int64_t& to);

template <class Enum>
requires requires { authn::words_of<Enum>::value; }
void read(const place& from, Enum& to) {
  std::string_view word;
  read(from, word);
  if (!from.value.is_string()) return;
  if (const auto known = authn::from_string<Enum>(word)) {
    to = *known;
  } else {
    report_unknown_word(from, word, authn::words_of<Enum>::value);
  }
}

template <class Value>
void read(const place& from, std::optional<Value>& to) {
  Value value{};
  read(from, value);
  to = value;
}

template <class Visit>
void for_each_element(const place& from, Visit visit) {
  const json::array* list = array_at(from);
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->size(); ++i) visit(place{from.problems, (*list)[i], path{from.at, i}});
}

/// The word that stands there, reported if it is none of `words`.
std::string_view read_word(const place& from, std::span<const std::string_view> words);

/// The list of texts; absent and not given are the same.
void read(const place& from, authn::ids& to);

enum class other_keys : std::uint8_t {
  refused,  ///< in our own objects
  ignored,  ///< in Okta's objects
};

template <class Target, class Members>
void read_object(const place& from, Target& to, const Members& members, other_keys others) {
  const json::object* object = object_at(from);
  if (object == nullptr) return;
  for (const auto& found : *object) {
    const std::string_view key = view(found.key());
    const auto known = std::ranges::find(members, key, &member<Target>::key);
    if (known == std::ranges::end(members)) {
      if (others == other_keys::refused) {
        std::vector<std::string_view> keys;
        for (const auto& one : members) keys.push_back(one.key);
        report_unknown_key(from, key, keys);
      }
    } else if (!found.value().is_null()) {
      known->read({from.problems, found.value(), path{from.at, key}}, to);
    }
  }
}

template <class Target, class Members>
void read_own(const place& from, Target& to, const Members& members) {
  read_object(from, to, members, other_keys::refused);
}

template <class Target, class Members>
void read_okta(const place& from, Target& to, const Members& members) {
  read_object(from, to, members, other_keys::ignored);
}

/// The value of a member goes into that field.
template <auto Field>
inline constexpr auto into = [](const place& from, auto& to) { read(from, to.*Field); };

/// The value is an object of Okta's with these members, all of which go into one target.
template <const auto& Members>
inline constexpr auto okta_object = [](const place& from, auto& to) { read_okta(from, to, Members); };

}  // namespace interlock::text
