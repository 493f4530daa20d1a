#include "text/play/repeat_step.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "text/scenario/fact_text.hpp"
#include "text/scenario/scenario_members.hpp"

namespace interlock::text {
namespace {

using decision_or_gap = interlock::result<authn::decision, authn::missing_evidence>;

decision_or_gap decide_step(const authn::facts& from, const story_step& step) noexcept {
  if (step.event) return authn::decide_event(from, *step.event);
  return authn::decide(from);
}

void report_missing_evidence(const place& given, std::string_view pointer, const story_state& state) {
  const std::string_view key = pointer.substr(1, pointer.find('/', 1) - 1);
  const bool inherited = !given.value.get_object().contains(key) && state.gives(key);
  std::string at = (inherited ? std::string{"/given"} : given.at.pointer()).append(pointer);
  std::string message = "the decision needs `" + at + "`, which the story does not state";
  given.problems.at_value(std::move(at), {"missing-evidence", std::move(message)});
}

}  // namespace

decision_kind::decision_kind(const authn::decision& made) noexcept
    : outcome_{made.outcome}, table_{made.decided_by.table}, row_{made.decided_by.row} {
  std::ranges::transform(made.effects, effects_.begin(),
                         [](const authn::effect& each) { return static_cast<std::uint8_t>(1 + each.index()); });
}

bool take_step(const place& given, const story_step& step, story_state& state, const write_result& write) {
  authn::time_point clock = step.now;
  step_result run{step};
  std::optional<decision_kind> kind;
  step_scenario next;  // takes turns with the one of the time before, which is written if this time is not alike
  for (std::uint64_t left = step.repeat.value_or(1); left > 0; --left) {
    if (!state.make_scenario(next, given, step, clock)) return false;
    const authn::facts& facts = next.document->facts;
    decision_or_gap made = decide_step(facts, step);
    if (!made) {
      report_missing_evidence(given, text_of(made.error().evidence).pointer, state);
      return false;
    }
    const decision_kind made_kind{*made};
    if (kind && kind != made_kind) write(run);
    if (kind != made_kind) {
      kind = made_kind;
      run.count = 0;
      run.first = facts.now;
    }
    ++run.count;
    run.last = facts.now;
    run.made = std::move(*made);
    std::swap(run.from, next);
    // What follows the story starts at the clock, or when a step that is repeated was decided the last time.
    state.apply(run.made, run.from, step, step.repeat ? run.last : clock);
    clock = later(clock, step.between).value_or(clock);
  }
  write(run);
  return true;
}

bool take_steps(problem_list& problems, const story& of, story_state& state, const write_result& write) {
  const path top;
  const path given{top, "given"};
  const path steps{top, "steps"};
  static_cast<void>(state.read_given({problems, of.given, given}));
  for (std::size_t i = 0; i < of.steps.size(); ++i) {
    const story_step& step = of.steps[i];
    const path at{steps, i};
    const place given_by_step{problems, step.given, at};
    if (problems.empty()) {
      static_cast<void>(take_step(given_by_step, step, state, write));
    } else {
      scenario::document unused{0};
      static_cast<void>(read_scenario_members(given_by_step, unused));
    }
  }
  return problems.empty();
}

}  // namespace interlock::text
