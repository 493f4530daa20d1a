#include "authn/decide/table_evaluation.hpp"

#include <bit>

#include "authn/observe/input_table.hpp"
#include "shipped_tables.hpp"

namespace interlock::authn {

namespace {

using namespace shipped::compiled;

}  // namespace

rules::value_index table_evaluation::observed(std::uint16_t input) noexcept {
  rules::value_index& known = made_.observed[input];
  if (known == rules::no_value) known = observers::by_input[input]->see(about_);
  if (known == rules::no_value) missing_ = static_cast<shipped::input_id>(input);
  return known;
}

rules::value_index table_evaluation::consult(std::uint16_t table) noexcept {
  using kind = rules::decision_node::kind;
  const rules::decision_node* node = &nodes[roots[table]];
  while (node->asks != kind::row) {
    const rules::value_index value = node->asks == kind::input ? observed(node->index) : outcome(node->index);
    if (value == rules::no_value) return value;
    node = &nodes[edges[node->first + value]];
  }
  rows_[table] = node->index;
  made_.trace.push_back({{table, node->index}, looked_at[node->first]});
  return answers_[table] = node->outcome;
}

missing_evidence table_evaluation::missing() const noexcept {
  using enum shipped::input_id;
  switch (missing_) {
    case body: return {fact_id::audience_evidence};
    case activation_token:
    case recovery_token: return {fact_id::token_evidence};
    case old_password: return {fact_id::old_password_evidence};
    case new_password: return {fact_id::new_password_evidence};
    case recovery_answered: return {fact_id::answer_evidence};
    case pass_code: return {fact_id::pass_code_evidence};
    case factor_evidence:
      switch (observers::kind_in_question(about_)) {
        case factor_kind::question: return {fact_id::answer_evidence};
        case factor_kind::password: break;
        default: return {fact_id::pass_code_evidence};
      }
      break;
    default: break;
  }
  return {fact_id::password_evidence};
}

rule_reference table_evaluation::decided_by(shipped::table_id root) const noexcept {
  const auto root_index = static_cast<std::uint16_t>(root);
  const rules::table& asked = tables[root_index];
  std::uint16_t found = root_index;
  for (rules::column_set left = asked.rows[rows_[root_index]].conditioned; left != 0; left &= left - 1) {
    const rules::column& column = asked.columns[static_cast<std::size_t>(std::countr_zero(left))];
    if (column.fed) found = column.source;
  }
  return {found, rows_[found]};
}

}  // namespace interlock::authn

namespace interlock::authn::shipped {

const rules::book& book() noexcept { return compiled::book; }

}  // namespace interlock::authn::shipped
