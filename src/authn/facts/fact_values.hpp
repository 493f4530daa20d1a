#pragma once

#include <concepts>

#include <interlock/authn/explain.hpp>

/// Fields of the facts as values of a fact, and back.
namespace interlock::authn {

template <class Enum>
concept word = std::is_enum_v<Enum>;

template <class T>
[[nodiscard]] fact_value value_of(const T& field) {
  return field;
}
[[nodiscard]] inline fact_value value_of(const word auto& field) { return to_string(field); }
template <class T>
[[nodiscard]] fact_value value_of(const std::optional<T>& field) {
  return field ? value_of(*field) : fact_value{};
}

template <class T>
void assign(T& field, const fact_value& value) {
  field = std::get<T>(value);
}
template <word Enum>
void assign(Enum& field, const fact_value& value) {
  field = *from_string<Enum>(std::get<std::string_view>(value));
}
template <class T>
void assign(std::optional<T>& field, const fact_value& value) {
  field.reset();
  if (!std::holds_alternative<std::monostate>(value)) assign(field.emplace(), value);
}

/// The words of an enumeration but the present one, in the order given.
template <auto... InOrder>
[[nodiscard]] std::vector<fact_value> in_order(std::optional<std::common_type_t<decltype(InOrder)...>> present) {
  std::vector<fact_value> found;
  for (const auto each : {InOrder...})
    if (each != present) found.emplace_back(to_string(each));
  return found;
}

/// All values but the present one, where a field has few.
[[nodiscard]] inline std::vector<fact_value> other_values(bool present) { return {fact_value{!present}}; }
template <word Enum>
[[nodiscard]] std::vector<fact_value> other_values(std::optional<Enum> present) {
  std::vector<fact_value> found;
  for (const std::string_view each : words_of<Enum>::value)
    if (!present || each != to_string(*present)) found.emplace_back(each);
  return found;
}
[[nodiscard]] std::vector<fact_value> other_values(word auto present) { return other_values(std::optional{present}); }

}  // namespace interlock::authn
