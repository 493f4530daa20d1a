#pragma once

#include <string_view>

#include "vocabulary.hpp"

/// Primary authentication and activation as plain conditionals, typed from the reference. Each function branches only
/// on what it reads, in the order in which the reference lets one thing win over another.
namespace spec {

/// What a sign-in comes to an end by.
// clang-format off
enum class ending : std::uint8_t {
  zone_blocked, threat_denied, threat_limited, concurrency_limit, org_limit, unknown_path, wrong_method,
  malformed_body, incomplete_body, username_limit,  // the gate ends here
  token_refused, first_password_due, unknown_user, barred, locked, wrong_password, policy_denied, signed_in };
// clang-format on

/// What a wrong password does.
enum class damage : std::uint8_t { none, counted, account_locked, unknown_devices_blocked };

struct verdict {
  out::authentication outcome = out::authentication::authentication_failed;
  ending by = ending::policy_denied;
  std::string_view threat_event;  ///< outcome of security.threat.detected, empty: none is written
  damage done = damage::none;
  std::string_view sign_on_event;  ///< outcome of policy.evaluate_sign_on, empty: none is written
};

/// The answer to the request: sections 5.1, 5.3, 8.1, 8.2, 8.5, 10.2 and 11.
[[nodiscard]] verdict answer(observations& see);

/// Whether the scheduled unlock ends a lock before anything is decided: section 8.4.
[[nodiscard]] bool unlock_runs(observations& see);

/// What becomes of the automatic unlock when a lock or block is made: section 8.4.
enum class unlock_plan : std::uint8_t { nothing, scheduled, limit_reached };
[[nodiscard]] unlock_plan plan_unlock(observations& see);

}  // namespace spec
