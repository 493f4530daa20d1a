#include "deliberation.hpp"

#include <bit>

namespace interlock::authn {

missing_evidence deliberation::missing() const noexcept {
  const auto input = static_cast<shipped::input_id>(evaluation_.missing_input());
  return {input == shipped::input_id::password ? "/evidence/password" : "/evidence/token"};
}

rule_reference deliberation::decided_by(shipped::table_id root) const noexcept {
  rule_reference found{static_cast<std::uint16_t>(root), rows_[static_cast<std::size_t>(root)]};
  const rules::table& table = book_.tables[found.table];
  for (rules::column_set left = table.rows[found.row].conditioned; left != 0; left &= left - 1) {
    const rules::column& column = table.columns[static_cast<std::size_t>(std::countr_zero(left))];
    if (column.fed) found = {column.source, rows_[column.source]};
  }
  return found;
}

void deliberation::record(decision& made) const noexcept {
  for (const std::uint16_t table : evaluation_.order())
    made.trace.push_back({{table, rows_[table]}, consulted_[table]});
  made.observed = inputs_;
}

}  // namespace interlock::authn
