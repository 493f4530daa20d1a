#include "expectation.hpp"

#include <array>
#include <stdexcept>

namespace spec {
namespace {

using authn::operation;
using authn::user_status;
using word = out::authentication;
using token = carried_token;

// clang-format off
const std::array forms{
  //          decided                      outcome                  status error        accepted                                                               token
  answer_form{word::success,               "SUCCESS",               200,   "",          {},                                                                    token::session},
  answer_form{word::mfa_required,          "MFA_REQUIRED",          200,   "",          {operation::verify_factor, operation::get_state, operation::cancel},   token::state},
  answer_form{word::mfa_enroll,            "MFA_ENROLL",            200,   "",          {operation::enroll_factor, operation::get_state, operation::cancel},   token::state},
  answer_form{word::password_expired,      "PASSWORD_EXPIRED",      200,   "",          {operation::change_password, operation::get_state, operation::cancel}, token::state},
  answer_form{word::password_warn,         "PASSWORD_WARN",         200,   "",          {operation::change_password, operation::skip, operation::get_state, operation::cancel}, token::state},
  answer_form{word::password_reset,        "PASSWORD_RESET",        200,   "",          {operation::reset_password, operation::get_state, operation::cancel},  token::state},
  answer_form{word::locked_out,            "LOCKED_OUT",            200,   "",          {operation::unlock_account},                                           token::none},
  answer_form{word::authentication_failed, "AUTHENTICATION_FAILED", 401,   "E0000004",  {},                                                                    token::none},
  answer_form{word::forbidden,             "FORBIDDEN",             403,   "E0000006",  {},                                                                    token::none},
  answer_form{word::rate_limited,          "RATE_LIMITED",          429,   "E0000047",  {},                                                                    token::none},
  answer_form{word::not_found,             "NOT_FOUND",             404,   "E0000007",  {},                                                                    token::none},
  answer_form{word::method_not_allowed,    "NOT_FOUND",             405,   "E0000022",  {},                                                                    token::none},
  answer_form{word::malformed_request,     "INVALID_REQUEST",       400,   "E0000003",  {},                                                                    token::none},
  answer_form{word::invalid_request,       "INVALID_REQUEST",       400,   "E0000001",  {},                                                                    token::none},
};
// clang-format on

// Applies one change of docs/reference.md#the-account-over-time; the version grows with it if it changed anything.
template <class Change>
void change(authn::account& account, Change make) {
  const authn::account before = account;
  make(account);
  if (!(account == before)) reference_count(account.version);
}

std::uint64_t& counter_of_class(authn::account& account, bool unknown) {
  return unknown ? account.attempts.failed_from_unknown_devices : account.attempts.failed;
}

void suffer(authn::account& account, const authn::facts& from, const expectation& expected) {
  change(account, [&](authn::account& a) { reference_count(counter_of_class(a, counts_as_unknown(from))); });
  if (expected.decided.done == damage::counted) return;
  change(account, [&](authn::account& a) {
    if (expected.decided.done == damage::account_locked)
      a.status = user_status::locked_out;
    else
      a.attempts.unknown_devices_blocked = true;
    a.attempts.locked_at = from.now;
    reference_count(a.attempts.consecutive_lockouts);
  });
  if (expected.plan != unlock_plan::scheduled) return;
  const wide wait = wide{reference_password(from).settings.auto_unlock_minutes} * ms_per_minute;
  change(account, [&](authn::account& a) { a.attempts.auto_unlock_at = reference_later(from.now, wait); });
}

bool by_token(const authn::facts& from) { return !(from.request.body.username && from.request.body.password); }

void accept(authn::account& account, const authn::facts& from, const expectation& expected) {
  if (by_token(from))
    change(account, [](authn::account& a) { a.status = user_status::active; });
  else
    change(account, [&](authn::account& a) {
      counter_of_class(a, counts_as_unknown(from)) = 0;
      a.attempts.consecutive_lockouts = 0;
    });
  // Section 5.3: expiry is noticed at sign-in, and the user is then moved.
  if (expected.decided.outcome == word::password_expired)
    change(account, [](authn::account& a) { a.status = user_status::password_expired; });
}

}  // namespace

const answer_form& form_of(out::authentication decided) {
  for (const answer_form& form : forms)
    if (form.decided == decided) return form;
  throw std::logic_error("an outcome without an answer");
}

expectation expect(const authn::facts& from) { return expect(from, reference_observations(from)); }

expectation expect(const authn::facts&, const observed_values& observed) {
  known_observations known{observed};
  expectation made;
  made.unlock_ran = unlock_runs(known);
  try {
    made.decided = answer(known);
  } catch (const missing_observation& unknown) {
    made.missing = unknown.which;
    return made;
  }
  const bool locks =
      made.decided.done == damage::account_locked || made.decided.done == damage::unknown_devices_blocked;
  if (locks) made.plan = plan_unlock(known);
  return made;
}

authn::account account_after(const authn::facts& from, const expectation& expected) {
  authn::account account = reference_after_job(from);
  if (expected.decided.done != damage::none) suffer(account, from, expected);
  if (expected.decided.by == ending::signed_in) accept(account, from, expected);
  return account;
}

}  // namespace spec
