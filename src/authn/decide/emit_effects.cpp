#include "authn/decide/emit_effects.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;
using shipped::table_id;

void log_threat(decision& made, table_evaluation& rule) noexcept {
  if (!rule.consulted(table_id::threat)) return;
  switch (rule.answer<out::threat_log>(table_id::threat_log)) {
    case out::threat_log::no_event: return;
    case out::threat_log::allow: return log(made, "security.threat.detected", "ALLOW");
    case out::threat_log::rate_limit: return log(made, "security.threat.detected", "RATE_LIMIT");
    case out::threat_log::deny: return log(made, "security.threat.detected", "DENY");
  }
}

void log_refusal(decision& made, const facts& from, table_evaluation& rule, bool rate_limited) noexcept {
  if (from.zone == zone::blocked) return log(made, "security.zone.request.blocked", "DENY");
  if (!rate_limited || rule.answer<out::threat>(table_id::threat) == out::threat::limited) return;
  switch (from.rate.violated) {
    case rate_limit_kind::none: return;
    case rate_limit_kind::org: return log(made, "system.org.rate_limit.violation", "DENY");
    case rate_limit_kind::concurrency: return log(made, "core.concurrency.org.limit.violation", "DENY");
    case rate_limit_kind::username: return sign_in_failed(made, "user_rate_limited");
  }
}

void schedule_unlock(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  switch (rule.answer<out::unlock_schedule>(table_id::unlock_schedule)) {
    case out::unlock_schedule::not_scheduled: return;
    case out::unlock_schedule::limit_reached: return log(made, "user.account.lock.limit", "SUCCESS");
    case out::unlock_schedule::scheduled: break;
  }
  const duration wait = at_most<std::chrono::minutes>(about.password().settings->auto_unlock_minutes);
  carry_out(made, effects::unlock_scheduled{later(about.facts().now, wait)});
}

void mail_the_user(decision& made, const decision_context& about) noexcept {
  if (!about.password().settings->notify_by_email) return;
  const bool may_unlock = about.password().actions->unlock == access::allow;
  carry_out(made, effects::send{"EMAIL", may_unlock ? "ACCOUNT_LOCKED_WITH_UNLOCK_LINK" : "ACCOUNT_LOCKED", {}});
}

void block_unknown_devices(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  carry_out(made, effects::unknown_devices_blocked{about.facts().now});
  schedule_unlock(made, about, rule);
  log(made, "user.account.lock", "FAILURE", "Account Locked from New Devices - Max sign-in attempts exceeded.");
  mail_the_user(made, about);
}

/// @return whether the password was accepted
bool try_password(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  switch (rule.answer<out::standing>(table_id::standing)) {
    case out::standing::unknown_user: sign_in_failed(made, "UNKNOWN_USER"); return false;
    case out::standing::barred: sign_in_failed(made, "GENERAL_NONSUCCESS"); return false;
    case out::standing::locked: sign_in_failed(made, "LOCKED_OUT"); return false;
    case out::standing::open: break;
  }
  if (rule.answer<out::password_attempt>(table_id::password_attempt) == out::password_attempt::accepted) return true;
  wrong_password(made, about, rule);
  return false;
}

void log_sign_on(decision& made, table_evaluation& rule) noexcept {
  const bool challenged = rule.answer<out::factor_challenge>(table_id::factor_challenge) == out::factor_challenge::due;
  log(made, "policy.evaluate_sign_on", challenged ? "CHALLENGE" : "ALLOW");
}

/// @return whether the sign-in goes on
bool activate(decision& made, table_evaluation& rule) noexcept {
  switch (rule.answer<out::activation>(table_id::activation)) {
    case out::activation::refused: sign_in_failed(made, "VERIFICATION_ERROR"); return false;
    case out::activation::password_due: return false;
    case out::activation::activated: break;
  }
  return true;
}

}  // namespace

void log(decision& made, std::string_view event_type, std::string_view outcome, std::string_view reason) noexcept {
  carry_out(made, effects::log_event{event_type, outcome, reason});
}

void sign_in_failed(decision& made, std::string_view reason) noexcept {
  log(made, "user.session.start", "FAILURE", reason);
}

void log_entry(decision& made, const facts& from, table_evaluation& rule, bool rate_limited) noexcept {
  log_threat(made, rule);
  log_refusal(made, from, rule, rate_limited);
}

void lock(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  carry_out(made, effects::account_locked{about.facts().now});
  schedule_unlock(made, about, rule);
  log(made, "user.account.lock", "SUCCESS");
  mail_the_user(made, about);
}

void unlock_directory(decision& made, const decision_context& about) noexcept {
  if (about.facts().user.provider == "ACTIVE_DIRECTORY" && about.password().settings->unlocks_directory)
    carry_out(made, effects::unlock_directory{});
}

void wrong_password(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  carry_out(made, effects::password_failed{counter_for_device(about.facts())});
  sign_in_failed(made, "INVALID_CREDENTIALS");
  const auto attempt = rule.answer<out::password_attempt>(table_id::password_attempt);
  if (attempt == out::password_attempt::locks_account) lock(made, about, rule);
  if (attempt == out::password_attempt::blocks_unknown_devices) block_unknown_devices(made, about, rule);
}

void reset_counters(decision& made, const facts& from, bool signs_in) noexcept {
  const effects::counter counts = counter_for_device(from);
  const attempts& now = made.account.attempts;
  if (count(now, counts) != 0 || (signs_in && now.consecutive_lockouts != 0))
    carry_out(made, effects::counters_reset{counts, !signs_in});
}

void add_consequences(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const auto gate = rule.answer<out::gate>(table_id::gate);
  if (gate != out::gate::open) return log_entry(made, about.facts(), rule, gate == out::gate::rate_limited);
  log_threat(made, rule);

  const bool activation = rule.consulted(table_id::activation);
  if (!(activation ? activate(made, rule) : try_password(made, about, rule))) return;

  if (rule.answer<out::sign_on>(table_id::sign_on) == out::sign_on::denied)
    return log(made, "policy.evaluate_sign_on", "DENY");
  log_sign_on(made, rule);
  if (activation) carry_out(made, effects::status_changed{user_status::active});
  if (!activation) reset_counters(made, about.facts());
}

}  // namespace interlock::authn
