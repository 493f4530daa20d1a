#include "authn/explain/outcome_regions.hpp"

#include <algorithm>

#include "authn/decide/outcome_response.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/facts/input_dependencies.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

constexpr std::size_t combinations_max = 64;

rules::value_set values_of(std::uint16_t input) noexcept {
  if (input == root_input) return rules::all_values(shipped::tables_count);
  return rules::all_values(shipped_book().inputs[input].values.size());
}

/// The values that an observation takes over all combinations of the facts behind it.
class combinations {
 public:
  combinations(const facts& base, std::uint16_t input) : base_{base}, input_{input} {}

  rules::value_set over(const std::vector<fact>& behind) {
    std::size_t count = 1;
    for (const fact& each : behind) {
      choices_.push_back({each, alternatives(each, base_)});
      count *= choices_.back().values.size() + 1;
      if (count > combinations_max) return values_of(input_);
    }
    try_from(0, base_);
    return found_;
  }

 private:
  struct choice {
    fact of;
    std::vector<fact_value> values;
  };

  void try_from(std::size_t next, const facts& then) {
    if (next == choices_.size()) {
      const rules::value_index seen = observe_settled(then, input_);
      found_ |= seen == rules::no_value ? values_of(input_) : rules::only(seen);
      return;
    }
    try_from(next + 1, then);
    for (const fact_value& value : choices_[next].values) {
      facts changed = then;
      set_fact(choices_[next].of, value, changed);
      try_from(next + 1, changed);
    }
  }

  const facts& base_;
  std::uint16_t input_;
  std::vector<choice> choices_;
  rules::value_set found_ = 0;
};

rules::value_set within_reach(const facts& from, std::uint16_t input,
                              const std::function<bool(const fact&)>& may_change) {
  std::vector<fact> behind = dependencies_of(input, from);
  std::erase_if(behind, [&](const fact& each) { return !may_change(each); });
  return combinations{from, input}.over(behind);
}

/// The facts with the state token of the transaction, if there is one.
facts with_token(const facts& from) {
  facts named = from;
  if (from.transaction && !starts_transaction(from.request.operation))
    named.request.body.state_token = request_body::token_reference::given;
  return named;
}

/// A step-up that is let in goes on as any sign-in.
bool goes_on_as_sign_in(std::uint16_t root, rules::row_index row) noexcept {
  return root == static_cast<std::uint16_t>(shipped::table_id::continuation) &&
         static_cast<shipped::out::continuation>(shipped_book().tables[root].rows[row].outcome) ==
             shipped::out::continuation::authenticates;
}

/// A region over which a request is answered in one way, by one row of each table that is consulted.
struct case_of_request {
  std::span<const rules::value_set> inputs;
  std::span<const rules::row_index> rows;
  authn::outcome outcome;
};

/// The regions of the tables that a request is answered by.
template <class Visit>
class case_walk {
 public:
  case_walk(const facts& from, Visit& visit) : from_{from}, visit_{visit} {}

  void over(std::uint16_t root, std::span<const rules::value_set> space) {
    rules::for_each_region(shipped_book(), root, space, [&](const rules::region& region) {
      if (!goes_on_as_sign_in(root, region.row)) return visit_region(root, root, region, {});
      constexpr auto sign_in = static_cast<std::uint16_t>(shipped::table_id::authentication);
      return rules::for_each_region(shipped_book(), sign_in, region.inputs, [&](const rules::region& further) {
        return visit_region(root, sign_in, further, region.rows);
      });
    });
  }

 private:
  /// @param first   the table that was asked first
  /// @param before  the rows that had decided when it left the answer to `root`
  bool visit_region(std::uint16_t first, std::uint16_t root, const rules::region& region,
                    std::span<const rules::row_index> before) {
    inputs_.assign(region.inputs.begin(), region.inputs.end());
    inputs_.push_back(rules::only(static_cast<rules::value_index>(first)));
    rows_.assign(region.rows.begin(), region.rows.end());
    for (std::size_t table = 0; table < before.size(); ++table)
      if (rows_[table] == rules::no_row) rows_[table] = before[table];
    const rules::value_index decided = shipped_book().tables[root].rows[region.row].outcome;
    visit_(case_of_request{inputs_, rows_, public_outcome(static_cast<shipped::table_id>(root), decided, from_)});
    return true;
  }

  const facts& from_;
  Visit& visit_;
  rules::box inputs_;
  std::vector<rules::row_index> rows_;
};

/// Visits disjoint cases that together are the whole space.
template <class Visit>
void for_each_case(const facts& from, const rules::box& space, Visit visit) {
  const std::span inputs{space.data(), root_input};
  case_walk<Visit> walk{from, visit};
  for (std::uint16_t root = 0; root < shipped::tables_count; ++root)
    if ((space[root_input] & rules::only(static_cast<rules::value_index>(root))) != 0) walk.over(root, inputs);
}

std::size_t distance(std::span<const rules::value_set> region, const observations& from) {
  std::size_t count = 0;
  for (std::uint16_t input = 0; input < region.size(); ++input)
    count += admits(region[input], input, from[input]) ? 0U : 1U;
  return count;
}

outcome_region kept(const case_of_request& region, std::size_t away) {
  return {{region.inputs.begin(), region.inputs.end()}, {region.rows.begin(), region.rows.end()}, away};
}

}  // namespace

rules::box space_of_question(const facts& from) {
  const facts named = with_token(from);
  const bool enrolls = from.request.operation == operation::enroll_factor;
  const auto anything = [](const fact&) { return true; };
  // Without a transaction nothing else counts, so what is said of it is what the state token would bring to light.
  const auto within_it = [&](const fact& each) {
    return each.id != fact_id::state_token && (enrolls || each.id != fact_id::body);
  };
  rules::box space;
  for (std::uint16_t input = 0; input <= root_input; ++input) {
    if (input == root_input || input == static_cast<std::uint16_t>(shipped::input_id::members))
      space.push_back(within_reach(from, input, anything));
    else
      space.push_back(is_about_question(input, from) ? within_reach(named, input, within_it) : values_of(input));
  }
  return space;
}

rules::box space_in_reach(const facts& from, const std::function<bool(const fact&)>& may_change) {
  rules::box space;
  for (std::uint16_t input = 0; input <= root_input; ++input) space.push_back(within_reach(from, input, may_change));
  return space;
}

question_regions regions_of_question(const facts& from, const observations& here, std::optional<outcome> wanted) {
  question_regions found;
  for_each_case(from, space_of_question(from), [&](const case_of_request& region) {
    auto& nearest = found.nearest[static_cast<std::size_t>(region.outcome)];
    const std::size_t away = distance(region.inputs, here);
    if (!nearest || away < nearest->distance) nearest = kept(region, away);
    if (region.outcome == wanted) found.wanted.push_back(kept(region, away));
  });
  std::ranges::stable_sort(found.wanted, {}, &outcome_region::distance);
  return found;
}

std::vector<outcome_region> regions_within(const rules::box& space, const facts& from, const observations& here,
                                           outcome wanted) {
  std::vector<outcome_region> found;
  for_each_case(from, space, [&](const case_of_request& region) {
    if (region.outcome == wanted) found.push_back(kept(region, distance(region.inputs, here)));
  });
  std::ranges::stable_sort(found, {}, &outcome_region::distance);
  return found;
}

}  // namespace interlock::authn
