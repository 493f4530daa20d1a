#pragma once

#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <new>
#include <type_traits>

namespace interlock {

/// A list of at most `Capacity` elements that stands where it is declared: it allocates nothing, and neither making nor
/// copying one touches the memory of elements that it does not have. Adding to a full list, or looking at an element
/// that is not there, is a mistake of the caller, which debug builds stop.
/// @tparam T  copied as bytes, with nothing to destroy
template <class T, std::size_t Capacity>
class static_vector {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  static_vector() noexcept {}
  static_vector(std::initializer_list<T> elements) noexcept { append(elements.begin(), elements.end()); }
  static_vector(const static_vector& other) noexcept { append(other.begin(), other.end()); }
  static_vector& operator=(const static_vector& other) noexcept {
    if (this == &other) return *this;
    clear();
    append(other.begin(), other.end());
    return *this;
  }
  ~static_vector() = default;

  /// @pre size() < Capacity
  template <class... Arguments>
  T& emplace_back(Arguments&&... arguments) noexcept {
    assert(size_ < Capacity);
    return *new (elements_ + size_++) T{static_cast<Arguments&&>(arguments)...};
  }
  void push_back(const T& element) noexcept { emplace_back(element); }
  void clear() noexcept { size_ = 0; }
  /// Removes all elements behind the first `count`. @pre `count` <= size()
  void keep_first(std::size_t count) noexcept {
    assert(count <= size_);
    size_ = count;
  }

  [[nodiscard]] static constexpr std::size_t capacity() noexcept { return Capacity; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  [[nodiscard]] T* begin() noexcept { return elements_; }
  [[nodiscard]] T* end() noexcept { return elements_ + size_; }
  [[nodiscard]] const T* begin() const noexcept { return elements_; }
  [[nodiscard]] const T* end() const noexcept { return elements_ + size_; }

  /// @pre `index` < size()
  [[nodiscard]] T& operator[](std::size_t index) noexcept { return elements_[checked(index)]; }
  [[nodiscard]] const T& operator[](std::size_t index) const noexcept { return elements_[checked(index)]; }
  /// @pre not empty()
  [[nodiscard]] const T& front() const noexcept { return (*this)[0]; }
  [[nodiscard]] const T& back() const noexcept { return (*this)[size_ - 1]; }

  friend bool operator==(const static_vector& one, const static_vector& other) noexcept {
    if (one.size_ != other.size_) return false;
    for (std::size_t i = 0; i < one.size_; ++i)
      if (!(one.elements_[i] == other.elements_[i])) return false;
    return true;
  }

 private:
  void append(const T* from, const T* until) noexcept {
    for (; from != until; ++from) push_back(*from);
  }
  [[nodiscard]] std::size_t checked(std::size_t index) const noexcept {
    assert(index < size_);
    return index;
  }

  std::size_t size_ = 0;
  union {
    T elements_[Capacity];  // the first size_ of them live NOLINT(readability-identifier-naming)
  };
};

}  // namespace interlock
