#pragma once

#include <interlock/authn/account.hpp>
#include <interlock/static_vector.hpp>

namespace interlock::authn {

/// The blocks of an account, as the Users API lists them: of the lock, of unknown devices, both or none.
using blocks = static_vector<blocked_devices, words_of<blocked_devices>::value.size()>;

/// Pure, no allocation. @param setting  `preventBruteForceLockoutFromUnknownDevices`: without it no device class is
/// blocked apart from the others
/// @par Specification docs/reference.md#the-account-over-time
[[nodiscard]] blocks blocks_on(const account& of, bool setting) noexcept;

}  // namespace interlock::authn
