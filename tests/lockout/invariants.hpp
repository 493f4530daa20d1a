#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "explore.hpp"

/// What holds of every action to every account; the sentences are those of docs/spec/lockout.md.
namespace lockout {

struct invariant {
  std::string_view id;
  /// None: the invariant does not speak of this edge.
  std::optional<bool> (*holds)(const edge&);
};

[[nodiscard]] std::span<const invariant> invariants();

}  // namespace lockout
