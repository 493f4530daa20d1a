#pragma once

#include <optional>

namespace interlock::authn {

/// A value that is worked out when first asked for, and kept.
template <class Value>
class once {
 public:
  template <class Make>
  const Value& get(const Make& make) const noexcept {
    if (!kept_) kept_.emplace(made_in_place<Make>{make});
    return *kept_;
  }

 private:
  /// Becomes the value where it is to stand: copying what was written just now would wait for it.
  template <class Make>
  struct made_in_place {
    const Make& make;
    operator Value() const noexcept { return make(); }  // NOLINT(*-explicit-constructor)
  };

  mutable std::optional<Value> kept_;
};

}  // namespace interlock::authn
