#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "text/play/repeat_step.hpp"

namespace interlock::text {

/// A table with a line for each step, and the account in the end.
class play_report {
 public:
  play_report();
  void add(const step_result& of);
  [[nodiscard]] std::string finish(const story_state& end) &&;

 private:
  enum column : std::size_t { times = 5, columns };
  using row = std::array<std::string, columns>;
  void add(row cells);

  std::array<std::size_t, columns> widths_{};
  std::vector<row> rows_;
  std::string day_;  // of the last line
};

}  // namespace interlock::text
