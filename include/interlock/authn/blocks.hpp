#pragma once

#include <interlock/authn/account.hpp>
#include <interlock/static_vector.hpp>

namespace interlock::authn {

/// Whom the lock and the block of an account keep out, as the Users API lists it: none, one or both.
using blocks = static_vector<blocked_devices, words_of<blocked_devices>::value.size()>;

/// Pure, no allocation. @param setting  `preventBruteForceLockoutFromUnknownDevices`: without it no device class is
/// blocked apart from the others
/// @par Specification contract.md 1.2; domain.md 8.5
[[nodiscard]] blocks blocks_on(const account& of, bool setting) noexcept;

}  // namespace interlock::authn
