#include "text/decision/write_account.hpp"

namespace interlock::text {
namespace {

bool user_changes(const authn::account& before, const authn::account& after) {
  return after.status != before.status || after.password_changed != before.password_changed;
}

}  // namespace

json::object user_after(const json::object& user, const authn::account& before, const authn::account& after) {
  json::object next = user;
  if (after.status != before.status) next["status"] = to_string(*after.status);
  if (after.password_changed != before.password_changed && after.password_changed)
    next["passwordChanged"] = time_text(*after.password_changed);
  return next;
}

void write_account(json_writer& out, const scenario::document& from, const authn::account& after,
                   const json::value* groups) {
  const authn::attempts& attempts = after.attempts;
  out.begin_object("account");
  out.key("user");
  if (from.user == nullptr) {
    out.null();
  } else if (user_changes(from.facts.account, after)) {
    out.value(user_after(*from.user, from.facts.account, after));
  } else {
    out.value(*from.user);
  }
  out.begin_object("attempts");
  out.member("failedAttempts", attempts.failed);
  out.member("failedAttemptsFromUnknownDevices", attempts.failed_from_unknown_devices);
  out.member("unknownDevicesBlocked", attempts.unknown_devices_blocked);
  out.member("lockedAt", attempts.locked_at);
  out.member("autoUnlockAt", attempts.auto_unlock_at);
  out.member("consecutiveLockouts", attempts.consecutive_lockouts);
  out.member("failedFactorAttempts", attempts.failed_factor);
  out.member("failedRecoveryAttempts", attempts.failed_recovery);
  out.end_object();
  out.member("version", after.version);
  if (groups != nullptr) {
    out.key("groups");
    out.value(*groups);
  }
  out.end_object();
}

}  // namespace interlock::text
