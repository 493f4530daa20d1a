#include <array>

#include <doctest/doctest.h>

#include "actions.hpp"
#include "alike.hpp"
#include "expected.hpp"
#include "random_steps.hpp"
#include "scenes.hpp"

/// docs/reference.md#the-account-over-time: no job has to exist; deciding later acts as if it had run on time.
namespace lockout {
namespace {

using namespace std::chrono_literals;
using authn::time_point;
using spec::noon_ish;
using spec::xorshift;

/// What a host's job does: it runs when it is due, not when the next request comes.
std::optional<decision> job_run_by(facts from, time_point now) {
  const auto due = from.account.attempts.auto_unlock_at;
  if (!due || *due > now) return std::nullopt;
  from.now = *due;
  return authn::decide_event(from, account_event::timer);
}

/// Effects do not compare; their types in order do, and what they log.
std::string written(const authn::effect_list& effects) {
  std::string text;
  for (const authn::effect& each : effects) {
    text += std::to_string(each.index()) + " ";
    if (const auto* event = std::get_if<effects::log_event>(&each))
      text.append(event->event_type).append(" ").append(event->outcome).append(" ").append(event->reason).append(" ");
  }
  return text;
}

void check_same(const decision& lazy, const decision& punctual) {
  CHECK(is_same_answer(lazy, punctual));
  CHECK(lazy.account == punctual.account);
  CHECK(lazy.transaction == punctual.transaction);
}

/// An action some time after noon. What is in it happened as long ago as ever.
void put_off(facts& to, time_point until) {
  const auto late = until - to.now;
  to.now = until;
  if (!to.transaction) return;
  to.transaction->expires_at += late;
  if (to.transaction->sent) to.transaction->sent->at += late;
}

constexpr std::array<authn::duration, 14> pauses{0ms,   0ms,   0ms,   1ms,         1s,    10min, 20min,
                                                 30min, 59min, 60min, 60min - 1ms, 61min, -5min, -3h};

/// One user at two hosts: one decides when it is asked, the other also looks for due jobs in between.
struct two_hosts {
  account lazy, punctual;
  time_point now = noon_ish;

  void poll(xorshift& random, facts asked, time_point until) {
    asked.account = punctual;
    if (const auto run = job_run_by(asked, until)) punctual = run->account;
    for (int times = 0; until > now && times < 2; ++times) {
      asked.now = now + authn::duration{static_cast<std::int64_t>(
                            random.below(static_cast<std::uint64_t>((until - now).count()) + 1))};
      asked.account = punctual;
      punctual = authn::decide_event(asked, account_event::timer).account;
    }
  }
};

/// Mostly a wrong password, so that there are locks; seldom what takes the user away for good.
const action& any_of(xorshift& random, const std::vector<action>& actions) {
  for (;;) {
    const action& next = actions[random.below(actions.size())];
    const bool wanted = random.flip() ? next.what == kind::wrong_password : next.event != account_event::deactivate;
    if (wanted) return next;
  }
}

/// @return how many jobs ran
std::size_t run_story(xorshift& random, const std::vector<action>& actions, bool setting) {
  two_hosts hosts;
  hosts.lazy.status = hosts.punctual.status = authn::user_status::active;
  std::size_t jobs = 0;
  for (int steps = 0; steps < 40; ++steps) {
    action next = any_of(random, actions);
    const time_point until = hosts.now + pauses[random.below(pauses.size())];
    next.asked.policy.prevent_lockout_from_unknown_devices = setting;
    put_off(next.asked, until);
    const auto had_job = hosts.punctual.attempts.auto_unlock_at;
    hosts.poll(random, next.asked, until);
    jobs += had_job && !hosts.punctual.attempts.auto_unlock_at ? 1 : 0;
    hosts.now = until;
    CAPTURE(next.name);
    const decision lazy = decided(next, hosts.lazy, setting);
    const decision punctual = decided(next, hosts.punctual, setting);
    check_same(lazy, punctual);
    hosts.lazy = lazy.account;
    hosts.punctual = punctual.account;
  }
  return jobs;
}

}  // namespace

TEST_CASE("ACCOUNT-24: a decision at any time is that after every job up to then") {
  xorshift random{24};
  std::size_t jobs = 0;
  for (const device_setting setting : {device_setting::off, device_setting::on})
    for (const std::uint64_t limit : {1u, 2u, 5u}) {
      const std::vector<action> actions = actions_in({limit, setting, true, true});
      for (int stories = 0; stories < 500; ++stories) jobs += run_story(random, actions, setting == device_setting::on);
    }
  CHECK(jobs > 1'000);
}

TEST_CASE("ACCOUNT-24: so it is for any request, account, policy and clock; the effects of the job come first") {
  xorshift random{2024};
  std::size_t due = 0, unlocked = 0;
  for (int times = 0; times < 60'000; ++times) {
    facts from = times % 2 == 0 ? spec::random_step(random) : spec::random_facts(random);
    const auto lazy = authn::decide(from);
    const auto job = job_run_by(from, from.now);
    if (!job) continue;
    from.account = job->account;
    const auto punctual = authn::decide(from);
    REQUIRE(lazy.has_value() == punctual.has_value());
    ++due;
    if (!lazy) {
      CHECK(lazy.error().evidence == punctual.error().evidence);
      continue;
    }
    check_same(*lazy, *punctual);
    CHECK(written(lazy->effects) == written(job->effects) + written(punctual->effects));
    unlocked += job->effects.empty() ? 0 : 1;
  }
  CHECK(due > 20'000);
  CHECK(unlocked > 5'000);
}

TEST_CASE("ACCOUNT-25: what a job has ended stays ended when the clock goes back, and what it has not still holds") {
  facts from = spec::under_policy_p();
  spec::lock(from);
  const time_point due = *from.account.attempts.auto_unlock_at;
  from.now = due;
  const account opened = authn::decide_event(from, account_event::timer).account;
  for (const auto back : {authn::duration{1}, authn::duration{1h}, authn::duration{24h * 365}}) {
    from.now = due - back;
    spec::lock(from);
    from.account.attempts.auto_unlock_at = due;
    CHECK(authn::decide(from)->outcome == authn::outcome::locked_out);
    from.account = opened;
    CHECK(authn::decide(from)->outcome == authn::outcome::success);
  }
}

}  // namespace lockout
