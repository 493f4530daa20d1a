#pragma once

#include <cstdint>
#include <optional>

#include <interlock/authn/worst_attack.hpp>

namespace interlock::authn {

/// What wrong passwords and the automatic unlock change in an account, as in the engine, for many passwords at once.
class attacked_account {
 public:
  /// @pre `setting.start` outlives this
  explicit attacked_account(const facts& start);

  /// The account at a time, after an automatic unlock that is due.
  [[nodiscard]] account settled(const account& before, time_point now);
  /// The account after a wrong password; none: nobody looks at the password.
  [[nodiscard]] std::optional<account> guessed(const account& before, time_point now, bool known_device);
  /// After so many, of which only the last may lock. @pre 0 < `guesses` <= until_locked()
  [[nodiscard]] account guessed(const account& before, time_point last, bool known_device, std::uint64_t guesses);
  /// The number of checked wrong passwords of which the last one locks; none: no number does.
  [[nodiscard]] std::optional<std::uint64_t> until_locked(const account& before, bool known_device) const noexcept;

  /// Whether the lock keeps out a user on such a device.
  [[nodiscard]] bool keeps_out(const account& of, bool known_device) const noexcept;
  /// Whether wrong passwords are counted by device class.
  [[nodiscard]] bool devices_differ() const noexcept;
  /// From a lock to its automatic unlock.
  [[nodiscard]] duration lock_length() const noexcept;

 private:
  [[nodiscard]] std::uint64_t& counter(account& of, bool known_device) const noexcept;
  [[nodiscard]] std::optional<std::uint64_t> find_locking_failure(bool known_device);

  facts facts_;
  std::optional<std::uint64_t> locking_[2];  // the failure that locks, by device
};

}  // namespace interlock::authn
