#pragma once

#include <string_view>
#include <vector>

#include <interlock/authn/facts.hpp>

/// For every row of the rule tables facts in which exactly that row decides its table.
namespace spec {

struct row_case {
  std::string_view id;
  std::string_view answer;                    ///< what the row's table must say
  std::string_view outcome;                   ///< of the decision; docs/reference.md#the-decision
  void (*arrange)(interlock::authn::facts&);  ///< from a sign-in under policy P with the right password
};

using row_cases = std::vector<row_case>;
[[nodiscard]] row_cases rows_before_the_password();
[[nodiscard]] row_cases rows_of_locks();
[[nodiscard]] row_cases rows_of_recovery();
[[nodiscard]] row_cases rows_after_the_password();
[[nodiscard]] row_cases rows_of_answers();

}  // namespace spec
