#pragma once

#include <cstdlib>
#include <string_view>

#include <interlock/text/decide.hpp>

/// What holds for every text that is decided or refused.
namespace interlock::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check_problems(const text::diagnostics& problems, std::string_view whole) {
  require(!problems.empty());
  const text::diagnostic* before = nullptr;
  for (const text::diagnostic& problem : problems) {
    require(problem.at.line >= 1 && problem.at.column >= 1 && problem.at.column <= whole.size() + 1);
    require(before == nullptr || before->at <= problem.at);
    require(!problem.code.empty() && !problem.message.empty() && problem.found.size() <= 80);
    require(text::write_error(problem).find('\n') == std::string_view::npos);
    before = &problem;
  }
}

}  // namespace interlock::fuzz
