#include <interlock/text/explain.hpp>

#include "text/decision/write_decision.hpp"
#include "text/explain/explanation.hpp"

namespace interlock::text {

result<explained> explain(std::string_view scenario_text, const explain_options& options, std::string_view name) {
  const result<scenario> read = read_scenario(scenario_text, name);
  if (!read) return read.error();
  auto about = authn::explain(read->facts());
  if (!about) return missing_evidence(about.error(), scenario_text, name);
  full_explanation found{read->source(), std::move(*about), options.want, options.all, {}};
  if (options.want) found.ways = *authn::ways_to(read->facts(), *options.want, options.all);
  const bool reachable = !options.want || !found.ways.changes.empty();
  return explained{options.as_json ? write_explanation(found) : report_explanation(found), reachable};
}

}  // namespace interlock::text
