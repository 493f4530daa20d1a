#include "authn/decide/table_evaluation.hpp"

#include <array>
#include <bit>
#include <utility>

#include "authn/observe/input_table.hpp"
#include "shipped_tables.hpp"

namespace interlock::authn {

namespace {

using namespace shipped::compiled;

}  // namespace

/// What a walk asks of the evaluation and tells it. Numbers are known when it is compiled, so that observers are part
/// of the walk.
struct table_evaluation::walked {
  table_evaluation& of;

  template <std::uint16_t Input>
  rules::value_index input() const noexcept {
    rules::value_index& known = of.made_.observed[Input];
    if (known != rules::no_value) return known;
    const rules::value_index seen = observers::by_input[Input]->see(of.about_);
    if (seen == rules::no_value) of.missing_ = static_cast<shipped::input_id>(Input);
    return known = seen;
  }

  template <std::uint16_t Table>
  rules::value_index table() const noexcept {
    const rules::value_index known = of.answers_[Table];
    return known != rules::no_value ? known : walk<Table>::of(*this);
  }

  template <std::uint16_t Table, std::uint16_t Row, rules::value_index Outcome, rules::column_set LookedAt>
  rules::value_index row() const noexcept {
    of.rows_[Table] = Row;
    of.made_.trace.push_back({{Table, Row}, LookedAt});
    return of.answers_[Table] = Outcome;
  }
};

rules::value_index table_evaluation::consult(std::uint16_t table) noexcept {
  static constexpr auto walks = []<std::size_t... Table>(std::index_sequence<Table...>) {
    return std::array{&walk<Table>::template of<const walked>...};
  }
  (std::make_index_sequence<shipped::tables_count>{});
  const walked about{*this};
  return walks[table](about);
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
