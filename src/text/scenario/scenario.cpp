#include <interlock/text/scenario.hpp>

#include <memory>
#include <utility>

#include "text/scenario/scenario_document.hpp"
#include "text/scenario/scenario_members.hpp"

namespace interlock::text {

scenario::scenario(const document* owned) noexcept : document_{owned} {}
scenario::scenario(scenario&& other) noexcept : document_{std::exchange(other.document_, nullptr)} {}
scenario& scenario::operator=(scenario&& other) noexcept {
  std::swap(document_, other.document_);
  return *this;
}
scenario::~scenario() { delete document_; }

const authn::facts& scenario::facts() const noexcept { return document_->facts; }

result<scenario> read_scenario(std::string_view text, std::string_view name) {
  problem_list problems{name, text};
  auto document = std::make_unique<scenario::document>(text.size());
  std::optional<json::value> parsed = parse_json(problems, strict_json(), &document->memory);
  if (!parsed) return std::move(problems).take();
  document->root = *std::move(parsed);

  const path top;
  const place root{problems, document->root, top};
  require_keys(root, {"now", "request"});
  if (!read_scenario_members(root, *document) || !problems.empty()) return std::move(problems).take();
  return scenario{document.release()};
}

}  // namespace interlock::text
