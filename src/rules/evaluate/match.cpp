#include <interlock/rules/match.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace interlock::rules {
namespace {

constexpr std::uint32_t block_words = 8;         // looked at together; one byte of a summary word
constexpr std::size_t batch_combinations = 128;  // indices and bit sets of a block stay in the first-level cache

std::uint64_t load_word(const value_index* values) noexcept {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, values, sizeof word);
  } else {
    for (unsigned byte = 0; byte < sizeof word; ++byte) word |= std::uint64_t{values[byte]} << 8 * byte;
  }
  return word;
}

// Which bit set of the group belongs to the values; see `column_group` for the multiplication.
std::uint32_t entry_by_word(const column_group& group, const value_index* values) noexcept {
  const std::uint64_t word = load_word(values + group.load_first) & group.mask;
  return group.entry_first + static_cast<std::uint32_t>(word * group.multiplier >> 56);
}

std::uint32_t entry_by_columns(const table& of, const column_group& group, const value_index* values) noexcept {
  std::uint32_t entry = group.entry_first;
  for (std::uint32_t column = group.column_first; column < group.column_last; ++column)
    entry += values[column] * of.group_strides[column];
  return entry;
}

std::uint32_t entry_of(const table& of, const column_group& group, const value_index* values) noexcept {
  return of.columns.size() >= 8 ? entry_by_word(group, values) : entry_by_columns(of, group, values);
}

row_index first_of(std::uint64_t matching) noexcept {
  return matching == 0 ? no_row : static_cast<row_index>(std::countr_zero(matching));
}

row_index match_one_word(const table& of, const value_index* values) noexcept {
  const std::uint64_t* const rows = of.group_rows.data();
  std::uint64_t matching = ~std::uint64_t{0};
  if (of.columns.size() >= 8) {
    for (const column_group& group : of.groups) matching &= rows[entry_by_word(group, values)];
  } else {
    for (const column_group& group : of.groups) matching &= rows[entry_by_columns(of, group, values)];
  }
  return first_of(matching);
}

using entries = std::array<std::uint32_t, columns_per_table_max>;  // one a group

// The first match within `block_words` words of rows, or `no_row`.
row_index match_block(const table& of, const entries& chosen, std::uint32_t word) noexcept {
  std::array<std::uint64_t, block_words> matching;  // NOLINT(*-member-init): written before it is read
  matching.fill(~std::uint64_t{0});
  const std::uint32_t count = std::min(block_words, of.words - word);
  for (std::size_t group = 0; group < of.groups.size(); ++group) {
    const std::uint64_t* const rows = of.group_rows.data() + std::size_t{chosen[group]} * of.words + word;
    for (std::uint32_t at = 0; at < count; ++at) matching[at] &= rows[at];
  }
  for (std::uint32_t at = 0; at < count; ++at)
    if (matching[at] != 0) return (word + at) * 64 + static_cast<row_index>(std::countr_zero(matching[at]));
  return no_row;
}

row_index match_words(const table& of, const value_index* values) noexcept {
  entries chosen;  // NOLINT(*-member-init): written before it is read
  const std::size_t groups = of.groups.size();
  for (std::size_t group = 0; group < groups; ++group) chosen[group] = entry_of(of, of.groups[group], values);
  const std::uint32_t summary = summary_words(of.words);
  for (std::uint32_t at = 0; at < summary; ++at) {
    std::uint64_t may_match = ~std::uint64_t{0};
    for (std::size_t group = 0; group < groups; ++group)
      may_match &= of.group_summary[std::size_t{chosen[group]} * summary + at];
    while (may_match != 0) {
      const auto block = static_cast<std::uint32_t>(std::countr_zero(may_match)) / block_words;
      const row_index found = match_block(of, chosen, at * 64 + block * block_words);
      if (found != no_row) return found;
      may_match &= ~(std::uint64_t{0xff} << block * block_words);
    }
  }
  return no_row;
}

// One byte a combination, two bytes a lane: no sum of a group exceeds a byte, so that lanes can be multiplied.
using lanes = std::array<std::uint16_t, batch_combinations / 2>;

// A loop of fixed length over one column becomes vector instructions. It must not be merged with the loop over the
// columns, which some compilers do when they see both.
[[gnu::noinline]] void add_column(const value_index* values, std::uint32_t stride, lanes& to) noexcept {
  lanes loaded;  // NOLINT(*-member-init): written before it is read
  std::memcpy(loaded.data(), values, sizeof loaded);
  for (std::size_t at = 0; at < to.size(); ++at) to[at] = static_cast<std::uint16_t>(to[at] + loaded[at] * stride);
}

// For each combination of a block, which bit set of one group belongs to it.
using block_entries = std::array<std::uint8_t, batch_combinations>;

block_entries entries_of_block(const table& of, const column_group& group, std::span<const value_index* const> columns,
                               std::size_t from) noexcept {
  lanes sums{};
  for (std::uint32_t column = group.column_first; column < group.column_last; ++column)
    add_column(columns[column] + from, of.group_strides[column], sums);
  block_entries found;  // NOLINT(*-member-init): written before it is read
  std::memcpy(found.data(), sums.data(), sizeof found);
  return found;
}

// Looks up that many groups for one combination after the other. The number is known to the compiler, so that no loop
// over the groups is left.
template <std::size_t Groups, class Use>
void look_up(const table& of, std::size_t group_first, std::span<const value_index* const> columns, std::size_t from,
             Use use) noexcept {
  std::array<block_entries, Groups> entry;            // NOLINT(*-member-init): written before they are read
  std::array<const std::uint64_t*, Groups> admitted;  // NOLINT(*-member-init)
  for (std::size_t number = 0; number < Groups; ++number) {
    const column_group& group = of.groups[group_first + number];
    entry[number] = entries_of_block(of, group, columns, from);
    admitted[number] = of.group_rows.data() + group.entry_first;
  }
  for (std::size_t at = 0; at < batch_combinations; ++at) {
    std::uint64_t left = admitted[0][entry[0][at]];
    for (std::size_t number = 1; number < Groups; ++number) left &= admitted[number][entry[number][at]];
    use(at, left);
  }
}

template <class Use>
void look_up_last(const table& of, std::size_t group_first, std::span<const value_index* const> columns,
                  std::size_t from, Use use) noexcept {
  switch (of.groups.size() - group_first) {
    case 1: return look_up<1>(of, group_first, columns, from, use);
    case 2: return look_up<2>(of, group_first, columns, from, use);
    default: return look_up<3>(of, group_first, columns, from, use);
  }
}

void match_combinations(const table& of, std::span<const value_index* const> columns, std::size_t from,
                        row_index* rows) noexcept {
  if (of.groups.size() <= 3)
    return look_up_last(of, 0, columns, from, [&](std::size_t at, std::uint64_t left) { rows[at] = first_of(left); });
  std::array<std::uint64_t, batch_combinations> matching;  // NOLINT(*-member-init): written before it is read
  matching.fill(~std::uint64_t{0});
  std::size_t group = 0;
  for (; group + 3 < of.groups.size(); ++group)
    look_up<1>(of, group, columns, from, [&](std::size_t at, std::uint64_t left) { matching[at] &= left; });
  look_up_last(of, group, columns, from,
               [&](std::size_t at, std::uint64_t left) { rows[at] = first_of(matching[at] & left); });
}

}  // namespace

row_index first_match(const table& of, std::span<const value_index> values) noexcept {
  return of.words == 1 ? match_one_word(of, values.data()) : match_words(of, values.data());
}

void first_match_batch(const table& of, std::span<const value_index* const> columns,
                       std::span<row_index> rows) noexcept {
  std::size_t at = 0;
  if (of.words == 1)
    for (; at + batch_combinations <= rows.size(); at += batch_combinations)
      match_combinations(of, columns, at, rows.data() + at);
  std::array<value_index, columns_per_table_max> values;  // NOLINT(*-member-init): written before it is read
  for (; at < rows.size(); ++at) {
    for (std::size_t column = 0; column < columns.size(); ++column) values[column] = columns[column][at];
    rows[at] = first_match(of, {values.data(), columns.size()});
  }
}

std::uint32_t all_matches(const table& of, std::span<const value_index> values,
                          std::span<std::uint64_t> matching) noexcept {
  std::ranges::fill(matching, ~std::uint64_t{0});
  for (const column_group& group : of.groups) {
    const std::uint64_t* const rows = of.group_rows.data() + std::size_t{entry_of(of, group, values.data())} * of.words;
    for (std::uint32_t word = 0; word < of.words; ++word) matching[word] &= rows[word];
  }
  std::uint32_t count = 0;
  for (const std::uint64_t word : matching) count += static_cast<std::uint32_t>(std::popcount(word));
  return count;
}

column_set failed_columns(const row& of, std::span<const value_index> values) noexcept {
  column_set failed = 0;
  for (column_set left = of.conditioned; left != 0; left &= left - 1) {
    const auto column = static_cast<std::size_t>(std::countr_zero(left));
    if ((of.when[column] & only(values[column])) == 0) failed |= column_set{1} << column;
  }
  return failed;
}

}  // namespace interlock::rules
