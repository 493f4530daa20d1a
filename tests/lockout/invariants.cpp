#include "invariants.hpp"

#include <algorithm>

#include "expected.hpp"
#include "scenes.hpp"

namespace lockout {
namespace {

using authn::outcome;
using authn::user_status;
using answer = std::optional<bool>;

constexpr answer not_said = std::nullopt;

/// The account that the action finds: a due job has run before anything else is decided.
account found_by(const edge& e) { return after_job(e.before, spec::noon_ish); }
bool known(const edge& e) { return e.by.asked.device_known; }
bool decided(const edge& e) { return e.made != nullptr; }
bool is_one_of(const edge& e, std::initializer_list<kind> of) { return std::ranges::find(of, e.by.what) != of.end(); }

bool is(const account& after, const account& expected) { return without_version(after) == without_version(expected); }
bool nothing_changed(const edge& e) { return is(e.after, found_by(e)); }

bool is_password(const edge& e) { return is_one_of(e, {kind::right_password, kind::wrong_password, kind::denied}); }
bool is_step(const edge& e) {
  return is_one_of(e, {kind::right_factor, kind::wrong_factor, kind::neutral_factor, kind::right_password_factor,
                       kind::wrong_password_factor, kind::password_change, kind::password_reset});
}

/// The user does, and the step is another one.
bool waits_for_reset(const edge& e) {
  return is_step(e) && e.by.what != kind::password_reset && found_by(e).status == user_status::recovery;
}

bool is_right_password(const edge& e) { return is_one_of(e, {kind::right_password, kind::right_password_factor}); }
bool is_wrong_password(const edge& e) { return is_one_of(e, {kind::wrong_password, kind::wrong_password_factor}); }

bool refused_with(const edge& e, unsigned status, authn::error_code error) {
  return e.made->response.status == status && e.made->response.error == error;
}

/// Of a factor: the wrong answer that locks is told so.
bool refused_as_wrong(const edge& e, bool locks) {
  return refused_with(e, 403, locks ? authn::error_code::E0000069 : authn::error_code::E0000068);
}

bool logs(const edge& e, std::string_view type) {
  return std::ranges::any_of(e.made->effects, [&](const authn::effect& each) {
    const auto* event = std::get_if<effects::log_event>(&each);
    return event != nullptr && event->event_type == type;
  });
}

template <class Effect>
bool has(const edge& e) {
  return std::ranges::any_of(e.made->effects, [](const auto& each) { return std::holds_alternative<Effect>(each); });
}

// --- counters

answer counts_stay_within_limits(const edge& e) {
  if (e.in.max_attempts == 0) return not_said;
  const authn::attempts& of = e.after.attempts;
  return of.failed <= e.in.max_attempts && of.failed_from_unknown_devices <= e.in.max_attempts;
}

answer wrong_passwords_count_and_lock(const edge& e) {
  if (!is_wrong_password(e) || !takes_passwords(found_by(e), e.setting, known(e))) return not_said;
  const account expected = after_wrong_password(found_by(e), e.in, e.setting, known(e));
  const bool at_sign_in = e.by.what == kind::wrong_password;
  return is(e.after, expected) && (at_sign_in || refused_as_wrong(e, is_locked_for(expected, e.setting, known(e))));
}

answer wrong_factor_answers_count_and_lock(const edge& e) {
  if (e.by.what != kind::wrong_factor || !takes_passwords(found_by(e), e.setting, known(e))) return not_said;
  const account expected = after_wrong_factor(found_by(e), e.in);
  return is(e.after, expected) && refused_as_wrong(e, expected.status == user_status::locked_out);
}

answer wrong_proofs_count_and_suspend(const edge& e) {
  if (e.by.what != kind::wrong_proof) return not_said;
  return is(e.after, after_wrong_proof(found_by(e)));
}

answer lockouts_in_a_row_are_counted(const edge& e) {
  if (!decided(e)) return not_said;
  const std::uint64_t before = e.before.attempts.consecutive_lockouts, after = e.after.attempts.consecutive_lockouts;
  if (has<effects::account_locked>(e) || has<effects::unknown_devices_blocked>(e)) return after == before + 1;
  if (after == before) return true;
  const bool signs_in =
      is_right_password(e) || (e.by.what == kind::password_reset && e.made->outcome == outcome::success);
  return after == 0 && signs_in;
}

// --- what a lock stops

answer passwords_do_nothing_while_locked(const edge& e) {
  if (!is_password(e) || !is_locked_for(found_by(e), e.setting, known(e))) return not_said;
  const bool disclosed = e.made->outcome == outcome::locked_out;
  return nothing_changed(e) && (disclosed || e.made->outcome == outcome::authentication_failed);
}

answer steps_are_refused_while_locked(const edge& e) {
  const bool resets = e.by.what == kind::password_reset;  // a block does not stop what a recovery has proven
  if (!is_step(e) || !is_locked_for(found_by(e), e.setting && !resets, known(e))) return not_said;
  if (is_gone(found_by(e)) || waits_for_reset(e)) return not_said;  // then the transaction is over, which comes first
  return nothing_changed(e) && refused_with(e, 403, authn::error_code::E0000069);
}

answer refusals_change_nothing(const edge& e) {
  if (!is_one_of(e, {kind::refused, kind::denied})) return not_said;
  return nothing_changed(e);
}

/// Of a password recovery, which the lock that came meanwhile ends: ACCOUNT-9.
bool is_token_of_locked(const edge& e) {
  const bool by_token = e.by.asked.request.operation == authn::operation::verify_recovery_token;
  return by_token && !e.by.unlocks && found_by(e).status == user_status::locked_out;
}

answer recoveries_do_not_unlock(const edge& e) {
  if (e.by.unlocks || !is_one_of(e, {kind::recovery_start, kind::right_proof, kind::password_reset})) return not_said;
  if (found_by(e).status != user_status::locked_out) return not_said;
  const bool starts = e.by.what == kind::recovery_start;
  const bool gives = has<effects::issue_token>(e) && !e.made->response.recovery_token.empty();
  const bool refused = !is_token_of_locked(e) || refused_with(e, 401, authn::error_code::E0000011);
  return e.after.status == user_status::locked_out && refused && !has<effects::store_password>(e) && !(starts && gives);
}

answer pending_resets_let_nobody_in(const edge& e) {
  if (!waits_for_reset(e)) return not_said;
  return nothing_changed(e) && !e.made->transaction && refused_with(e, 401, authn::error_code::E0000011);
}

// --- how locks end

bool makes_lock(const edge& e) { return has<effects::account_locked>(e) || has<effects::unknown_devices_blocked>(e); }

answer locks_say_how_they_end(const edge& e) {
  if (!decided(e) || !makes_lock(e)) return not_said;
  const auto& job = e.after.attempts.auto_unlock_at;
  const bool tenth = e.after.attempts.consecutive_lockouts == 10 && e.in.unlocks_automatically;
  if (logs(e, "user.account.lock.limit") != tenth) return false;
  if (has<effects::unlock_scheduled>(e))
    return job == spec::noon_ish + unlock_wait && !found_by(e).attempts.auto_unlock_at;
  return job.has_value() || !e.in.unlocks_automatically || e.after.attempts.consecutive_lockouts >= 10;
}

answer a_pending_job_stays(const edge& e) {
  const auto& job = e.before.attempts.auto_unlock_at;
  if (!decided(e) || !job || *job <= spec::noon_ish) return not_said;
  return e.after.attempts.auto_unlock_at == job;
}

bool has_due_job(const edge& e) {
  return e.before.attempts.auto_unlock_at && *e.before.attempts.auto_unlock_at <= spec::noon_ish;
}

answer the_job_ends_what_is_locked(const edge& e) {
  if (e.by.event != account_event::timer) return not_said;
  const bool ends =
      has_due_job(e) && (is_locked_for(e.before, e.setting, true) || is_locked_for(e.before, e.setting, false));
  return nothing_changed(e) && has<effects::account_unlocked>(e) == ends && logs(e, "user.account.unlock") == ends;
}

answer nothing_outlives_the_job(const edge& e) {
  if (e.by.event != account_event::timer || !has_due_job(e)) return not_said;
  return e.after.status != user_status::locked_out && !e.after.attempts.unknown_devices_blocked &&
         !e.after.attempts.auto_unlock_at;
}

answer locks_end_only_so(const edge& e) {
  const account found = found_by(e);
  if (!decided(e) || (found.status != user_status::locked_out && !found.attempts.unknown_devices_blocked))
    return not_said;
  const bool lock_ends = found.status == user_status::locked_out && e.after.status != user_status::locked_out;
  const bool block_ends = found.attempts.unknown_devices_blocked && !e.after.attempts.unknown_devices_blocked;
  if (!lock_ends && !block_ends) return true;
  if (e.by.what == kind::right_proof) return e.by.unlocks && takes_recoveries(found);
  if (e.by.what == kind::wrong_proof) return lock_ends && !block_ends && e.after.status == user_status::suspended;
  if (e.by.event == account_event::deactivate) return lock_ends && !block_ends;
  return e.by.event == account_event::admin_unlock ||
         (e.by.event == account_event::allow_unknown_devices && !lock_ends);
}

answer administrators_end_what_they_say(const edge& e) {
  if (!e.by.event || e.by.event == account_event::timer || !e.before.status) return not_said;
  return is(e.after, after_event(found_by(e), *e.by.event));
}

answer users_unlock_themselves(const edge& e) {
  if (e.by.what != kind::right_proof || !takes_recoveries(found_by(e)) || is_token_of_locked(e)) return not_said;
  const bool proves = e.made->outcome == outcome::success || e.made->outcome == outcome::password_reset;
  return proves && is(e.after, after_proof(found_by(e), e.by.unlocks));
}

answer closed_recoveries_stay_closed(const edge& e) {
  if (e.by.what != kind::right_proof || takes_recoveries(found_by(e))) return not_said;
  return e.made->response.error.has_value() && nothing_changed(e);
}

// --- what success resets

answer right_passwords_reset_their_counter(const edge& e) {
  if (!is_right_password(e) || !takes_passwords(found_by(e), e.setting, known(e))) return not_said;
  return is(e.after, after_right_password(found_by(e), e.setting, known(e)));
}

answer verified_factors_reset_their_counter(const edge& e) {
  if (e.by.what != kind::right_factor || !takes_passwords(found_by(e), e.setting, known(e))) return not_said;
  account expected = found_by(e);
  expected.attempts.failed_factor = 0;
  return is(e.after, expected) && e.made->response.status == 200;
}

answer other_requests_reset_nothing(const edge& e) {
  if (!is_one_of(e, {kind::named, kind::neutral_factor, kind::recovery_start, kind::unlock_start})) return not_said;
  return nothing_changed(e);
}

answer new_passwords_keep_other_counters(const edge& e) {
  if (!is_one_of(e, {kind::password_change, kind::password_reset, kind::activation})) return not_said;
  const authn::attempts found = found_by(e).attempts, after = e.after.attempts;
  const bool unknown = e.setting && !known(e);
  const bool mine_reset = e.by.what == kind::password_reset && has<effects::store_password>(e);
  const std::uint64_t known_count = mine_reset && !unknown ? 0 : found.failed;
  const std::uint64_t unknown_count = mine_reset && unknown ? 0 : found.failed_from_unknown_devices;
  return after.failed == known_count && after.failed_from_unknown_devices == unknown_count &&
         after.unknown_devices_blocked == found.unknown_devices_blocked && after.failed_factor == found.failed_factor &&
         after.failed_recovery == found.failed_recovery && after.locked_at == found.locked_at;
}

// --- versions

answer versions_grow_with_changes(const edge& e) {
  if (!decided(e)) return not_said;
  const bool same = is(e.after, e.before);
  return same ? e.after.version == e.before.version : e.after.version > e.before.version;
}

constexpr invariant all[] = {
    {"ACCOUNT-1", counts_stay_within_limits},
    {"ACCOUNT-2", wrong_passwords_count_and_lock},
    {"ACCOUNT-3", wrong_factor_answers_count_and_lock},
    {"ACCOUNT-4", wrong_proofs_count_and_suspend},
    {"ACCOUNT-5", lockouts_in_a_row_are_counted},
    {"ACCOUNT-6", passwords_do_nothing_while_locked},
    {"ACCOUNT-7", steps_are_refused_while_locked},
    {"ACCOUNT-8", refusals_change_nothing},
    {"ACCOUNT-9", recoveries_do_not_unlock},
    {"ACCOUNT-10", pending_resets_let_nobody_in},
    {"ACCOUNT-11", locks_say_how_they_end},
    {"ACCOUNT-12", a_pending_job_stays},
    {"ACCOUNT-13", the_job_ends_what_is_locked},
    {"ACCOUNT-14", nothing_outlives_the_job},
    {"ACCOUNT-15", locks_end_only_so},
    {"ACCOUNT-16", administrators_end_what_they_say},
    {"ACCOUNT-17", users_unlock_themselves},
    {"ACCOUNT-18", closed_recoveries_stay_closed},
    {"ACCOUNT-19", right_passwords_reset_their_counter},
    {"ACCOUNT-20", verified_factors_reset_their_counter},
    {"ACCOUNT-21", other_requests_reset_nothing},
    {"ACCOUNT-22", new_passwords_keep_other_counters},
    {"ACCOUNT-23", versions_grow_with_changes},
};

}  // namespace

std::span<const invariant> invariants() { return all; }

}  // namespace lockout
