#pragma once

#include <algorithm>
#include <tuple>

#include <interlock/authn/decision.hpp>

/// Whether two decisions on the same facts, but for the account and the time, say the same.
namespace lockout {

namespace authn = interlock::authn;

inline bool are_alike(const authn::offered_factor& a, const authn::offered_factor& b) {
  return std::tie(a.kind, a.enrolled, a.required) == std::tie(b.kind, b.enrolled, b.required);
}

inline auto first_half_of(const authn::response& of) {
  return std::tie(of.status, of.error, of.error_summary, of.error_subject, of.error_cause, of.error_cause_subject,
                  of.member_at_fault, of.missing_member, of.invalid_member, of.state, of.substate, of.links,
                  of.state_token, of.session_token, of.recovery_token);
}
inline auto second_half_of(const authn::response& of) {
  return std::tie(of.expires_at, of.step_up, of.recovery, of.recovery_by, of.result, of.with_user, of.with_question,
                  of.factor, of.factors_to_verify, of.days_until_expiry, of.relay_state, of.settings_in_list,
                  of.missing_scope);
}

template <class Policy>
bool are_alike(const Policy* a, const Policy* b) {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

inline bool are_alike(const authn::response& a, const authn::response& b) {
  return first_half_of(a) == first_half_of(b) && second_half_of(a) == second_half_of(b) &&
         are_alike(a.password, b.password) && are_alike(a.sign_on, b.sign_on) &&
         std::ranges::equal(a.factors_to_enroll, b.factors_to_enroll,
                            [](const auto& x, const auto& y) { return are_alike(x, y); });
}

inline bool is_same_answer(const authn::decision& a, const authn::decision& b) {
  return a.outcome == b.outcome && are_alike(a.response, b.response);
}

}  // namespace lockout
