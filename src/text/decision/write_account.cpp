#include "text/decision/write_decision.hpp"

namespace interlock::text {
namespace {

void write_status(json_writer& out, const authn::account& account) { out.member("status", to_string(*account.status)); }

void write_password_changed(json_writer& out, const authn::account& account) {
  out.key("passwordChanged");
  out.time(*account.password_changed);
}

/// A member that changed stands where it stood, or at the end if it is new. All others stay as they were given.
void write_user(json_writer& out, const json::object& user, const authn::account& before, const authn::account& after) {
  bool status_due = after.status != before.status;
  bool password_due = after.password_changed != before.password_changed && after.password_changed;
  out.begin_object();
  for (const auto& member : user) {
    const std::string_view name = view(member.key());
    if (status_due && name == "status") {
      write_status(out, after);
      status_due = false;
    } else if (password_due && name == "passwordChanged") {
      write_password_changed(out, after);
      password_due = false;
    } else {
      out.key(name);
      out.value(member.value());
    }
  }
  if (status_due) write_status(out, after);
  if (password_due) write_password_changed(out, after);
  out.end_object();
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

void write_account(json_writer& out, const scenario::document& from, const authn::account& after) {
  const authn::attempts& attempts = after.attempts;
  out.begin_object("account");
  out.key("user");
  if (from.user != nullptr) {
    write_user(out, *from.user, from.facts.account, after);
  } else {
    out.null();
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
  out.end_object();
}

}  // namespace interlock::text
