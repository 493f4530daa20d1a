#include "text/play/play_json.hpp"

#include <boost/json/parse.hpp>

#include "text/json/json_writer.hpp"

namespace interlock::text {
namespace {

/// Appends a text of several lines at a depth of the document.
void append_indented(std::string& to, std::string_view text, std::size_t depth) {
  for (const char c : text) {
    to += c;
    if (c == '\n') to.append(2 * depth, ' ');
  }
}

/// An object with the times of a run and room for more members.
std::string begin_run(const alike_run& of) {
  std::string text;
  json_writer out{text, layout::indented};
  out.begin_object();
  out.begin_object("repeated");
  out.key("count");
  out.number(of.count);
  out.key("from");
  out.time(of.from);
  out.key("until");
  out.time(of.until);
  out.end_object();
  out.end_object();
  text.replace(text.rfind('\n'), std::string::npos, ",");
  return text;
}

}  // namespace

json::value parsed(std::string_view own_text) {
  json::parse_options options;
  options.max_depth = 2 * nesting_max;
  return json::parse({own_text.data(), own_text.size()}, {}, options);
}

void play_document::add(const played_step& step) {
  text_.append(empty_ ? "\n    " : ",\n    ");
  empty_ = false;
  std::string_view decision = step.decision;
  if (step.repeated) {
    append_indented(text_, begin_run(step.times), 2);
    decision.remove_prefix(1);  // its bracket
  }
  append_indented(text_, decision, 2);
}

std::string play_document::finish(std::string_view account) && {
  text_.append(empty_ ? "]" : "\n  ]").append(",\n  \"account\": ");
  text_.append(account).append("\n}");  // in a decision it stands as deep as here
  return std::move(text_);
}

}  // namespace interlock::text
