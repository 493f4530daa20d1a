#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/array.hpp>

#include "text/json/json_reader.hpp"
#include "text/json/rfc3339.hpp"
#include "text/play/play_json.hpp"

namespace interlock::text {
namespace {

constexpr std::size_t request_width_max = 46;  // 100 columns in all when nothing else is short
constexpr std::string_view ellipsis = "..";
constexpr std::string_view nothing = "-";
constexpr std::size_t gap = 2;  // between two columns

const json::value* found_at(const json::value& in, std::string_view pointer) {
  json::error_code none;
  return in.find_pointer({pointer.data(), pointer.size()}, none);
}

/// What a terminal shows in one column a byte.
std::string plain(std::string_view text) {
  std::string shown{text};
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

/// The text that stands there, empty if none does.
std::string word_at(const json::value& in, std::string_view pointer) {
  const json::value* found = found_at(in, pointer);
  return found != nullptr && found->is_string() ? plain(view(found->get_string())) : std::string{};
}

std::int64_t number_at(const json::value& in, std::string_view pointer) {
  const json::value* found = found_at(in, pointer);
  return found != nullptr && found->is_int64() ? found->get_int64() : 0;
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

/// What an event has done to the account.
std::string shown_event(const json::value& made) {
  std::string_view shown = "no change";
  for (const json::value& effect : made.at("effects").get_array()) {
    if (word_at(effect, "/type") == "STATUS_CHANGED") return "now " + word_at(effect, "/to");
    if (word_at(effect, "/type") == "ACCOUNT_UNLOCKED") shown = "unlocked";
  }
  return std::string{shown};
}

std::string shown_answer(const json::value& made) {
  if (made.at("response").is_null()) return shown_event(made);
  const std::string error = word_at(made, "/response/body/errorCode");
  return std::to_string(number_at(made, "/response/status")) + (error.empty() ? "" : " " + error);
}

/// The state that the caller was told, or else the one that the transaction stays in.
std::string shown_state(const json::value& made) {
  const std::string told = word_at(made, "/response/body/status");
  return told.empty() ? word_at(made, "/transaction/state") : told;
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
std::string shown_times(const alike_run& of, const moment& first) {
  if (of.count == 1) return {};
  const moment last = moment_of(of.until);
  return std::to_string(of.count).append(" until ").append(last.day == first.day ? "" : last.day + " ") + last.time;
}

/// `words` and the time that stands there, if one does.
std::string with_time(std::string_view words, const json::value& in, std::string_view pointer) {
  const auto at = parse_time(word_at(in, pointer));
  if (!at) return {};
  const moment when = moment_of(*at);
  return std::string{words}.append(when.day).append(" ").append(when.time);
}

std::string standing_of(const json::value& account) {
  if (account.at("user").is_null()) return "no such user";
  const std::string status = word_at(account, "/user/status");
  std::string text = status.empty() ? "ACTIVE" : status;
  if (account.at_pointer("/attempts/unknownDevicesBlocked").get_bool()) text.append(", unknown devices blocked");
  text.append(with_time(" since ", account, "/attempts/lockedAt"));
  return text.append(with_time(", automatic unlock at ", account, "/attempts/autoUnlockAt"));
}

struct counter {
  std::string_view pointer, name;
};

constexpr std::array counters{
    counter{"/attempts/failedAttempts", "failed attempts "},
    counter{"/attempts/failedAttemptsFromUnknownDevices", "from unknown devices "},
    counter{"/attempts/failedFactorAttempts", "factor "},
    counter{"/attempts/failedRecoveryAttempts", "recovery "},
    counter{"/attempts/consecutiveLockouts", "lockouts in a row "},
};

/// Those that are not zero, and the version.
std::string counters_of(const json::value& account) {
  std::string text;
  for (const auto& [pointer, name] : counters)
    if (const std::int64_t count = number_at(account, pointer); count != 0)
      text.append(name).append(std::to_string(count)).append(", ");
  return text.append("version ").append(std::to_string(number_at(account, "/version")));
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

void play_report::add(const played_step& step) {
  moment when = moment_of(step.times.from);
  if (when.day != day_) rows_.push_back({when.day});  // a line that belongs to no column
  if (step.repeated) rows_.front()[times] = "times";
  add({when.time, shown_request(step.what), shown_answer(step.members), shown_state(step.members),
       word_at(step.members, "/decidedBy/rule"), shown_times(step.times, when)});
  day_ = std::move(when.day);
}

std::string play_report::finish(std::string_view account) && {
  std::string text;
  for (const row& cells : rows_) {
    std::string line;
    std::size_t end = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      line.append(cells[i]);
      end += widths_[i] + gap;
      line.resize(std::max(line.size(), end), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text.append(line).append("\n");
  }
  const json::value members = parsed(account);
  return text.append("\naccount  ").append(standing_of(members)).append("\n         ").append(counters_of(members));
}

}  // namespace interlock::text
