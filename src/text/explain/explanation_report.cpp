#include "text/explain/explanation_report.hpp"

#include <algorithm>

#include "text/explain/explanation.hpp"
#include "text/explain/fact_labels.hpp"
#include "text/report/page.hpp"

namespace interlock::text {
namespace {

std::string answer_of(const authn::decision& made) {
  std::string text{to_string(made.outcome)};
  text.append(": the answer is HTTP ").append(std::to_string(made.response.status));
  if (made.response.error) text.append(" with error ").append(to_string(*made.response.error));
  return text + ".";
}

std::string with_rule(std::string_view sentence, authn::rule_reference rule) {
  return std::string{sentence}.append(" [").append(row_of(rule).id).append("]");
}

void add_reasons(page& out, const full_explanation& of) {
  const authn::facts& facts = of.from.facts;
  out.line("Why");
  for (const authn::reason& each : of.about.because) {
    if (!each.decides) continue;
    out.paragraph("  * ", with_rule(row_of(each.rule).because, each.rule));
    for (const authn::fact& fact : each.facts)
      out.paragraph("      ", label_of(fact) + ": " + phrase(fact, authn::get_fact(fact, facts)));
  }
  out.line();
  const auto only_led_there = [](const authn::reason& each) { return !each.decides; };
  if (std::ranges::none_of(of.about.because, only_led_there)) return;
  out.line("Rules that let the request through");
  for (const authn::reason& each : of.about.because)
    if (only_led_there(each)) out.paragraph("  * ", with_rule(row_of(each.rule).because, each.rule));
  out.line();
}

std::string_view who(authn::actor by) {
  switch (by) {
    case authn::actor::administrator: return "The administrator changes";
    case authn::actor::user: return "The user changes";
    case authn::actor::caller: return "The caller changes";
    case authn::actor::time: return "Only time changes";
    case authn::actor::nobody: break;
  }
  return "These facts cannot be changed by anyone:";
}

void add_change(page& out, const authn::fact_change& change, const scenario::document& in) {
  const std::string before = phrase(change.fact, authn::get_fact(change.fact, in.facts));
  out.paragraph("       ", label_of(change.fact) + ": " + before + " -> " + phrase(change.fact, change.to));
}

void add_set(page& out, std::size_t number, const authn::change_set& set, const scenario::document& in) {
  std::string lead = std::to_string(number) + ". ";
  lead.insert(0, lead.size() < 5 ? 5 - lead.size() : 0, ' ');
  for (std::size_t word = 0; word < authn::words_of<authn::actor>::value.size(); ++word) {
    const auto by = static_cast<authn::actor>(word);
    const auto theirs = [&](const authn::fact_change& change) { return authn::who_changes(change.fact) == by; };
    if (std::ranges::none_of(set, theirs)) continue;
    out.line(lead + std::string{who(by)});
    lead = "     ";
    for (const authn::fact_change& change : set)
      if (theirs(change)) add_change(out, change, in);
  }
}

void add_impossible(page& out, const full_explanation& of) {
  const std::string wanted{to_string(*of.wanted)};
  if (std::ranges::find(of.about.why_not, *of.wanted, &authn::obstacle::outcome) == of.about.why_not.end())
    return out.paragraph("", (of.from.facts.transaction ? "In this transaction the operation never answers "
                              : of.from.facts.policy.engine == authn::engine::classic
                                  ? "In the Classic Engine this operation never answers "
                                  : "In the Identity Engine this operation never answers ") +
                                 wanted + ".");
  out.line("Nothing leads to " + wanted);
  const authn::rule_reference rule = *of.about.to_wanted->impossible_because;
  out.paragraph("  * ", with_rule(row_of(rule).because, rule));
  if (!of.all) out.line("    Changes that only time or nobody can make are left out; --all includes them.");
}

void add_ways(page& out, const full_explanation& of) {
  if (!of.wanted) return;
  const std::string wanted{to_string(*of.wanted)};
  if (of.about.to_wanted->changes.empty()) {
    add_impossible(out, of);
  } else if (of.about.to_wanted->changes.front().empty()) {
    out.line("The answer is " + wanted + " already: nothing has to change.");
  } else {
    out.line("Changes that lead to " + wanted +
             (of.about.to_wanted->changes.size() > 1 ? " (each alone is enough)" : ""));
    for (std::size_t i = 0; i < of.about.to_wanted->changes.size(); ++i)
      add_set(out, i + 1, of.about.to_wanted->changes[i], of.from);
  }
  out.line();
}

/// One paragraph for all outcomes that the same rule and settings stand in the way of.
void add_obstacles(page& out, const full_explanation& of) {
  const auto& all = of.about.why_not;
  const auto alike = [](const authn::obstacle& one, const authn::obstacle& other) {
    return one.rule.table == other.rule.table && one.rule.row == other.rule.row && one.facts == other.facts;
  };
  out.line("Why no other outcome");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto same = [&](const authn::obstacle& other) { return alike(all[i], other); };
    if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    std::string outcomes;
    for (const authn::obstacle& other : all)
      if (same(other)) outcomes.append(outcomes.empty() ? "" : ", ").append(to_string(other.outcome));
    out.paragraph("  * ", outcomes + ":");
    out.paragraph("      ", with_rule(row_of(all[i].rule).because, all[i].rule));
    for (const authn::fact& fact : all[i].facts)
      out.paragraph("        ", label_of(fact) + ": " + phrase(fact, authn::get_fact(fact, of.from.facts)));
  }
}

}  // namespace

std::string report_explanation(const full_explanation& of) {
  page out;
  out.line(answer_of(of.about.made));
  out.line();
  add_reasons(out, of);
  add_ways(out, of);
  add_obstacles(out, of);
  return std::move(out).take();
}

}  // namespace interlock::text
