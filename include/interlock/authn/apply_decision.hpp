#pragma once

#include <interlock/authn/decision.hpp>
#include <interlock/authn/facts.hpp>

namespace interlock::authn {

/// Puts what a decision of `decide` leaves behind into the facts for the next one, as a host stores it and a story goes
/// on: account and transaction, the device that is now known or remembered, the factor that is stored, and the settings
/// that are changed. Everything else stays as it is. How long a device is remembered is the host's to watch
/// (`effects::remember_device::until`).
/// Pure: changes `to` alone, which from then on borrows the text that `made` borrows. Allocates nothing unless a factor
/// is new or there are more excluded zones.
/// @par Specification docs/stories.md#what-carries-over
void apply_decision(facts& to, const decision& made);

/// The same for a decision of `decide_event`, after which the transaction is as it was.
void apply_event_decision(facts& to, const decision& made);

}  // namespace interlock::authn
