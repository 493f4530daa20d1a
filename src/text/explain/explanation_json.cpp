#include "text/explain/explanation_json.hpp"

#include "text/decision/write_decision.hpp"
#include "text/explain/explanation.hpp"
#include "text/explain/fact_json.hpp"
#include "text/json/json_writer.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::text {
namespace {

std::string compact(const json::value& value) {
  std::string text;
  json_writer out{text, layout::compact};
  out.value(value);
  return text;
}

/// The rule's sentence with the settings that mattered, each as pointer and value.
std::string sentence(const authn::reason& of, const scenario::document& in) {
  std::string text{row_of(of.rule).because};
  std::string settings;
  for (const authn::fact& fact : of.facts) {
    const json::value value = value_for(fact, authn::get_fact(fact, in.facts), in);
    settings.append(settings.empty() ? " (" : ", ").append(pointer_to(fact, in)).append(" = ");
    settings += compact(value);
  }
  return settings.empty() ? text : text + settings + ")";
}

void write_rule(json_writer& out, authn::rule_reference rule) {
  out.member("table", authn::shipped_book().tables[rule.table].name);
  out.member("rule", row_of(rule).id);
}

void write_why_not(json_writer& out, const full_explanation& of) {
  out.begin_array("whyNot");
  for (const authn::obstacle& each : of.about.why_not) {
    out.begin_object();
    out.member("outcome", to_string(each.outcome));
    write_rule(out, each.rule);
    out.begin_array("facts");
    for (const authn::fact& fact : each.facts) out.string(pointer_to(fact, of.from));
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

void write_change(json_writer& out, const authn::fact_change& change, const scenario::document& in) {
  const std::string pointer = pointer_to(change.fact, in);
  out.begin_object();
  out.member("fact", pointer);
  out.key("from");
  out.value(value_at(pointer, in));
  out.key("to");
  out.value(value_for(change.fact, change.to, in));
  out.member("by", to_string(authn::who_changes(change.fact)));
  out.end_object();
}

void write_ways(json_writer& out, const full_explanation& of) {
  if (!of.wanted) return;
  out.member("wanted", to_string(*of.wanted));
  out.begin_array("changes");
  for (const authn::change_set& set : of.about.to_wanted->changes) {
    out.begin_object();
    out.begin_array("set");
    for (const authn::fact_change& change : set) write_change(out, change, of.from);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  if (of.about.to_wanted->impossible_because)
    write_rule_named(out, "impossibleBecause", *of.about.to_wanted->impossible_because);
}

}  // namespace

std::string write_explanation(const full_explanation& of) {
  std::string text;
  json_writer out{text, layout::indented};
  out.begin_object();
  out.member("outcome", to_string(of.about.made.outcome));
  write_rule_named(out, "decidedBy", of.about.made.decided_by);
  out.begin_array("because");
  for (const authn::reason& each : of.about.because) out.string(sentence(each, of.from));
  out.end_array();
  write_why_not(out, of);
  write_ways(out, of);
  out.end_object();
  return text;
}

}  // namespace interlock::text
