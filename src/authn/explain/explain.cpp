#include <interlock/authn/explain.hpp>

#include <algorithm>
#include <bit>

#include "authn/explain/counterfactuals.hpp"
#include "authn/explain/first_difference.hpp"
#include "authn/facts/input_dependencies.hpp"

namespace interlock::authn {
namespace {

const rules::table& table_of(const rule_reference& rule) noexcept { return shipped_book().tables[rule.table]; }
const rules::row& row_of(const rule_reference& rule) noexcept { return table_of(rule).rows[rule.row]; }

template <class Visit>
void for_each_column(const rules::table& of, rules::column_set columns, Visit visit) {
  for (; columns != 0; columns &= columns - 1) visit(of.columns[static_cast<std::size_t>(std::countr_zero(columns))]);
}

void add_subjects(std::uint16_t input, const facts& in, std::vector<fact>& to) {
  for (const fact& subject : main_dependencies(static_cast<shipped::input_id>(input), in))
    if (std::ranges::find(to, subject) == to.end()) to.push_back(subject);
}

reason reason_for(const consulted_table& consulted, bool decides, const facts& in) {
  reason found{consulted.rule, decides, {}};
  const rules::column_set conditioned = row_of(consulted.rule).conditioned;
  for_each_column(table_of(consulted.rule), conditioned != 0 ? conditioned : consulted.columns,
                  [&](const rules::column& column) {
                    if (!column.fed) add_subjects(column.source, in, found.facts);
                  });
  return found;
}

const consulted_table& consulted(const decision& made, std::uint16_t table) {
  return *std::ranges::find(made.trace, table, [](const consulted_table& entry) { return entry.rule.table; });
}

/// The tables that a row's conditions rest on, the last and so most specific one first.
void collect_deciding(const decision& made, const consulted_table& from, std::vector<std::uint16_t>& to) {
  std::vector<std::uint16_t> feeding;
  for_each_column(table_of(from.rule), row_of(from.rule).conditioned, [&](const rules::column& column) {
    if (column.fed) feeding.push_back(column.source);
  });
  std::ranges::reverse(feeding);
  for (const std::uint16_t table : feeding) {
    if (std::ranges::find(to, table) != to.end()) continue;
    to.push_back(table);
    collect_deciding(made, consulted(made, table), to);
  }
}

/// The tables that an answer can rest on; the others decide what happens besides.
std::vector<std::uint16_t> tables_feeding(std::uint16_t table) {
  std::vector<std::uint16_t> found;
  for (const rules::column& column : shipped_book().tables[table].columns) {
    if (!column.fed) continue;
    found.push_back(column.source);
    for (const std::uint16_t earlier : tables_feeding(column.source)) found.push_back(earlier);
  }
  return found;
}

/// Whether the rule of the root table adds facts to what the tables below have found. The rules of a sign-in only say
/// which of them decides.
bool root_says_itself(const decision& made, const facts& in) {
  if (made.decided_by.table == made.root) return true;
  const consulted_table& root = consulted(made, made.root);
  return made.root != static_cast<std::uint16_t>(shipped::table_id::authentication) &&
         !reason_for(root, true, in).facts.empty();
}

std::vector<reason> reasons(const decision& made, const facts& in) {
  std::vector<std::uint16_t> deciding;
  collect_deciding(made, consulted(made, made.root), deciding);
  if (root_says_itself(made, in)) deciding.push_back(made.root);
  std::vector<reason> found;
  for (const std::uint16_t table : deciding) found.push_back(reason_for(consulted(made, table), true, in));
  const std::vector<std::uint16_t> feeding = tables_feeding(made.root);
  for (const consulted_table& entry : made.trace)
    if (std::ranges::find(feeding, entry.rule.table) != feeding.end() &&
        std::ranges::find(deciding, entry.rule.table) == deciding.end())
      found.push_back(reason_for(entry, false, in));
  return found;
}

obstacle obstacle_to(outcome other, const outcome_region& region, const answered_question& base) {
  const blocked_at where = first_difference(region.rows, outside(region.inputs, base.here), base.made);
  obstacle found{other, where.rule, {}};
  for (const std::uint16_t input : where.inputs) add_subjects(input, base.from, found.facts);
  return found;
}

}  // namespace

result<explanation, missing_evidence> explain(const facts& from, std::optional<outcome> wanted, bool all) {
  auto made = decide(from);
  if (!made) return made.error();
  const answered_question base{from, *made, observe_all(from)};
  const question_regions regions = regions_of_question(from, base.here, wanted);
  explanation found{*made, reasons(*made, from), {}, {}};
  for (std::size_t other = 0; other < regions.nearest.size(); ++other)
    if (regions.nearest[other] && static_cast<outcome>(other) != made->outcome)
      found.why_not.push_back(obstacle_to(static_cast<outcome>(other), *regions.nearest[other], base));
  if (wanted) found.to_wanted = smallest_changes_from(regions.wanted, *wanted, base, all);
  return found;
}

result<smallest_changes, missing_evidence> smallest_changes_to(const facts& from, outcome wanted, bool all) {
  const auto made = decide(from);
  if (!made) return made.error();
  const answered_question base{from, *made, observe_all(from)};
  return smallest_changes_from(regions_of_question(from, base.here, wanted).wanted, wanted, base, all);
}

}  // namespace interlock::authn
