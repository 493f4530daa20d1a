#include <set>
#include <utility>

#include <doctest/doctest.h>

#include "random_walk.hpp"

/// Random sequences of operations, by typed facts.
namespace machine {

TEST_SUITE_BEGIN("slow");

TEST_CASE("100,000 random sequences of 30 operations, typed: every answer is a documented one") {
  constexpr std::size_t sequences = 100'000;
  xorshift random{0x9e3779b97f4a7c15};
  std::size_t steps = 0, accepted = 0;
  std::set<std::pair<state, substate>> reached;
  for (std::size_t i = 0; i < sequences; ++i) {
    const world_moves& here = all_world_moves()[i % all_world_moves().size()];
    authn::facts now = here.start();
    CAPTURE(here.in().name);
    CAPTURE(i);
    for (std::size_t step = 0; step < walk_length; ++step, ++steps) {
      disturb(random, now);
      if (random.one_in(60)) now.policy = all_world_moves()[random.below(all_world_moves().size())].start().policy;
      const std::size_t which = here.choose(random, now);
      here.apply(which, now);
      CAPTURE(here.moves()[which].what);
      CAPTURE(now.transaction ? to_string(now.transaction->state) : "no transaction");
      const auto made = authn::decide(now);
      REQUIRE(made.has_value());
      check_decision(now, *made);
      accepted += made->response.error ? 0 : 1;
      if (made->response.state) reached.emplace(*made->response.state, made->response.substate);
      keep(*made, now);
    }
  }
  CHECK(steps == sequences * walk_length);
  CHECK(accepted > steps / 3);  // enough for sequences that get far
  for (const place& each : places()) {
    CAPTURE(to_string(each.in));
    CAPTURE(to_string(each.substate));
    CHECK(reached.contains({each.in, each.substate}));
  }
}

TEST_SUITE_END();

}  // namespace machine
