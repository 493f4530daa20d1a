#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

#include "text/json/json_writer.hpp"
#include "text/play/story_state.hpp"

/// The worst attacks that were found, and what is written of them.
namespace interlock::text {

/// A story that is read, with the state at its end.
struct played_story {
  explicit played_story(story of) : read{std::move(of)} {}

  story read;
  story_state end{read};
};

/// The start of an attack: the scenario, and its members except those of a request.
struct attack_start {
  json::object members;                          ///< of the scenario, or of what the story gives
  std::unique_ptr<const played_story> played{};  ///< null: not a story
  std::unique_ptr<scenario::document> document = std::make_unique<scenario::document>(0);
};

/// Reads a scenario, or a story, which is played.
[[nodiscard]] result<attack_start> read_attack_start(std::string_view text, std::string_view name,
                                                     std::uint64_t steps_max);

struct attack_result {
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
  std::vector<attack_result> attacks;  ///< by goal, then by attacker
  std::vector<total_ever> ever;        ///< by attacker

  [[nodiscard]] const authn::facts& facts() const noexcept { return start.document->facts; }
};

/// A story of more steps is not written, repetitions aside.
inline constexpr std::uint64_t attack_steps_max = 10'000;
[[nodiscard]] bool has_story(const authn::attack_plan& plan);

/// The story of a plan, which `play` plays. @pre `has_story`
void write_attack_story(json_writer& out, const attack_findings& in, const authn::attack_plan& plan);

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
