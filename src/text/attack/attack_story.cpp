#include <chrono>

#include <boost/json/array.hpp>

#include "text/attack/attack_findings.hpp"
#include "text/json/json_writer.hpp"
#include "text/json/rfc3339.hpp"

namespace interlock::text {
namespace {

using std::chrono::duration_cast;

json::string text_of(authn::time_point at) {
  const timestamp text = format_time(at);
  return json::string{text.data(), text.size()};
}

/// As the user types it, if the scenario says how.
json::value user_name(const json::object* user) {
  const json::object* profile = object_in(user, "profile");
  for (const auto& [object, key] : {std::pair{profile, "login"}, std::pair{user, "id"}}) {
    const json::value* found = object != nullptr ? object->if_contains(key) : nullptr;
    if (found != nullptr && found->is_string() && !found->get_string().empty()) return *found;
  }
  return "user";
}

class story_teller {
 public:
  story_teller(const attack_findings& in, json::array& steps)
      : user_(user_name(in.start.document->user)), steps_{steps} {}

  /// The first request stands at its time, and the others come after it.
  void tell(const authn::attack_run& run, authn::time_point first) {
    const bool apart = run.count > 1 && run.spacing > authn::duration{0};
    add({{"at", text_of(first)}}, run, apart ? 1 : run.count);
    if (apart) add({{"after", iso_duration(run.spacing)}}, run, run.count - 1);
  }

 private:
  void add(json::object step, const authn::attack_run& run, std::uint64_t count) {
    if (count > 1) step["repeat"] = count;
    step["request"] = {{"operation", "POST /api/v1/authn"}, {"body", {{"username", user_}, {"password", true}}}};
    step["evidence"] = {{"password", "INVALID"}};
    step["device"] = {{"known", run.from_known_device}};
    steps_.push_back(std::move(step));
  }

  json::value user_;
  json::array& steps_;
};

bool too_long(const authn::attack_plan& plan) {
  std::uint64_t steps = 1;
  for (const authn::attack_run& run : plan.runs) {
    if (run.times > attack_steps_max) return true;
    steps += 2 * run.times;
  }
  return steps > attack_steps_max;
}

}  // namespace

std::optional<json::object> attack_story(const attack_findings& in, const authn::attack_plan& plan) {
  if (too_long(plan)) return std::nullopt;
  json::array steps;
  story_teller teller{in, steps};
  for (const authn::attack_run& run : plan.runs)
    for (std::uint64_t time = 0; time < run.times; ++time)
      teller.tell(run, run.first + static_cast<authn::duration::rep>(time) * run.every);
  steps.push_back({{"at", text_of(in.until)}, {"event", "TIMER"}});
  return json::object{{"given", in.start.members}, {"steps", std::move(steps)}};
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
