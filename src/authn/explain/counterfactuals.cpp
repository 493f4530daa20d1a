#include "authn/explain/counterfactuals.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

#include "authn/explain/first_difference.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/facts/input_dependencies.hpp"
#include "authn/facts/request_facts.hpp"
#include "authn/observe/observe.hpp"

namespace interlock::authn {
namespace {

using fact_set = std::vector<fact>;  // sorted

bool before(const fact& one, const fact& other) noexcept {
  return std::pair{one.id, one.kind} < std::pair{other.id, other.kind};
}

fact_set changed_by(const change_set& changes) {
  fact_set found;
  for (const fact_change& change : changes) found.push_back(change.fact);
  std::ranges::sort(found, before);
  return found;
}

bool contains(const fact_set& set, const fact_set& part) { return std::ranges::includes(set, part, before); }

/// Ways to make one observation hold.
constexpr std::size_t facts_per_move_max = 3;

/// Finds all minimal sets of facts that lead into a region with the wanted outcome. For each region the first
/// observation outside it is mended in every minimal way, then the next one, until the whole scenario lies inside.
/// Every solution contains such a chain of mends, so none is missed.
class search {
 public:
  search(const facts& base, bool all) : base_{base}, all_{all} {}

  [[nodiscard]] bool may_change(const fact& of) const noexcept { return all_ || who_changes(of) < actor::time; }

  void enter(const rules::box& region) { mend(region, base_, {}); }

  [[nodiscard]] const std::vector<fact_set>& minimal() const noexcept { return minimal_; }
  [[nodiscard]] const std::vector<fact_value>& choices(const fact& of) {
    const auto known = choices_.find({of.id, of.kind});
    if (known != choices_.end()) return known->second;
    return choices_.emplace(std::pair{of.id, of.kind}, alternatives(of, base_)).first->second;
  }

  /// The minimal ways to bring one observation of the unchanged scenario into a set of values.
  const std::vector<change_set>& first_moves(std::uint16_t input, rules::value_set values) {
    return moves(input, values, {});
  }

 private:
  [[nodiscard]] bool known(const fact_set& facts) const {
    return std::ranges::any_of(minimal_, [&](const fact_set& found) { return contains(facts, found); });
  }

  void keep(const fact_set& facts) {
    std::erase_if(minimal_, [&](const fact_set& found) { return contains(found, facts); });
    minimal_.push_back(facts);
  }

  void mend(const rules::box& region, const facts& now, const change_set& made) {
    const fact_set taken = changed_by(made);
    if (known(taken)) return;
    const std::vector<std::uint16_t> open = outside(region, observe_all(now));
    if (open.empty()) return keep(taken);
    if (made.empty())
      for (const std::uint16_t input : open)
        if (first_moves(input, region[input]).empty()) return;
    const std::uint16_t input = open.front();
    for (const change_set& way : moves(input, region[input], made)) {
      change_set next = made;
      next.insert(next.end(), way.begin(), way.end());
      if (known(changed_by(next))) continue;
      facts changed = now;
      for (const fact_change& change : way) set_fact(change.fact, change.to, changed);
      mend(region, changed, next);
    }
  }

  /// The minimal ways to bring one observation into a set of values after changes that stay. An observation depends
  /// on no other facts than those behind it, so the answer is kept for all changes that agree on these.
  const std::vector<change_set>& moves(std::uint16_t input, rules::value_set values, const change_set& made) {
    const std::vector<fact>& behind = facts_of(input);
    change_set relevant = made;
    std::erase_if(relevant,
                  [&](const fact_change& change) { return std::ranges::find(behind, change.fact) == behind.end(); });
    std::ranges::sort(relevant, before, &fact_change::fact);
    auto& answers = moves_[{input, values}];
    for (const answer& known : answers)
      if (known.made == relevant) return known.moves;
    std::vector<fact> free;
    for (const fact& candidate : behind)
      if (may_change(candidate) && is_free(candidate, relevant)) free.push_back(candidate);
    answers.push_back({relevant, find_moves(input, values, free, relevant)});
    return answers.back().moves;
  }

  static bool is_free(const fact& candidate, const change_set& made) {
    return std::ranges::none_of(made, [&](const fact_change& change) {
      return change.fact == candidate || overlap(change.fact.id, candidate.id);
    });
  }

  const std::vector<fact>& facts_of(std::uint16_t input) {
    auto& known = behind_[input];
    if (!known) known = dependencies_of(input, base_);
    return *known;
  }

  std::vector<change_set> find_moves(std::uint16_t input, rules::value_set values, const std::vector<fact>& free,
                                     const change_set& made) {
    facts now = base_;
    for (const fact_change& change : made) set_fact(change.fact, change.to, now);
    std::vector<change_set> found;
    for (std::size_t size = 1; size <= std::min(free.size(), facts_per_move_max); ++size)
      combine(free, 0, size, {}, now, [&](const change_set& tried, const facts& then, bool whole) {
        if (std::ranges::any_of(found, [&](const change_set& shorter) { return extends(tried, shorter); }))
          return false;
        if (whole && admits(values, input, observe_settled(then, input))) found.push_back(tried);
        return true;
      });
    if (counts_offers(input)) add_bulk(input, free, values, now, found);
    return found;
  }

  static bool extends(const change_set& longer, const change_set& shorter) {
    return std::ranges::all_of(
        shorter, [&](const fact_change& part) { return std::ranges::find(longer, part) != longer.end(); });
  }

  /// Visits the ways to give values to `size` more of the facts; `visit` returns false to go no further that way.
  template <class Visit>
  void combine(const std::vector<fact>& free, std::size_t from, std::size_t size, const change_set& chosen,
               const facts& then, const Visit& visit) {
    for (std::size_t i = from; i + size <= free.size(); ++i) {
      if (!is_free(free[i], chosen)) continue;
      for (const fact_value& value : choices(free[i])) {
        change_set next = chosen;
        next.push_back({free[i], value});
        facts changed = then;
        set_fact(free[i], value, changed);
        if (visit(next, changed, size == 1) && size > 1) combine(free, i + 1, size - 1, next, changed, visit);
      }
    }
  }

  static bool counts_offers(std::uint16_t input) noexcept {
    const auto which = static_cast<shipped::input_id>(input);
    return which == shipped::input_id::enrollable_factor || which == shipped::input_id::factors_left;
  }

  /// What the enrollment policy offers is many facts of one kind, so changes of all that stand in the way are tried
  /// together instead of by their combinations.
  void add_bulk(std::uint16_t input, const std::vector<fact>& free, rules::value_set values, const facts& now,
                std::vector<change_set>& found) {
    for (const auto to : {enrollment_requirement::not_allowed, enrollment_requirement::optional}) {
      change_set all;
      facts changed = now;
      for (const fact& offer : free) {
        if (offer.id != fact_id::factor_offer) continue;
        const fact_value value{to_string(to)};
        if (std::ranges::find(choices(offer), value) == choices(offer).end()) continue;
        facts without = changed;
        set_fact(offer, value, without);
        // Only offers that count now are in the way.
        if (to == enrollment_requirement::optional && !demanded(offer.kind, changed)) continue;
        if (to == enrollment_requirement::not_allowed && !offered(offer.kind, changed)) continue;
        all.push_back({offer, value});
        changed = without;
      }
      if (all.size() > facts_per_move_max && admits(values, input, observe_settled(changed, input)))
        found.push_back(all);
    }
  }

  static bool offered(factor_kind kind, const facts& in) {
    const auto offers = factors_on_offer(decision_context{in});
    return std::ranges::any_of(offers, [&](const offered_factor& o) { return o.kind == kind && !o.enrolled; });
  }
  static bool demanded(factor_kind kind, const facts& in) {
    const auto offers = factors_on_offer(decision_context{in});
    return std::ranges::any_of(offers,
                               [&](const offered_factor& o) { return o.kind == kind && !o.enrolled && o.required; });
  }

  const facts& base_;
  bool all_;
  std::vector<fact_set> minimal_;
  std::array<std::optional<std::vector<fact>>, root_input + 1> behind_;
  std::map<std::pair<fact_id, factor_kind>, std::vector<fact_value>> choices_;
  struct answer {
    change_set made;
    std::vector<change_set> moves;
  };
  std::map<std::pair<std::uint16_t, rules::value_set>, std::deque<answer>> moves_;
};

bool leads_to(const facts& then, outcome wanted) {
  const auto made = decide(then);
  return made && made->outcome == wanted;
}

/// The values for a set of facts that lead to the outcome and are nearest to what is there.
change_set nearest(const fact_set& facts_to_change, const facts& base, outcome wanted, search& choices) {
  struct candidate {
    std::size_t rank;
    std::vector<std::size_t> indexes;
  };
  std::vector<candidate> all{{0, {}}};
  for (const fact& each : facts_to_change) {
    std::vector<candidate> longer;
    for (const candidate& shorter : all)
      for (std::size_t i = 0; i < choices.choices(each).size(); ++i) {
        longer.push_back({shorter.rank + i, shorter.indexes});
        longer.back().indexes.push_back(i);
      }
    all = std::move(longer);
  }
  std::ranges::sort(all, {}, [](const candidate& c) { return std::pair{c.rank, c.indexes}; });
  for (const candidate& tried : all) {
    change_set changes;
    facts then = base;
    for (std::size_t i = 0; i < facts_to_change.size(); ++i) {
      changes.push_back({facts_to_change[i], choices.choices(facts_to_change[i])[tried.indexes[i]]});
      set_fact(changes.back().fact, changes.back().to, then);
    }
    if (leads_to(then, wanted)) return changes;
  }
  return {};
}

/// The rule that stops the scenario that comes nearest to the outcome; where the operation never comes to it, the
/// rule that gives the answer.
rule_reference obstacle_to(const std::vector<outcome_region>& regions, const answered_question& base, search& search) {
  rule_reference stops = base.made.decided_by;
  std::size_t fewest = shipped::inputs_count + 1;
  for (const outcome_region& region : regions) {
    std::vector<std::uint16_t> stuck;
    facts then = base.from;
    for (const std::uint16_t input : outside(region.inputs, base.here)) {
      const auto& ways = search.first_moves(input, region.inputs[input]);
      if (ways.empty())
        stuck.push_back(input);
      else
        for (const fact_change& change : ways.front()) set_fact(change.fact, change.to, then);
    }
    if (stuck.size() >= fewest) continue;
    const auto made = decide(then);
    if (!made) continue;
    fewest = stuck.size();
    stops = first_difference(region.rows, outside(region.inputs, observe_all(then)), *made).rule;
  }
  return stops;
}

}  // namespace

smallest_changes smallest_changes_from(const std::vector<outcome_region>& in_question, outcome wanted,
                                       const answered_question& base, bool all) {
  smallest_changes found;
  if (base.made.outcome == wanted) {
    found.changes.emplace_back();
    return found;
  }
  search minimal{base.from, all};
  const auto may_change = [&](const fact& each) { return minimal.may_change(each); };
  for (const outcome_region& region :
       regions_within(space_in_reach(base.from, may_change), base.from, base.here, wanted))
    minimal.enter(region.inputs);
  for (const fact_set& facts_to_change : minimal.minimal())
    found.changes.push_back(nearest(facts_to_change, base.from, wanted, minimal));
  std::ranges::sort(found.changes, [](const change_set& one, const change_set& other) {
    if (one.size() != other.size()) return one.size() < other.size();
    return std::ranges::lexicographical_compare(changed_by(one), changed_by(other), before);
  });
  if (found.changes.empty()) found.impossible_because = obstacle_to(in_question, base, minimal);
  return found;
}

}  // namespace interlock::authn
