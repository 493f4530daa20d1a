#include "brute_force.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

#include "authn/explain/outcome_regions.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/facts/input_dependencies.hpp"
#include "authn/facts/request_facts.hpp"

namespace interlock::tests {
namespace {

using namespace authn;

void add_inputs(std::uint16_t table, std::set<std::uint16_t>& to) {
  for (const rules::column& column : shipped_book().tables[table].columns)
    column.fed ? add_inputs(column.source, to) : static_cast<void>(to.insert(column.source));
}

/// The facts behind all that the tables behind an operation read.
std::vector<fact> facts_read(const facts& in) {
  std::set<std::uint16_t> inputs{root_input};
  for (const std::uint16_t table : tables_behind(in.request.operation)) add_inputs(table, inputs);
  if (in.request.operation == operation::step_up)
    add_inputs(static_cast<std::uint16_t>(shipped::table_id::continuation), inputs);
  std::vector<fact> found;
  for (const std::uint16_t input : inputs)
    for (const fact& each : dependencies_of(input, in))
      if (std::ranges::find(found, each) == found.end()) found.push_back(each);
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
    if (size == 0) return record_outcome(then, chosen);
    for (std::size_t i = from; i < facts_.size(); ++i) {
      if (stands_in_new_body(facts_[i], chosen)) continue;
      for (const fact_value& value : values_[i]) {
        facts changed = then;
        set_fact(facts_[i], value, changed);
        extend(changed, i + 1, size - 1, chosen | std::uint64_t{1} << i);
      }
    }
  }

  /// A body that is put as a whole has what it needs.
  bool stands_in_new_body(const fact& member, std::uint64_t chosen) const {
    for (std::size_t i = 0; i < facts_.size(); ++i)
      if ((chosen >> i & 1) != 0 && overlap(facts_[i].id, member.id)) return true;
    return false;
  }

  void record_outcome(const facts& then, std::uint64_t chosen) {
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

template <class Visit>
void for_each_outcome(Visit visit) {
  for (std::size_t word = 0; word < words_of<outcome>::value.size(); ++word) visit(static_cast<outcome>(word));
}

}  // namespace

std::vector<fact> changeable(const facts& in, bool all) {
  std::vector<fact> found = facts_read(in);
  std::erase_if(found, [&](const fact& each) { return !all && who_changes(each) >= actor::time; });
  // A whole body is put before what stands in it.
  std::ranges::sort(found, {}, [](const fact& each) { return std::pair{each.id, each.kind}; });
  return found;
}

pointers pointers_of(const change_set& set, const facts& in) {
  pointers found;
  for (const fact_change& change : set) found.insert(pointer_to(change.fact, in));
  return found;
}

std::string listed(const std::set<pointers>& sets) {
  std::string text;
  for (const pointers& set : sets) {
    for (const std::string& pointer : set) text += pointer + ' ';
    text += '\n';
  }
  return text;
}

facts after(const change_set& set, facts then, std::size_t without) {
  for (std::size_t i = 0; i < set.size(); ++i)
    if (i != without) set_fact(set[i].fact, set[i].to, then);
  return then;
}

void compare_with_brute_force(const facts& base, bool all, std::size_t size_max) {
  const brute_force truth{base, all, size_max};
  for_each_outcome([&](outcome wanted) {
    CAPTURE(to_string(wanted));
    const auto found = smallest_changes_to(base, wanted, all);
    REQUIRE(found.has_value());
    std::set<pointers> short_sets;
    for (const change_set& set : found->changes)
      if (set.size() <= size_max) short_sets.insert(pointers_of(set, base));
    CHECK(listed(short_sets) == listed(truth.sets(wanted)));
  });
}

checked_sets check_sets(const facts& base) {
  checked_sets checked;
  for_each_outcome([&](outcome wanted) {
    CAPTURE(to_string(wanted));
    const auto found = smallest_changes_to(base, wanted, true);
    REQUIRE(found.has_value());
    CHECK(found->changes.empty() == found->impossible_because.has_value());
    for (const change_set& set : found->changes) {
      ++checked.count;
      checked.longest = std::max(checked.longest, set.size());
      const auto whole = decide(after(set, base));
      REQUIRE(whole.has_value());
      CHECK(whole->outcome == wanted);
      for (std::size_t left_out = 0; left_out < set.size(); ++left_out) {
        const auto part = decide(after(set, base, left_out));
        const bool also_leads = part && part->outcome == wanted;
        CHECK_FALSE(also_leads);
      }
    }
  });
  return checked;
}

}  // namespace interlock::tests
