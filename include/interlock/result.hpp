#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace interlock {

/// What a function returns that may fail: a value, or the error that says why there is none. It never throws, and holds
/// what it returns itself. Looking at the one that is not there is a mistake of the caller, which debug builds stop.
/// @tparam T  may be move-only
/// @tparam E  another type than `T`; neither converts to the other
template <class T, class E>
class [[nodiscard]] result {
 public:
  using value_type = T;
  using error_type = E;

  constexpr result(T value) noexcept : held_{std::in_place_index<0>, std::move(value)} {}
  constexpr result(E error) noexcept : held_{std::in_place_index<1>, std::move(error)} {}
  /// A value that is made where it stays.
  template <class... Arguments>
  constexpr explicit result(std::in_place_t, Arguments&&... arguments) noexcept
      : held_{std::in_place_index<0>, std::forward<Arguments>(arguments)...} {}

  [[nodiscard]] constexpr bool has_value() const noexcept { return held_.index() == 0; }
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }

  /// @pre has_value()
  [[nodiscard]] constexpr T& operator*() & noexcept { return at<0>(held_); }
  [[nodiscard]] constexpr const T& operator*() const& noexcept { return at<0>(held_); }
  [[nodiscard]] constexpr T&& operator*() && noexcept { return std::move(at<0>(held_)); }
  [[nodiscard]] constexpr T* operator->() noexcept { return &at<0>(held_); }
  [[nodiscard]] constexpr const T* operator->() const noexcept { return &at<0>(held_); }
  [[nodiscard]] constexpr T& value() & noexcept { return at<0>(held_); }
  [[nodiscard]] constexpr const T& value() const& noexcept { return at<0>(held_); }
  [[nodiscard]] constexpr T&& value() && noexcept { return std::move(at<0>(held_)); }

  /// @pre not has_value()
  [[nodiscard]] constexpr E& error() & noexcept { return at<1>(held_); }
  [[nodiscard]] constexpr const E& error() const& noexcept { return at<1>(held_); }
  [[nodiscard]] constexpr E&& error() && noexcept { return std::move(at<1>(held_)); }

  friend constexpr bool operator==(const result&, const result&) = default;

 private:
  template <std::size_t Index, class Held>
  static constexpr auto& at(Held& held) noexcept {
    assert(held.index() == Index);
    return *std::get_if<Index>(&held);
  }

  std::variant<T, E> held_;
};

}  // namespace interlock
