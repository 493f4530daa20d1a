#pragma once

#include <vector>

#include <interlock/authn/explain.hpp>

/// Values that facts may take instead of their own, nearest first, where they are not simply all others. Together with
/// the present one they meet every case that an observation can tell apart.
namespace interlock::authn {

using fact_values = std::vector<fact_value>;

/// Limits that the next failure stays below, reaches or has passed, before and after an automatic unlock.
[[nodiscard]] fact_values attempt_limits(const facts& in);
/// Counters of wrong passwords: none, and before and at the last one that is taken.
[[nodiscard]] fact_values failure_counts(const facts& in, std::uint64_t present);
/// Counters before and at the last answer that is taken, and one that is at its limit.
[[nodiscard]] fact_values wrong_answer_counts(std::uint64_t present);

/// Ages of a password, in days, at which it expires, is about to, or does not.
[[nodiscard]] fact_values age_limits(const facts& in);
[[nodiscard]] fact_values warning_days(const facts& in);
/// Ages of a password, in minutes, at which it may be recovered, or not yet.
[[nodiscard]] fact_values least_ages(const facts& in);

/// Moments at which the password is fresh, about to expire, just expired, or the automatic unlock is due.
[[nodiscard]] fact_values moments(const facts& in);
[[nodiscard]] fact_values unlock_times(const facts& in);
[[nodiscard]] fact_values changes_of_password(const facts& in);

/// Every other choice of recovery methods, those that differ in the fewest methods first.
[[nodiscard]] fact_values method_choices(const std::optional<recovery_methods>& present);
/// In a recovery the question counts too.
[[nodiscard]] fact_values enrolled_choices(const facts& in);
[[nodiscard]] fact_values factor_choices(const facts& in);

}  // namespace interlock::authn
