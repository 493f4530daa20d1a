#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "text/play/story.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// The scenario of a step.
struct step_scenario {
  std::unique_ptr<scenario::document> document;
  std::uint64_t edition = 0;  ///< of the state that it was made from
  /// What the step gives, it gives each time that it is taken.
  bool gives_now = false, gives_account = false, gives_transaction = false, gives_device = false;
};

/// What a step of a story starts from unless it gives something else: the scenario that the story gives, as the
/// decisions so far have changed it. These are typed facts, and the JSON of the host that decisions show: the user, the
/// factors, and the ThreatInsight configuration. They borrow text from the story, which must outlive them.
class story_state {
 public:
  explicit story_state(const story& of) : given_{of.given.get_object()} {}

  /// What the story gives. @return false after a problem
  [[nodiscard]] bool read_given(const place& given);

  /// Makes the scenario of a step, of an earlier one of the same step if that is not out of date.
  /// @param given  what the step gives
  /// @return false after a problem
  [[nodiscard]] bool make_scenario(step_scenario& to, const place& given, const story_step& step,
                                   authn::time_point clock) const;

  /// Whether the story gives that key of a scenario.
  [[nodiscard]] bool gives(std::string_view key) const { return given_.contains(key); }

  /// Goes on from a decision, as a host does that stores what it is asked to. The scenario from which it was made can
  /// be written until the next call.
  void apply(const authn::decision& made, const step_scenario& from, const story_step& step, authn::time_point clock);

  /// What there is now.
  [[nodiscard]] const scenario::document& now() const noexcept { return now_; }
  /// The groups that a scenario states of the account; null: none.
  [[nodiscard]] const json::value* groups() const noexcept { return groups_; }
  /// Whether there was a decision: each one says what the account is from then on.
  [[nodiscard]] bool changes_account() const noexcept { return decided_; }
  /// The settings that decisions have changed, by the names they have in `policy`.
  [[nodiscard]] const json::object& changed_settings() const noexcept { return changed_settings_; }
  /// Whether a decision has stored a factor.
  [[nodiscard]] bool stores_factors() const noexcept { return factors_ != nullptr; }

 private:
  using part = std::unique_ptr<const json::value>;

  [[nodiscard]] step_scenario read_scenario(const place& given, const story_step& step) const;
  const json::value& replace(part& old, json::value with);
  void apply_to_json(const authn::decision& made, const scenario::document& from);
  void store(const authn::effects::store_factor& effect, const scenario::document& from);
  void change(const authn::effects::update_settings& effect, const scenario::document& from);
  void own_text();

  const json::object& given_;
  scenario::document now_{0};
  const json::value* groups_ = nullptr;
  std::optional<authn::time_point> remembered_until_;  // none: the facts say whether the device is remembered
  bool decided_ = false;
  json::object changed_settings_;
  part user_, factors_, threat_insight_;  // as decisions have changed them; null: as they were given
  std::vector<part> replaced_;            // by the last decision
  std::set<std::string, std::less<>> texts_;
  std::uint64_t edition_ = 0;  // grows with all that is not brought up to date in scenarios that were made before
};

}  // namespace interlock::text
