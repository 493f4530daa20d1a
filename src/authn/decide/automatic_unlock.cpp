#include "authn/decide/automatic_unlock.hpp"

#include <interlock/authn/evolve.hpp>

#include "authn/decide/emit_effects.hpp"

namespace interlock::authn {

void run_unlock_job(decision& made, decision_context& about, table_evaluation& rule) noexcept {
  namespace out = shipped::out;
  const auto answer = rule.answer<out::automatic_unlock>(shipped::table_id::automatic_unlock);
  if (answer == out::automatic_unlock::unlock) {
    carry_out(made, effects::account_unlocked{effects::unlocked_by::timer});
    carry_out(made, effects::log_event{"user.account.unlock", "SUCCESS", {}});
  }
  const auto& job = about.facts().account.attempts.auto_unlock_at;
  if (!job || *job > about.facts().now) return;
  made.account = without_due_job(made.account, about.facts().now);
  about.settle(made.account, made.effects.size());
}

}  // namespace interlock::authn
