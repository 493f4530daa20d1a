#pragma once

#include <string_view>

#include "moves.hpp"

/// What was proven in a transaction, kept by the test from what callers sent and verifiers found.
namespace machine {

struct proof_log {
  bool password = false, activation = false, code = false, token = false, answer = false;
  bool possession = false, knowledge = false;  ///< of factors
  bool renewed = false;                        ///< a new password was taken
  bool begun_by_name = false;                  ///< with a user name alone
  bool code_sent = false, token_issued = false;
  bool operator==(const proof_log&) const = default;

  [[nodiscard]] std::string text() const;
  /// Without what was only sent or begun.
  [[nodiscard]] std::string proofs() const { return text().substr(0, 8); }
};

/// What of an answer the log needs.
struct observed {
  std::string_view state_before;   ///< `status` of the last body, empty: no transaction
  std::string_view factor_before;  ///< id of its factor
  bool waiting_before = false;     ///< its `factorResult` was WAITING
  bool accepted = false;           ///< HTTP status 200
  bool code_sent = false;          ///< by this decision
  bool token_issued = false;
};

/// The log after a move.
[[nodiscard]] proof_log logged(const proof_log& before, const move& made, const observed& what);

[[nodiscard]] bool starts_anew(operation by) noexcept;

/// Whether the documents let a transaction come to that end. The words are those of a body.
/// @param password_due  the account has no password, or one that has expired
[[nodiscard]] bool may_succeed(const proof_log& so_far, const world& in, bool password_due) noexcept;
[[nodiscard]] bool may_unlock(const proof_log& so_far, const world& in) noexcept;
[[nodiscard]] bool may_set_password(const proof_log& so_far, const world& in) noexcept;

}  // namespace machine
