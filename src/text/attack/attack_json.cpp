#include "text/attack/attack_json.hpp"

#include "text/attack/attack_findings.hpp"
#include "text/attack/attack_story.hpp"
#include "text/json/json_writer.hpp"

namespace interlock::text {
namespace {

void write_limits(json_writer& out, const std::vector<authn::request_limit>& limits) {
  out.begin_array("limits");
  for (const authn::request_limit& limit : limits) {
    out.begin_object();
    out.member("requests", limit.requests);
    out.member("window", iso_duration(limit.window));
    out.end_object();
  }
  out.end_array();
}

void write_kept_out(json_writer& out, std::string_view key, const authn::kept_out& of) {
  out.begin_object(key);
  out.member("total", iso_duration(of.total));
  out.member("forGood", of.for_good);
  out.end_object();
}

void write_plan(json_writer& out, const std::vector<authn::attack_run>& runs) {
  out.begin_array("plan");
  for (const authn::attack_run& run : runs) {
    out.begin_object();
    out.member("first", run.first);
    out.member("device", run.from_known_device ? "KNOWN" : "UNKNOWN");
    out.member("count", run.count);
    out.member("spacing", iso_duration(run.spacing));
    if (run.times > 1) {
      out.member("times", run.times);
      out.member("every", iso_duration(run.every));
    }
    out.end_object();
  }
  out.end_array();
}

void write_attack(json_writer& out, const attack_findings& in, const attack_result& of) {
  out.begin_object();
  out.member("name", of.story);
  out.member("attacker", to_string(of.who));
  out.member("goal", to_string(of.what));
  out.member("exact", of.plan.exact);
  out.begin_object("passwordsTried");
  out.member("fromUnknownDevices", of.plan.tried_from_unknown);
  out.member("fromKnownDevice", of.plan.tried_from_known);
  out.end_object();
  out.begin_object("keptOut");
  write_kept_out(out, "knownDevice", of.plan.known_device);
  write_kept_out(out, "unknownDevice", of.plan.unknown_device);
  out.end_object();
  out.begin_object("requests");
  out.member("total", of.plan.tried());
  out.member("busiestSecond", of.plan.busiest_second);
  out.key("meanInterval");
  const auto mean = mean_interval(in, of.plan);
  if (mean) {
    out.string(iso_duration(*mean));
  } else {
    out.null();
  }
  out.end_object();
  write_plan(out, of.plan.runs);
  out.key("story");
  if (has_story(of.plan)) {
    write_attack_story(out, in, of.plan);
  } else {
    out.null();
  }
  out.end_object();
}

void write_ever(json_writer& out, const total_ever& of) {
  out.begin_object();
  out.member("attacker", to_string(of.who));
  out.member("passwordsTried", of.passwords);
  out.member("consecutiveFailures", of.failures);
  out.member("belowCeiling", of.below_ceiling());
  out.end_object();
}

}  // namespace

std::string write_attack(const attack_findings& of) {
  std::string text;
  json_writer out{text, layout::indented};
  out.begin_object();
  out.member("from", of.facts().now);
  out.member("until", of.until);
  write_limits(out, of.limits);
  out.begin_array("attacks");
  for (const attack_result& each : of.attacks) write_attack(out, of, each);
  out.end_array();
  out.member("ceiling", consecutive_failures_max);
  out.begin_array("ever");
  for (const total_ever& each : of.ever) write_ever(out, each);
  out.end_array();
  out.begin_array("assumptions");
  for (const std::string_view each : attack_assumptions) out.string(each);
  out.end_array();
  out.end_object();
  return text;
}

}  // namespace interlock::text
