#include <interlock/text/play.hpp>

#include <initializer_list>
#include <memory>
#include <utility>

#include "text/decision/write_decision.hpp"
#include "text/play/play_json.hpp"
#include "text/play/story_state.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::text {
namespace {

/// Members of a scenario and where they stand in the story.
struct part {
  const json::object& members;
  const path& at;
};

/// Reads a scenario of parts that have no key in common. @return null after a problem
std::unique_ptr<scenario::document> read_parts(problem_list& problems, std::initializer_list<part> parts) {
  auto document = std::make_unique<scenario::document>(0);
  json::array& members = document->root.emplace_array();
  for (const part& each : parts) members.push_back(each.members);
  std::vector<place> places;
  for (const part& each : parts) places.push_back({problems, members[places.size()], each.at});
  if (!read_scenario_parts(places, *document)) return nullptr;
  return document;
}

void report_missing_evidence(problem_list& problems, std::string_view pointer, const part& kept, const part& own) {
  const std::string_view key = pointer.substr(1, pointer.find('/', 1) - 1);
  const bool inherited = !own.members.contains(key) && kept.members.contains(key);
  std::string place = (inherited ? kept : own).at.pointer().append(pointer);
  std::string message = "the decision needs `" + place + "`, which the story does not state";
  problems.at_value(std::move(place), {"missing-evidence", std::move(message)});
}

std::string write_event_decision(const scenario& from, const authn::decision& made, const json::value* transaction) {
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
  write_rule_named(out, "decidedBy", made.decided_by);
  write_trace(out, made);
  out.end_object();
  return text;
}

const json::value* transaction_in(const part& kept, const part& own) {
  return (own.members.contains("transaction") ? own : kept).members.if_contains("transaction");
}

/// The times of a step that begin here and are alike. @return nothing after a problem
std::optional<played_step> play_alike(problem_list& problems, const repetition& of, const part& kept, const part& own) {
  const story_step& step = of.step;
  std::unique_ptr<scenario::document> document = read_parts(problems, {kept, own});
  if (document == nullptr) return std::nullopt;
  const auto times = play_run(document->facts, of);
  if (!times) {
    report_missing_evidence(problems, text_of(times.error().evidence).pointer, kept, own);
    return std::nullopt;
  }
  const scenario last{document.release()};
  const auto made = decide_step(last.facts(), step);
  played_step played;
  played.times = *times;
  played.repeated = step.repeat.has_value();
  if (step.event) {
    played.what = to_string(*step.event);
    played.decision = write_event_decision(last, *made, transaction_in(kept, own));
  } else {
    played.what = view(own.members.at("request").at("operation").get_string());
    played.decision = write_decision(last, *made);
  }
  played.members = parsed(played.decision);
  return played;
}

std::string account_in(std::string_view decision) {
  return std::string{problem_list{{}, decision}.text_at("/account")};
}

/// The account that the story starts with, as a decision writes it.
std::string first_account(problem_list& problems, const story& told, const path& given) {
  std::unique_ptr<scenario::document> read = read_parts(problems, {{told.given, given}});
  if (read == nullptr) return {};
  std::string text;
  json_writer out{text, layout::indented};
  out.begin_object();
  write_account(out, *read, read->facts.account);
  out.end_object();
  return account_in(text);
}

/// Takes one step as often as it says. Runs that were divided only to be read again are put together.
/// @return the last decision, empty after a problem
template <class Output>
std::string play_step(problem_list& problems, const story_step& step, story_world& current, const path& given,
                      const path& at, Output& out) {
  const part own{step.given, at};
  std::optional<played_step> run;
  authn::time_point clock = step.now;
  for (std::uint64_t left = step.repeat.value_or(1); left > 0;) {
    const json::object around = current.around(step.given, clock);
    auto next = play_alike(problems, {step, clock, left, current.remembered_until()}, {around, given}, own);
    if (!next) return {};
    current.take_over(next->members.get_object(), step.given);
    clock = next->times.next;
    left -= next->times.count;
    if (run && run->times.kind == next->times.kind) {
      next->times.from = run->times.from;
      next->times.count += run->times.count;
    } else if (run) {
      out.add(*run);
    }
    run = std::move(next);
  }
  out.add(*run);
  return std::move(run->decision);
}

/// Reads everything, and decides up to the first problem.
template <class Output>
std::string play_story(problem_list& problems, const story& told) {
  const path top;
  const path given{top, "given"};
  const path steps{top, "steps"};
  const std::string account = first_account(problems, told, given);
  std::string last;
  story_world current{told.given};
  Output out;
  for (std::size_t i = 0; i < told.steps.size(); ++i) {
    const story_step& step = told.steps[i];
    const path at{steps, i};
    if (problems.empty()) {
      last = play_step(problems, step, current, given, at, out);
    } else {
      static_cast<void>(read_parts(problems, {{step.given, at}}));
    }
  }
  if (!problems.empty()) return {};
  return std::move(out).finish(last.empty() ? account : account_in(last));
}

}  // namespace

result<std::string> play(std::string_view story_text, const play_options& options, std::string_view name) {
  problem_list problems{name, story_text};
  const std::optional<story> told = read_story(problems, options.steps_max);
  if (!told) return std::move(problems).take();
  std::string played =
      options.as_json ? play_story<play_document>(problems, *told) : play_story<play_report>(problems, *told);
  if (!problems.empty()) return std::move(problems).take();
  return played;
}

}  // namespace interlock::text
