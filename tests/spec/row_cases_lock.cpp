#include "row_arrangements.hpp"

namespace spec {

using authn::recovery_method;

namespace {

// A locked account whose recovery methods the policy alone permits.
void recover_by_policy(facts& f, authn::recovery_methods permitted, authn::recovery_methods enrolled) {
  lock(f);
  password_settings_of(f).recovery_active = permitted;
  f.recovery_enrolled = enrolled;
}

// The same in the Identity Engine, where the rule states them.
void recover_by_rule(facts& f, authn::recovery_methods permitted, authn::recovery_methods enrolled) {
  recover_by_policy(f, {}, enrolled);
  f.policy.engine = authn::engine::identity;
  password_actions_of(f).required_methods = permitted;
}

void email_needs_no_enrollment(facts& f) { password_actions_of(f).email_without_enrollment = true; }

void have_job(facts& f, std::chrono::minutes in) { f.account.attempts.auto_unlock_at = f.now + in; }

}  // namespace

// clang-format off
row_cases rows_of_locks() {
  return {
    {"TRY-1", "ACCEPTED",               "SUCCESS",               [](facts& f) { f.account.attempts.failed = 4; }},
    {"TRY-2", "COUNTED",                "AUTHENTICATION_FAILED", [](facts& f) { send_wrong_password(f); }},
    {"TRY-3", "COUNTED",                "AUTHENTICATION_FAILED", [](facts& f) { send_fifth_wrong_password(f); password_settings_of(f).max_attempts = 0; }},
    {"TRY-4", "BLOCKS_UNKNOWN_DEVICES", "LOCKED_OUT",            [](facts& f) { send_fifth_wrong_password(f); come_from_unknown_device(f); }},
    {"TRY-5", "LOCKS_ACCOUNT",          "LOCKED_OUT",            [](facts& f) { send_fifth_wrong_password(f); }},

    {"LOCK-1", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { lock(f); f.policy.prevent_enumeration_in_authentication = true; }},
    {"LOCK-2", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { lock(f); hide_lockouts(f); }},
    {"LOCK-3", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { lock(f); password_actions_of(f).unlock = authn::access::deny; }},
    {"LOCK-4", "AUTHENTICATION_FAILED", "AUTHENTICATION_FAILED", [](facts& f) { lock(f); f.recovery_enrolled = {recovery_method::question}; }},
    {"LOCK-5", "LOCKED_OUT",            "LOCKED_OUT",            [](facts& f) { lock(f); }},

    {"SCHED-1", "NOT_SCHEDULED", "LOCKED_OUT", [](facts& f) { send_fifth_wrong_password(f); password_settings_of(f).auto_unlock_minutes = 0; }},
    {"SCHED-2", "LIMIT_REACHED", "LOCKED_OUT", [](facts& f) { send_fifth_wrong_password(f); f.account.attempts.consecutive_lockouts = 9; }},
    {"SCHED-3", "NOT_SCHEDULED", "LOCKED_OUT", [](facts& f) { send_fifth_wrong_password(f); f.account.attempts.consecutive_lockouts = 10; }},
    {"SCHED-4", "NOT_SCHEDULED", "LOCKED_OUT", [](facts& f) { send_fifth_wrong_password(f); have_job(f, std::chrono::minutes{50}); }},
    {"SCHED-5", "SCHEDULED",     "LOCKED_OUT", [](facts& f) { send_fifth_wrong_password(f); f.account.attempts.consecutive_lockouts = 8; }},

    {"AUTO-1", "UNLOCK",  "SUCCESS",    [](facts& f) { lock(f); have_job(f, std::chrono::minutes{0}); }},
    {"AUTO-2", "NOTHING", "SUCCESS",    [](facts& f) { have_job(f, std::chrono::minutes{-1}); }},
    {"AUTO-3", "NOTHING", "LOCKED_OUT", [](facts& f) { lock(f); have_job(f, std::chrono::minutes{1}); }},
  };
}

row_cases rows_of_recovery() {
  using authn::recovery_methods;
  return {
    {"SOURCE-1", "POLICY", "LOCKED_OUT",            [](facts& f) { lock(f); password_actions_of(f).required_methods = recovery_methods{}; }},
    {"SOURCE-2", "POLICY", "LOCKED_OUT",            [](facts& f) { lock(f); f.policy.engine = authn::engine::identity; }},
    {"SOURCE-3", "RULE",   "AUTHENTICATION_FAILED", [](facts& f) { lock(f); f.policy.engine = authn::engine::identity; password_actions_of(f).required_methods = recovery_methods{}; }},

    {"METHOD-1",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_policy(f, {recovery_method::email}, {recovery_method::email}); }},
    {"METHOD-2",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_policy(f, {recovery_method::email}, {}); email_needs_no_enrollment(f); }},
    {"METHOD-3",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_policy(f, {recovery_method::sms}, {recovery_method::sms}); }},
    {"METHOD-4",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_policy(f, {recovery_method::call}, {recovery_method::call}); }},
    {"METHOD-5",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_rule(f, {recovery_method::email}, {recovery_method::email}); }},
    {"METHOD-6",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_rule(f, {recovery_method::email}, {}); email_needs_no_enrollment(f); }},
    {"METHOD-7",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_rule(f, {recovery_method::sms}, {recovery_method::sms}); }},
    {"METHOD-8",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_rule(f, {recovery_method::call}, {recovery_method::call}); }},
    {"METHOD-9",  "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_rule(f, {recovery_method::push}, {recovery_method::push}); }},
    {"METHOD-10", "USABLE", "LOCKED_OUT", [](facts& f) { recover_by_rule(f, {recovery_method::otp}, {recovery_method::otp}); }},
    {"METHOD-11", "NONE", "AUTHENTICATION_FAILED", [](facts& f) { recover_by_policy(f, {recovery_method::question}, {recovery_method::question}); }},
    {"METHOD-12", "NONE", "AUTHENTICATION_FAILED", [](facts& f) { recover_by_rule(f, {}, {recovery_method::email}); }},
    {"METHOD-13", "NONE", "AUTHENTICATION_FAILED", [](facts& f) { recover_by_policy(f, {recovery_method::sms}, {recovery_method::email, recovery_method::push}); }},
  };
}
// clang-format on

}  // namespace spec
