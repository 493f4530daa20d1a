#pragma once

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/facts.hpp>
#include <interlock/authn/policy_selection.hpp>

#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {

/// What observations look at: the facts, what the request means in its transaction, the account after a due automatic
/// unlock, and the policies that apply. Policies are selected when first asked for, since most refusals need none.
class decision_context {
 public:
  explicit decision_context(const authn::facts& from, account_event what = account_event::timer) noexcept
      : facts_{from}, meaning_{from}, event_{what} {}

  [[nodiscard]] const authn::facts& facts() const noexcept { return facts_; }
  [[nodiscard]] const request_meaning& meaning() const noexcept { return meaning_; }
  [[nodiscard]] account_event event() const noexcept { return event_; }  ///< matters where there is no request
  [[nodiscard]] const authn::account& account() const noexcept { return settled_ ? *settled_ : facts_.account; }
  /// The automatic unlock took effect: it made the account what it is now, by the first `effects` of the decision.
  void settle(const authn::account& after_unlock, std::size_t effects = 0) noexcept {
    settled_ = after_unlock;
    effects_of_unlock_ = effects;
  }
  [[nodiscard]] std::size_t effects_of_unlock() const noexcept { return effects_of_unlock_; }

  [[nodiscard]] const password_selection& password() const noexcept {
    return password_.get([this] { return select_password(facts_); });
  }
  [[nodiscard]] const sign_on_selection& sign_on() const noexcept {
    return sign_on_.get([this] { return select_sign_on(facts_); });
  }
  [[nodiscard]] const enrollment_selection& enrollment() const noexcept {
    return enrollment_.get([this] { return select_enrollment(facts_); });
  }

 private:
  const authn::facts& facts_;
  request_meaning meaning_;
  account_event event_;
  std::optional<authn::account> settled_;
  std::size_t effects_of_unlock_ = 0;
  once<password_selection> password_;
  once<sign_on_selection> sign_on_;
  once<enrollment_selection> enrollment_;
};

}  // namespace interlock::authn
