#pragma once

#include <interlock/authn/effect.hpp>

namespace interlock::authn {

/// The account after one effect. Pure and total: counters saturate, and effects for the host to carry out leave the
/// account as it is. The version grows by one if and only if something else changed.
/// @par Specification docs/reference.md#the-account-over-time
[[nodiscard]] account evolve(const account& before, const effect& change) noexcept;

/// The account without an unlock job that is due but finds nothing in force; a block that the setting has put out of
/// force ends with it, so that it cannot come back without an end.
[[nodiscard]] account without_due_job(const account& before, time_point now) noexcept;

}  // namespace interlock::authn
