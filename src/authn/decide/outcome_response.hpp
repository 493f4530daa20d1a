#pragma once

#include "authn/decide/table_evaluation.hpp"

/// The responses to the outcomes of the root tables; docs/reference.md#errors.
namespace interlock::authn {

/// The response to one outcome of a root table.
struct outcome_response {
  std::optional<outcome> publicly;  ///< none: whatever state the transaction is in
  std::uint16_t status = 200;
  std::optional<error_code> error = std::nullopt;  ///< set: a refusal
  std::string_view subject = {};                   ///< as in `response`
  std::string_view cause = {};
  std::string_view summary = {};
};

/// Whether a sign-in sends a user name and nothing that proves it.
[[nodiscard]] bool names_only_user(const request& asked) noexcept;

/// The table that answers a request.
[[nodiscard]] shipped::table_id root_for(const decision_context& about) noexcept;

[[nodiscard]] outcome_response response_on(shipped::table_id root, rules::value_index of) noexcept;

/// What a root table has come to, and the response to that.
template <class Outcome>
struct root_answer {
  Outcome decided;
  outcome_response how;
};

template <class Outcome>
[[nodiscard]] root_answer<Outcome> answer_of(shipped::table_id root, table_evaluation& rule) noexcept {
  const rules::value_index decided = rule.value(root);
  return {static_cast<Outcome>(decided), response_on(root, decided)};
}

/// The state in which a transaction stays, or to which it returns.
[[nodiscard]] outcome known_state(shipped::out::continuation decided, const transaction& in) noexcept;

/// The public outcome of one outcome of the table that answers a request.
[[nodiscard]] outcome public_outcome(shipped::table_id root, rules::value_index of, const facts& from) noexcept;

}  // namespace interlock::authn
