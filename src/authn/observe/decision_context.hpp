#pragma once

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/facts.hpp>
#include <interlock/authn/policy_selection.hpp>

namespace interlock::authn {

/// The factor that the request is about: being enrolled, activated or verified.
[[nodiscard]] std::optional<factor_in_question> factor_in_question_of(const facts& from) noexcept;

/// What observations look at: the facts, the account after a due automatic unlock, and the policies that apply.
/// Policies are selected, and the factor found, when first asked for, since most refusals need none.
class situation {
 public:
  explicit situation(const authn::facts& from, account_event what = account_event::timer) noexcept
      : facts_{from}, event_{what} {}

  [[nodiscard]] const authn::facts& facts() const noexcept { return facts_; }
  [[nodiscard]] account_event event() const noexcept { return event_; }  ///< matters where there is no request
  [[nodiscard]] const authn::account& account() const noexcept { return settled_ ? *settled_ : facts_.account; }
  /// The automatic unlock took effect: it made the account what it is now, by the first `effects` of the decision.
  void settle(const authn::account& after_unlock, std::size_t effects = 0) noexcept {
    settled_ = after_unlock;
    effects_of_unlock_ = effects;
  }
  [[nodiscard]] std::size_t effects_of_unlock() const noexcept { return effects_of_unlock_; }

  [[nodiscard]] const password_selection& password() const noexcept { return once(password_, select_password); }
  [[nodiscard]] const sign_on_selection& sign_on() const noexcept { return once(sign_on_, select_sign_on); }
  [[nodiscard]] const enrollment_selection& enrollment() const noexcept { return once(enrollment_, select_enrollment); }
  [[nodiscard]] const std::optional<factor_in_question>& in_question() const noexcept {
    return once(in_question_, factor_in_question_of);
  }

 private:
  template <class Selection>
  const Selection& once(std::optional<Selection>& kept, Selection (*select)(const authn::facts&)) const noexcept {
    if (!kept) kept.emplace(made_in_place<Selection>{select, facts_});
    return *kept;
  }

  /// Becomes the selection where it is to stand: copying what was written just now would wait for it.
  template <class Selection>
  struct made_in_place {
    Selection (*select)(const authn::facts&);
    const authn::facts& from;
    operator Selection() const noexcept { return select(from); }  // NOLINT(*-explicit-constructor)
  };

  const authn::facts& facts_;
  account_event event_;
  std::optional<authn::account> settled_;
  std::size_t effects_of_unlock_ = 0;
  mutable std::optional<password_selection> password_;
  mutable std::optional<sign_on_selection> sign_on_;
  mutable std::optional<enrollment_selection> enrollment_;
  mutable std::optional<std::optional<factor_in_question>> in_question_;
};

}  // namespace interlock::authn
