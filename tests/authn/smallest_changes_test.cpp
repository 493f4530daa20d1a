#include <algorithm>

#include <doctest/doctest.h>

#include "authn/decide/settled_inputs.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/facts/input_dependencies.hpp"
#include "brute_force.hpp"
#include "expectations.hpp"

namespace interlock::tests {

using namespace authn;

TEST_CASE("smallest changes equal brute force over all sets of at most two facts") {
  for (const named_facts& each : sign_in_scenarios()) {
    CAPTURE(each.name);
    for (const bool all : {false, true}) {
      CAPTURE(all);
      compare_with_brute_force(each.facts, all, 2);
    }
  }
}

TEST_CASE("smallest changes: every set works, and none of its parts does") {
  std::size_t sets = 0;
  std::size_t longest = 0;
  for (const named_facts& each : sign_in_scenarios()) {
    CAPTURE(each.name);
    const checked_sets checked = check_sets(each.facts);
    sets += checked.count;
    longest = std::max(longest, checked.longest);
  }
  CHECK(sets > 1000);
  CHECK(longest >= 4);
}

TEST_CASE("an observation depends on no fact but those behind it") {
  std::size_t compared = 0;
  std::vector<named_facts> all = sign_in_scenarios();
  for (const expected& each : expectations()) all.push_back({each.name, each.from});
  for (const named_facts& each : all) {
    const observations before = observe_all(each.facts);
    for (const fact& changed : changeable(each.facts, true))
      for (const fact_value& value : alternatives(changed, each.facts)) {
        facts then = each.facts;
        set_fact(changed, value, then);
        const observations now = observe_all(then);
        for (std::uint16_t input = 0; input < shipped::inputs_count; ++input) {
          if (before[input] == now[input]) continue;
          const auto behind = dependencies_of(input, each.facts);
          CAPTURE(each.name);
          CAPTURE(pointer_to(changed, each.facts));
          CAPTURE(shipped_book().inputs[input].name);
          const bool named = std::ranges::find(behind, changed) != behind.end();
          CHECK(named);
          ++compared;
        }
      }
  }
  CHECK(compared > 1000);
}

}  // namespace interlock::tests
