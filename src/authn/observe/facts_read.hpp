#pragma once

#include <array>

#include <interlock/authn/fact.hpp>

/// Lists of facts, as the rows of the observers state what they read.
namespace interlock::authn::observers {

/// Facts in the order of their weight. Has no default, so that a row cannot leave it out.
class fact_list {
 public:
  template <class... Ids>
  explicit constexpr fact_list(Ids... ids) noexcept requires(sizeof...(Ids) > 0)
      : ids_{ids...}, size_{sizeof...(Ids)} {}
  /// Of what can be changed, nothing is read.
  struct nothing {};
  explicit constexpr fact_list(nothing) noexcept {}

  [[nodiscard]] constexpr const fact_id* begin() const noexcept { return ids_.data(); }
  [[nodiscard]] constexpr const fact_id* end() const noexcept { return ids_.data() + size_; }

  friend constexpr fact_list operator+(fact_list one, const fact_list& other) noexcept {
    for (const fact_id id : other) one.ids_[one.size_++] = id;
    return one;
  }

 private:
  std::array<fact_id, 16> ids_{};
  std::size_t size_ = 0;
};

/// No fact: which engine it is, what the operation and its path say, or what the host keeps.
inline constexpr fact_list no_fact{fact_list::nothing{}};

template <class... Ids>
constexpr fact_list reads(Ids... ids) noexcept {
  return fact_list{ids...};
}

/// What decides whether an automatic unlock has ended the lock before the observation is made.
inline constexpr fact_list settling = reads(fact_id::user_status, fact_id::unknown_devices_blocked,
                                            fact_id::device_setting, fact_id::auto_unlock_at, fact_id::now);
/// What is known of the transaction is known only if the body names it.
inline constexpr fact_list naming_the_transaction = reads(fact_id::state_token, fact_id::body);
/// What the user can still enroll.
inline constexpr fact_list offers = reads(fact_id::factors_enrolled, fact_id::enrollment_rules, fact_id::factor_offer);
/// What an operation can need in its body.
inline constexpr fact_list members_of_body =
    reads(fact_id::username, fact_id::old_password, fact_id::new_password, fact_id::pass_code, fact_id::answer,
          fact_id::recovery_token, fact_id::state_token, fact_id::body);

}  // namespace interlock::authn::observers
