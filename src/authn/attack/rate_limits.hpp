#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

namespace interlock::authn {

/// When requests can be sent that keep to the limits. All answers are closed forms: no loop runs over requests.
class attack_pace {
 public:
  static constexpr time_point never{duration{std::int64_t{1} << 62}};  // far beyond time_max

  /// @pre the limits are as an `attack_setting` has them
  /// @param free_from  from then on there are no limits any more
  explicit attack_pace(std::span<const request_limit> limits, std::optional<time_point> free_from = std::nullopt);

  /// A time, and how many requests its windows have had.
  struct moment {
    time_point now{};
    std::array<std::uint64_t, attack_limits_max> used{};
    auto operator<=>(const moment&) const = default;
  };

  [[nodiscard]] moment waited(const moment& from, time_point until) const noexcept;
  /// When the last of so many requests can be sent at the earliest; `never` if there is no such time.
  [[nodiscard]] time_point last_of(const moment& from, std::uint64_t requests) const noexcept;
  /// The number of requests, at most `requests`, that can be sent before a time.
  [[nodiscard]] std::uint64_t capacity(const moment& from, time_point until, std::uint64_t requests) const noexcept;
  /// After so many requests, each as early as possible. @pre last_of() is a time
  [[nodiscard]] moment sent(const moment& from, std::uint64_t requests) const noexcept;
  /// The runs that send so many requests: evenly spaced in full windows, all at the beginning in the last one.
  void write(const moment& from, std::uint64_t requests, bool from_known_device, std::vector<attack_run>& to) const;

  [[nodiscard]] std::size_t windows() const noexcept { return levels_.size(); }
  /// The ends of the window that a time is in. @param window  below windows(), shorter ones first
  [[nodiscard]] time_point begin_of_window(std::size_t window, time_point in) const noexcept;
  [[nodiscard]] time_point end_of_window(std::size_t window, time_point in) const noexcept;
  [[nodiscard]] duration length(std::size_t window) const noexcept { return levels_[window].length; }

 private:
  struct level {
    std::uint64_t requests;
    duration length;
    std::uint64_t full;  ///< what a whole window takes, when shorter windows are limited too
  };

  [[nodiscard]] std::uint64_t left(std::size_t levels, const moment& from) const noexcept;
  template <class Visit>
  time_point walk_on(std::size_t levels, const moment& from, std::uint64_t requests, Visit visit) const;
  template <class Visit>
  time_point walk_windows(std::size_t levels, time_point from, std::uint64_t requests, Visit visit) const;

  std::vector<level> levels_;
  std::optional<time_point> free_from_;
};

}  // namespace interlock::authn
