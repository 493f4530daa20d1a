#include <interlock/text/attack.hpp>

#include <algorithm>
#include <array>

#include <interlock/rules/finding.hpp>

#include "text/attack/attack_findings.hpp"
#include "text/attack/attack_input.hpp"
#include "text/attack/attack_json.hpp"
#include "text/attack/attack_report.hpp"
#include "text/attack/attack_story.hpp"
#include "text/json/iso8601_duration.hpp"
#include "text/json/json_writer.hpp"

namespace interlock::text {
namespace {

using authn::attack_goal;
using authn::attacker;

constexpr std::size_t attackers = authn::words_of<attacker>::value.size();
constexpr std::size_t goals = authn::words_of<attack_goal>::value.size();

/// By goal, and then by attacker.
constexpr std::array<std::string_view, attackers * goals> names{"guess-from-unknown",
                                                                "guess-from-known",
                                                                "guess-from-any",
                                                                "keep-out-known-from-unknown",
                                                                "keep-out-known-from-known",
                                                                "keep-out-known-from-any",
                                                                "keep-out-unknown-from-unknown",
                                                                "keep-out-unknown-from-known",
                                                                "keep-out-unknown-from-any"};

/// A user name has four requests in a second (docs/spec/sources.md, RL); a scenario states the limit of a minute. Both
/// are limits that `worst_attack` takes, whatever the number.
std::vector<authn::request_limit> limits_in(const authn::facts& from) {
  std::vector<authn::request_limit> limits{{4, std::chrono::seconds{1}}};
  if (from.rate.limit)
    limits.push_back(
        {static_cast<std::uint64_t>(std::max<std::int64_t>(*from.rate.limit, 0)), std::chrono::minutes{1}});
  return limits;
}

diagnostics option_problem(std::string_view option, std::string_view value, std::size_t at, std::size_t length,
                           problem_list::problem what) {
  problem_list problems{option, value};
  problems.at_offset(at, length, std::move(what));
  return std::move(problems).take();
}

result<authn::time_point> end_of(authn::time_point from, std::string_view within) {
  const auto span = parse_time_span(within);
  if (!span) {
    const auto& [at, why] = span.error();
    std::string message = "`" + shortened(within) + "` is not an ISO 8601 duration such as P30D: ";
    return option_problem("--within", within, at, at < within.size() ? 1 : 0,
                          {"bad-duration", message.append(why), {}, shortened(within)});
  }
  if (const auto then = later(from, *span); then && *then > from) return *then;
  const std::string_view why = span->months.count() == 0 && span->rest == authn::duration{0}
                                   ? "an attack takes some time"
                                   : "the attack would go on beyond the year 9999";
  return option_problem("--within", within, 0, within.size(), {"bad-duration", std::string{why}});
}

std::optional<diagnostics> unknown_story(const std::optional<std::string_view>& story) {
  if (!story || std::ranges::find(names, *story) != names.end()) return std::nullopt;
  return option_problem("--story", *story, 0, story->size(),
                        {"unknown-word", "there is no story `" + shortened(*story) + "` of an attack",
                         std::string{rules::nearest_word(*story, names)}});
}

std::optional<std::uint64_t> failures_with(const authn::facts& before, std::optional<std::uint64_t> more) {
  if (!more) return std::nullopt;
  const authn::attempts& counted = before.account.attempts;
  const bool apart = before.policy.prevent_lockout_from_unknown_devices;
  return *more + counted.failed + (apart ? counted.failed_from_unknown_devices : 0);
}

attack_result find_attack(const attack_findings& in, std::size_t story) {
  const auto who = static_cast<attacker>(story % attackers);
  const auto what = static_cast<attack_goal>(story / attackers);
  return {names[story], who, what, authn::worst_attack({in.facts(), in.limits, in.until}, who, what).value()};
}

result<std::string> one_story(const attack_findings& in, std::string_view name) {
  const auto index = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  const authn::attack_plan plan = find_attack(in, index).plan;
  if (!has_story(plan))
    return option_problem("--story", name, 0, name.size(),
                          {"limit-exceeded", "the story is longer than " + std::to_string(attack_steps_max) +
                                                 " steps; over a shorter time it can be told"});
  std::string text;
  json_writer out{text, layout::indented};
  write_attack_story(out, in, plan);
  return text;
}

}  // namespace

std::span<const std::string_view> attack_stories() noexcept { return names; }

result<std::string> attack(std::string_view text, const attack_options& options, std::string_view name) {
  if (auto problem = unknown_story(options.story)) return *std::move(problem);
  const result<attack_start> start = read_attack_start(text, name, options.steps_max);
  if (!start) return start.error();
  const authn::facts& facts = start->document->facts;
  const result<authn::time_point> until = end_of(facts.now, options.within);
  if (!until) return until.error();
  attack_findings found{*start, limits_in(facts), *until, {}, {}};
  if (options.story) return one_story(found, *options.story);

  for (std::size_t story = 0; story < names.size(); ++story) found.attacks.push_back(find_attack(found, story));
  for (std::size_t i = 0; i < attackers; ++i) {
    const auto who = static_cast<attacker>(i);
    const auto passwords = authn::passwords_ever({facts, found.limits, found.until}, who).value();
    found.ever.push_back({who, passwords, failures_with(facts, passwords)});
  }
  return options.as_json ? write_attack(found) : report_attack(found);
}

}  // namespace interlock::text
