#include "authn/explain/first_difference.hpp"

#include <algorithm>
#include <bit>

#include <interlock/authn/decide.hpp>

namespace interlock::authn {
namespace {

/// The inputs that a table looked at itself, among those given.
std::vector<std::uint16_t> looked_at(const consulted_table& entry, const std::vector<std::uint16_t>& among) {
  const rules::table& table = shipped_book().tables[entry.rule.table];
  std::vector<std::uint16_t> found;
  for (rules::column_set left = entry.columns; left != 0; left &= left - 1) {
    const rules::column& column = table.columns[static_cast<std::size_t>(std::countr_zero(left))];
    if (!column.fed && std::ranges::find(among, column.source) != among.end()) found.push_back(column.source);
  }
  return found;
}

}  // namespace

blocked_at first_difference(std::span<const rules::row_index> rows, const std::vector<std::uint16_t>& missing,
                            const decision& made) {
  for (const consulted_table& entry : made.trace) {
    if (rows[entry.rule.table] == entry.rule.row) continue;
    auto own = looked_at(entry, missing);
    if (!own.empty()) return {entry.rule, std::move(own)};
  }
  return {made.decided_by, missing};
}

}  // namespace interlock::authn
