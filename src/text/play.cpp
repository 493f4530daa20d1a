#include <interlock/text/play.hpp>

#include <initializer_list>
#include <memory>
#include <utility>

#include <boost/json/parse.hpp>

#include "played.hpp"
#include "story_world.hpp"
#include "write_parts.hpp"

namespace interlock::text {
namespace {

/// Members of a scenario and where they stand in the story.
struct part {
  const json::object& members;
  const path& at;
};

/// Reads a scenario of parts that have no key in common. @return nothing after a problem
std::optional<scenario> read_parts(problem_list& problems, std::initializer_list<part> parts) {
  auto document = std::make_unique<scenario::document>(0);
  json::array& members = document->root.emplace_array();
  for (const part& each : parts) members.push_back(each.members);
  std::vector<place> places;
  for (const part& each : parts) places.push_back({problems, members[places.size()], each.at});
  if (!read_scenario_parts(places, *document)) return std::nullopt;
  return scenario{std::move(document)};
}

std::nullopt_t report_missing_evidence(problem_list& problems, std::string_view pointer, const part& kept,
                                       const part& own) {
  const std::string_view key = pointer.substr(1, pointer.find('/', 1) - 1);
  const bool inherited = !own.members.contains(key) && kept.members.contains(key);
  std::string place = (inherited ? kept : own).at.pointer().append(pointer);
  std::string message = "the decision needs `" + place + "`, which the story does not state";
  problems.at_value(std::move(place), {"missing-evidence", std::move(message)});
  return std::nullopt;
}

std::string write_event_decision(const scenario& from, authn::account_event what, const json::value* transaction) {
  const authn::decision made = authn::decide_event(from.facts(), what);
  std::string text;
  json_writer out{text, layout::indented};
  out.begin_object();
  out.member("outcome", to_string(made.outcome));
  out.key("response");
  out.null();
  write_effects(out, from.source(), made.effects);
  write_account(out, from.source(), made.account);
  out.key("transaction");
  out.value(transaction != nullptr ? *transaction : json::value{});
  if (what == authn::account_event::timer) {
    write_rule_named(out, "decidedBy", made.decided_by);
  } else {
    out.key("decidedBy");
    out.null();
  }
  write_trace(out, made);
  out.end_object();
  return text;
}

const json::value* transaction_in(const part& kept, const part& own) {
  return (own.members.contains("transaction") ? own : kept).members.if_contains("transaction");
}

/// @return nothing after a problem
std::optional<played_step> play_step(problem_list& problems, const story_step& step, const part& kept,
                                     const part& own) {
  const std::optional<scenario> read = read_parts(problems, {kept, own});
  if (!read) return std::nullopt;
  played_step played{read->facts().now, {}, {}, {}};
  if (step.event) {
    played.what = to_string(*step.event);
    played.decision = write_event_decision(*read, *step.event, transaction_in(kept, own));
  } else {
    const auto made = authn::decide(read->facts());
    if (!made) return report_missing_evidence(problems, made.error().pointer, kept, own);
    played.what = view(own.members.at("request").at("operation").get_string());
    played.decision = write_decision(*read, *made);
  }
  played.members = parsed(played.decision);
  return played;
}

std::string account_in(std::string_view decision) {
  return std::string{problem_list{{}, decision}.text_at("/account")};
}

/// The account that the story starts with, as a decision writes it.
std::string first_account(problem_list& problems, const story& told, const path& given) {
  const std::optional<scenario> read = read_parts(problems, {{told.given, given}});
  if (!read) return {};
  std::string text;
  json_writer out{text, layout::indented};
  out.begin_object();
  write_account(out, read->source(), read->facts().account);
  out.end_object();
  return account_in(text);
}

/// Reads everything, and decides up to the first problem.
played_story play_story(problem_list& problems, const story& told) {
  const path top;
  const path given{top, "given"};
  const path steps{top, "steps"};
  played_story played{{}, first_account(problems, told, given)};
  story_world current{told.given};
  for (std::size_t i = 0; i < told.steps.size(); ++i) {
    const story_step& step = told.steps[i];
    const path at{steps, i};
    if (!problems.empty()) {
      static_cast<void>(read_parts(problems, {{step.given, at}}));
      continue;
    }
    std::optional<played_step> next = play_step(problems, step, {current.around(step), given}, {step.given, at});
    if (!next) continue;
    current.take_over(next->members.get_object(), step);
    played.account = account_in(next->decision);
    played.steps.push_back(*std::move(next));
  }
  return played;
}

/// Appends a text of several lines at a depth of the document.
void append_indented(std::string& to, std::string_view text, std::size_t depth) {
  for (const char c : text) {
    to += c;
    if (c == '\n') to.append(2 * depth, ' ');
  }
}

/// The decisions stand here to the byte as `decide` writes them, only further to the right.
std::string write_play(const played_story& of) {
  std::string text = "{\n  \"steps\": [";
  for (const played_step& step : of.steps) {
    text.append(&step == of.steps.data() ? "\n    " : ",\n    ");
    append_indented(text, step.decision, 2);
  }
  text.append(of.steps.empty() ? "]" : "\n  ]").append(",\n  \"account\": ");
  return text.append(of.account).append("\n}");  // in a decision it stands as deep as here
}

}  // namespace

json::value parsed(std::string_view own_text) {
  json::parse_options options;
  options.max_depth = 2 * nesting_max;
  return json::parse({own_text.data(), own_text.size()}, {}, options);
}

result<std::string> play(std::string_view story_text, const play_options& options, std::string_view name) {
  problem_list problems{name, story_text};
  const std::optional<story> told = read_story(problems);
  if (!told) return std::move(problems).take();
  const played_story played = play_story(problems, *told);
  if (!problems.empty()) return std::move(problems).take();
  return options.as_json ? write_play(played) : report_play(played);
}

}  // namespace interlock::text
