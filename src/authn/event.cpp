#include <interlock/authn/event.hpp>

#include "consequences.hpp"
#include "unlock_job.hpp"

namespace interlock::authn {
namespace {

void unlock_by_administrator(decision& made, bool lock_stays) noexcept {
  const effects::account_unlocked unlocked{effects::unlocked_by::administrator, true, lock_stays};
  if (evolve(made.account, unlocked) == made.account) return;
  carry_out(made, unlocked);
  carry_out(made, effects::log_event{"user.account.unlock_by_admin", "SUCCESS", {}});
}

}  // namespace

decision decide_event(const facts& from, account_event what) noexcept {
  decision made;
  made.outcome = outcome::ok;
  made.account = from.account;
  situation about{from};
  deliberation rule{about, made};
  run_unlock_job(made, about, rule);
  made.decided_by = made.trace.front().rule;
  if (what != account_event::timer) unlock_by_administrator(made, what == account_event::allow_unknown_devices);
  return made;
}

}  // namespace interlock::authn
