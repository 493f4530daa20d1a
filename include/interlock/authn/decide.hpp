#pragma once

#include <cstdint>
#include <span>

#include <interlock/authn/decision.hpp>
#include <interlock/authn/fact.hpp>
#include <interlock/authn/facts.hpp>
#include <interlock/result.hpp>

namespace interlock::authn {

/// Evidence that the decision needs and the facts do not have.
struct missing_evidence {
  fact_id evidence;  ///< what a verifier has to say, e.g. `password_evidence`
};

/// Decides one request.
/// Pure: reads only its argument. No clock, randomness, locale or I/O, no allocation; safe to call concurrently.
/// The decision borrows text and policies from `from`.
/// @return the decision; or the evidence that is missing. Evidence is asked for only where a rule needs it: a locked
///   account is decided without a password.
/// @par Complexity a few dozen table lookups, plus `select_*` for each kind of policy that matters
/// @par Specification docs/reference.md#the-scenario, docs/spec/README.md
[[nodiscard]] result<decision, missing_evidence> decide(const facts& from) noexcept;

/// The tables whose outcome says where an accepted operation leads, in shipped_book().tables. Pure.
[[nodiscard]] std::span<const std::uint16_t> tables_behind(operation by) noexcept;

/// The rule tables that `decide` uses; what `decision` refers to.
[[nodiscard]] const rules::book& shipped_book() noexcept;

}  // namespace interlock::authn
