#include "text/json/iso8601_duration.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <span>

#include "text/json/digit.hpp"

namespace interlock::text {
namespace {

using authn::duration;

constexpr std::uint64_t months_max = 12 * 10'000;
constexpr std::int64_t billionths = 1'000'000'000;

struct unit {
  char letter;
  duration length;  // 0: counted in months
  unsigned months = 0;
};

constexpr unit date_units[] = {{'Y', {}, 12}, {'M', {}, 1}, {'W', std::chrono::weeks{1}}, {'D', std::chrono::days{1}}};
constexpr unit time_units[] = {
    {'H', std::chrono::hours{1}}, {'M', std::chrono::minutes{1}}, {'S', std::chrono::seconds{1}}};

struct amount {
  std::uint64_t whole = 0;
  std::optional<std::int64_t> fraction;  // in billionths
};

void add(time_span& to, const amount& count, const unit& of) noexcept {
  if (of.months != 0) {
    const std::uint64_t more = std::min(count.whole, months_max) * of.months;
    to.months += std::chrono::months{static_cast<int>(std::min(more, months_max))};
    return;
  }
  constexpr duration longest = authn::time_max - authn::time_min;
  const auto whole = static_cast<std::int64_t>(
      std::min(count.whole, static_cast<std::uint64_t>(longest / of.length) + 1));  // one more is beyond every time
  to.rest += whole * of.length + duration{of.length.count() * count.fraction.value_or(0) / billionths};
}

class duration_scanner {
 public:
  explicit duration_scanner(std::string_view text) noexcept : text_{text} {}

  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  [[nodiscard]] bool finished() const noexcept { return at_ == text_.size(); }

  bool accept(char c) noexcept {
    if (finished() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::optional<amount> number() noexcept {
    constexpr std::uint64_t many = 1'000'000'000'000'000;
    if (finished() || !is_digit(text_[at_])) return std::nullopt;
    amount found;
    for (; digit(); ++at_) found.whole = std::min(found.whole * 10 + digit_value(), many);
    if (!accept('.') && !accept(',')) return found;
    found.fraction = 0;
    for (std::int64_t worth = billionths / 10; digit(); ++at_, worth /= 10)
      *found.fraction += worth * static_cast<std::int64_t>(digit_value());
    return found;
  }

  /// Takes one of the units, and leaves those after it.
  const unit* unit_of(std::span<const unit>& among) noexcept {
    const auto found = std::ranges::find(among, finished() ? '\0' : text_[at_], &unit::letter);
    if (found == among.end()) return nullptr;
    ++at_;
    among = {found + 1, among.end()};
    return &*found;
  }

 private:
  [[nodiscard]] bool digit() const noexcept { return !finished() && is_digit(text_[at_]); }
  [[nodiscard]] std::uint64_t digit_value() const noexcept { return static_cast<std::uint64_t>(text_[at_] - '0'); }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

interlock::result<time_span, bad_time_span> parse_time_span(std::string_view text) noexcept {
  duration_scanner from{text};
  if (!from.accept('P')) return bad_time_span{0, "it begins with `P`"};
  time_span span;
  std::span<const unit> units = date_units;
  bool in_time = false;
  do {
    if (!in_time && from.accept('T')) {
      in_time = true;
      units = time_units;
    }
    const auto count = from.number();
    if (!count) return bad_time_span{from.at(), "a number is due here"};
    const unit* of = from.unit_of(units);
    if (of == nullptr)
      return bad_time_span{from.at(), in_time ? "one of `H`, `M`, `S` is due here, each once and in this order"
                                              : "one of `Y`, `M`, `W`, `D` is due here, each once and in this order"};
    if (count->fraction && (of->months != 0 || !from.finished()))
      return bad_time_span{from.at() - 1, "only the last number may have a fraction, and neither years nor months"};
    add(span, *count, *of);
  } while (!from.finished());
  return span;
}

std::optional<authn::time_point> later(authn::time_point from, const time_span& by) noexcept {
  const auto midnight = std::chrono::floor<std::chrono::days>(from);
  std::chrono::year_month_day date{midnight};
  date += by.months;
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  const authn::time_point then = std::chrono::sys_days{date} + (from - midnight);
  if (then > authn::time_max || authn::time_max - then < by.rest) return std::nullopt;
  return then + by.rest;
}

}  // namespace interlock::text
