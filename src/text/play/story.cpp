#include "text/play/story.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/json/rfc3339.hpp"
#include "text/scenario/scenario_members.hpp"

namespace interlock::text {
namespace {

/// What a step has besides the keys of a scenario.
struct step_start {
  std::optional<time_span> after;
  std::optional<authn::time_point> at;
  std::optional<authn::account_event> event;
  std::optional<std::uint64_t> repeat;
};

void read(const place& from, std::optional<time_span>& to) {
  std::string_view text;
  read(from, text);
  if (!from.value.is_string()) return;
  if (const auto span = parse_time_span(text)) {
    to = *span;
  } else {
    std::string message = "`" + shortened(text) + "` is not an ISO 8601 duration such as PT5M: ";
    const auto& [at, why] = span.error();
    from.problems.in_string(from.at.pointer(), at, at < text.size() ? 1 : 0,
                            {"bad-duration", message.append(why), {}, shortened(text)});
  }
}

/// A time that is wrong moves no clock.
void read_time(const place& from, std::optional<authn::time_point>& to) {
  const std::size_t problems_before = from.problems.found().size();
  authn::time_point at{};
  read(from, at);
  if (from.problems.found().size() == problems_before) to = at;
}

void read_repeat(const place& from, std::optional<std::uint64_t>& to) {
  std::int64_t count = 1;
  read_at_least(from, 1, count);
  to = static_cast<std::uint64_t>(count);
}

constexpr std::array step_members{
    member<step_start>{"after", [](const place& from, step_start& to) { read(from, to.after); }},
    member<step_start>{"at", [](const place& from, step_start& to) { read_time(from, to.at); }},
    member<step_start>{"event", into<&step_start::event>},
    member<step_start>{"repeat", [](const place& from, step_start& to) { read_repeat(from, to.repeat); }},
};

bool contains(std::span<const std::string_view> keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

/// How far a story has come.
struct progress {
  std::uint64_t steps_max;
  std::uint64_t steps = 0;
  bool too_long = false;
  authn::time_point clock = authn::time_min;
};

/// The time so many spans later, one after the other. @return nothing beyond the year 9999
std::optional<authn::time_point> later(authn::time_point from, const time_span& by, std::uint64_t times) {
  std::optional<authn::time_point> then = from;
  if (by.months > std::chrono::months{0}) {  // some 120,000 times at most
    for (; times > 0 && then; --times) then = later(*then, by);
  } else if (by.rest > authn::duration{0}) {
    const auto times_max = static_cast<std::uint64_t>((authn::time_max - from) / by.rest);
    then = times > times_max ? std::nullopt : std::optional{from + static_cast<std::int64_t>(times) * by.rest};
  }
  return then;
}

/// Moves the clock of the story to the time of a step, and on to the last time that it is taken.
void move_clock(const place& from, const step_start& by, story_step& step, authn::time_point& clock) {
  if (by.after && by.at)
    from.problems.at_key(path{from.at, "at"}.pointer(),
                         {"conflicting-keys", "a step comes `after` some time or `at` a time, not both"});
  step.now = clock;
  if (by.after) {
    const auto last = later(clock, *by.after, step.repeat.value_or(1));
    if (last) {
      step.between = *by.after;
      step.now = *later(clock, *by.after);
      clock = *last;
    } else {
      from.problems.at_value(path{from.at, "after"}.pointer(),
                             {"bad-duration", "the story would go on beyond the year 9999"});
    }
  } else if (by.at && *by.at < clock) {
    from.problems.at_value(path{from.at, "at"}.pointer(), {"bad-time", "the step before is later than this"});
  } else {
    step.now = clock = by.at.value_or(clock);
  }
}

/// A story that is too long is so from one step on, where it is said.
void count_steps(const place& from, const story_step& step, progress& of) {
  const std::uint64_t times = step.repeat.value_or(1);
  if (of.too_long) return;
  of.too_long = times > of.steps_max - of.steps;
  of.steps += times;
  if (!of.too_long) return;
  const path repeat{from.at, "repeat"};
  from.problems.at_value((step.repeat ? repeat : from.at).pointer(),
                         {"limit-exceeded", "with this a story has more than " + std::to_string(of.steps_max) +
                                                " steps, each repetition counted"});
}

void check_purpose(const place& step, const story_step& of) {
  const bool request = has(of.given.get_object(), "request");
  if (of.event && request)
    step.problems.at_key(path{step.at, "event"}.pointer(),
                         {"conflicting-keys", "a step is a `request` or an `event`, not both"});
  if (!of.event && !request && !has(step.value.get_object(), "event"))
    step.problems.at_value(path{step.at, "request"}.pointer(),
                           {"missing-key", "the key `request` is missing, or `event` in its place"});
}

void read_step(const place& from, progress& of, story& to) {
  story_step& step = to.steps.emplace_back();
  step_start start;
  read_object(from, start, step_members, other_keys::ignored);
  const json::object* members = from.value.if_object();
  if (members == nullptr) return;

  std::vector<std::string_view> known;
  for (const auto& one : step_members) known.push_back(one.key);
  known.insert(known.end(), scenario_keys().begin(), scenario_keys().end());
  for (const auto& found : *members) {
    const std::string_view key = view(found.key());
    if (contains(scenario_keys(), key)) {
      step.given.get_object()[found.key()] = found.value();
    } else if (!contains(known, key)) {
      report_unknown_key(from, key, known);
    }
  }
  step.event = start.event;
  step.repeat = start.repeat;
  move_clock(from, start, step, of.clock);
  count_steps(from, step, of);
  check_purpose(from, step);
}

struct story_parts {
  const json::value* given = nullptr;
  const json::value* steps = nullptr;
};

constexpr std::array story_members{
    member<story_parts>{"given", [](const place& from, story_parts& to) { to.given = &from.value; }},
    member<story_parts>{"steps", [](const place& from, story_parts& to) { to.steps = &from.value; }},
};

/// The scenario that the story starts with has a time, and no request: each step has its own.
void read_given(const place& from, authn::time_point& clock, story& to) {
  const json::object* members = object_at(from);
  if (members == nullptr) return;
  to.given = *members;
  if (to.given.get_object().erase("request") > 0)
    from.problems.at_key(path{from.at, "request"}.pointer(),
                         {"unknown-key", "there is no key `request` here: each step has its own"});
  require_keys(from, {"now"});
  const json::value* now = members->if_contains("now");
  if (now != nullptr && now->is_string()) clock = parse_time(view(now->get_string())).value_or(clock);
}

}  // namespace

story read_story(const place& whole, std::uint64_t steps_max) {
  story found;
  story_parts parts;
  read_own(whole, parts, story_members);
  if (!whole.value.is_object()) return found;

  progress of{steps_max};
  require_keys(whole, {"given", "steps"});
  if (parts.given != nullptr) read_given({whole.problems, *parts.given, path{whole.at, "given"}}, of.clock, found);
  if (parts.steps != nullptr)
    for_each_element({whole.problems, *parts.steps, path{whole.at, "steps"}},
                     [&](const place& element) { read_step(element, of, found); });
  return found;
}

}  // namespace interlock::text
