#include <interlock/authn/decide.hpp>

#include <array>

#include "authn/decide/automatic_unlock.hpp"
#include "authn/decide/continue_sign_in.hpp"
#include "authn/decide/recovery.hpp"
#include "authn/decide/settings.hpp"
#include "authn/decide/sign_in.hpp"
#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

using shipped::table_id;

void carry_out_answer(table_id root, decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  switch (root) {
    case table_id::administration: return administer(made, about, rule);
    case table_id::identification: return identify(made, about, rule);
    case table_id::continuation: return continue_sign_in(made, about, rule);
    case table_id::recovery_start: return start_recovery(made, about, rule);
    case table_id::recovery_link: return use_recovery_token(made, about, rule);
    case table_id::recovery_progress: return continue_recovery(made, about, rule);
    default: return sign_in(made, about, rule);
  }
}

/// The root table whose answer is the decision: a step-up that is let in is decided as any sign-in.
table_id consult(const decision_context& about, table_evaluation& rule) noexcept {
  const table_id root = root_for(about);
  const bool signs_in = root == table_id::continuation && rule.decide(root) &&
                        rule.answer<shipped::out::continuation>(root) == shipped::out::continuation::authenticates;
  return signs_in ? table_id::authentication : root;
}

template <shipped::table_id... Tables>
constexpr std::array<std::uint16_t, sizeof...(Tables)> indices{static_cast<std::uint16_t>(Tables)...};

}  // namespace

result<decision, missing_evidence> decide(const facts& from) noexcept {
  decision_context about{from};
  result<decision, missing_evidence> answer{std::in_place};  // the only one returned
  decision& made = *answer;
  made.account = from.account;
  table_evaluation rule{about, made};

  run_unlock_job(made, about, rule);
  const table_id root = consult(about, rule);
  if (!rule.decide(root)) {
    answer = rule.missing();
    return answer;
  }
  made.root = static_cast<std::uint16_t>(root);
  made.decided_by = rule.decided_by(root);
  carry_out_answer(root, made, about, rule);
  return answer;
}

std::span<const std::uint16_t> tables_behind(operation by) noexcept {
  using enum shipped::table_id;
  switch (by) {
    case operation::authenticate: return indices<authentication, identification>;
    case operation::step_up: return indices<authentication>;
    case operation::forgot_password:
    case operation::unlock_account: return indices<recovery_start>;
    case operation::verify_recovery_token: return indices<recovery_link>;
    case operation::verify_recovery_factor:
    case operation::resend_recovery:
    case operation::answer_question: return indices<recovery_progress>;
    default: break;
  }
  return administrative_part(by) ? std::span<const std::uint16_t>{indices<administration>} : indices<continuation>;
}

const rules::book& shipped_book() noexcept { return shipped::book(); }

}  // namespace interlock::authn
