#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/authn/decision.hpp>

#include "oracle.hpp"
#include "reference.hpp"

/// What a decision must be, typed from docs/reference.md.
namespace spec {

enum class carried_token : std::uint8_t { none, state, session };

/// How one outcome is answered.
struct answer_form {
  out::authentication decided;
  std::string_view outcome;  ///< the word of docs/reference.md#the-decision
  int status;
  std::string_view error;                  ///< empty: a transaction state is answered
  std::vector<authn::operation> accepted;  ///< links, and reading the state where there is a state token
  carried_token carries;
};
[[nodiscard]] const answer_form& form_of(out::authentication decided);

/// Everything that follows from facts.
struct expectation {
  verdict decided;
  bool unlock_ran = false;
  unlock_plan plan = unlock_plan::nothing;  ///< only asked where a lock or block is made
  std::optional<input_id> missing;          ///< evidence that the rules need and the facts do not have
};
[[nodiscard]] expectation expect(const authn::facts& from, const observed_values& observed);
[[nodiscard]] expectation expect(const authn::facts& from);

/// docs/reference.md#the-account-over-time. The version counts the changes.
[[nodiscard]] authn::account account_after(const authn::facts& from, const expectation& expected);

/// One line an effect, in their order.
[[nodiscard]] std::vector<std::string> effects_of(const authn::facts& from, const expectation& expected);
[[nodiscard]] std::vector<std::string> written(const authn::effect_list& effects);
[[nodiscard]] std::string written(const authn::settings_value& settings);

/// Compares the whole decision. @return what differs, empty if nothing
[[nodiscard]] std::string difference(const authn::facts& from, const expectation& expected,
                                     const authn::decision& made);

}  // namespace spec
