#pragma once

#include <cstdint>

namespace interlock::authn {

/// Wrong answers to factors, and in a recovery, that are taken in a row; docs/spec/factors.md, docs/spec/recovery.md.
inline constexpr std::uint64_t wrong_answers_max = 5;

}  // namespace interlock::authn
