#include <doctest/doctest.h>

#include "documented.hpp"

/// The machine against the table of states and events, every cell and every verdict.
namespace machine {
namespace {

using authn::outcome;

constexpr std::size_t outcomes_count = authn::words_of<outcome>::value.size();

authn::transition_result expected(const place* from, const cell& in_table, outcome verdict) {
  if (!in_table.accepted) return {};
  if (in_table.ends) return {true, std::nullopt};
  if (in_table.stays) return {true, from->in};
  const auto target = authn::from_string<state>(to_string(verdict));
  if (!target || !in_table.targets.contains(*target)) return {};
  return {true, target};
}

void check_row_of(const place* from) {
  const auto at = from != nullptr ? std::optional{from->in} : std::nullopt;
  const substate what = from != nullptr ? from->substate : substate::next_step;
  CAPTURE(at ? to_string(*at) : "no transaction");
  CAPTURE(to_string(what));
  for (std::size_t i = 0; i < operations_count; ++i) {
    const operation by = operation_at(i);
    const cell in_table = documented(from, by);
    CAPTURE(to_string(by));
    if (at) CHECK(authn::accepted(*at, what).contains(by) == in_table.accepted);
    for (std::size_t word = 0; word < outcomes_count; ++word) {
      const auto verdict = static_cast<outcome>(word);
      const authn::transition_result wanted = expected(from, in_table, verdict);
      const authn::transition_result reached = authn::fire(at, what, by, verdict);
      CAPTURE(to_string(verdict));
      CHECK(reached.accepted == wanted.accepted);
      CHECK(reached.to == wanted.to);
    }
  }
}

}  // namespace

TEST_CASE("every operation with every verdict leads from every state where the table of states and events says") {
  check_row_of(nullptr);
  for (const place& each : places()) check_row_of(&each);
}

TEST_CASE("settings are no business of the machine: it takes no operation of administrators, whatever came out") {
  for (std::size_t i = 0; i < operations_count; ++i) {
    const operation by = operation_at(i);
    if (!is_administrative(by)) continue;
    CAPTURE(to_string(by));
    for (std::size_t word = 0; word < outcomes_count; ++word) {
      const auto verdict = static_cast<outcome>(word);
      CHECK_FALSE(authn::fire(std::nullopt, substate::next_step, by, verdict).accepted);
      for (const place& from : places()) CHECK_FALSE(authn::fire(from.in, from.substate, by, verdict).accepted);
    }
    for (const place& from : places()) CHECK_FALSE(authn::accepted(from.in, from.substate).contains(by));
  }
}

TEST_CASE("every state that waits accepts a way on, and every unfinished one with a state token can be cancelled") {
  constexpr operations no_way_on{operation::get_state, operation::cancel, operation::previous};
  for (const place& from : places()) {
    CAPTURE(to_string(from.in));
    CAPTURE(to_string(from.substate));
    operations onward = authn::accepted(from.in, from.substate);
    for (std::size_t i = 0; i < operations_count; ++i)
      if (no_way_on.contains(operation_at(i))) onward.erase(operation_at(i));
    const bool finished = from.in == state::success;
    const bool out_of_band = from.substate == substate::mail;  // the way on is in the mail
    CHECK(onward.empty() == (finished || out_of_band));
    CHECK(authn::accepted(from.in, from.substate).contains(operation::cancel) == (from.has_state_token && !finished));
  }
  CHECK(authn::accepted(state::locked_out, substate::next_step) == operations{operation::unlock_account});
}

}  // namespace machine
