#include "text/json/rfc3339.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "text/json/digit.hpp"

namespace interlock::text {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes a text apart from its front. After the first thing that is not as expected, nothing is any more.
class time_scanner {
 public:
  explicit time_scanner(std::string_view text) noexcept : rest_{text} {}

  int number(std::size_t digits, int most) noexcept {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + digit();
    if (value > most) right_ = false;
    return value;
  }

  bool accept(char upper, char lower) noexcept {
    if (rest_.empty() || (rest_.front() != upper && rest_.front() != lower)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool accept(char c) noexcept { return accept(c, c); }
  void expect(char upper, char lower) noexcept { right_ = accept(upper, lower) && right_; }
  void expect(char c) noexcept { expect(c, c); }

  milliseconds fraction() noexcept {
    if (!accept('.')) return {};
    int thousandths = 0;
    int worth = 100;
    do {
      thousandths += digit() * worth;
      worth /= 10;
    } while (!rest_.empty() && is_digit(rest_.front()));
    return milliseconds{thousandths};
  }

  minutes offset() noexcept {
    if (accept('Z', 'z')) return {};
    const bool east = accept('+');
    if (!east) expect('-');
    const hours whole{number(2, 23)};
    expect(':');
    const minutes distance = whole + minutes{number(2, 59)};
    return east ? distance : -distance;
  }

  [[nodiscard]] bool finished() const noexcept { return right_ && rest_.empty(); }

 private:
  int digit() noexcept {
    if (rest_.empty() || !is_digit(rest_.front())) {
      right_ = false;
      return 0;
    }
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  bool right_ = true;
};

void put(char* end, int digits, unsigned value) noexcept {
  for (; digits > 0; --digits, value /= 10) *--end = static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<authn::time_point> parse_time(std::string_view text) noexcept {
  time_scanner from{text};
  const std::chrono::year year{from.number(4, 9999)};
  from.expect('-');
  const std::chrono::month month{static_cast<unsigned>(from.number(2, 12))};
  from.expect('-');
  const std::chrono::day day{static_cast<unsigned>(from.number(2, 31))};
  from.expect('T', 't');
  milliseconds time_of_day = hours{from.number(2, 23)};
  from.expect(':');
  time_of_day += minutes{from.number(2, 59)};
  from.expect(':');
  time_of_day += seconds{from.number(2, 59)};
  time_of_day += from.fraction();
  const minutes offset = from.offset();
  const std::chrono::year_month_day date{year, month, day};
  if (!from.finished() || !date.ok()) return std::nullopt;
  const authn::time_point at = std::chrono::sys_days{date} + time_of_day - offset;
  if (at < authn::time_min || at > authn::time_max) return std::nullopt;
  return at;
}

timestamp format_time(authn::time_point at) noexcept {
  const auto midnight = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{midnight};
  const auto ms = static_cast<unsigned>((at - midnight).count());
  timestamp out;
  std::ranges::copy(std::string_view{"0000-00-00T00:00:00.000Z"}, out.begin());
  put(out.data() + 4, 4, static_cast<unsigned>(static_cast<int>(date.year())));
  put(out.data() + 7, 2, static_cast<unsigned>(date.month()));
  put(out.data() + 10, 2, static_cast<unsigned>(date.day()));
  put(out.data() + 13, 2, ms / 3'600'000);
  put(out.data() + 16, 2, ms / 60'000 % 60);
  put(out.data() + 19, 2, ms / 1'000 % 60);
  put(out.data() + 23, 3, ms % 1'000);
  return out;
}

}  // namespace interlock::text
