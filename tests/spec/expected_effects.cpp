#include <type_traits>

#include "expectation.hpp"

namespace spec {
namespace {

namespace effects = authn::effects;
using lines = std::vector<std::string>;
using word = out::authentication;

std::string log(std::string_view event, std::string_view outcome, std::string_view reason = "") {
  std::string line = "LOG_EVENT " + std::string{event} + " " + std::string{outcome};
  if (!reason.empty()) line += " (" + std::string{reason} + ")";
  return line;
}
std::string failed_sign_in(std::string_view reason) { return log("user.session.start", "FAILURE", reason); }
std::string at(authn::time_point when) { return " at " + std::to_string(when.time_since_epoch().count()); }
std::string of_class(bool unknown) { return unknown ? " from unknown devices" : ""; }

lines of_refusal(ending by) {
  switch (by) {
    case ending::zone_blocked: return {log("security.zone.request.blocked", "DENY")};
    case ending::concurrency_limit: return {log("core.concurrency.org.limit.violation", "DENY")};
    case ending::org_limit: return {log("system.org.rate_limit.violation", "DENY")};
    case ending::username_limit: return {failed_sign_in("user_rate_limited")};
    case ending::token_refused: return {failed_sign_in("VERIFICATION_ERROR")};
    case ending::unknown_user: return {failed_sign_in("UNKNOWN_USER")};
    case ending::barred: return {failed_sign_in("GENERAL_NONSUCCESS")};
    case ending::locked: return {failed_sign_in("LOCKED_OUT")};
    default: return {};
  }
}

lines of_wrong_password(const authn::facts& from, const expectation& expected) {
  lines made{"PASSWORD_FAILED" + of_class(counts_as_unknown(from)), failed_sign_in("INVALID_CREDENTIALS")};
  if (expected.decided.done == damage::counted) return made;

  const auto password = reference_password(from);
  const bool blocks = expected.decided.done == damage::unknown_devices_blocked;
  made.push_back((blocks ? "UNKNOWN_DEVICES_BLOCKED" : "ACCOUNT_LOCKED") + at(from.now));
  if (expected.plan == unlock_plan::scheduled) {
    const wide wait = wide{password.settings.auto_unlock_minutes} * ms_per_minute;
    made.push_back("UNLOCK_SCHEDULED" + at(reference_later(from.now, wait)));
  }
  if (expected.plan == unlock_plan::limit_reached) made.push_back(log("user.account.lock.limit", "SUCCESS"));
  made.push_back(
      blocks ? log("user.account.lock", "FAILURE", "Account Locked from New Devices - Max sign-in attempts exceeded.")
             : log("user.account.lock", "SUCCESS"));
  if (password.settings.notify_by_email) {
    const bool link = password.actions.unlock == authn::access::allow;
    made.emplace_back(link ? "SEND EMAIL ACCOUNT_LOCKED_WITH_UNLOCK_LINK" : "SEND EMAIL ACCOUNT_LOCKED");
  }
  return made;
}

// Section 1.2: five minutes, for state tokens (C34) and for session tokens.
std::string issued(std::string_view kind, const authn::facts& from) {
  return "ISSUE_TOKEN " + std::string{kind} + at(reference_later(from.now, 5 * ms_per_minute));
}

lines of_acceptance(const authn::facts& from, const expectation& expected) {
  const authn::account before = reference_after_job(from);
  const bool password = from.request.body.username && from.request.body.password;
  const bool unknown = counts_as_unknown(from);
  const auto counter = unknown ? before.attempts.failed_from_unknown_devices : before.attempts.failed;

  lines made{log("policy.evaluate_sign_on", expected.decided.sign_on_event)};
  if (!password) made.emplace_back("STATUS_CHANGED ACTIVE");
  if (password && (counter != 0 || before.attempts.consecutive_lockouts != 0))
    made.push_back("COUNTERS_RESET" + of_class(unknown));
  const bool marked = password && before.status == authn::user_status::password_expired;
  if (expected.decided.outcome == word::password_expired && !marked)
    made.emplace_back("STATUS_CHANGED PASSWORD_EXPIRED");
  if (expected.decided.outcome != word::success) {
    made.push_back(issued("STATE", from));
    return made;
  }
  made.push_back(issued("SESSION", from));
  if (!from.device_known) made.emplace_back("DEVICE_KNOWN");
  made.push_back(log("user.session.start", "SUCCESS"));
  return made;
}

lines of_ending(const authn::facts& from, const expectation& expected) {
  switch (expected.decided.by) {
    case ending::wrong_password: return of_wrong_password(from, expected);
    case ending::policy_denied: return {log("policy.evaluate_sign_on", expected.decided.sign_on_event)};
    case ending::first_password_due: return {issued("STATE", from)};
    case ending::signed_in: return of_acceptance(from, expected);
    default: return of_refusal(expected.decided.by);
  }
}

struct writer {
  std::string operator()(const effects::password_failed& e) const {
    return "PASSWORD_FAILED" + of_class(e.counts == effects::counter::failed_from_unknown_devices);
  }
  std::string operator()(const effects::account_locked& e) const { return "ACCOUNT_LOCKED" + at(e.at); }
  std::string operator()(const effects::unknown_devices_blocked& e) const {
    return "UNKNOWN_DEVICES_BLOCKED" + at(e.at);
  }
  std::string operator()(const effects::unlock_scheduled& e) const { return "UNLOCK_SCHEDULED" + at(e.at); }
  std::string operator()(const effects::account_unlocked& e) const {
    return "ACCOUNT_UNLOCKED " + std::string{authn::to_string(e.by)};
  }
  std::string operator()(const effects::counters_reset& e) const {
    if (e.counts == effects::counter::failed_factor) return "COUNTERS_RESET of factors";
    if (e.counts == effects::counter::failed_recovery) return "COUNTERS_RESET of recoveries";
    const std::string of = of_class(e.counts == effects::counter::failed_from_unknown_devices);
    return "COUNTERS_RESET" + of + (e.keep_consecutive_lockouts ? ", but not the row of locks" : "");
  }
  std::string operator()(const effects::status_changed& e) const {
    return "STATUS_CHANGED " + std::string{authn::to_string(e.to)};
  }
  std::string operator()(const effects::log_event& e) const { return log(e.event_type, e.outcome, e.reason); }
  std::string operator()(const effects::send& e) const {
    return "SEND " + std::string{e.channel} + " " + std::string{e.message} +
           (e.factor_id.empty() ? "" : " to " + std::string{e.factor_id});
  }
  std::string operator()(const effects::issue_token& e) const {
    return "ISSUE_TOKEN " + std::string{authn::to_string(e.kind)} + at(e.expires_at);
  }
  std::string operator()(const effects::device_known&) const { return "DEVICE_KNOWN"; }
  std::string operator()(const effects::factor_failed&) const { return "FACTOR_FAILED"; }
  std::string operator()(const effects::recovery_failed&) const { return "RECOVERY_FAILED"; }
  std::string operator()(const effects::password_changed& e) const { return "PASSWORD_CHANGED" + at(e.at); }
  std::string operator()(const effects::revoke_token& e) const {
    return "REVOKE_TOKEN " + std::string{authn::to_string(e.kind)};
  }
  std::string operator()(const effects::revoke_sessions&) const { return "REVOKE_SESSIONS"; }
  std::string operator()(const effects::store_password&) const { return "STORE_PASSWORD"; }
  std::string operator()(const effects::store_factor& e) const {
    return "STORE_FACTOR " + std::string{e.id} + " " + std::string{authn::to_string(e.kind)} +
           (e.active ? " ACTIVE" : " PENDING_ACTIVATION");
  }
  std::string operator()(const effects::remember_device& e) const {
    return "REMEMBER_DEVICE" + (e.until ? at(*e.until) : std::string{});
  }
  std::string operator()(const effects::unlock_directory&) const { return "UNLOCK_DIRECTORY"; }
  std::string operator()(const effects::update_settings& e) const { return "UPDATE_SETTINGS " + written(e.to); }
};

}  // namespace

std::vector<std::string> written(const authn::effect_list& list) {
  lines made;
  for (const authn::effect& each : list) made.push_back(std::visit(writer{}, each));
  return made;
}

// The members that the object has, and no other.
std::string written(const authn::settings_value& settings) {
  std::string line{authn::to_string(settings.of)};
  if (settings.of != authn::managed_object::threat_insight) {
    line += settings.on ? " true" : " false";
  } else {
    line += " " + std::string{authn::to_string(settings.action)};
    for (const std::string_view zone : settings.excluded_zones) line += " " + std::string{zone};
  }
  return settings.changed_at ? line + at(*settings.changed_at) : line;
}

std::vector<std::string> effects_of(const authn::facts& from, const expectation& expected) {
  lines made;
  if (expected.unlock_ran) made = {"ACCOUNT_UNLOCKED TIMER", log("user.account.unlock", "SUCCESS")};
  const std::string_view threat = expected.decided.threat_event;
  if (!threat.empty()) made.push_back(log("security.threat.detected", threat));
  for (std::string& line : of_ending(from, expected)) made.push_back(std::move(line));
  return made;
}

}  // namespace spec
