#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include <doctest/doctest.h>

#include "explorer.hpp"

/// Everything that can be had through `decide`, by trying everything everywhere.
namespace machine {
namespace {

/// Explored once for all tests.
const std::vector<exploration>& explorations() {
  static const std::vector<exploration> all = [] {
    std::vector<exploration> made;
    for (const world& each : worlds()) {
      CAPTURE(each.name);
      made.push_back(explore(each));
    }
    return made;
  }();
  return all;
}

void for_each_world(const std::function<void(const world&, const exploration&)>& look) {
  for (std::size_t i = 0; i < worlds().size(); ++i) {
    CAPTURE(worlds()[i].name);
    look(worlds()[i], explorations()[i]);
  }
}

bool is_not_allowed(const step& of) { return of.status == 403 && of.error == "E0000079"; }

/// Where nobody was given a state token, none can be named.
bool has_no_token(const exploration& in, const step& of) {
  return of.error == "E0000011" && !in.nodes[of.from].has_state_token;
}

/// The operations that were let in, by node.
std::vector<operations> let_in(const exploration& of) {
  std::vector<operations> found(of.nodes.size());
  for (const step& each : of.steps)
    if (!each.by_clock && !is_not_allowed(each) && !has_no_token(of, each)) found[each.from].insert(each.by);
  return found;
}

operations but_for(operations all, std::initializer_list<operation> left_out) {
  for (const operation each : left_out) all.erase(each);
  return all;
}

/// docs/spec/transaction.md#links: what is accepted and is no link.
operations without_exceptions(const node& at, operations accepted) {
  accepted = but_for(accepted, {operation::get_state, operation::verify_recovery_token});
  if (at.at == state::unauthenticated && at.substate == substate::password) accepted.erase(operation::cancel);
  if (at.substate == substate::recovery_token) {
    accepted.insert(operation::verify_recovery_token);
    accepted.insert(operation::cancel);
  }
  return accepted;
}

/// By an earlier transaction.
bool has_new_password(const node& at) {
  return at.held.account.find(R"("passwordChanged":")" + std::string{now_text}) != std::string::npos;
}

/// Whether something but reading, resending and going back leads to another state, or to an end that is not a cancel.
bool leads_on(const exploration& in, const step& by) {
  if (by.by_clock || by.by == operation::cancel || by.by == operation::get_state) return false;
  const node& from = in.nodes[by.from];
  const node& to = in.nodes[by.to];
  return !to.in_transaction || to.at != from.at || to.substate != from.substate || to.log.text() != from.log.text();
}

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("every state is reached in every substate, by requests alone") {
  std::set<std::size_t> reached;
  std::size_t nodes = 0, steps = 0;
  for_each_world([&](const world&, const exploration& found) {
    for (const place& each : found.reached)
      reached.insert(static_cast<std::size_t>(find_place(each.in, each.substate) - places().data()));
    nodes += found.nodes.size();
    steps += found.steps.size();
  });
  for (std::size_t i = 0; i < places().size(); ++i) {
    CAPTURE(to_string(places()[i].in));
    CAPTURE(to_string(places()[i].substate));
    CHECK(reached.contains(i));
  }
  CHECK(nodes == 8'777);
  CHECK(steps == 1'219'651);
}

TEST_CASE("a link is published if and only if its operation is accepted, with the documented exceptions") {
  std::size_t pairs = 0;
  for_each_world([&](const world&, const exploration& found) {
    const auto accepted = let_in(found);
    for (std::size_t i = 0; i < found.nodes.size(); ++i) {
      const node& at = found.nodes[i];
      if (!at.in_transaction) continue;
      CAPTURE(at.held.transaction);
      const operations expected = without_exceptions(at, accepted[i]);
      for (std::size_t by = 0; by < operations_count; ++by) {
        CAPTURE(to_string(operation_at(by)));
        CHECK(at.links.contains(operation_at(by)) == expected.contains(operation_at(by)));
        ++pairs;
      }
      if (at.has_state_token) CHECK(accepted[i].contains(operation::get_state));
    }
  });
  CHECK(pairs == 237'713);
}

TEST_CASE("a factor has a link to verify it if and only if it may be verified now") {
  std::size_t factors = 0;
  for_each_world([&](const world&, const exploration& found) {
    std::vector<std::set<std::string>> verifiable(found.nodes.size());
    for (const step& each : found.steps)
      if (!each.by_clock && each.by == operation::verify_factor && !is_not_allowed(each) && each.status != 404)
        verifiable[each.from].insert(each.factor);
    for (std::size_t i = 0; i < found.nodes.size(); ++i) {
      const node& at = found.nodes[i];
      const bool chooses = at.at == state::mfa_required || at.substate == substate::first_factor;
      if (!at.in_transaction || !chooses || at.locked) continue;
      CAPTURE(at.held.transaction);
      CHECK(at.offered == verifiable[i]);
      factors += at.offered.size();
    }
  });
  CHECK(factors == 2'560);
}

TEST_CASE("what ends a transaction publishes nothing, but for LOCKED_OUT, which always has unlock") {
  std::size_t ends = 0, locked = 0;
  for_each_world([&](const world&, const exploration& found) {
    for (const step& each : found.steps) {
      if (each.by_clock || each.status != 200 || found.nodes[each.to].in_transaction) continue;
      CAPTURE(each.arrived.status);
      const bool is_locked = each.arrived.status == "LOCKED_OUT";
      const bool pretended = each.arrived.status == "RECOVERY_CHALLENGE";  // the mail that nobody gets
      CHECK((is_locked || pretended || each.arrived.status == "SUCCESS" || each.by == operation::cancel));
      if (each.by != operation::cancel)
        CHECK(each.arrived.links == (is_locked ? operations{operation::unlock_account} : operations{}));
      locked += is_locked ? 1 : 0;
      ++ends;
    }
  });
  CHECK(locked == 182);
  CHECK(ends == 18'203);
}

TEST_CASE("no state is a dead end, and every unfinished one with a state token can be cancelled") {
  std::size_t waiting = 0, stopped = 0;
  for_each_world([&](const world&, const exploration& found) {
    std::vector<bool> has_way_on(found.nodes.size()), can_cancel(found.nodes.size());
    for (const step& each : found.steps) {
      has_way_on[each.from] = has_way_on[each.from] || leads_on(found, each);
      if (each.by == operation::cancel && !each.by_clock && each.status == 200) can_cancel[each.from] = true;
    }
    for (std::size_t i = 0; i < found.nodes.size(); ++i) {
      const node& at = found.nodes[i];
      if (!at.in_transaction || at.at == state::success) continue;
      CAPTURE(at.held.transaction);
      CAPTURE(at.held.account);
      CHECK(can_cancel[i] == at.has_state_token);
      // Factors and passwords of a locked account are refused until it is unlocked, and a mail is answered elsewhere.
      if (at.locked && at.has_state_token) {
        ++stopped;
        continue;
      }
      CHECK(has_way_on[i]);
      ++waiting;
    }
  });
  CHECK(waiting == 6'797);
  CHECK(stopped == 1'387);
}

TEST_CASE("an operation is let in exactly where the table of states and events has it, whatever came with it") {
  std::size_t refused = 0;
  for_each_world([&](const world&, const exploration& found) {
    for (const step& each : found.steps) {
      const node& from = found.nodes[each.from];
      if (each.by_clock || !from.has_state_token || starts_anew(each.by)) continue;
      const place* at = find_place(from.at, from.substate);
      REQUIRE(at != nullptr);
      if (each.by == operation::verify_recovery_token || documented(at, each.by).accepted) continue;
      CAPTURE(from.held.transaction);
      CAPTURE(to_string(each.by));
      CHECK(is_not_allowed(each));
      ++refused;
    }
  });
  CHECK(refused == 902'915);
}

TEST_CASE("no loop goes on without the user or the clock: right answers never come round") {
  std::size_t answers = 0;
  for_each_world([&](const world&, const exploration& found) {
    // Kahn's algorithm over the steps that prove something.
    std::vector<std::vector<std::size_t>> onward(found.nodes.size());
    std::vector<std::size_t> open(found.nodes.size());
    for (const step& each : found.steps) {
      if (!each.proves || starts_anew(each.by) || !found.nodes[each.to].in_transaction) continue;
      onward[each.from].push_back(each.to);
      ++open[each.to];
      ++answers;
    }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (open[i] == 0) ready.push_back(i);
    for (std::size_t next = 0; next < ready.size(); ++next)
      for (const std::size_t to : onward[ready[next]])
        if (--open[to] == 0) ready.push_back(to);
    CHECK(ready.size() == found.nodes.size());
  });
  CHECK(answers == 2'889);
}

TEST_CASE("no path ends without the proofs that it needs, given by the same transaction") {
  std::size_t successes = 0, unlocks = 0, resets = 0;
  for_each_world([&](const world& in, const exploration& found) {
    for (const step& each : found.steps) {
      if (each.by_clock || each.status != 200) continue;
      const proof_log& log = each.arrived.log;
      CAPTURE(log.text());
      CAPTURE(to_string(each.by));
      CAPTURE(found.nodes[each.from].held.transaction);
      const bool success = each.arrived.status == "SUCCESS";
      if (success && each.arrived.unlocks) {
        CHECK(may_unlock(log, in));
        CHECK_FALSE(each.arrived.session_token);
        ++unlocks;
      } else if (success) {
        CHECK(may_succeed(log, in, in.password_due && !has_new_password(found.nodes[each.from])));
        ++successes;
      } else {
        CHECK_FALSE(each.arrived.session_token);
      }
      if (each.arrived.status == "PASSWORD_RESET") {
        CHECK(may_set_password(log, in));
        ++resets;
      }
    }
  });
  CHECK(successes == 9'861);
  CHECK(unlocks == 67);
  CHECK(resets == 1'584);
}

TEST_CASE("a refusal leaves a transaction where it is, or ends it, and has a documented error") {
  std::size_t refusals = 0;
  for_each_world([&](const world&, const exploration& found) {
    for (const step& each : found.steps) {
      if (each.by_clock || each.status == 200) continue;
      CAPTURE(each.status);
      CAPTURE(each.error);
      CHECK(is_documented_error(each.status, each.error));
      const node& from = found.nodes[each.from];
      const node& to = found.nodes[each.to];
      if (to.in_transaction) {
        CHECK(to.at == from.at);
        CHECK(to.substate == from.substate);
        CHECK(to.log == from.log);
      }
      if (is_not_allowed(each)) CHECK(each.to == each.from);
      ++refusals;
    }
  });
  CHECK(refusals == 1'143'820);
}

TEST_SUITE_END();

}  // namespace machine
