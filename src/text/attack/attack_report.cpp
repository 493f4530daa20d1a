#include "text/attack/attack_report.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <interlock/authn/policy_selection.hpp>

#include "text/attack/attack_findings.hpp"
#include "text/attack/attack_story.hpp"
#include "text/json/rfc3339.hpp"
#include "text/report/page.hpp"

namespace interlock::text {
namespace {

using authn::attack_goal;

std::string_view from_where(authn::attacker who) {
  switch (who) {
    case authn::attacker::unknown_devices: return "unknown devices";
    case authn::attacker::known_device: return "a known device";
    case authn::attacker::any_device: break;
  }
  return "any device";
}

std::string shown_time(authn::time_point at) {
  const timestamp text = format_time(at);
  const bool whole_second = at == std::chrono::floor<std::chrono::seconds>(at);
  std::string shown{text.data(), whole_second ? std::size_t{19} : std::size_t{23}};
  shown[10] = ' ';
  return shown;
}

/// `3 d 4 h 5 min 6.007 s`, without what is zero.
std::string shown_span(authn::duration of) {
  std::string text;
  const auto add = [&](std::string_view count, std::string_view unit) {
    text.append(text.empty() ? "" : " ").append(count).append(" ").append(unit);
  };
  const auto days = std::chrono::floor<std::chrono::days>(of);
  const std::chrono::hh_mm_ss rest{of - days};
  if (days.count() > 0) add(std::to_string(days.count()), "d");
  if (rest.hours().count() > 0) add(std::to_string(rest.hours().count()), "h");
  if (rest.minutes().count() > 0) add(std::to_string(rest.minutes().count()), "min");
  std::string seconds = std::to_string(rest.seconds().count());
  if (const auto part = rest.subseconds().count(); part > 0)
    seconds.append(".").append(std::to_string(1000 + part), 1, 3);
  if (seconds != "0" || text.empty()) add(seconds, "s");
  return text;
}

std::string counted(std::uint64_t count, std::string_view one) {
  return std::to_string(count).append(" ").append(one).append(count == 1 ? "" : "s");
}

/// Lines of cells side by side, each column as wide as its widest cell.
class columns_of_text {
 public:
  using row = std::array<std::string, 5>;

  void add(row cells) { rows_.push_back(std::move(cells)); }
  void print(page& to) const {
    row::size_type widths[std::tuple_size_v<row>] = {};
    for (const row& cells : rows_)
      for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
    for (const row& cells : rows_) {
      std::string line;
      for (std::size_t i = 0; i < cells.size(); ++i)
        line.append("  ").append(cells[i]).append(widths[i] - cells[i].size(), ' ');
      line.erase(line.find_last_not_of(' ') + 1);
      to.line(line);
    }
  }

 private:
  std::vector<row> rows_;
};

std::string lock_sentence(const attack_findings& of) {
  const authn::password_settings& settings = *authn::select_password(of.facts()).settings;
  if (settings.max_attempts == 0) return "The password policy never locks.";
  std::string text = "The password policy locks after " + counted(settings.max_attempts, "wrong password");
  text.append(settings.auto_unlock_minutes == 0 ? ", until somebody unlocks."
                                                : ", for " + counted(settings.auto_unlock_minutes, "minute") +
                                                      "; after ten lockouts in a row, until somebody unlocks.");
  if (of.facts().policy.prevent_lockout_from_unknown_devices)
    text.append(" Unknown devices are counted and blocked apart.");
  return text;
}

std::string limits_sentence(const attack_findings& of) {
  std::string text = "At most " + counted(of.limits[0].requests, "request") + " in a second for the user name";
  if (of.limits.size() > 1)
    text.append(" and ").append(std::to_string(of.limits[1].requests)).append(" in a minute for the organization");
  return text + ", none of them used by anybody else.";
}

void add_start(page& out, const attack_findings& of) {
  const authn::facts& facts = of.facts();
  out.paragraph("", "From " + shown_time(facts.now) + " to " + shown_time(of.until) + " (" +
                        shown_span(of.until - facts.now) + "), wrong passwords for a user who is " +
                        std::string{to_string(*facts.account.status)} + ".");
  out.paragraph("", lock_sentence(of));
  out.paragraph("", limits_sentence(of));
  out.line();
}

std::string how_often(const attack_findings& in, const authn::attack_plan& plan) {
  const auto mean = mean_interval(in, plan);
  return mean ? "one in " + shown_span(std::chrono::floor<std::chrono::seconds>(*mean)) : "-";
}

bool inexact(const attack_findings& of, attack_goal what) {
  return std::ranges::any_of(of.attacks,
                             [&](const attack_result& each) { return each.what == what && !each.plan.exact; });
}

/// The lines below the figures of a goal.
void add_remarks(page& out, const attack_findings& of, attack_goal what) {
  std::string stories;
  for (const attack_result& each : of.attacks)
    if (each.what == what) stories.append(stories.empty() ? "--story " : ", ").append(each.story);
  out.paragraph("  ", stories);
  if (inexact(of, what))
    out.paragraph("  ", "Figures with + can be reached, but are not proved to be the maximum; see docs/attack.md.");
  out.line();
}

std::string marked(std::string figure, const authn::attack_plan& plan) {
  return plan.exact ? figure : std::move(figure).append(" +");
}

void add_passwords(page& out, const attack_findings& of) {
  out.line("Most passwords that can be tried");
  columns_of_text table;
  table.add({"from", "passwords", "on average", "busiest second", ""});
  for (const attack_result& each : of.attacks)
    if (each.what == attack_goal::passwords_tried)
      table.add({std::string{from_where(each.who)}, marked(std::to_string(each.plan.tried()), each.plan),
                 how_often(of, each.plan), std::to_string(each.plan.busiest_second), ""});
  table.print(out);
  add_remarks(out, of, attack_goal::passwords_tried);
}

void add_kept_out(page& out, const attack_findings& of, attack_goal what) {
  const bool known = what == attack_goal::known_device_kept_out;
  out.line(known ? "Longest that the user is kept out on a known device, with the right password"
                 : "The same on an unknown device");
  columns_of_text table;
  table.add({"from", "kept out", "at the end", "requests", "busiest second"});
  for (const attack_result& each : of.attacks) {
    if (each.what != what) continue;
    const authn::kept_out& out_for = known ? each.plan.known_device : each.plan.unknown_device;
    table.add({std::string{from_where(each.who)}, marked(shown_span(out_for.total), each.plan),
               out_for.for_good ? "for good" : "-", std::to_string(each.plan.tried()),
               std::to_string(each.plan.busiest_second)});
  }
  table.print(out);
  add_remarks(out, of, what);
}

void add_ceiling(page& out, const attack_findings& of) {
  out.line("Without a limit on the time");
  columns_of_text table;
  table.add({"from", "passwords", "failures in a row", "at most " + std::to_string(consecutive_failures_max), ""});
  for (const total_ever& each : of.ever)
    table.add({std::string{from_where(each.who)}, each.passwords ? std::to_string(*each.passwords) : "no limit",
               each.failures ? std::to_string(*each.failures) : "no limit",
               each.below_ceiling() ? "holds" : "does not hold", ""});
  table.print(out);
  out.line();
  out.paragraph("", "NIST SP 800-63B allows " + std::to_string(consecutive_failures_max) +
                        " failures in a row on one account. Those that the account counts already are among them.");
  out.line();
}

}  // namespace

std::string report_attack(const attack_findings& of) {
  page out;
  add_start(out, of);
  add_passwords(out, of);
  add_kept_out(out, of, attack_goal::known_device_kept_out);
  add_kept_out(out, of, attack_goal::unknown_device_kept_out);
  add_ceiling(out, of);
  for (const std::string_view each : attack_assumptions) out.paragraph("* ", each);
  return std::move(out).take();
}

}  // namespace interlock::text
