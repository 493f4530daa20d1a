#include "authn/decide/table_evaluation.hpp"

#include <array>
#include <bit>
#include <utility>

#include "authn/observe/input_table.hpp"
#include "shipped_tables.hpp"

namespace interlock::authn {

// Each step of the walk needs the value that the step before has learnt, and waits for it when the tables are data.
// Here what is known about a table is part of a function's name: the processor predicts where a value leads, and
// goes on. Rows that are left and columns that were looked at tell all there is to know, so that equal states are one
// function.
struct walk {
  static constexpr const auto& tables = shipped::compiled::tables;

  template <std::size_t Input>
  static rules::value_index input(deliberation& rule) noexcept {
    rules::value_index& known = rule.made_.observed[Input];
    if (known == rules::no_value) known = observers::by_input[Input]->see(rule.about_);
    if (known == rules::no_value) rule.missing_ = static_cast<shipped::input_id>(Input);
    return known;
  }

  template <std::size_t Table>
  static rules::value_index outcome(deliberation& rule) noexcept {
    const rules::value_index known = rule.answers_[Table];
    return known != rules::no_value ? known : ask<Table>(rule);
  }

  template <std::size_t Table>
  static rules::value_index ask(deliberation& rule) noexcept {
    static_assert(tables[Table].words == 1);
    return step<Table, rules::all_values(tables[Table].rows.size()), 0>(rule);
  }

  template <std::size_t Table, std::uint64_t May, rules::column_set Looked>
  static rules::value_index step(deliberation& rule) noexcept {
    constexpr auto candidate = static_cast<rules::row_index>(std::countr_zero(May));
    constexpr rules::column_set open = tables[Table].rows[candidate].conditioned & ~Looked;
    if constexpr (open == 0) {
      rule.rows_[Table] = candidate;
      rule.made_.trace.push_back({{static_cast<std::uint16_t>(Table), candidate}, Looked});
      return rule.answers_[Table] = tables[Table].rows[candidate].outcome;
    } else {
      constexpr auto next = static_cast<std::size_t>(std::countr_zero(open));
      constexpr rules::column column = tables[Table].columns[next];
      const rules::value_index value = value_of<column.fed, column.source>(rule);
      return branch<Table, May, Looked, next>(rule, value, std::make_index_sequence<column.values.size()>{});
    }
  }

  template <bool Fed, std::size_t Source>
  static rules::value_index value_of(deliberation& rule) noexcept {
    if constexpr (Fed)
      return outcome<Source>(rule);
    else
      return input<Source>(rule);
  }

  template <std::size_t Table, std::uint64_t May, rules::column_set Looked, std::size_t Column, std::size_t... Value>
  static rules::value_index branch(deliberation& rule, rules::value_index value,
                                   std::index_sequence<Value...>) noexcept {
    constexpr std::size_t first = tables[Table].value_rows_at[Column];
    constexpr rules::column_set looked = Looked | rules::column_set{1} << Column;
    rules::value_index found = rules::no_value;
    const auto leads_on = [&]<std::size_t Each>(std::integral_constant<std::size_t, Each>) {
      if (value == Each) found = step<Table, May & tables[Table].value_rows[first + Each], looked>(rule);
      return value == Each;
    };
    static_cast<void>((leads_on(std::integral_constant<std::size_t, Value>{}) || ...));
    return found;
  }

  template <std::size_t... Table>
  static constexpr auto by_table(std::index_sequence<Table...>) noexcept {
    return std::array{&ask<Table>...};
  }
};

rules::value_index deliberation::consult(shipped::table_id which) noexcept {
  static constexpr auto ask = walk::by_table(std::make_index_sequence<shipped::tables_count>{});
  return ask[static_cast<std::size_t>(which)](*this);
}

missing_evidence deliberation::missing() const noexcept {
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

rule_reference deliberation::decided_by(shipped::table_id root) const noexcept {
  const auto root_index = static_cast<std::uint16_t>(root);
  const rules::table& asked = walk::tables[root_index];
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
