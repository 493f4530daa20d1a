#include "text/decision/missing_evidence.hpp"

#include <string>
#include <utility>

#include "text/json/json_reader.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::text {

diagnostics missing_evidence(const authn::missing_evidence& what, std::string_view text, std::string_view name) {
  problem_list problems{name, text};
  const std::string pointer{text_of(what.evidence).pointer};
  problems.at_value(pointer,
                    {"missing-evidence", "the decision needs `" + pointer + "`, which the scenario does not state"});
  return std::move(problems).take();
}

}  // namespace interlock::text
