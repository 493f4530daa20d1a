#include <array>
#include <string>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/evolve.hpp>

#include "expectation.hpp"
#include "random_facts.hpp"

namespace spec {
namespace {

using unlock = authn::effects::account_unlocked;

constexpr std::size_t facts_to_try = 1'000'000;
constexpr std::uint64_t seed = 0x9e37'79b9'7f4a'7c15;

authn::fact_id evidence_for(input_id missing) {
  return missing == input_id::password ? authn::fact_id::password_evidence : authn::fact_id::token_evidence;
}

// @return what is wrong with one decision, empty if nothing
std::string_view check_decision(const authn::facts& from, const expectation& expected) {
  const auto made = authn::decide(from);
  if (expected.missing) {
    if (made) return "decided without evidence";
    return made.error().evidence == evidence_for(*expected.missing) ? "" : "names other evidence";
  }
  if (!made) return "asks for evidence that no rule needs";
  const answer_form& form = form_of(expected.decided.outcome);
  if (to_string(made->outcome) != form.outcome) return "another outcome";
  if (made->response.status != form.status) return "another status";
  if (!(made->account == account_after(from, expected))) return "another account";
  return "";
}

// The answer and the effects as well.
std::string check_effects(const authn::facts& from, const expectation& expected) {
  const auto made = authn::decide(from);
  return made && !expected.missing ? difference(from, expected, *made) : "";
}

bool refused_at_the_gate(ending by) { return by <= ending::username_limit; }

// What docs/reference.md#the-account-over-time says of attempts that must change nothing, without regard
// to the oracle's account.
std::string_view check_unchanged(const authn::facts& from, const expectation& expected, const authn::decision& made) {
  const bool nothing = refused_at_the_gate(expected.decided.by) || expected.decided.by == ending::locked ||
                       expected.decided.by == ending::barred || expected.decided.by == ending::unknown_user ||
                       expected.decided.by == ending::policy_denied;
  const bool job_due = from.account.attempts.auto_unlock_at && *from.account.attempts.auto_unlock_at <= from.now;
  if (nothing && !job_due && !(made.account == from.account)) return "an attempt changed what it must not";
  return "";
}

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("a million random facts are decided as the reference decides them") {
  xorshift random{seed};
  std::size_t wrong = 0, missing = 0, unlocked = 0;
  std::array<std::size_t, 18> endings{};
  for (std::size_t tried = 0; tried < facts_to_try; ++tried) {
    const authn::facts from = random_facts(random);
    const expectation expected = expect(from);
    if (expected.missing)
      ++missing;
    else
      ++endings[static_cast<std::size_t>(expected.decided.by)];
    unlocked += expected.unlock_ran ? 1 : 0;
    std::string fault{check_decision(from, expected)};
    if (fault.empty() && tried % 8 == 0) fault = check_effects(from, expected);
    if (fault.empty()) continue;
    CAPTURE(tried);
    CAPTURE(fault);
    CAPTURE(form_of(expected.decided.outcome).outcome);
    if (++wrong <= 5) FAIL_CHECK("facts are decided otherwise");
  }
  CHECK(wrong == 0);
  // Every way to end was tried often.
  for (const std::size_t times : endings) CHECK(times > 500);
  CHECK(missing > 500);
  CHECK(unlocked > 500);
}

TEST_CASE("refused, locked, barred and denied attempts leave the account as it is") {
  xorshift random{seed + 1};
  std::size_t unchanged = 0;
  for (std::size_t tried = 0; tried < facts_to_try / 10; ++tried) {
    const authn::facts from = random_facts(random);
    const expectation expected = expect(from);
    const auto made = authn::decide(from);
    if (!made) continue;
    const std::string_view fault = check_unchanged(from, expected, *made);
    CAPTURE(tried);
    if (!fault.empty()) FAIL_CHECK(fault);
    unchanged += made->account == from.account ? 1 : 0;
  }
  CHECK(unchanged > facts_to_try / 50);
}

TEST_CASE("the account of a decision is its effects applied one after another, and its version counts the changes") {
  xorshift random{seed + 2};
  std::size_t changes = 0;
  for (std::size_t tried = 0; tried < facts_to_try / 10; ++tried) {
    authn::facts from = random_facts(random);
    from.account.version = random.below(100);
    const auto made = authn::decide(from);
    if (!made) continue;
    // A job that is due but finds nothing to unlock is gone without an effect.
    const bool unlocks = !made->effects.empty() && std::holds_alternative<unlock>(made->effects.front());
    authn::account account = unlocks ? from.account : authn::without_due_job(from.account, from.now);
    for (const authn::effect& each : made->effects) {
      const authn::account next = authn::evolve(account, each);
      authn::account same_version = next;
      same_version.version = account.version;
      const bool changed = !(same_version == account);
      if (next.version != account.version + (changed ? 1 : 0)) FAIL_CHECK("the version does not count the changes");
      changes += changed ? 1 : 0;
      account = next;
    }
    if (!(account == made->account)) FAIL_CHECK("the effects do not add up to the account");
  }
  CHECK(changes > facts_to_try / 50);
}

TEST_SUITE_END();

}  // namespace spec
