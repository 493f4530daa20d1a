#include <algorithm>
#include <array>
#include <set>

#include <doctest/doctest.h>

#include "catalogue.hpp"
#include "observations.hpp"
#include "situations.hpp"

namespace interlock::tests {
namespace {

using namespace authn;
using pointers = std::set<std::string>;

std::vector<fact> changeable(const facts& in, bool all) {
  std::vector<fact> found;
  for (std::uint8_t id = 0; id <= static_cast<std::uint8_t>(fact_id::password_changed); ++id) {
    const auto add = [&](const fact& each) {
      if (can_change(each, in) && (all || who_changes(each) < actor::time)) found.push_back(each);
    };
    if (static_cast<fact_id>(id) != fact_id::factor_offer)
      add({static_cast<fact_id>(id), {}});
    else
      for (const factor_key& offered : factor_keys()) add({fact_id::factor_offer, offered.kind});
  }
  return found;
}

/// Every set of at most `size_max` facts with some values that lead to an outcome, and no smaller set inside it.
class brute_force {
 public:
  brute_force(const facts& base, bool all, std::size_t size_max) : base_{base}, facts_{changeable(base, all)} {
    REQUIRE(facts_.size() <= 64);
    for (const fact& each : facts_) values_.push_back(alternatives(each, base));
    for (std::size_t size = 0; size <= size_max; ++size) extend(base, 0, size, 0);
  }

  std::set<pointers> sets(outcome wanted) const {
    std::set<pointers> found;
    for (const std::uint64_t set : found_[static_cast<std::size_t>(wanted)]) {
      pointers names;
      for (std::size_t i = 0; i < facts_.size(); ++i)
        if ((set >> i & 1) != 0) names.insert(pointer_to(facts_[i], base_));
      found.insert(std::move(names));
    }
    return found;
  }

 private:
  void extend(const facts& then, std::size_t from, std::size_t size, std::uint64_t chosen) {
    if (size == 0) return judge(then, chosen);
    for (std::size_t i = from; i < facts_.size(); ++i)
      for (const fact_value& value : values_[i]) {
        facts changed = then;
        put(facts_[i], value, changed);
        extend(changed, i + 1, size - 1, chosen | std::uint64_t{1} << i);
      }
  }

  void judge(const facts& then, std::uint64_t chosen) {
    const auto made = decide(then);
    if (!made) return;
    auto& sets = found_[static_cast<std::size_t>(made->outcome)];
    // Sets come by size, so a set inside this one is there already.
    if (std::ranges::none_of(sets, [&](std::uint64_t known) { return (known & ~chosen) == 0; })) sets.push_back(chosen);
  }

  const facts& base_;
  std::vector<fact> facts_;
  std::vector<std::vector<fact_value>> values_;
  std::array<std::vector<std::uint64_t>, words_of<outcome>::value.size()> found_;  // sets of facts, one bit each
};

pointers pointers_of(const change_set& set, const facts& in) {
  pointers found;
  for (const fact_change& change : set) found.insert(pointer_to(change.fact, in));
  return found;
}

facts after(const change_set& set, facts then, std::size_t without = SIZE_MAX) {
  for (std::size_t i = 0; i < set.size(); ++i)
    if (i != without) put(set[i].fact, set[i].to, then);
  return then;
}

template <class Visit>
void for_each_outcome(Visit visit) {
  for (std::size_t word = 0; word < words_of<outcome>::value.size(); ++word) visit(static_cast<outcome>(word));
}

void compare(const facts& base, bool all, std::size_t size_max) {
  const brute_force truth{base, all, size_max};
  for_each_outcome([&](outcome wanted) {
    CAPTURE(to_string(wanted));
    const auto found = ways_to(base, wanted, all);
    REQUIRE(found.has_value());
    std::set<pointers> short_sets;
    for (const change_set& set : found->changes)
      if (set.size() <= size_max) short_sets.insert(pointers_of(set, base));
    CHECK(short_sets == truth.sets(wanted));
  });
}

}  // namespace

TEST_CASE("smallest changes equal brute force over all sets of at most two facts") {
  for (const named_facts& each : situations()) {
    CAPTURE(each.name);
    for (const bool all : {false, true}) {
      CAPTURE(all);
      compare(each.facts, all, 2);
    }
  }
}

TEST_CASE("smallest changes: every set works, and none of its parts does") {
  std::size_t sets = 0;
  std::size_t longest = 0;
  for (const named_facts& each : situations())
    for_each_outcome([&](outcome wanted) {
      CAPTURE(each.name);
      CAPTURE(to_string(wanted));
      const auto found = ways_to(each.facts, wanted, true);
      REQUIRE(found.has_value());
      CHECK(found->changes.empty() == found->impossible_because.has_value());
      for (const change_set& set : found->changes) {
        ++sets;
        longest = std::max(longest, set.size());
        const auto whole = decide(after(set, each.facts));
        REQUIRE(whole.has_value());
        CHECK(whole->outcome == wanted);
        for (std::size_t left_out = 0; left_out < set.size(); ++left_out) {
          const auto part = decide(after(set, each.facts, left_out));
          const bool also_leads = part && part->outcome == wanted;
          CHECK_FALSE(also_leads);
        }
      }
    });
  CHECK(sets > 1000);
  CHECK(longest >= 4);
}

TEST_CASE("an observation depends on no fact but those behind it") {
  std::size_t compared = 0;
  for (const named_facts& each : situations()) {
    const observations before = observe_all(each.facts);
    for (const fact& changed : changeable(each.facts, true))
      for (const fact_value& value : alternatives(changed, each.facts)) {
        facts then = each.facts;
        put(changed, value, then);
        const observations now = observe_all(then);
        for (std::uint16_t input = 0; input < shipped::inputs_count; ++input) {
          if (before[input] == now[input]) continue;
          const auto behind = facts_behind(static_cast<shipped::input_id>(input), each.facts);
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
