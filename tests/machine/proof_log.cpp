#include "proof_log.hpp"

#include <array>
#include <utility>

namespace machine {
namespace {

bool is_approved_elsewhere(std::string_view type) noexcept { return type == "push" || type == "web"; }
bool is_identity_provider(std::string_view type) noexcept {
  return type == "claims_provider" || type.starts_with("assertion:");
}

void log_factor(proof_log& to, std::string_view type) noexcept {
  if (type == "question")
    to.knowledge = true;
  else if (type == "password")
    to.password = true;
  else
    to.possession = true;
}

/// Section 3.1: what each type of factor has to be answered with. All verifiers find the same, so `good` is VALID.
bool is_proven(const move& made, const observed& what) noexcept {
  if (made.found == finding::bad || made.found == finding::replayed || made.found == finding::outside) return false;
  const bool in_question = what.factor_before == made.factor;
  if (is_approved_elsewhere(made.type)) return made.found == finding::good && in_question && what.waiting_before;
  if (is_identity_provider(made.type) && in_question && what.state_before == "MFA_CHALLENGE") return true;
  return made.answered;
}

bool recovered(const proof_log& log, const world& in) noexcept {
  const bool reached = (log.code && log.code_sent) || log.token;
  return reached && (log.answer || !in.question_due);
}

}  // namespace

bool starts_anew(operation by) noexcept {
  return by == operation::authenticate || by == operation::forgot_password || by == operation::unlock_account;
}

std::string proof_log::text() const {
  const std::array bits{password,  activation, code,          token,     answer,      possession,
                        knowledge, renewed,    begun_by_name, code_sent, token_issued};
  std::string found;
  for (const bool bit : bits) found += bit ? '1' : '0';
  return found;
}

proof_log logged(const proof_log& before, const move& made, const observed& what) {
  if (!what.accepted) return before;
  proof_log now = starts_anew(made.by) ? proof_log{} : before;
  now.code_sent = now.code_sent || what.code_sent;
  now.token_issued = now.token_issued || what.token_issued;
  const bool good = made.found == finding::good;
  const bool found_right = good || made.found == finding::half;  // but for a new password
  switch (made.by) {
    case operation::authenticate:
      now.begun_by_name = !made.answered;
      if (made.answered && found_right)
        (made.body.find("\"token\"") != std::string::npos ? now.activation : now.password) = true;
      break;
    case operation::step_up: now.password = now.password || found_right; break;
    case operation::change_password:
      now.password = now.password || good;
      now.renewed = now.renewed || good;
      break;
    case operation::reset_password: now.renewed = now.renewed || good || made.found == finding::replayed; break;
    case operation::verify_recovery_factor: now.code = now.code || found_right; break;
    case operation::verify_recovery_token: now.token = now.token || found_right; break;
    case operation::answer_question: now.answer = now.answer || found_right; break;
    case operation::enroll_factor:
      if (made.answered && (found_right || made.type == "question")) log_factor(now, made.type);
      break;
    case operation::activate_factor:
    case operation::poll_activation:
    case operation::verify_factor:
      if (is_proven(made, what)) log_factor(now, made.type);
      break;
    default: break;
  }
  return now;
}

bool may_set_password(const proof_log& so_far, const world& in) noexcept {
  return so_far.activation || recovered(so_far, in);
}

bool may_unlock(const proof_log& so_far, const world& in) noexcept { return recovered(so_far, in); }

bool may_succeed(const proof_log& so_far, const world& in, bool password_due) noexcept {
  const bool knows = so_far.password || so_far.knowledge;
  const bool two = so_far.possession && knows;
  if (so_far.begun_by_name) return in.any_factor_first && (in.factor_due ? two : so_far.possession || knows);
  const bool new_password = so_far.renewed || !password_due;
  const bool by_password = so_far.password && new_password;
  const bool by_activation = so_far.activation && new_password;
  const bool by_recovery = recovered(so_far, in) && so_far.renewed;
  const bool first = by_password || by_activation || by_recovery || in.session;
  return first && (!in.factor_due || so_far.possession || so_far.knowledge);
}

}  // namespace machine
