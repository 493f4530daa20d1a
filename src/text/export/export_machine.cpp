#include <interlock/text/export_machine.hpp>

#include <algorithm>

#include <interlock/authn/decide.hpp>

#include "text/export/machine_drawing.hpp"

namespace interlock::text {
namespace {

using authn::transition;

constexpr std::string_view arrow = " \xe2\x86\x92 ";  // in UTF-8

/// `cancel -> ENDED`, or the operation alone where the state is not left.
std::string row_text(const transition& row, std::string_view line_end) {
  return trigger(row, line_end) + (row.stays ? "" : std::string{arrow}.append(to_name(row.to)));
}

std::string triggers(const std::vector<const transition*>& rows, std::string_view line_end) {
  std::string text;
  for (const transition* row : rows) text.append(text.empty() ? "" : line_end).append(trigger(*row, line_end));
  return text;
}

// --- Graphviz

std::string dot_state(place at) {
  if (!at) return std::string{from_name(at)} + " [label=\"\", shape=circle, width=0.2, fillcolor=black];\n";
  std::string text{from_name(at)};
  text.append(" [label=<<B>").append(from_name(at)).append("</B>");
  for (const transition* row : unconditional(at))
    text.append("<BR/><FONT POINT-SIZE=\"9\" COLOR=\"#444444\">").append(row_text(*row, " ")).append("</FONT>");
  return text + ">];\n";
}

std::string dot_choice(const std::string& id, const choice& of) {
  return id + " [label=\"" + table_names(of.tables, "\\nor ") +
         "\", shape=diamond, style=filled, fillcolor=\"#fff6d6\", fontsize=10, margin=\"0.03,0.02\"];\n";
}

std::string dot_arrows(const std::string& id, const choice& of, const places& shared) {
  std::string text;
  for (const choice::way_in& way : of.in)
    text.append("  ").append(from_name(way.from)).append(" -> " + id + " [arrowhead=none, label=\"") +=
        triggers(way.by, "\\n") + "\"];\n";
  const bool shares = std::ranges::includes(of.to, shared);
  if (shares) text += "  " + id + " -> shared [arrowhead=none];\n";
  for (const place to : of.to)
    if (!shares || !shared.contains(to)) text.append("  " + id + " -> ").append(to_name(to)) += ";\n";
  return text;
}

// --- Mermaid

std::string mermaid_state(place at) {
  std::string text;
  for (const transition* row : unconditional(at))
    text.append("  ").append(from_name(at)).append(" : ").append(row_text(*row, " ")) += '\n';
  return text;
}

std::string mermaid_choice(const std::string& id, const choice& of, const places& shared) {
  std::string text = "  state " + id + " <<choice>>\n";
  for (const choice::way_in& way : of.in)
    text.append("  ").append(way.from ? from_name(way.from) : "[*]").append(" --> " + id + " : ") +=
        triggers(way.by, "<br/>") + "<br/>" + table_names(of.tables, " or ") + "\n";
  const bool shares = std::ranges::includes(of.to, shared);
  if (shares) text += "  " + id + " --> shared\n";
  for (const place to : of.to)
    if (!shares || !shared.contains(to)) text.append("  " + id + " --> ").append(to_name(to)) += '\n';
  return text;
}

// --- SCXML

/// `['push', 'callback'].includes(_event.data.substate)`
std::string scxml_one_of(const std::vector<std::string_view>& words, std::string_view member) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "['" : "', '").append(word);
  return text.append("'].includes(_event.data.").append(member) += ")";
}

/// The substates and, where the tables choose, that the choice has a way on.
std::string scxml_guard(branches all) {
  const transition& row = all.front();
  std::vector<std::string_view> substates, outcomes;
  for (std::size_t each = 0; each < authn::words_of<authn::substate>::value.size(); ++each)
    if (const auto substate = static_cast<authn::substate>(each); !row.any_substate && row.substates.contains(substate))
      substates.push_back(to_string(substate));
  for (const transition& branch : all)
    if (branch.by_outcome) outcomes.push_back(to_name(branch.to));
  std::string text;
  if (!substates.empty()) text = scxml_one_of(substates, "substate");
  if (!outcomes.empty()) text += (text.empty() ? "" : " &amp;&amp; ") + scxml_one_of(outcomes, "outcome");
  return text;
}

std::string scxml_row_id(const transition& row) { return " interlock:row=\"TX-" + std::to_string(row.id) + "\""; }

/// The id of the state that stands for the choice behind an operation: `MFA_REQUIRED.verify_factor`.
std::string scxml_choice_id(const transition& row) {
  return std::string{from_name(row.from)}.append(".").append(to_string(row.by));
}

std::string scxml_operation(branches all) {
  const transition& row = all.front();
  std::string text = "    <transition";
  if (!row.by_outcome) text += scxml_row_id(row);
  text.append(" event=\"").append(to_string(row.by)) += "\"";
  if (const std::string guard = scxml_guard(all); !guard.empty()) text += " cond=\"" + guard + "\"";
  if (row.by_outcome)
    text += " target=\"" + scxml_choice_id(row) + "\"";
  else if (!row.stays)
    text.append(" target=\"").append(to_name(row.to)) += "\"";
  return text + "/>\n";
}

/// SCXML has no pseudo-states: a choice is a state that is left before the next event.
std::string scxml_choice(branches all) {
  const transition& row = all.front();
  std::string text = "  <state id=\"" + scxml_choice_id(row) + "\" interlock:tables=\"" +
                     table_names(authn::tables_behind(row.by), " ") + "\">\n";
  for (const transition& branch : all)
    text.append("    <transition" + scxml_row_id(branch) + " cond=\"_event.data.outcome === '")
        .append(to_name(branch.to))
        .append("'\" target=\"")
        .append(to_name(branch.to)) += "\"/>\n";
  return text + "  </state>\n";
}

}  // namespace

std::string export_dot() {
  const machine_drawing drawn = draw_machine();
  std::string text =
      "// Written by `interlock export --format dot`.\n"
      "digraph transaction {\n"
      "  rankdir=TB; newrank=true; nodesep=0.3; ranksep=0.45; fontname=\"Helvetica\"; fontsize=12;\n"
      "  node [fontname=\"Helvetica\", fontsize=11, shape=box, style=\"rounded,filled\", fillcolor=white];\n"
      "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#555555\", arrowsize=0.7];\n";
  std::string arrows;
  std::string between_phases =
      "  shared [label=\"next step\", shape=diamond, style=\"filled,dashed\", fillcolor=\"#fff6d6\"];\n";
  std::array<std::string, phase_drawings.size()> within;
  for (const place at : sources()) within[static_cast<std::size_t>(phase_of(at))] += "    " + dot_state(at);
  for (std::size_t at = 0; at < drawn.choices.size(); ++at) {
    const choice& each = drawn.choices[at];
    const std::string id = "choice" + std::to_string(at + 1);
    if (const auto in = each.within())
      within[static_cast<std::size_t>(*in)] += "    " + dot_choice(id, each);
    else
      between_phases += "  " + dot_choice(id, each);
    arrows += dot_arrows(id, each, drawn.shared);
  }
  for (const place to : drawn.shared) arrows.append("  shared -> ").append(to_name(to)) += ";\n";
  for (const phase_drawing& each : phase_drawings) {
    text.append("  subgraph \"cluster_").append(each.name).append("\" {\n    label=\"").append(each.name);
    text.append("\"; style=\"rounded,filled\"; color=\"").append(each.colour).append("\";\n");
    text += within[static_cast<std::size_t>(each.value)] + "  }\n";
  }
  return text + between_phases + arrows + "}\n";
}

std::string export_mermaid() {
  const machine_drawing drawn = draw_machine();
  std::string text = "stateDiagram-v2\n  direction TB\n";
  for (const place at : sources()) text += mermaid_state(at);
  for (std::size_t at = 0; at < drawn.choices.size(); ++at)
    text += mermaid_choice("choice" + std::to_string(at + 1), drawn.choices[at], drawn.shared);
  text += "  state shared <<choice>>\n";
  for (const place to : drawn.shared) text.append("  shared --> ").append(to_name(to)) += '\n';
  return text;
}

std::string export_scxml() {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!-- Written by `interlock export`. An event carries what the tables came to, and the substate. "
      "-->\n"
      "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:interlock=\"urn:interlock:transaction\" version=\"1.0\"\n"
      "       name=\"transaction\" datamodel=\"ecmascript\" initial=\"";
  text.append(before_name).append("\">\n");
  const auto operations = operations_in_order();
  for (const place from : sources()) {
    text.append("  <state id=\"").append(from_name(from)).append("\">\n");
    for (const branches all : operations)
      if (all.front().from == from) text += scxml_operation(all);
    text += "  </state>\n";
  }
  for (const branches all : operations)
    if (all.front().by_outcome) text += scxml_choice(all);
  return text.append("  <final id=\"").append(after_name).append("\"/>\n</scxml>\n");
}

}  // namespace interlock::text
