#include "story.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "scenario_document.hpp"
#include "time_span.hpp"
#include "timestamp.hpp"

namespace interlock::text {
namespace {

/// What a step has besides the keys of a scenario.
struct step_start {
  std::optional<time_span> after;
  std::optional<authn::time_point> at;
  std::optional<authn::account_event> event;
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

constexpr std::array step_members{
    member<step_start>{"after", [](const place& from, step_start& to) { read(from, to.after); }},
    member<step_start>{"at", [](const place& from, step_start& to) { read_time(from, to.at); }},
    member<step_start>{"event", into<&step_start::event>},
};

bool contains(std::span<const std::string_view> keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

/// Moves the clock of the story to the time of a step.
void move_clock(const place& step, const step_start& by, authn::time_point& clock) {
  if (by.after && by.at)
    step.problems.at_key(path{step.at, "at"}.pointer(),
                         {"conflicting-keys", "a step comes `after` some time or `at` a time, not both"});
  if (by.after) {
    const auto then = later(clock, *by.after);
    if (then) {
      clock = *then;
    } else {
      step.problems.at_value(path{step.at, "after"}.pointer(),
                             {"bad-duration", "the story would go on beyond the year 9999"});
    }
  } else if (by.at && *by.at < clock) {
    step.problems.at_value(path{step.at, "at"}.pointer(), {"bad-time", "the step before is later than this"});
  } else {
    clock = by.at.value_or(clock);
  }
}

void check_purpose(const place& step, const story_step& of) {
  const bool request = has(of.given, "request");
  if (of.event && request)
    step.problems.at_key(path{step.at, "event"}.pointer(),
                         {"conflicting-keys", "a step is a `request` or an `event`, not both"});
  if (!of.event && !request && !has(step.value.get_object(), "event"))
    step.problems.at_value(path{step.at, "request"}.pointer(),
                           {"missing-key", "the key `request` is missing, or `event` in its place"});
}

void read_step(const place& from, authn::time_point& clock, story& to) {
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
      step.given[found.key()] = found.value();
    } else if (!contains(known, key)) {
      report_unknown_key(from, key, known);
    }
  }
  move_clock(from, start, clock);
  step.now = clock;
  step.event = start.event;
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
  if (to.given.erase("request") > 0)
    from.problems.at_key(path{from.at, "request"}.pointer(),
                         {"unknown-key", "there is no key `request` here: each step has its own"});
  require_keys(from, {"now"});
  const json::value* now = members->if_contains("now");
  if (now != nullptr && now->is_string()) clock = parse_time(view(now->get_string())).value_or(clock);
}

}  // namespace

std::optional<story> read_story(problem_list& problems) {
  const std::optional<json::value> root = parse_json(problems, strict_json());
  if (!root) return std::nullopt;
  const path top;
  const place whole{problems, *root, top};
  story_parts parts;
  read_own(whole, parts, story_members);
  if (!root->is_object()) return std::nullopt;

  story found;
  authn::time_point clock = authn::time_min;
  require_keys(whole, {"given", "steps"});
  if (parts.given != nullptr) read_given({problems, *parts.given, path{top, "given"}}, clock, found);
  if (parts.steps != nullptr)
    for_each_element({problems, *parts.steps, path{top, "steps"}},
                     [&](const place& element) { read_step(element, clock, found); });
  return found;
}

}  // namespace interlock::text
