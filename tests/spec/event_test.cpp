#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "expectation.hpp"
#include "reference_outcome.hpp"
#include "row_arrangements.hpp"

/// What happens to an account without a request: docs/reference.md#the-account-over-time, sections 8.3 to 8.6 and 11.
namespace spec {
namespace {

using authn::account_event;
using authn::user_status;
using lines = std::vector<std::string>;

constexpr std::size_t statuses = authn::words_of<user_status>::value.size() + 1;  // and nobody
constexpr std::size_t events = authn::words_of<account_event>::value.size();

struct event_case {
  std::string_view id;
  std::string_view answer;
  std::optional<user_status> before;
  account_event what;
  std::optional<user_status> after;
};

// clang-format off
std::vector<event_case> rows_of_events() {
  using enum user_status;
  return {
    {"EVENT-1",  "NOTHING",                 std::nullopt,  account_event::admin_unlock,          std::nullopt},
    {"EVENT-2",  "NOTHING",                 locked_out,    account_event::timer,                 locked_out},
    {"EVENT-3",  "UNLOCKED",                locked_out,    account_event::admin_unlock,          active},
    {"EVENT-4",  "UNKNOWN_DEVICES_ALLOWED", locked_out,    account_event::allow_unknown_devices, locked_out},
    {"EVENT-5",  "RECOVERY_DUE",            active,        account_event::reset_password,        recovery},
    {"EVENT-6",  "PASSWORD_EXPIRED",        active,        account_event::expire_password,       password_expired},
    {"EVENT-7",  "SUSPENDED",               active,        account_event::suspend,               suspended},
    {"EVENT-8",  "UNSUSPENDED",             suspended,     account_event::unsuspend,             active},
    {"EVENT-9",  "DEACTIVATED",             locked_out,    account_event::deactivate,            deprovisioned},
    {"EVENT-10", "NOTHING",                 locked_out,    account_event::suspend,               locked_out},
  };
}
// clang-format on

const interlock::rules::table& event_table() {
  return authn::shipped_book().tables[static_cast<std::size_t>(table_id::account_event)];
}

// --- what must come of it

std::string log(std::string_view type) { return "LOG_EVENT " + std::string{type} + " SUCCESS"; }

struct aftermath {
  authn::account account;
  lines effects;
};

void change_status(aftermath& to, user_status status, std::string_view type) {
  if (to.account.status == user_status::locked_out) {  // the lock goes with its counter
    to.account.attempts.failed = 0;
    if (!to.account.attempts.unknown_devices_blocked) to.account.attempts.locked_at.reset();
  }
  if (to.account.status != status) reference_count(to.account.version);
  to.account.status = status;
  to.effects.push_back("STATUS_CHANGED " + std::string{to_string(status)});
  to.effects.push_back(log(type));
}

// docs/reference.md#the-account-over-time: lock and block end with their counters, and the pending job stays; or
// the block alone does.
void unlock(aftermath& to, const facts& from, bool block_alone) {
  const authn::account before = to.account;
  auto& attempts = to.account.attempts;
  if (!block_alone && before.status == user_status::locked_out) to.account.status = user_status::active;
  if (!block_alone) attempts.failed = 0;
  attempts.failed_from_unknown_devices = 0;
  attempts.unknown_devices_blocked = false;
  const bool ended = before.attempts.unknown_devices_blocked || before.status != to.account.status;
  if (ended && to.account.status != user_status::locked_out) attempts.locked_at.reset();
  if (to.account == before) return;
  reference_count(to.account.version);
  to.effects.emplace_back("ACCOUNT_UNLOCKED ADMINISTRATOR");
  to.effects.push_back(log("user.account.unlock_by_admin"));
  // 8.6: a directory is asked where its policy says so.
  const bool directory =
      from.user.provider == "ACTIVE_DIRECTORY" && reference_password(from).settings.unlocks_directory;
  if (directory && !block_alone) to.effects.emplace_back("UNLOCK_DIRECTORY");
}

// Section 9.5: whom wrong answers have suspended may answer again.
void unsuspend(aftermath& to) {
  change_status(to, user_status::active, "user.lifecycle.unsuspend");
  if (to.account.attempts.failed_recovery == 0) return;
  to.account.attempts.failed_recovery = 0;
  reference_count(to.account.version);
  to.effects.emplace_back("COUNTERS_RESET of recoveries");
}

aftermath after(const facts& from, account_event what) {
  aftermath made{reference_after_job(from), {}};
  const auto held = reference_observations(from);
  const bool ran = reference_outcome<out::automatic_unlock>(held) == out::automatic_unlock::unlock;
  if (ran) made.effects = {"ACCOUNT_UNLOCKED TIMER", log("user.account.unlock")};
  switch (reference_outcome<out::account_event>(reference_observations(from, what))) {
    case out::account_event::nothing: break;
    case out::account_event::unlocked: unlock(made, from, false); break;
    case out::account_event::unknown_devices_allowed: unlock(made, from, true); break;
    case out::account_event::recovery_due:
      change_status(made, user_status::recovery, "user.account.reset_password");
      break;
    case out::account_event::password_expired:
      change_status(made, user_status::password_expired, "user.account.expire_password");
      break;
    case out::account_event::suspended: change_status(made, user_status::suspended, "user.lifecycle.suspend"); break;
    case out::account_event::unsuspended: unsuspend(made); break;
    case out::account_event::deactivated:
      change_status(made, user_status::deprovisioned, "user.lifecycle.deactivate");
      break;
  }
  return made;
}

bool answers_nothing(const authn::response& given) {
  return !given.error && !given.state && !given.settings && !given.blocks && given.links.empty();
}

std::string difference_of(const facts& from, account_event what, const authn::decision& made) {
  const aftermath expected = after(from, what);
  if (written(made.effects) != expected.effects) return "other effects";
  if (made.account != expected.account) return "another account";
  if (made.outcome != authn::outcome::ok || made.transaction || !answers_nothing(made.response)) return "an answer";
  const auto by = what == account_event::timer ? table_id::automatic_unlock : table_id::account_event;
  return made.decided_by.table == static_cast<std::uint16_t>(by) ? "" : "decided by another table";
}

// Every account that matters here, and what is around it.
std::vector<facts> circumstances() {
  std::vector<facts> all;
  for (std::size_t bits = 0; bits < statuses * 3 * 64; ++bits) {
    const std::size_t status = bits % statuses, job = bits / statuses % 3, flags = bits / statuses / 3;
    facts f = under_policy_p();
    auto& attempts = f.account.attempts;
    f.account.status.reset();
    if (status < statuses - 1) f.account.status = static_cast<user_status>(status);
    if (job > 0) attempts.auto_unlock_at = f.now + std::chrono::minutes{job == 1 ? 0 : 1};
    attempts.unknown_devices_blocked = flags & 1;
    f.policy.prevent_lockout_from_unknown_devices = flags & 2;
    attempts.failed = flags & 4 ? 5 : 0;
    attempts.failed_from_unknown_devices = flags & 8 ? 5 : 0;
    attempts.failed_factor = flags & 8 ? 5 : 4;
    attempts.failed_recovery = flags & 16 ? 5 : 0;
    if (flags & 32) f.user.provider = "ACTIVE_DIRECTORY";
    password_settings_of(f).unlocks_directory = flags & 32;
    const bool held = f.account.status == user_status::locked_out || attempts.unknown_devices_blocked;
    if (held) attempts.locked_at = f.now - std::chrono::minutes{5};
    all.push_back(f);
  }
  return all;
}

}  // namespace

TEST_CASE("events: each row decides in its case, and every row has one") {
  std::set<std::string_view> rows, cases;
  for (const auto& row : event_table().rows) rows.insert(row.id);
  for (const event_case& each : rows_of_events()) {
    CAPTURE(each.id);
    CHECK(cases.insert(each.id).second);
    facts from = under_policy_p();
    from.account.status = each.before;
    const authn::decision made = authn::decide_event(from, each.what);
    const authn::rule_reference answered = made.trace.back().rule;
    CHECK(answered.table == static_cast<std::uint16_t>(table_id::account_event));
    const auto& row = event_table().rows[answered.row];
    CHECK(row.id == each.id);
    CHECK(event_table().outcomes[row.outcome] == each.answer);
    CHECK(made.account.status == each.after);
    CHECK(difference_of(from, each.what, made) == "");
  }
  CHECK(rows == cases);
}

TEST_CASE("events: on every account in every state each does what the reference says, and nothing else") {
  std::size_t decided = 0, wrong = 0, changing = 0;
  for (const facts& from : circumstances())
    for (std::size_t each = 0; each < events; ++each) {
      const auto what = static_cast<account_event>(each);
      const authn::decision made = authn::decide_event(from, what);
      ++decided;
      changing += made.account != reference_after_job(from) ? 1 : 0;
      const std::string fault = difference_of(from, what, made);
      if (fault.empty()) continue;
      CAPTURE(fault);
      CAPTURE(to_string(what));
      CAPTURE(from.account.status ? to_string(*from.account.status) : "nobody");
      if (++wrong <= 5) FAIL_CHECK("an event does something else");
    }
  CHECK(wrong == 0);
  CHECK(decided == 9 * 3 * 64 * 8);
  CHECK(changing > 0);
}

TEST_CASE("events: whoever is refused one may have it in the right status, and only once") {
  facts from = under_policy_p();
  const auto happens = [&](account_event what) {
    const authn::decision made = authn::decide_event(from, what);
    const bool changes = made.account != from.account;
    CHECK(changes == !made.effects.empty());
    from.account = made.account;
    return changes;
  };
  CHECK_FALSE(happens(account_event::unsuspend));
  CHECK(happens(account_event::suspend));
  CHECK_FALSE(happens(account_event::suspend));
  CHECK_FALSE(happens(account_event::reset_password));
  CHECK(happens(account_event::unsuspend));
  CHECK(happens(account_event::expire_password));
  CHECK_FALSE(happens(account_event::expire_password));
  CHECK_FALSE(happens(account_event::suspend));
  CHECK(happens(account_event::reset_password));
  CHECK(happens(account_event::deactivate));
  for (std::size_t each = 0; each < events; ++each) CHECK_FALSE(happens(static_cast<account_event>(each)));
}

}  // namespace spec
