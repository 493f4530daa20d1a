#pragma once

#include <cstddef>
#include <string_view>

#include <interlock/function_ref.hpp>

namespace interlock::text {

/// How many cases were written, and how many rows, pairs of rows and regions no scenario can show.
struct case_counts {
  std::size_t rows = 0;   ///< one case each
  std::size_t pairs = 0;  ///< pairs of rows, two cases each
  std::size_t boxes = 0;  ///< one case each
  // Those that no scenario can show:
  std::size_t rows_left_out = 0;
  std::size_t pairs_left_out = 0;
  std::size_t boxes_left_out = 0;
  friend bool operator==(const case_counts&, const case_counts&) = default;
};

/// Tests of what `POST /api/v1/authn` answers, for any implementation, one
/// `{"id":...,"scenario":{...},"decision":{...}}` at a time: `row/RULE` is decided by way of the rule;
/// `pair/RULE/OTHER` by way of the first rule, and `pair/OTHER/RULE` differs from it in the one condition in which the
/// two rules differ; `box/N` lies in the N-th region of the table `authentication`. Pure; the same lines in every run.
/// @param line  called with each case, without a line end
/// @par Complexity a few thousand decisions
case_counts export_cases(function_ref<void(std::string_view line)> line);

}  // namespace interlock::text
