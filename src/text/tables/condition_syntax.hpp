#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/rules/definition.hpp>

/// Conditions as they stand in a table: `-`, `A`, `A|B`, `!A`, `!A|B`.
namespace interlock::text {

struct condition_word {
  std::string_view text;  ///< without the blanks around it
  std::size_t offset = 0;
};

struct condition_text {
  rules::condition::kind wants = rules::condition::kind::any;
  std::vector<condition_word> words;
};

/// Takes a condition apart; a word may come out empty.
[[nodiscard]] condition_text split_condition(std::string_view text);
[[nodiscard]] std::string join_condition(const rules::condition& of);

/// Can the word stand in a condition and come back as it was?
[[nodiscard]] bool is_condition_word(std::string_view word);

}  // namespace interlock::text
