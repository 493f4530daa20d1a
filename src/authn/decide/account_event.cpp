#include <interlock/authn/account_event.hpp>

#include "authn/decide/automatic_unlock.hpp"
#include "authn/decide/emit_effects.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;

void unlock(decision& made, const decision_context& about, bool lock_stays) noexcept {
  const effects::account_unlocked unlocked{effects::unlocked_by::administrator, lock_stays};
  if (evolve(made.account, unlocked) == made.account) return;
  carry_out(made, unlocked);
  log(made, "user.account.unlock_by_admin", "SUCCESS");
  if (!lock_stays) unlock_directory(made, about);
}

void change_status(decision& made, user_status to, std::string_view event_type) noexcept {
  carry_out(made, effects::status_changed{to});
  log(made, event_type, "SUCCESS");
}

void end_suspension(decision& made) noexcept {
  change_status(made, user_status::active, "user.lifecycle.unsuspend");
  if (made.account.attempts.failed_recovery != 0)
    carry_out(made, effects::counters_reset{effects::counter::failed_recovery});
}

void carry_out_event(decision& made, const decision_context& about, out::account_event decided) noexcept {
  switch (decided) {
    case out::account_event::nothing: return;
    case out::account_event::unlocked: return unlock(made, about, false);
    case out::account_event::unknown_devices_allowed: return unlock(made, about, true);
    case out::account_event::recovery_due:
      return change_status(made, user_status::recovery, "user.account.reset_password");
    case out::account_event::password_expired:
      return change_status(made, user_status::password_expired, "user.account.expire_password");
    case out::account_event::suspended: return change_status(made, user_status::suspended, "user.lifecycle.suspend");
    case out::account_event::unsuspended: return end_suspension(made);
    case out::account_event::deactivated:
      return change_status(made, user_status::deprovisioned, "user.lifecycle.deactivate");
  }
}

}  // namespace

decision decide_event(const facts& from, account_event what) noexcept {
  decision made;
  made.outcome = outcome::ok;
  made.account = from.account;
  decision_context about{from, what};
  table_evaluation rule{about, made};
  run_unlock_job(made, about, rule);
  const auto decided = rule.answer<out::account_event>(shipped::table_id::account_event);
  made.decided_by = (what == account_event::timer ? made.trace.front() : made.trace.back()).rule;
  carry_out_event(made, about, decided);
  return made;
}

}  // namespace interlock::authn
