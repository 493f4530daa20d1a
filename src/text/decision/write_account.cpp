#include "text/decision/write_decision.hpp"

namespace interlock::text {
namespace {

bool user_changes(const authn::account& before, const authn::account& after) {
  return after.status != before.status || after.password_changed != before.password_changed;
}

void write_count(json_writer& out, std::string_view name, std::uint64_t count) {
  out.key(name);
  out.number(count);
}

void write_time(json_writer& out, std::string_view name, const std::optional<authn::time_point>& at) {
  out.key(name);
  if (at) {
    out.time(*at);
  } else {
    out.null();
  }
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
  write_count(out, "failedAttempts", attempts.failed);
  write_count(out, "failedAttemptsFromUnknownDevices", attempts.failed_from_unknown_devices);
  out.key("unknownDevicesBlocked");
  out.boolean(attempts.unknown_devices_blocked);
  write_time(out, "lockedAt", attempts.locked_at);
  write_time(out, "autoUnlockAt", attempts.auto_unlock_at);
  write_count(out, "consecutiveLockouts", attempts.consecutive_lockouts);
  write_count(out, "failedFactorAttempts", attempts.failed_factor);
  write_count(out, "failedRecoveryAttempts", attempts.failed_recovery);
  out.end_object();
  write_count(out, "version", after.version);
  if (groups != nullptr) {
    out.key("groups");
    out.value(*groups);
  }
  out.end_object();
}

}  // namespace interlock::text
