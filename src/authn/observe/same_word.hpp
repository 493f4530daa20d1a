#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <interlock/authn/words.hpp>

#include "shipped_book.hpp"

namespace interlock::authn {

/// Letter case aside: documents write some words in small letters.
constexpr bool is_same_word(std::string_view one, std::string_view other) noexcept {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(one, other, {}, small, small);
}

/// Where the words of an enumeration stand among the values of an input; behind the last one if they do not.
template <class Value, class Word>
inline constexpr auto places_of_words = [] {
  constexpr auto& values = shipped::words_of<Value>::value;
  std::array<std::size_t, words_of<Word>::value.size()> places{};
  for (std::size_t word = 0; word < places.size(); ++word)
    while (places[word] < values.size() && !is_same_word(values[places[word]], words_of<Word>::value[word]))
      ++places[word];
  return places;
}();

/// The value of an input that has the word of an enumerator of the API. Does not compile if one has no such value.
template <class Value, class Word>
constexpr Value same_word(Word of) noexcept {
  constexpr auto& places = places_of_words<Value, Word>;
  static_assert(std::ranges::find(places, shipped::words_of<Value>::value.size()) == places.end(),
                "every word of the enumeration is a value of the input");
  return static_cast<Value>(places[static_cast<std::size_t>(of)]);
}

}  // namespace interlock::authn
