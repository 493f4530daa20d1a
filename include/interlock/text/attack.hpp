#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <interlock/text/diagnostic.hpp>

/// The worst case of password guessing for an account.
namespace interlock::text {

/// What to compute, and in which form. Text is borrowed for the call.
struct attack_options {
  std::string_view within = "P30D";                      ///< how long the attack may take, an ISO 8601 duration
  std::optional<std::string_view> story = std::nullopt;  ///< only this story, one of attack_stories()
  bool as_json = false;                                  ///< everything as a document, instead of a report for people
  std::uint64_t steps_max = 1'000'000'000;               ///< of a story that is played first, each repetition counted
};

/// The names of the stories that show the best plans, those of one goal side by side.
[[nodiscard]] std::span<const std::string_view> attack_stories() noexcept;

/// The worst case of password guessing, from the state after the last step of a story, or from a scenario, whose
/// request does not matter. Pure.
/// @return report, document or story, without a final line end; or every problem of the text, of the duration (its
///   diagnostics call it `--within`) or of the name of a story (`--story`)
/// @par Specification docs/attack.md
[[nodiscard]] result<std::string> attack(std::string_view text, const attack_options& options = {},
                                         std::string_view name = {});

}  // namespace interlock::text
