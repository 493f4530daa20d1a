#pragma once

#include <optional>
#include <utility>

#include "text/play/story.hpp"

namespace interlock::text {

/// What a step of a story starts from unless it gives something else: the scenario that the story gives, as the
/// decisions so far have changed it.
class story_world {
 public:
  explicit story_world(json::object given) : members_{std::move(given)} {}

  /// The keys that a step does not give, and the time.
  [[nodiscard]] json::object around(const json::object& given, authn::time_point now) const;

  /// Until when the device is remembered; none: a scenario says whether it is.
  [[nodiscard]] std::optional<authn::time_point> remembered_until() const noexcept { return remembered_until_; }

  /// Goes on from a decision: from its account, its transaction, and the effects that a host would carry out and that
  /// a scenario can say.
  void take_over(const json::object& decision, const json::object& given);

 private:
  void take_over_account(const json::object& after, const json::object& given);
  void carry_out(const json::object& effect);
  void store(const json::value& factor);

  json::object members_;
  std::optional<authn::time_point> remembered_until_;
};

}  // namespace interlock::text
