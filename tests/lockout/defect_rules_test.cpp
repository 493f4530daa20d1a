#include <deque>
#include <map>
#include <utility>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/transaction_machine.hpp>

#include "page.hpp"
#include "rule_mutants.hpp"

/// Properties of the rules themselves, asked of every combination of observations, and rules that do not have them.
namespace spec::defects {
namespace {

namespace authn = interlock::authn;
using rules::condition;

constexpr auto any = condition::kind::any;
constexpr auto one_of = condition::kind::one_of;
constexpr auto none_of = condition::kind::none_of;

/// With the device setting off nobody looks at the device, nor at a block from the time when it was on.
std::string looked_at_with_the_setting_off(const rules::book& of) {
  const rules::box off = where(of, {{"device_setting", "OFF"}});
  for (const std::string_view table : {"standing", "hold", "password_attempt", "recovery_permission"})
    for (const std::string_view input : {"device", "unknown_devices_block"})
      if (const std::string row = reader_of(of, table, off, input); !row.empty())
        return row + " looks at " + std::string{input};
  return {};
}

/// Whatever a factor is answered by, a wrong answer is WRONG, and LOCKS when it is the last.
std::string uncounted_answer(const rules::book& of) {
  for (const std::string_view by : {"ANSWER", "SENT_CODE", "ASSERTION"})
    for (const auto& [failure, other] : {std::pair{"LOCKS", "WRONG"}, {"COUNTS", "LOCKS"}}) {
      const rules::box wrong = where(of, {{"factor_state", "ACTIVE"},
                                          {"answered_by", by},
                                          {"answer_sent", "YES"},
                                          {"factor_evidence", "INVALID"},
                                          {"next_factor_failure", failure}});
      if (std::string way = way_to(of, "factor_answer", wrong, {other, "VERIFIED", "CHALLENGED"}); !way.empty())
        return std::string{by} + ": " + way;
    }
  return {};
}

/// No sign-in goes on while the account is locked.
std::string way_past_the_lock(const rules::book& of) {
  const rules::box locked = where(of, {{"user_status", "LOCKED_OUT"}});
  if (auto way =
          way_to(of, "authentication", locked,
                 {"SUCCESS", "MFA_REQUIRED", "MFA_ENROLL", "PASSWORD_EXPIRED", "PASSWORD_WARN", "PASSWORD_RESET"});
      !way.empty())
    return way;
  if (auto way = way_to(of, "identification", locked, {"UNAUTHENTICATED"}); !way.empty()) return way;
  return way_to(of, "continuation", locked,
                {"SUCCESS", "MFA_REQUIRED", "MFA_ENROLL", "MORE_FACTORS", "PASSWORD_EXPIRED", "PASSWORD_WARN",
                 "MFA_CHALLENGE", "MFA_ENROLL_ACTIVATE"});
}

/// A recovery whose proof is wrong leads to no question, no password and no unlock.
std::string recovery_without_proof(const rules::book& of) {
  const rules::box code = where(of, {{"recovery_step", "VERIFY_RECOVERY"}, {"pass_code", "INVALID"}});
  if (auto way = way_to(of, "recovery_progress", code, {"RECOVERY", "PASSWORD_RESET", "UNLOCKED"}); !way.empty())
    return way;
  const rules::box reply = where(of, {{"recovery_step", "ANSWER"}, {"recovery_answered", "INVALID"}});
  if (auto way = way_to(of, "recovery_progress", reply, {"RECOVERY", "PASSWORD_RESET", "UNLOCKED"}); !way.empty())
    return way;
  const rules::box token = where(of, {{"recovery_token", "INVALID"}});
  return way_to(of, "recovery_link", token, {"RECOVERY", "PASSWORD_RESET", "UNLOCKED"});
}

// --- the machine

/// Whether a row of the machine is taken only when a verifier was content. A user name alone begins a transaction, and
/// a locked account ends it, without any proof.
bool proves(const authn::transition& row) {
  using enum authn::operation;
  switch (row.by) {
    case forgot_password:
    case unlock_account:
    case get_state:
    case resend_recovery:
    case previous:
    case skip:
    case cancel: return false;
    case authenticate: return row.to != authn::state::unauthenticated && row.to != authn::state::locked_out;
    default: return true;
  }
}

/// A way through the machine to a state that takes a new password, or to the end of a recovery, on which nobody has
/// proved anything: the operations. Empty: there is none.
std::string unproven_way(std::span<const authn::transition> machine) {
  using authn::state;
  std::map<state, std::string> ways;
  std::deque<std::optional<state>> open{std::nullopt};
  while (!open.empty()) {
    const std::optional<state> from = open.front();
    open.pop_front();
    const std::string before = from ? ways[*from] + ", " : "";
    for (const authn::transition& row : machine) {
      if (row.from != from || !row.to || proves(row)) continue;
      std::string way = before + std::string{to_string(row.by)};
      if (*row.to == state::password_reset || *row.to == state::success) return way;
      if (ways.try_emplace(*row.to, way).second) open.emplace_back(row.to);
    }
  }
  return {};
}

}  // namespace

TEST_CASE("lockout defects, rules: the setting of another mode is not looked at") {
  rule_texts tables;
  CHECK(tables.findings().empty());
  CHECK(looked_at_with_the_setting_off(authn::shipped_book()) == "");
  CHECK(looked_at_with_the_setting_off(tables.compiled().view()) == "");
  tables.put("STATUS-8", "device_setting", {any, {}});
  check_shown(looked_at_with_the_setting_off(tables.compiled().view()), "STATUS-8 looks at device");
  CHECK(tables.findings() == std::vector<std::string>{"dead-column"});  // it would not even build
}

TEST_CASE("lockout defects, rules: every kind of answer counts") {
  CHECK(uncounted_answer(authn::shipped_book()) == "");
  rule_texts tables;
  tables.put("ANSWER-13", "answered_by", {one_of, {"SENT_CODE", "ASSERTION"}});
  check_shown(uncounted_answer(tables.compiled().view()), "ANSWER: TURN-2, ANSWER-14");
  CHECK(tables.findings().empty());
}

TEST_CASE("lockout defects, rules: no way past the lock") {
  CHECK(way_past_the_lock(authn::shipped_book()) == "");
  rule_texts tables;
  tables.put("STEP-14", "step", {none_of, {"VERIFY"}});
  check_shown(way_past_the_lock(tables.compiled().view()), "THREAT-1, ENTRY-11, HOLD-1, TURN-2, ANSWER-3, STEP-37");
  CHECK(tables.findings().empty());
}

TEST_CASE("lockout defects, rules: no recovery without proof") {
  CHECK(recovery_without_proof(authn::shipped_book()) == "");
  rule_texts tables;
  tables.put("CODE-6", "recovery_kind", {one_of, {"UNLOCK"}});
  check_shown(recovery_without_proof(tables.compiled().view()), "THREAT-1, ENTRY-11, QUESTION-1, CODE-9, RECOVER-12");
  CHECK(tables.findings().empty());
}

TEST_CASE("lockout defects, machine: no way to a new password without proof") {
  const auto shipped = authn::transitions();
  CHECK(unproven_way(shipped) == "");
  std::vector<authn::transition> mutant{shipped.begin(), shipped.end()};
  authn::transition& resending = mutant.emplace_back();
  resending.from = authn::state::recovery_challenge;
  resending.by = authn::operation::resend_recovery;
  resending.to = authn::state::password_reset;
  check_shown(unproven_way(mutant), "forgot_password, resend_recovery");
}

}  // namespace spec::defects
