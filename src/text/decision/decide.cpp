#include <interlock/text/decide.hpp>

#include <string>

#include <interlock/authn/decide.hpp>

#include "text/decision/missing_evidence.hpp"
#include "text/decision/write_decision.hpp"
#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {
namespace {

constexpr std::size_t decision_size_usual = 4096;

}  // namespace

std::string write_decision(const scenario& from, const authn::decision& made, layout form) {
  std::string text;
  text.reserve(decision_size_usual);
  json_writer out{text, form};
  out.begin_object();
  write_decision(out, from.source(), made);
  out.end_object();
  return text;
}

std::string write_error(const diagnostic& of) {
  std::string text;
  json_writer out{text, layout::compact};
  out.begin_object();
  out.begin_object("error");
  out.member("line", std::uint64_t{of.at.line});
  out.member("column", std::uint64_t{of.at.column});
  out.member("pointer", of.pointer);
  out.member("message", of.message);
  out.end_object();
  out.end_object();
  return text;
}

result<std::string> decide(std::string_view scenario_text, layout form, std::string_view name) {
  const result<scenario> read = read_scenario(scenario_text, name);
  if (!read) return read.error();
  const auto made = authn::decide(read->facts());
  if (!made) return missing_evidence(made.error(), scenario_text, name);
  return write_decision(*read, *made, form);
}

}  // namespace interlock::text
