#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

#include "text/attack/attack_input.hpp"

/// The worst attacks that were found.
namespace interlock::text {

struct attack_result {
  std::string_view story;  ///< its name
  authn::attacker who{};
  authn::attack_goal what{};
  authn::attack_plan plan;
};

/// NIST SP 800-63B, 5.2.2: so many consecutive failed attempts on one account at most.
inline constexpr std::uint64_t consecutive_failures_max = 100;

/// The number of passwords that an attacker can try in unlimited time.
struct total_ever {
  authn::attacker who{};
  std::optional<std::uint64_t> passwords;  ///< none: there is no limit
  std::optional<std::uint64_t> failures;   ///< with those that the account counts already

  [[nodiscard]] bool below_ceiling() const noexcept { return failures && *failures <= consecutive_failures_max; }
};

struct attack_findings {
  const attack_start& start;
  std::vector<authn::request_limit> limits;
  authn::time_point until;
  std::vector<attack_result> attacks;  ///< by goal, then by attacker
  std::vector<total_ever> ever;        ///< by attacker

  [[nodiscard]] const authn::facts& facts() const noexcept { return start.document->facts; }
};

/// The assumptions of the figures, and the other ways in that they leave out, each with its own limit.
inline constexpr std::array<std::string_view, 4> attack_assumptions{
    "Nobody else acts: the user does not sign in, and neither an administrator nor the user ends a lock.",
    "Codes and answers of factors are left out: five wrong ones in a row lock the account (K9).",
    "Codes and answers of recoveries are left out: five wrong ones in a row suspend the user (K3).",
    "Other protocols are left out: failures of basic authentication count apart (K5)."};

}  // namespace interlock::text
