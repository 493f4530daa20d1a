#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/facts.hpp>

#include "vocabulary.hpp"

/// The reference's definitions once more, typed the long way round: sorted copies, exact arithmetic, no sharing.
namespace spec {

namespace authn = interlock::authn;

/// Wide enough for every product and sum of the numbers in facts.
__extension__ using wide = __int128;

inline constexpr wide ms_per_minute = 60'000;
inline constexpr wide ms_per_day = 86'400'000;

/// Milliseconds since the epoch.
constexpr wide ms(authn::time_point at) { return at.time_since_epoch().count(); }

/// `from` plus that many milliseconds, held within the times that can be written.
[[nodiscard]] authn::time_point reference_later(authn::time_point from, wide milliseconds);

template <class Settings, class Actions>
struct chosen {
  Settings settings;
  Actions actions;
  /// Places in the host's lists; a policy alone would apply if only it had a rule for the request.
  std::optional<std::size_t> policy, rule;
};

/// Section 5.5 with the defaults of docs/reference.md#the-scenario.
[[nodiscard]] chosen<authn::password_settings, authn::password_actions> reference_password(const authn::facts& from);
[[nodiscard]] chosen<authn::sign_on_settings, authn::sign_on_actions> reference_sign_on(const authn::facts& from);
[[nodiscard]] chosen<authn::enrollment_settings, authn::enrollment_actions> reference_enrollment(
    const authn::facts& from);

/// The account after a scheduled unlock that is due, docs/reference.md#the-account-over-time.
[[nodiscard]] authn::account reference_after_job(const authn::facts& from);

/// One more, never beyond the largest number that the host can store.
constexpr void reference_count(std::uint64_t& counter) { counter += counter < (std::uint64_t{1} << 53) - 1 ? 1 : 0; }

/// Whether this sign-in counts in the counter of unknown devices.
[[nodiscard]] bool counts_as_unknown(const authn::facts& from);

/// A value an observation; `no_value` for evidence that was not given.
/// @param what  the event, where there is no request
using observed_values = std::array<value_index, inputs_count>;
[[nodiscard]] observed_values reference_observations(const authn::facts& from,
                                                     authn::account_event what = authn::account_event::timer);

/// Writes values down by their type.
struct recorder {
  observed_values& values;

  template <class Value>
  void operator()(Value value) const {
    values[static_cast<std::size_t>(id_of<Value>)] = static_cast<value_index>(value);
  }

  /// For observations with two values, the second of which says yes.
  template <class Value>
  void flag(bool yes) const {
    (*this)(static_cast<Value>(yes ? 1 : 0));
  }
};

/// The transaction that the state token of the request names, or null.
[[nodiscard]] const authn::transaction* reference_transaction(const authn::facts& from);

/// The operation of the request: the paths of verifying and activating are those of polling, too, and which is meant
/// depends on what is under way.
[[nodiscard]] authn::operation reference_operation(const authn::facts& from);

/// What the operations of administrators look at, and events.
void record_administration(const authn::facts& from, recorder record);
void record_event(authn::account_event what, recorder record);

/// The observations of transactions that go on, in three parts.
void record_transaction(const authn::facts& from, recorder record);
void record_factors(const authn::facts& from, recorder record);
void record_recovery_steps(const authn::facts& from, recorder record);

/// Reads observations that were worked out before. Throws `missing_observation` for one that is unknown.
struct missing_observation {
  input_id which;
};
class known_observations final : public observations {
 public:
  explicit known_observations(const observed_values& values) : values_{values} {}
  value_index value(input_id which) override;

 private:
  const observed_values& values_;
};

}  // namespace spec
