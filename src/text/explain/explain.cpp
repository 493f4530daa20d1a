#include <interlock/text/explain.hpp>

#include <algorithm>

#include "text/decision/missing_evidence.hpp"
#include "text/explain/explanation.hpp"
#include "text/explain/explanation_json.hpp"
#include "text/explain/explanation_report.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::text {
namespace {

/// Changes by pointer, and sets of them by size and pointers, as a reader finds them in the scenario.
void sort_by_pointer(std::vector<authn::change_set>& sets, const scenario::document& in) {
  for (authn::change_set& set : sets)
    std::ranges::sort(set, {}, [&](const authn::fact_change& change) { return pointer_to(change.fact, in); });
  std::ranges::sort(sets, {}, [&](const authn::change_set& set) {
    std::vector<std::string> pointers;
    for (const authn::fact_change& change : set) pointers.push_back(pointer_to(change.fact, in));
    return std::pair{set.size(), pointers};
  });
}

}  // namespace

result<explained> explain(std::string_view scenario_text, const explain_options& options, std::string_view name) {
  const result<scenario> read = read_scenario(scenario_text, name);
  if (!read) return read.error();
  auto about = authn::explain(read->facts(), options.want, options.all);
  if (!about) return missing_evidence(about.error(), scenario_text, name);
  if (about->to_wanted) sort_by_pointer(about->to_wanted->changes, read->source());
  const full_explanation found{read->source(), std::move(*about), options.want, options.all};
  const bool reachable = !found.about.to_wanted || !found.about.to_wanted->changes.empty();
  return explained{options.as_json ? write_explanation(found) : report_explanation(found), reachable};
}

}  // namespace interlock::text
