#include <array>
#include <vector>

#include <interlock/rules/match.hpp>

#include "sign_in_table.hpp"

namespace bench {
namespace {

namespace rules = interlock::rules;

void by_hand(benchmark::State& state) { decide_in_turn(state, sign_ins(), decide_by_hand); }

void by_table(benchmark::State& state) {
  const rules::table& table = sign_in_table();
  decide_in_turn(state, sign_ins(), [&](const sign_in& given) { return rules::first_match(table, given); });
}

void in_batches(benchmark::State& state) {
  std::array<std::vector<rules::value_index>, sign_in_columns> values;
  std::array<const rules::value_index*, sign_in_columns> columns{};
  for (std::size_t column = 0; column < sign_in_columns; ++column) {
    for (const sign_in& one : sign_ins()) values[column].push_back(one[column]);
    columns[column] = values[column].data();
  }
  std::vector<rules::row_index> rows(inputs_count);
  while (state.KeepRunningBatch(inputs_count)) {
    rules::first_match_batch(sign_in_table(), columns, rows);
    benchmark::DoNotOptimize(rows.data());
    benchmark::ClobberMemory();
  }
}

[[maybe_unused]] const benchmark::internal::Benchmark* const registered[] = {
    benchmark::RegisterBenchmark(if_chain.data(), by_hand),
    benchmark::RegisterBenchmark(one_decision.data(), by_table),
    benchmark::RegisterBenchmark(batch_decision.data(), in_batches),
};

}  // namespace
}  // namespace bench
