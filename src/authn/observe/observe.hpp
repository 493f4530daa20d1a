#pragma once

#include <interlock/authn/decision.hpp>
#include <interlock/rules/table.hpp>

#include "authn/observe/decision_context.hpp"
#include "shipped_book.hpp"

/// The step from facts to observations: each is one small pure function from a decision_context to a closed set of
/// values. Time, numbers and text stop here.
namespace interlock::authn {

/// The counter that a wrong password from this device counts in.
[[nodiscard]] effects::counter counter_for_device(const facts& from) noexcept;
[[nodiscard]] std::uint64_t count(const attempts& of, effects::counter which) noexcept;

/// Whether one more wrong password from this device reaches the limit of the password policy.
[[nodiscard]] bool next_password_locks(const decision_context& in) noexcept;

/// Whether a lock or block is held, unlock job or not.
[[nodiscard]] bool lock_held(const facts& from) noexcept;

/// The factors that the enrollment policy lets the user enroll, in its order, with what the user has of each.
[[nodiscard]] offered_factors factors_on_offer(const decision_context& in) noexcept;

/// The value of one input of the shipped book, or `rules::no_value` for evidence that the facts do not have.
[[nodiscard]] rules::value_index observe(const decision_context& in, shipped::input_id which) noexcept;

}  // namespace interlock::authn
