#pragma once

#include "explore.hpp"

/// What docs/reference.md says of an account over time after one action, in plain conditionals.
namespace lockout {

/// The account after its unlock job, if one is due.
[[nodiscard]] account after_job(const account& before, authn::time_point now);

/// Seen from a device.
[[nodiscard]] bool is_locked_for(const account& of, bool setting, bool known) noexcept;
[[nodiscard]] bool takes_passwords(const account& of, bool setting, bool known) noexcept;
/// Whose transactions end, whatever comes: nobody, and users who cannot sign in any more.
[[nodiscard]] bool is_gone(const account& of) noexcept;
[[nodiscard]] bool takes_recoveries(const account& of) noexcept;

/// Of accounts that take them; their unlock job has run.
[[nodiscard]] account after_wrong_password(account of, const world& in, bool setting, bool known);
[[nodiscard]] account after_right_password(account of, bool setting, bool known);
[[nodiscard]] account after_wrong_factor(account of, const world& in);
[[nodiscard]] account after_wrong_proof(account of);
[[nodiscard]] account after_proof(account of, bool unlocks);
[[nodiscard]] account after_event(account of, account_event what);

/// Without what only tells one write from another.
[[nodiscard]] account without_version(account of) noexcept;
[[nodiscard]] std::string written(const account& of);

}  // namespace lockout
