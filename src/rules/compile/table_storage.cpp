#include "rules/compile/table_storage.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace interlock::rules {
namespace {

// A decision reads one bit set a group. Small tables stay within the first-level cache; for large ones longer
// groups would cost more memory than they save reads.
constexpr std::size_t group_entries_max = 256;
constexpr std::size_t group_words_max = 32'768;
constexpr std::size_t load_columns = 8;  // values that are one word

void build_columns(const checked_table& words, std::span<const std::uint16_t> sources, table_storage& memory) {
  memory.values.reserve(words.columns.size());
  for (std::size_t number = 0; number < words.columns.size(); ++number) {
    const checked_column& from = words.columns[number];
    const auto& values = memory.values.emplace_back(from.values.begin(), from.values.end());
    memory.columns.push_back({from.name, values, from.fed, sources[number]});
  }
}

void build_rows(const table_definition& from, checked_table& words, table_storage& memory) {
  const std::size_t columns = memory.columns.size();
  memory.when = std::move(words.when);
  for (const row_definition& row : from.rows)
    memory.sources.insert(memory.sources.end(), row.sources.begin(), row.sources.end());
  std::size_t sources_at = 0;
  for (std::size_t number = 0; number < from.rows.size(); ++number) {
    const row_definition& written = from.rows[number];
    row& built = memory.rows.emplace_back();
    built.id = written.id;
    built.because = written.because;
    built.sources = std::span{memory.sources}.subspan(sources_at, written.sources.size());
    sources_at += written.sources.size();
    built.when = std::span{memory.when}.subspan(number * columns, columns);
    for (std::size_t column = 0; column < columns; ++column)
      if (built.when[column] != all_values(memory.values[column].size())) built.conditioned |= column_set{1} << column;
    built.outcome = words.outcomes[number];
  }
}

void index_values(std::uint32_t words, table_storage& memory) {
  std::size_t size = 0;
  for (const auto& values : memory.values) {
    memory.value_rows_at.push_back(static_cast<std::uint32_t>(size));
    size += values.size() * words;
  }
  memory.value_rows.resize(size);
  for (std::size_t number = 0; number < memory.rows.size(); ++number)
    for (std::size_t column = 0; column < memory.columns.size(); ++column)
      for (value_set left = memory.rows[number].when[column]; left != 0; left &= left - 1) {
        const std::size_t value = static_cast<std::size_t>(std::countr_zero(left));
        memory.value_rows[memory.value_rows_at[column] + value * words + number / 64] |= std::uint64_t{1}
                                                                                         << number % 64;
      }
}

// Neighbouring columns share a group as long as it stays small.
void choose_groups(std::uint32_t words, table_storage& memory) {
  std::size_t product = 1;
  for (std::size_t column = 0; column < memory.columns.size(); ++column) {
    const std::size_t joined = product * memory.values[column].size();
    const auto number = static_cast<std::uint16_t>(column);
    if (memory.groups.empty() || joined > group_entries_max || joined * words > group_words_max ||
        number - memory.groups.back().column_first == load_columns) {
      memory.groups.push_back({.column_first = number});
      product = 1;
    }
    memory.groups.back().column_last = static_cast<std::uint16_t>(number + 1);
    product *= memory.values[column].size();
  }
}

// Strides from the last column to the first, and the word arithmetic that `column_group` describes.
void number_entries(std::uint32_t words, table_storage& memory) {
  const std::size_t columns = memory.columns.size();
  memory.group_strides.resize(columns);
  std::size_t entries = 0;
  for (column_group& group : memory.groups) {
    group.entry_first = static_cast<std::uint32_t>(entries);
    group.load_first = static_cast<std::uint16_t>(
        std::min<std::size_t>(group.column_first, columns - std::min<std::size_t>(columns, load_columns)));
    std::size_t stride = 1;
    for (std::size_t column = group.column_last; column-- > group.column_first;) {
      const std::size_t byte = column - group.load_first;
      memory.group_strides[column] = static_cast<std::uint32_t>(stride);
      if (columns >= load_columns && memory.values[column].size() > 1) {
        group.mask |= std::uint64_t{0xff} << 8 * byte;
        group.multiplier |= std::uint64_t{stride} << 8 * (load_columns - 1 - byte);
      }
      stride *= memory.values[column].size();
    }
    entries += stride;
  }
  memory.group_rows.resize(entries * words, ~std::uint64_t{0});
}

void fill_group(const column_group& group, std::uint32_t words, std::size_t entries, table_storage& memory) {
  for (std::size_t entry = 0; entry < entries; ++entry) {
    std::uint64_t* const rows = memory.group_rows.data() + (group.entry_first + entry) * words;
    for (std::size_t column = group.column_first; column < group.column_last; ++column) {
      const std::size_t value = entry / memory.group_strides[column] % memory.values[column].size();
      const std::uint64_t* const admitted = memory.value_rows.data() + memory.value_rows_at[column] + value * words;
      for (std::size_t word = 0; word < words; ++word) rows[word] &= admitted[word];
    }
  }
}

void index_groups(std::uint32_t words, table_storage& memory) {
  choose_groups(words, memory);
  number_entries(words, memory);
  for (const column_group& group : memory.groups) {
    const std::size_t first = group.column_first;
    fill_group(group, words, memory.group_strides[first] * memory.values[first].size(), memory);
  }
  if (words == 1) return;
  const std::uint32_t summary = summary_words(words);
  const std::size_t entries = memory.group_rows.size() / words;
  memory.group_summary.resize(entries * summary);
  for (std::size_t entry = 0; entry < entries; ++entry)
    for (std::size_t word = 0; word < words; ++word)
      if (memory.group_rows[entry * words + word] != 0)
        memory.group_summary[entry * summary + word / 64] |= std::uint64_t{1} << word % 64;
}

}  // namespace

table build_table(const table_definition& from, checked_table& words, std::span<const std::uint16_t> sources,
                  table_storage& memory) {
  build_columns(words, sources, memory);
  memory.outcomes.assign(from.outcomes.begin(), from.outcomes.end());
  build_rows(from, words, memory);
  const auto row_words = static_cast<std::uint32_t>((memory.rows.size() + 63) / 64);
  index_values(row_words, memory);
  index_groups(row_words, memory);

  table built;
  built.name = from.name;
  built.question = from.question;
  built.policy = from.policy;
  built.columns = memory.columns;
  built.outcomes = memory.outcomes;
  built.rows = memory.rows;
  built.words = row_words;
  built.value_rows = memory.value_rows;
  built.value_rows_at = memory.value_rows_at;
  built.groups = memory.groups;
  built.group_strides = memory.group_strides;
  built.group_rows = memory.group_rows;
  built.group_summary = memory.group_summary;
  return built;
}

}  // namespace interlock::rules
