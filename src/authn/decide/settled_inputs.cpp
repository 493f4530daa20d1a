#include "authn/decide/settled_inputs.hpp"

#include "authn/decide/automatic_unlock.hpp"
#include "authn/decide/outcome_response.hpp"

namespace interlock::authn {
namespace {

template <class Use>
auto settled(const facts& from, Use use) noexcept {
  decision_context about{from};
  decision scratch;
  scratch.account = from.account;
  table_evaluation rule{about, scratch};
  run_unlock_job(scratch, about, rule);
  return use(about);
}

}  // namespace

observations observe_all(const facts& from) noexcept {
  return settled(from, [](const decision_context& about) {
    observations found;
    found.fill(rules::no_value);
    for (std::uint16_t input = 0; input < shipped::inputs_count; ++input)
      found[input] = observe(about, static_cast<shipped::input_id>(input));
    found[root_input] = static_cast<rules::value_index>(root_for(about));
    return found;
  });
}

rules::value_index observe_settled(const facts& from, std::uint16_t input) noexcept {
  return settled(from, [&](const decision_context& about) {
    return input == root_input ? static_cast<rules::value_index>(root_for(about))
                               : observe(about, static_cast<shipped::input_id>(input));
  });
}

bool admits(rules::value_set values, std::uint16_t input, rules::value_index observed) noexcept {
  if (observed == rules::no_value) return values == rules::all_values(shipped_book().inputs[input].values.size());
  return (values & rules::only(observed)) != 0;
}

std::vector<std::uint16_t> outside(std::span<const rules::value_set> region, const observations& of) {
  std::vector<std::uint16_t> found;
  for (std::uint16_t input = 0; input < region.size(); ++input)
    if (!admits(region[input], input, of[input])) found.push_back(input);
  return found;
}

}  // namespace interlock::authn
