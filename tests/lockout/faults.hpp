#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "decider.hpp"

/// The engine with one fault each.
namespace spec::defects {

/// The end of a lock is kept in 32 bits of seconds.
struct short_clock : engine {
  [[nodiscard]] authn::decision decide(const facts& from) const {
    authn::decision made = engine::decide(from);
    auto& end = made.account.attempts.auto_unlock_at;
    if (!end || end == from.account.attempts.auto_unlock_at) return made;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*end).time_since_epoch().count();
    end = authn::time_point{std::chrono::seconds{static_cast<std::int32_t>(seconds)}};
    return made;
  }
};

/// Failures are counted in 32 bits, of which one is a sign.
struct short_counter : engine {
  [[nodiscard]] authn::decision decide(facts from) const {
    std::uint64_t& failed = from.account.attempts.failed;
    if (static_cast<std::int32_t>(failed) < 0) failed = 0;
    return engine::decide(from);
  }
};

/// The count has to be greater than the limit.
struct one_attempt_more : engine {
  [[nodiscard]] authn::decision decide(facts from) const {
    auto& limit = password_settings_of(from).max_attempts;
    if (limit != 0) ++limit;
    return engine::decide(from);
  }
};

/// Failures are forgotten after twelve quiet hours, and the mode in which locks do not end has not been excepted.
struct quiet_hours : engine {
  [[nodiscard]] authn::decision decide(facts from) {
    if (last_failure_ && from.now - *last_failure_ >= std::chrono::hours{12}) from.account.attempts.failed = 0;
    const authn::decision made = engine::decide(from);
    if (made.account.attempts.failed > from.account.attempts.failed) last_failure_ = from.now;
    return made;
  }

 private:
  std::optional<authn::time_point> last_failure_;
};

/// The limit of automatic unlocks counts where there are none.
struct limit_of_another_mode : engine {
  [[nodiscard]] authn::decision decide(facts from) const {
    if (from.account.attempts.consecutive_lockouts >= 10) password_settings_of(from).max_attempts = 0;
    return engine::decide(from);
  }
};

/// A success clears the whole record of failures, not only what it answers for.
struct clean_slate : engine {
  [[nodiscard]] authn::decision decide(const facts& from) const {
    authn::decision made = engine::decide(from);
    if (made.outcome == authn::outcome::success) made.account.attempts = {};
    return made;
  }
};

/// An administrator's unlock clears the time of the pending job as well.
struct forgotten_job : engine {
  [[nodiscard]] authn::decision happen(const facts& from, authn::account_event what) const {
    authn::decision made = engine::happen(from, what);
    if (what == authn::account_event::admin_unlock) made.account.attempts.auto_unlock_at.reset();
    return made;
  }
};

/// Wrong passwords count while the account is locked.
struct counts_while_locked : engine {
  [[nodiscard]] authn::decision decide(const facts& from) const {
    authn::decision made = engine::decide(from);
    const bool was_locked = from.account.status == authn::user_status::locked_out;
    if (was_locked && from.evidence.password == authn::validity::invalid) ++made.account.attempts.failed;
    return made;
  }
};

/// Codes of authenticator apps are checked by somebody else, who does not count.
struct uncounted_apps : engine {
  [[nodiscard]] authn::decision decide(const facts& from) const {
    const authn::decision made = engine::decide(from);
    for (const authn::factor& each : from.factors)
      if (each.kind == authn::factor_kind::okta_totp) return uncounted(made, from);
    return made;
  }

 private:
  static authn::decision uncounted(authn::decision made, const facts& from) {
    made.account = from.account;
    return made;
  }
};

/// Approval on another device does not ask whether the account is locked.
struct approval_while_locked : engine {
  [[nodiscard]] authn::decision decide(facts from) const {
    const bool waits = from.transaction && from.transaction->result == authn::factor_result::waiting;
    if (waits && from.request.operation == authn::operation::verify_factor) {
      from.account.status = authn::user_status::active;
      from.account.attempts.unknown_devices_blocked = false;
    }
    return engine::decide(from);
  }
};

}  // namespace spec::defects
