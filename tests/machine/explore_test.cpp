#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

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

using names = std::set<std::string>;

std::string name_of(const place& at) {
  return std::string{to_string(at.in)}.append(" ").append(to_string(at.substate));
}

names names_of(operations all) {
  names found;
  for (std::size_t by = 0; by < operations_count; ++by)
    if (all.contains(operation_at(by))) found.emplace(to_string(operation_at(by)));
  return found;
}

names places_where(const std::function<bool(const place&)>& fits) {
  names found;
  for (const place& each : places())
    if (fits(each)) found.insert(name_of(each));
  return found;
}

/// Says what is missing and what is too much.
void check_all(const names& found, const names& expected) {
  std::string missing, unexpected;
  for (const std::string& each : expected)
    if (!found.contains(each)) missing += each + "; ";
  for (const std::string& each : found)
    if (!expected.contains(each)) unexpected += each + "; ";
  CHECK(missing == "");
  CHECK(unexpected == "");
}

/// A lock and a plain success end a transaction.
bool goes_on(const place& at) { return at.substate != authn::substate::next_step || at.has_state_token; }

/// Where wrong answers lock an account whose transaction goes on.
bool may_be_locked(const place& at) {
  constexpr states by_answers{state::mfa_required, state::mfa_challenge, state::recovery, state::recovery_challenge};
  return at.has_state_token && (by_answers.contains(at.in) || at.substate == substate::first_factor);
}

/// The operations that a transaction there has to refuse.
operations refused_at(const place& at) {
  operations found;
  for (std::size_t by = 0; by < transaction_operations_count; ++by)
    if (!starts_anew(operation_at(by)) && !documented(&at, operation_at(by)).accepted) found.insert(operation_at(by));
  found.erase(operation::verify_recovery_token);  // has a token of its own
  // Polling a challenge and answering it is one request, which means what is accepted; so it is for an activation.
  found.erase(operation::poll_verification);
  const operations accepted = accepted_at(at);
  if (accepted.contains(operation::poll_verification)) found.erase(operation::verify_factor);
  if (accepted.contains(operation::poll_activation)) found.erase(operation::activate_factor);
  return found;
}

names ids_of(const std::string& factors) {
  names found;
  const json::value list = json::parse(factors);
  for (const json::value& each : list.as_array()) found.emplace(each.at("id").as_string());
  return found;
}

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("every state is reached in every substate, by requests alone") {
  std::set<std::size_t> reached;
  for_each_world([&](const world&, const exploration& found) {
    for (const place& each : found.reached)
      reached.insert(static_cast<std::size_t>(find_place(each.in, each.substate) - places().data()));
  });
  for (std::size_t i = 0; i < places().size(); ++i) {
    CAPTURE(to_string(places()[i].in));
    CAPTURE(to_string(places()[i].substate));
    CHECK(reached.contains(i));
  }
}

TEST_CASE("every move is tried in every node, and every node but the first is where a move leads") {
  for_each_world([&](const world& in, const exploration& found) {
    std::vector<std::size_t> requests(found.nodes.size());
    std::vector<bool> reached(found.nodes.size());
    for (const step& each : found.steps) {
      requests[each.from] += each.by_clock ? 0 : 1;
      reached[each.to] = true;
    }
    const std::size_t starts = in.transaction.empty() ? 1 : 2;  // outside, and in the application's transaction
    for (std::size_t i = 0; i < found.nodes.size(); ++i) {
      CAPTURE(i);
      CHECK(requests[i] == moves_at(in, found.nodes[i]).size());
      CHECK((i < starts || reached[i]));
    }
  });
}

TEST_CASE("a link is published if and only if its operation is accepted, with the documented exceptions") {
  names compared;
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
      }
      compared.insert(name_of(*find_place(at.at, at.substate)));
      if (at.has_state_token) CHECK(accepted[i].contains(operation::get_state));
    }
  });
  check_all(compared, places_where(goes_on));
}

TEST_CASE("a factor has a link to verify it if and only if it may be verified now") {
  for_each_world([&](const world& in, const exploration& found) {
    names offered;
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
      offered.insert(at.offered.begin(), at.offered.end());
    }
    if (!in.factor_due && !in.any_factor_first) return;
    for (const std::string& id : ids_of(in.factors)) {
      CAPTURE(id);
      CHECK(offered.contains(id));
    }
  });
}

TEST_CASE("what ends a transaction publishes nothing, but for LOCKED_OUT, which always has unlock") {
  names ends;
  for_each_world([&](const world&, const exploration& found) {
    for (const step& each : found.steps) {
      if (each.by_clock || each.status != 200 || found.nodes[each.to].in_transaction) continue;
      CAPTURE(each.arrived.status);
      const bool is_locked = each.arrived.status == "LOCKED_OUT";
      const bool pretended = each.arrived.status == "RECOVERY_CHALLENGE";  // the mail that nobody gets
      CHECK((is_locked || pretended || each.arrived.status == "SUCCESS" || each.by == operation::cancel));
      if (each.by != operation::cancel)
        CHECK(each.arrived.links == (is_locked ? operations{operation::unlock_account} : operations{}));
      ends.insert(each.by == operation::cancel ? "cancel" : each.arrived.status);
    }
  });
  check_all(ends, {"LOCKED_OUT", "RECOVERY_CHALLENGE", "SUCCESS", "cancel"});
}

TEST_CASE("no state is a dead end, and every unfinished one with a state token can be cancelled") {
  names waiting, stopped;
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
        stopped.insert(name_of(*find_place(at.at, at.substate)));
        continue;
      }
      CHECK(has_way_on[i]);
      waiting.insert(name_of(*find_place(at.at, at.substate)));
    }
  });
  check_all(waiting, places_where([](const place& at) { return goes_on(at) && at.in != state::success; }));
  check_all(stopped, places_where(may_be_locked));
}

TEST_CASE("an operation is let in exactly where the table of states and events has it, whatever came with it") {
  std::map<const place*, operations> refused;
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
      refused[at].insert(each.by);
    }
  });
  names tried_at;
  for (const auto& [at, tried] : refused) {
    const auto name = name_of(*at);
    tried_at.insert(name);
    CAPTURE(name);
    check_all(names_of(tried), names_of(refused_at(*at)));
  }
  check_all(tried_at, places_where([](const place& at) { return at.has_state_token; }));
}

TEST_CASE("no loop goes on without the user or the clock: right answers never come round") {
  operations answers;
  for_each_world([&](const world&, const exploration& found) {
    // Kahn's algorithm over the steps that prove something.
    std::vector<std::vector<std::size_t>> onward(found.nodes.size());
    std::vector<std::size_t> open(found.nodes.size());
    for (const step& each : found.steps) {
      if (!each.proves || starts_anew(each.by) || !found.nodes[each.to].in_transaction) continue;
      onward[each.from].push_back(each.to);
      ++open[each.to];
      answers.insert(each.by);
    }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (open[i] == 0) ready.push_back(i);
    for (std::size_t next = 0; next < ready.size(); ++next)
      for (const std::size_t to : onward[ready[next]])
        if (--open[to] == 0) ready.push_back(to);
    CHECK(ready.size() == found.nodes.size());
  });
  check_all(names_of(answers), {"activate_factor", "answer_question", "change_password", "enroll_factor",
                                "poll_activation", "poll_verification", "reset_password", "step_up", "verify_factor",
                                "verify_recovery_factor", "verify_recovery_token"});
}

TEST_CASE("no path ends without the proofs that it needs, given by the same transaction") {
  operations successes, unlocks, resets;  // what each is come to by
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
        unlocks.insert(each.by);
      } else if (success) {
        CHECK(may_succeed(log, in, in.password_due && !has_new_password(found.nodes[each.from])));
        successes.insert(each.by);
      } else {
        CHECK_FALSE(each.arrived.session_token);
      }
      if (each.arrived.status == "PASSWORD_RESET") {
        CHECK(may_set_password(log, in));
        resets.insert(each.by);
      }
    }
  });
  check_all(names_of(successes),
            {"activate_factor", "authenticate", "change_password", "enroll_factor", "get_state", "poll_activation",
             "poll_verification", "reset_password", "skip", "step_up", "verify_factor"});
  check_all(names_of(unlocks), {"answer_question", "verify_recovery_factor", "verify_recovery_token"});
  check_all(names_of(resets),
            {"answer_question", "authenticate", "get_state", "verify_recovery_factor", "verify_recovery_token"});
}

TEST_CASE("a refusal leaves a transaction where it is, or ends it, and has a documented error") {
  names errors;
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
      errors.insert(each.error);
    }
  });
  check_all(errors, {"E0000001", "E0000004", "E0000007", "E0000011", "E0000014", "E0000032", "E0000034", "E0000068",
                     "E0000069", "E0000079", "E0000087", "E0000109", "E0000118", "E0000119", "E0000133"});
}

TEST_SUITE_END();

}  // namespace machine
