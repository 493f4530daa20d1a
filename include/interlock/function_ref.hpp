#pragma once

#include <type_traits>

namespace interlock {

template <class Signature>
class function_ref;

/// Something to call that somebody else owns, for as long as the call that it is passed to; C++26 has it as
/// `std::function_ref`. It converts from anything constant that takes the arguments, and never allocates.
template <class Result, class... Arguments>
class function_ref<Result(Arguments...)> {
 public:
  template <class Callable>
  requires(std::is_object_v<Callable> && !std::is_same_v<Callable, function_ref> &&
           std::is_invocable_r_v<Result, const Callable&, Arguments...>) function_ref(const Callable& callable)
  noexcept
      : callable_{&callable}, call_{[](const void* of, Arguments... with) -> Result {
          return static_cast<Result>((*static_cast<const Callable*>(of))(static_cast<Arguments&&>(with)...));
        }} {}

  Result operator()(Arguments... with) const { return call_(callable_, static_cast<Arguments&&>(with)...); }

 private:
  const void* callable_;
  Result (*call_)(const void*, Arguments...);
};

}  // namespace interlock
