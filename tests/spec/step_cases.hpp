#pragma once

#include <string_view>
#include <vector>

#include <interlock/authn/facts.hpp>

/// For every row of the tables of transactions that go on, and of administrators, facts in which exactly that row
/// decides its table.
namespace spec {

struct step_case {
  std::string_view id;
  std::string_view answer;   ///< what the row's table must say
  std::string_view outcome;  ///< of the decision; docs/reference.md#the-decision
  int status;
  std::string_view error;                     ///< empty: a state, the end of the transaction or settings are answered
  void (*arrange)(interlock::authn::facts&);  ///< from a sign-in under policy P with the right password
};

using step_cases = std::vector<step_case>;
[[nodiscard]] step_cases rows_of_entries();
[[nodiscard]] step_cases rows_of_continuations();
[[nodiscard]] step_cases rows_of_continuations_by_factor();
[[nodiscard]] step_cases rows_of_passwords_and_messages();
[[nodiscard]] step_cases rows_of_new_factors();
[[nodiscard]] step_cases rows_of_factor_answers();
[[nodiscard]] step_cases rows_onward();
[[nodiscard]] step_cases rows_of_recovery_starts();
[[nodiscard]] step_cases rows_of_recovery_methods();
[[nodiscard]] step_cases rows_of_recovery_answers();
[[nodiscard]] step_cases rows_of_recovery_progress();
[[nodiscard]] step_cases rows_of_administration();

}  // namespace spec
