#pragma once

#include <interlock/authn/explain.hpp>

/// Values of facts that are words of an enumeration.
namespace interlock::authn {

[[nodiscard]] inline std::vector<fact_value> flipped(bool present) { return {fact_value{!present}}; }

/// The words of an enumeration but the present one, in the order given.
template <class Enum>
[[nodiscard]] std::vector<fact_value> words(std::initializer_list<Enum> all, std::optional<Enum> present) {
  std::vector<fact_value> found;
  for (const Enum each : all)
    if (each != present) found.emplace_back(to_string(each));
  return found;
}

/// The same of all words, in their order.
template <class Enum>
[[nodiscard]] std::vector<fact_value> other_words(std::optional<Enum> present) {
  std::vector<fact_value> found;
  for (const std::string_view each : words_of<Enum>::value)
    if (!present || each != to_string(*present)) found.emplace_back(each);
  return found;
}

template <class Enum>
[[nodiscard]] fact_value word_or_nothing(const std::optional<Enum>& word) {
  if (!word) return std::monostate{};
  return to_string(*word);
}

template <class Enum>
[[nodiscard]] Enum word(const fact_value& value) {
  return *from_string<Enum>(std::get<std::string_view>(value));
}

template <class Enum>
[[nodiscard]] std::optional<Enum> word_if_any(const fact_value& value) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  return word<Enum>(value);
}

}  // namespace interlock::authn
