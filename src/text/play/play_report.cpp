#include "text/play/play_report.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/decision/write_body.hpp"
#include "text/json/rfc3339.hpp"

namespace interlock::text {
namespace {

namespace effects = authn::effects;

constexpr std::size_t request_width_max = 46;  // 100 columns in all when nothing else is short
constexpr std::string_view ellipsis = "..";
constexpr std::string_view nothing = "-";
constexpr std::size_t gap = 2;  // between two columns

/// What a terminal shows in one column a byte.
std::string plain(std::string_view text) {
  std::string shown{text};
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

std::string cut(std::string text, std::size_t width) {
  width = std::max(width, ellipsis.size());
  return text.size() <= width ? text : text.replace(width - ellipsis.size(), std::string::npos, ellipsis);
}

/// A path that is too long loses the end of its longest segment, which is the id of a factor.
std::string shown_request(std::string_view what) {
  constexpr std::string_view common = "/api/v1";
  std::string text = plain(what);
  if (const std::size_t at = text.find(common); at != std::string::npos) text.erase(at, common.size());
  if (text.size() <= request_width_max) return text;
  std::size_t longest = 0;
  std::size_t length = 0;
  for (std::size_t slash = text.find('/'); slash != std::string::npos; slash = text.find('/', slash + 1)) {
    const std::size_t size = std::min(text.find('/', slash + 1), text.size()) - slash - 1;
    if (size > length) longest = slash + 1, length = size;
  }
  const std::size_t excess = text.size() - request_width_max;
  text.replace(longest, length, cut(text.substr(longest, length), length - std::min(length, excess)));
  return cut(std::move(text), request_width_max);
}

std::string_view operation_of(const story_step& request) {
  return view(request.given.at("request").at("operation").get_string());
}

/// What an event has done to the account.
std::string shown_event(const authn::decision& made) {
  std::string_view shown = "no change";
  for (const authn::effect& effect : made.effects) {
    if (const auto* changed = std::get_if<effects::status_changed>(&effect))
      return std::string{"now "}.append(to_string(changed->to));
    if (std::holds_alternative<effects::account_unlocked>(effect)) shown = "unlocked";
  }
  return std::string{shown};
}

std::string shown_answer(const step_result& of) {
  if (of.step.event) return shown_event(of.made);
  std::string shown = std::to_string(of.made.response.status);
  if (of.made.response.error) shown.append(" ").append(to_string(*of.made.response.error));
  return shown;
}

/// The state that the answer names, or else the one that the transaction stays in.
std::string shown_state(const step_result& of) {
  if (!of.step.event && names_state(of.made.response)) return std::string{to_string(*of.made.response.state)};
  const auto& transaction = of.step.event ? of.from.document->facts.transaction : of.made.transaction;
  return transaction ? std::string{to_string(transaction->state)} : std::string{};
}

std::string shown_rule(authn::rule_reference rule) {
  return std::string{authn::shipped_book().tables[rule.table].rows[rule.row].id};
}

struct moment {
  std::string day, time;
};

moment moment_of(authn::time_point at) {
  const timestamp text = format_time(at);
  const std::string_view whole{text.data(), text.size()};
  return {std::string{whole.substr(0, 10)}, std::string{whole.substr(11, 8)}};
}

/// How many times, and when the last one was; nothing of a step that was taken once.
std::string shown_times(const step_result& of, const moment& first) {
  if (of.count == 1) return {};
  const moment last = moment_of(of.last);
  return std::to_string(of.count).append(" until ").append(last.day == first.day ? "" : last.day + " ") + last.time;
}

/// `words` and the time, if there is one.
std::string with_time(std::string_view words, const std::optional<authn::time_point>& at) {
  if (!at) return {};
  const moment when = moment_of(*at);
  return std::string{words}.append(when.day).append(" ").append(when.time);
}

std::string shown_account(const authn::account& of) {
  if (!of.status) return "no such user";
  std::string text{to_string(*of.status)};
  if (of.attempts.unknown_devices_blocked) text.append(", unknown devices blocked");
  text.append(with_time(" since ", of.attempts.locked_at));
  return text.append(with_time(", automatic unlock at ", of.attempts.auto_unlock_at));
}

struct counter {
  std::uint64_t authn::attempts::*count;
  std::string_view name;
};

constexpr std::array counters{
    counter{&authn::attempts::failed, "failed attempts "},
    counter{&authn::attempts::failed_from_unknown_devices, "from unknown devices "},
    counter{&authn::attempts::failed_factor, "factor "},
    counter{&authn::attempts::failed_recovery, "recovery "},
    counter{&authn::attempts::consecutive_lockouts, "lockouts in a row "},
};

/// Those that are not zero, and the version.
std::string shown_counters(const authn::account& of) {
  std::string text;
  for (const auto& [count, name] : counters)
    if (of.attempts.*count != 0) text.append(name).append(std::to_string(of.attempts.*count)).append(", ");
  return text.append("version ").append(std::to_string(of.version));
}

}  // namespace

play_report::play_report() { add({"time", "request", "answer", "state", "rule", {}}); }

void play_report::add(row cells) {
  for (std::size_t i = 0; i < columns; ++i) {
    if (cells[i].empty() && i != times) cells[i] = nothing;
    widths_[i] = std::max(widths_[i], cells[i].size());
  }
  rows_.push_back(std::move(cells));
}

void play_report::add(const step_result& of) {
  const story_step& step = of.step;
  moment when = moment_of(of.first);
  if (when.day != day_) rows_.push_back({when.day});  // a line that belongs to no column
  if (step.repeat) rows_.front()[times] = "times";
  add({when.time, shown_request(step.event ? to_string(*step.event) : operation_of(step)), shown_answer(of),
       shown_state(of), shown_rule(of.made.decided_by), shown_times(of, when)});
  day_ = std::move(when.day);
}

std::string play_report::finish(const story_state& end) && {
  std::string text;
  for (const row& cells : rows_) {
    std::string line;
    std::size_t column_end = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      line.append(cells[i]);
      column_end += widths_[i] + gap;
      line.resize(std::max(line.size(), column_end), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text.append(line).append("\n");
  }
  const authn::account& account = end.now().facts.account;
  return text.append("\naccount  ")
      .append(shown_account(account))
      .append("\n         ")
      .append(shown_counters(account));
}

}  // namespace interlock::text
