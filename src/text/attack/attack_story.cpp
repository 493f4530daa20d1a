#include "text/attack/attack_story.hpp"

#include <chrono>

#include "text/attack/attack_findings.hpp"
#include "text/decision/write_account.hpp"

namespace interlock::text {
namespace {

using std::chrono::duration_cast;

/// As the user types it, if the scenario says how.
json::value user_name(const json::object* user) {
  const json::object* profile = object_in(user, "profile");
  for (const auto& [object, key] : {std::pair{profile, "login"}, std::pair{user, "id"}}) {
    const json::value* found = object != nullptr ? object->if_contains(key) : nullptr;
    if (found != nullptr && found->is_string() && !found->get_string().empty()) return *found;
  }
  return "user";
}

void write_given(json_writer& out, const attack_start& from) {
  const bool account_changes = from.played != nullptr && from.played->end.changes_account();
  out.begin_object("given");
  for (const auto& member : from.members) {
    const std::string_view key = view(member.key());
    if (account_changes && key == "account") {
      write_account(out, *from.document, from.document->facts.account, from.played->end.groups());
    } else {
      out.key(key);
      out.value(member.value());
    }
  }
  out.end_object();
}

class step_writer {
 public:
  step_writer(json_writer& out, const attack_findings& in) : out_{out}, user_(user_name(in.start.document->user)) {}

  /// The first request stands at its time, and the others come after it.
  void write(const authn::attack_run& run, authn::time_point first) {
    const bool apart = run.count > 1 && run.spacing > authn::duration{0};
    begin("at", time_text(first));
    write_guess(run, apart ? 1 : run.count);
    if (!apart) return;
    begin("after", iso_duration(run.spacing));
    write_guess(run, run.count - 1);
  }

  void write_timer(authn::time_point at) {
    begin("at", time_text(at));
    out_.member("event", "TIMER");
    out_.end_object();
  }

 private:
  void begin(std::string_view key, std::string_view when) {
    out_.begin_object();
    out_.member(key, when);
  }

  void write_guess(const authn::attack_run& run, std::uint64_t count) {
    if (count > 1) {
      out_.member("repeat", count);
    }
    out_.begin_object("request");
    out_.member("operation", "POST /api/v1/authn");
    out_.begin_object("body");
    out_.key("username");
    out_.value(user_);
    out_.member("password", true);
    out_.end_object();
    out_.end_object();
    out_.begin_object("evidence");
    out_.member("password", "INVALID");
    out_.end_object();
    out_.begin_object("device");
    out_.member("known", run.from_known_device);
    out_.end_object();
    out_.end_object();
  }

  json_writer& out_;
  json::value user_;
};

}  // namespace

bool has_story(const authn::attack_plan& plan) {
  std::uint64_t steps = 1;
  for (const authn::attack_run& run : plan.runs) {
    if (run.times > attack_steps_max) return false;
    steps += 2 * run.times;
  }
  return steps <= attack_steps_max;
}

void write_attack_story(json_writer& out, const attack_findings& in, const authn::attack_plan& plan) {
  out.begin_object();
  write_given(out, in.start);
  out.begin_array("steps");
  step_writer steps{out, in};
  for (const authn::attack_run& run : plan.runs)
    for (std::uint64_t time = 0; time < run.times; ++time)
      steps.write(run, run.first + static_cast<authn::duration::rep>(time) * run.every);
  steps.write_timer(in.until);
  out.end_array();
  out.end_object();
}

std::optional<authn::duration> mean_interval(const attack_findings& in, const authn::attack_plan& plan) {
  if (plan.tried() == 0) return std::nullopt;
  const auto span = static_cast<std::uint64_t>((in.until - in.facts().now).count());
  return authn::duration{static_cast<authn::duration::rep>(span / plan.tried())};
}

std::string iso_duration(authn::duration of) {
  const auto days = duration_cast<std::chrono::days>(of);
  const std::chrono::hh_mm_ss rest{of - days};
  std::string text = "P";
  if (days.count() > 0) text.append(std::to_string(days.count())).append("D");
  if (days == of) return days.count() > 0 ? text : "PT0S";
  text += 'T';
  const auto add = [&](auto count, char unit) {
    if (count > 0) text.append(std::to_string(count)) += unit;
  };
  add(rest.hours().count(), 'H');
  add(rest.minutes().count(), 'M');
  const auto milliseconds = rest.subseconds().count();
  if (milliseconds == 0) return add(rest.seconds().count(), 'S'), text;
  std::string fraction = std::to_string(1000 + milliseconds).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return text.append(std::to_string(rest.seconds().count())).append(".").append(fraction).append("S");
}

}  // namespace interlock::text
