#include "documented.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace machine {
namespace {

using enum substate;

// Section 2.1. The substates of MFA_ENROLL_ACTIVATE and MFA_CHALLENGE are those of the factors in section 3.1; a push
// or Duo is polled while WAITING and begun again after REJECTED or TIMEOUT (2.4).
constexpr std::array all_places{
    place{state::unauthenticated, password, true},
    place{state::unauthenticated, first_factor, true},
    place{state::password_warn, next_step, true},
    place{state::password_expired, next_step, true},
    place{state::password_reset, next_step, true},
    place{state::recovery, recovery_token, false},
    place{state::recovery, answer, true},
    place{state::recovery_challenge, mail, false},
    place{state::recovery_challenge, sent_code, true},
    place{state::locked_out, next_step, false},
    place{state::mfa_enroll, required_factor, true},
    place{state::mfa_enroll, optional_factor, true},
    place{state::mfa_enroll_activate, sent_code, true},
    place{state::mfa_enroll_activate, response, true},
    place{state::mfa_enroll_activate, push, true},
    place{state::mfa_enroll_activate, push_again, true},
    place{state::mfa_enroll_activate, callback, true},
    place{state::mfa_enroll_activate, callback_again, true},
    place{state::mfa_required, next_step, true},
    place{state::mfa_challenge, sent_code, true},
    place{state::mfa_challenge, response, true},
    place{state::mfa_challenge, push, true},
    place{state::mfa_challenge, push_again, true},
    place{state::mfa_challenge, callback, true},
    place{state::mfa_challenge, callback_again, true},
    place{state::mfa_challenge, provider, true},
    place{state::success, next_step, false},
    place{state::success, application, true},
};

// Section 5.3, and what is left of it once the password is new or the warning answered.
constexpr states next{state::mfa_required, state::mfa_enroll, state::password_expired, state::password_warn,
                      state::success};
constexpr states next_with_new_password{state::mfa_required, state::mfa_enroll, state::success};
constexpr states next_after_warning{state::mfa_required, state::mfa_enroll, state::password_expired, state::success};
constexpr states recovered{state::recovery, state::password_reset, state::success};
constexpr states recovery_started{state::recovery_challenge, state::recovery};

constexpr states with(states some, std::initializer_list<state> more) {
  for (const state each : more) some.insert(each);
  return some;
}
constexpr cell e79{};
constexpr cell self{.accepted = true, .stays = true};
constexpr cell ended{.accepted = true, .ends = true};
constexpr cell to(states targets) { return {.accepted = true, .targets = targets}; }

bool is_one_of(substate what, std::initializer_list<substate> some) noexcept {
  return std::ranges::find(some, what) != some.end();
}
/// The user answers here, by a code or otherwise, or has to begin again.
bool by_the_user(substate what) noexcept {
  return is_one_of(what, {sent_code, response, push_again, callback_again, provider});
}
bool elsewhere(substate what) noexcept { return is_one_of(what, {push, callback}); }

cell from_outside(operation by) noexcept {
  switch (by) {
    case operation::authenticate:
      return to(with(next, {state::password_reset, state::locked_out, state::unauthenticated}));
    case operation::forgot_password:
    case operation::unlock_account: return to(recovery_started);
    case operation::verify_recovery_token: return to(recovered);
    default: return e79;
  }
}

cell by_factor(const place& from, operation by) noexcept {
  const bool activation = from.in == state::mfa_enroll_activate;
  const states to_next = with(next, {from.in});
  switch (by) {
    case operation::activate_factor: return activation && by_the_user(from.substate) ? to(to_next) : e79;
    case operation::poll_activation: return activation && elsewhere(from.substate) ? to(to_next) : e79;
    case operation::send_activation_link: return activation && from.substate == push ? self : e79;
    case operation::resend_activation: return activation && from.substate == sent_code ? self : e79;
    case operation::verify_factor: return !activation && by_the_user(from.substate) ? to(to_next) : e79;
    case operation::poll_verification: return !activation && elsewhere(from.substate) ? to(to_next) : e79;
    case operation::resend_challenge:
      return !activation && is_one_of(from.substate, {sent_code, push, push_again}) ? self : e79;
    case operation::previous:
      return activation ? to({state::mfa_enroll}) : to({state::mfa_required, state::unauthenticated});
    default: return e79;
  }
}

cell by_state(const place& from, operation by) noexcept {
  switch (from.in) {
    case state::unauthenticated:
      if (from.substate == password && by == operation::step_up) return to(with(next, {state::locked_out}));
      if (from.substate == first_factor && by == operation::verify_factor)
        return to(with(next, {state::mfa_challenge, state::unauthenticated}));
      return e79;
    case state::password_warn:
      if (by == operation::skip) return to(next_after_warning);
      [[fallthrough]];
    case state::password_expired: return by == operation::change_password ? to(next_with_new_password) : e79;
    case state::password_reset: return by == operation::reset_password ? to(next_with_new_password) : e79;
    case state::recovery:
      if (from.substate == recovery_token) return by == operation::verify_recovery_token ? to(recovered) : e79;
      return by == operation::answer_question ? to({state::password_reset, state::success}) : e79;
    case state::recovery_challenge:
      if (from.substate == mail) return e79;
      if (by == operation::verify_recovery_factor) return to(recovered);
      return by == operation::resend_recovery ? self : e79;
    case state::locked_out: return by == operation::unlock_account ? to(recovery_started) : e79;
    case state::mfa_enroll:
      if (by == operation::enroll_factor) return to(with(next, {state::mfa_enroll_activate}));
      return by == operation::skip && from.substate == optional_factor ? to(next) : e79;
    case state::mfa_required: return by == operation::verify_factor ? to(with(next, {state::mfa_challenge})) : e79;
    case state::mfa_enroll_activate:
    case state::mfa_challenge: return by_factor(from, by);
    case state::success: break;
  }
  return e79;
}

using error = std::pair<unsigned, std::string_view>;
// Section 6.2, the errors that do not need a failure of the server.
constexpr std::array errors{
    error{400, "E0000001"}, error{400, "E0000003"}, error{400, "E0000098"}, error{401, "E0000004"},
    error{401, "E0000011"}, error{403, "E0000006"}, error{403, "E0000014"}, error{403, "E0000017"},
    error{403, "E0000032"}, error{403, "E0000034"}, error{403, "E0000035"}, error{403, "E0000068"},
    error{403, "E0000069"}, error{403, "E0000073"}, error{403, "E0000079"}, error{403, "E0000080"},
    error{403, "E0000082"}, error{403, "E0000083"}, error{403, "E0000087"}, error{403, "E0000095"},
    error{403, "E0000097"}, error{403, "E0000105"}, error{403, "E0000119"}, error{404, "E0000007"},
    error{405, "E0000022"}, error{423, "E0000180"}, error{429, "E0000047"}, error{429, "E0000109"},
    error{429, "E0000118"}, error{429, "E0000133"},
};

}  // namespace

std::span<const place> places() noexcept { return all_places; }

const place* find_place(state in, substate what) noexcept {
  const auto found =
      std::ranges::find_if(all_places, [&](const place& each) { return each.in == in && each.substate == what; });
  return found == all_places.end() ? nullptr : &*found;
}

cell documented(const place* from, operation by) noexcept {
  if (from == nullptr) return from_outside(by);
  if (by == operation::get_state) return from->has_state_token ? self : e79;
  if (by == operation::cancel) return from->has_state_token && from->in != state::success ? ended : e79;
  return by_state(*from, by);
}

operations accepted_at(const place& from) noexcept {
  operations found;
  for (std::size_t i = 0; i < operations_count; ++i)
    if (documented(&from, operation_at(i)).accepted) found.insert(operation_at(i));
  return found;
}

bool is_administrative(operation by) noexcept {
  constexpr operations all{operation::get_lockout_settings,
                           operation::replace_lockout_settings,
                           operation::get_authenticator_settings,
                           operation::replace_authenticator_settings,
                           operation::get_threat_configuration,
                           operation::replace_threat_configuration,
                           operation::list_blocks};
  return all.contains(by);
}

bool is_documented_error(unsigned status, std::string_view code) noexcept {
  return std::ranges::find(errors, error{status, code}) != errors.end();
}

}  // namespace machine
