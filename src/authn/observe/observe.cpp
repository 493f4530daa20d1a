#include "authn/observe/observe.hpp"

#include <algorithm>

#include "authn/observe/input_table.hpp"

namespace interlock::authn {

effects::counter counter_for_device(const facts& from) noexcept {
  const bool unknown = from.policy.prevent_lockout_from_unknown_devices && !from.device_known;
  return unknown ? effects::counter::failed_from_unknown_devices : effects::counter::failed;
}

std::uint64_t count(const attempts& of, effects::counter which) noexcept {
  return which == effects::counter::failed ? of.failed : of.failed_from_unknown_devices;
}

bool next_password_locks(const decision_context& in) noexcept {
  const std::uint64_t limit = in.password().settings->max_attempts;
  return limit > 0 && count(in.account().attempts, counter_for_device(in.facts())) + 1 >= limit;
}

bool lock_held(const facts& from) noexcept {
  const bool blocked =
      from.account.attempts.unknown_devices_blocked && from.policy.prevent_lockout_from_unknown_devices;
  return from.account.status == user_status::locked_out || blocked;
}

offered_factors factors_on_offer(const decision_context& in) noexcept {
  offered_factors offers;
  for (const factor_offer& offer : in.enrollment().settings->factors) {
    if (offer.required == enrollment_requirement::not_allowed || offers.size() == offers.capacity()) continue;
    const bool enrolled = std::ranges::any_of(
        in.facts().factors, [&](const factor& held) { return usable(held) && held.kind == offer.kind; });
    offers.push_back({offer.kind, enrolled, offer.required == enrollment_requirement::required});
  }
  return offers;
}

rules::value_index observe(const decision_context& s, shipped::input_id which) noexcept {
  return observers::by_input[static_cast<std::size_t>(which)]->see(s);
}

}  // namespace interlock::authn
