#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

#include "text/scenario/scenario_document.hpp"

/// An attack that was worked out, and what is written of it.
namespace interlock::text {

/// The start of an attack: the scenario, and its members except those of a request.
struct attack_start {
  json::object members;
  std::unique_ptr<scenario::document> document;
};

/// Reads a scenario, or a story, which is played.
[[nodiscard]] result<attack_start> read_attack_start(std::string_view text, std::string_view name,
                                                     std::uint64_t steps_max);

struct worked_out {
  std::string_view story;  ///< its name
  authn::attacker who{};
  authn::attack_goal what{};
  authn::attack_plan plan;
};

/// The number of passwords that an attacker can try in unlimited time.
struct total_ever {
  authn::attacker who{};
  std::optional<std::uint64_t> passwords;  ///< none: there is no limit
  std::optional<std::uint64_t> failures;   ///< with those that the account counts already
  [[nodiscard]] bool below_ceiling() const noexcept;
};

/// NIST SP 800-63B, 5.2.2: so many consecutive failed attempts on one account at most.
inline constexpr std::uint64_t consecutive_failures_max = 100;

struct attack_findings {
  const attack_start& start;
  std::vector<authn::request_limit> limits;
  authn::time_point until;
  std::vector<worked_out> attacks;  ///< by goal, then by attacker
  std::vector<total_ever> ever;     ///< by attacker

  [[nodiscard]] const authn::facts& facts() const noexcept { return start.document->facts; }
};

/// A story of more steps is not told, repetitions aside.
inline constexpr std::uint64_t attack_steps_max = 10'000;

/// The story of a plan, which `play` plays. @return nothing if it would be too long
[[nodiscard]] std::optional<json::object> attack_story(const attack_findings& in, const authn::attack_plan& plan);

[[nodiscard]] std::string write_attack(const attack_findings& of);
[[nodiscard]] std::string report_attack(const attack_findings& of);

/// The time between two requests, on average over the whole attack; none: there is no request.
[[nodiscard]] std::optional<authn::duration> mean_interval(const attack_findings& in, const authn::attack_plan& plan);

/// An ISO 8601 duration of days and what is shorter, e.g. `P1DT30M` or `PT0.25S`. @pre it is not negative
[[nodiscard]] std::string iso_duration(authn::duration of);

/// The assumptions of the figures, and the other ways in that they leave out, each with its own limit.
inline constexpr std::array<std::string_view, 4> attack_assumptions{
    "Nobody else acts: the user does not sign in, and neither an administrator nor the user ends a lock.",
    "Codes and answers of factors are left out: five wrong ones in a row lock the account (K9).",
    "Codes and answers of recoveries are left out: five wrong ones in a row suspend the user (K3).",
    "Other protocols are left out: failures of basic authentication count apart (K5)."};

}  // namespace interlock::text
