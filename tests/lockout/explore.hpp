#pragma once

#include <cstdint>
#include <functional>

#include "actions.hpp"

/// Every account that can come about in a world, by doing everything to every one of them.
namespace lockout {

/// One action to one account. The counters and the version are as they are before anything is taken for alike.
struct edge {
  const world& in;
  const action& by;
  bool setting;  ///< of devices, before
  const account& before;
  const account& after;
  const decision* made;  ///< none: time or an administrator's setting, which no decision is about
};

struct extent {
  std::size_t states = 0, steps = 0;
  bool operator==(const extent&) const = default;
};

/// Calls `visit` for every edge, in an order that depends on the world alone.
extent explore(const world& in, const std::function<void(const edge&)>& visit);

}  // namespace lockout
