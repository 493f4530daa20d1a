#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "random_facts.hpp"
#include "scenes.hpp"

/// Many requests for one account at once, in every order that a seed can make of loading, deciding and storing.
namespace spec::concurrent {
namespace {

namespace authn = interlock::authn;
using authn::facts;
using authn::user_status;
using authn::validity;

constexpr std::size_t guesses = 64;
constexpr std::uint64_t seeds = 300;

/// What one caller sends.
struct attempt {
  bool right = false;
  bool known_device = true;
};
using attempts = std::vector<attempt>;

/// How a host stores the account that it has decided on.
enum class storing : std::uint8_t { compare_and_set, overwrite };

/// One request on its way through the host.
struct request {
  enum class step : std::uint8_t { load, decide, store, answered } next = step::load;
  authn::account loaded;
  std::optional<authn::decision> made;
};

/// What has come of all requests.
struct history {
  authn::account account;
  std::vector<std::size_t> order;        ///< of the attempts that were answered
  std::vector<authn::outcome> outcomes;  ///< in that order
  std::size_t passwords_looked_at = 0;   ///< of those
  std::size_t locks = 0;
  std::size_t decisions = 0;
};

void note(history& so_far, std::size_t which, const authn::decision& made) {
  so_far.account = made.account;
  so_far.order.push_back(which);
  so_far.outcomes.push_back(made.outcome);
  bool locked_before = false;
  for (const authn::effect& each : made.effects) {
    so_far.locks += std::holds_alternative<authn::effects::account_locked>(each) ? 1 : 0;
    const auto* logged = std::get_if<authn::effects::log_event>(&each);
    locked_before = locked_before || (logged != nullptr && logged->reason == "LOCKED_OUT");
  }
  so_far.passwords_looked_at += locked_before ? 0 : 1;
}

authn::decision decided(facts& world, const attempt& sent, const authn::account& on) {
  world.account = on;
  world.device_known = sent.known_device;
  world.evidence.password = sent.right ? validity::valid : validity::invalid;
  const auto made = authn::decide(world);
  REQUIRE(made.has_value());
  return *made;
}

/// One step of one request.
void proceed(request& of, std::size_t which, const attempt& sent, facts& world, storing how, history& so_far) {
  using enum request::step;
  switch (of.next) {
    case load:
      of.loaded = so_far.account;
      of.next = decide;
      return;
    case decide:
      of.made = decided(world, sent, of.loaded);
      ++so_far.decisions;
      of.next = store;
      return;
    case store: {
      const bool beaten = how == storing::compare_and_set && so_far.account.version != of.loaded.version;
      if (!beaten) note(so_far, which, *of.made);
      of.next = beaten ? load : answered;
      return;
    }
    case answered: return;
  }
}

/// Serves all attempts; `choose(n)` says which of n unanswered requests takes its next step.
template <class Choose>
history served(const attempts& sent, facts world, storing how, Choose choose) {
  history so_far;
  so_far.account = world.account;
  std::vector<request> requests(sent.size());
  std::vector<std::size_t> open(sent.size());
  for (std::size_t each = 0; each < open.size(); ++each) open[each] = each;
  while (!open.empty()) {
    const std::size_t at = choose(open.size());
    const std::size_t which = open[at];
    proceed(requests[which], which, sent[which], world, how, so_far);
    if (requests[which].next == request::step::answered) open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return so_far;
}

history at_random(const attempts& sent, const facts& world, storing how, std::uint64_t seed) {
  xorshift random{seed};
  return served(sent, world, how, [&](std::size_t open) { return random.below(open); });
}

/// All load before any decides, and all decide before any stores; then those that were beaten again.
history in_lockstep(const attempts& sent, const facts& world, storing how) {
  std::size_t turn = 0, open_before = sent.size();
  return served(sent, world, how, [&](std::size_t open) {
    turn = open < open_before ? turn : turn + 1;  // the next one has moved up
    open_before = open;
    return turn % open;
  });
}

facts with_limit(std::uint64_t limit) {
  facts world = under_policy_p();
  password_settings_of(world).max_attempts = limit;
  return world;
}

/// The same attempts one after another.
history one_by_one(const attempts& sent, facts world, const std::vector<std::size_t>& order) {
  history so_far;
  so_far.account = world.account;
  for (const std::size_t which : order) note(so_far, which, decided(world, sent[which], so_far.account));
  return so_far;
}

bool as_if_one_by_one(const history& found, const attempts& sent, const facts& world) {
  const history sequential = one_by_one(sent, world, found.order);
  return sequential.account == found.account && sequential.outcomes == found.outcomes &&
         sequential.locks == found.locks;
}

/// What each of the histories has to show.
template <class Check>
void for_each_interleaving(const attempts& sent, const facts& world, storing how, Check check) {
  check(in_lockstep(sent, world, how));
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    check(at_random(sent, world, how, seed));
  }
}

const attempts wrong_guesses(guesses);

}  // namespace

TEST_CASE("concurrent: with compare-and-set no guess goes uncounted") {
  for (const std::uint64_t limit : {0u, 65u}) {
    const facts world = with_limit(limit);
    for_each_interleaving(wrong_guesses, world, storing::compare_and_set, [&](const history& found) {
      CHECK(found.account.attempts.failed == guesses);
      CHECK(found.account.version == guesses);
      CHECK(found.account.status == user_status::active);
      CHECK(found.order.size() == guesses);
    });
  }
}

TEST_CASE("concurrent: with compare-and-set no more guesses are tried than the policy permits, and they lock once") {
  constexpr std::uint64_t limit = 10;
  for_each_interleaving(wrong_guesses, with_limit(limit), storing::compare_and_set, [&](const history& found) {
    CHECK(found.account.attempts.failed == limit);
    CHECK(found.account.attempts.consecutive_lockouts == 1);
    CHECK(found.account.status == user_status::locked_out);
    CHECK(found.locks == 1);
    CHECK(found.passwords_looked_at == limit);
    CHECK(found.order.size() == guesses);
  });
}

TEST_CASE("concurrent: with compare-and-set any requests at once are as good as one after another") {
  facts world = with_limit(10);
  world.policy.prevent_lockout_from_unknown_devices = true;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    xorshift random{seed};
    attempts mixed(guesses);
    for (attempt& each : mixed) each = {random.one_in(8), random.flip()};
    CHECK(as_if_one_by_one(at_random(mixed, world, storing::compare_and_set, seed), mixed, world));
    CHECK(as_if_one_by_one(in_lockstep(mixed, world, storing::compare_and_set), mixed, world));
  }
}

TEST_CASE("concurrent: who is beaten was beaten by a change, so nobody waits for ever") {
  for_each_interleaving(wrong_guesses, with_limit(0), storing::compare_and_set, [&](const history& found) {
    CHECK(found.decisions >= guesses);
    CHECK(found.decisions <= guesses * (guesses + 1) / 2);
  });
  CHECK(in_lockstep(wrong_guesses, with_limit(0), storing::compare_and_set).decisions == guesses * (guesses + 1) / 2);
}

TEST_CASE("concurrent: a host that only overwrites loses guesses, and lets all of them be tried") {
  const facts world = with_limit(0);
  for_each_interleaving(wrong_guesses, world, storing::overwrite, [&](const history& found) {
    CHECK(found.account.attempts.failed < guesses);
    CHECK_FALSE(as_if_one_by_one(found, wrong_guesses, world));
  });
  const history worst = in_lockstep(wrong_guesses, with_limit(10), storing::overwrite);
  CHECK(worst.account.attempts.failed == 1);
  CHECK(worst.account.status == user_status::active);
  CHECK(worst.passwords_looked_at == guesses);
}

}  // namespace spec::concurrent
