#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <benchmark/benchmark.h>

#include <interlock/rules/table.hpp>

#include "ratios.hpp"

/// A sign-in as one table of 14 columns and 26 rows, as a compiled table and as a chain of conditionals.
namespace bench {

enum sign_in_column : std::size_t {
  zone,
  threat_action,
  threat_level,
  body,
  user,
  device,
  block,
  failures,
  unlock,
  method,
  password,
  prompt,
  factor,
  age,
  sign_in_columns
};
inline constexpr std::size_t sign_in_rows = 26;

using sign_in = std::array<interlock::rules::value_index, sign_in_columns>;

[[nodiscard]] const interlock::rules::table& sign_in_table();

/// What somebody would have typed. @return the number of the row
[[nodiscard]] interlock::rules::row_index decide_by_hand(const sign_in& given) noexcept;

inline constexpr std::size_t inputs_count = 1024;   // stay in the first-level cache
inline constexpr std::size_t steps_count = 65'536;  // more than a branch predictor remembers

/// Combinations by chance, every row of the table equally likely.
[[nodiscard]] const std::array<sign_in, inputs_count>& sign_ins();

/// Where to go, by chance.
[[nodiscard]] const std::array<std::uint16_t, steps_count>& steps();

/// Decides one of `inputs` after the other. Which one is next depends on chance and on the answer before, so that no
/// decision can begin before the last one has ended.
/// @param decide  callable with one of the inputs, returns a number
template <class Input, std::size_t Count, class Decide>
void decide_in_turn(benchmark::State& state, const std::array<Input, Count>& inputs, Decide decide) {
  const auto& way = steps();
  std::size_t at = 0;
  std::size_t answer = 0;
  for (auto unused : state) {
    static_cast<void>(unused);
    answer = static_cast<std::size_t>(decide(inputs[(way[at] + answer) % Count]));
    at = (at + 1) % steps_count;
  }
  benchmark::DoNotOptimize(answer);
}

}  // namespace bench
