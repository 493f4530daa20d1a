#include "text/scenario/read_request.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/api/factor_names.hpp"
#include "text/api/routes.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {
namespace {

using document = scenario::document;

constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

void take_route(const found_route& found, authn::request& to) {
  to.operation = found.operation;
  to.factor = found.factor;
  to.factor_types = factor_kinds_of(found.factor);
  to.recovery_by = found.recovery_by;
  to.link_by = found.link_by;
}

void read_operation(const place& from, authn::request& to) {
  std::string_view text;
  read(from, text);
  if (!from.value.is_string()) return;
  const std::size_t space = text.find(' ');
  const std::string_view method = text.substr(0, space);
  const std::string_view target = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  if (!target.starts_with('/'))
    return from.report({"bad-operation", "expected a method and a path, for example `POST /api/v1/authn`"});
  if (std::ranges::find(methods, method) == methods.end()) return report_unknown_word(from, method, methods);
  if (target.find_first_of("?#") != std::string_view::npos)
    return from.report({"bad-operation", "the path has no query here; `request.query` holds the parameters"});

  to.path = target;
  const found_route found = find_route(method, target);
  switch (found.how) {
    case served::decided: return take_route(found, to);
    case served::unknown_path: to.route = authn::route::unknown_path; return;
    case served::wrong_method: to.route = authn::route::wrong_method; return;
  }
}

void read_query(const place& from, document& to) {
  to.query = object_at(from);
  if (to.query == nullptr) return;
  for (const auto& parameter : *to.query) {
    if (parameter.value().is_null()) continue;
    std::string_view unused;
    read({from.problems, parameter.value(), path{from.at, view(parameter.key())}}, unused);
  }
}

/// Scopes of other APIs change nothing.
void read_scopes(const place& from, std::optional<authn::set_of<authn::scope>>& to) {
  authn::ids given;
  read(from, given);
  to.emplace();
  for (const std::string_view each : given)
    if (const auto known = authn::from_string<authn::scope>(each)) to->insert(*known);
}

constexpr std::array request_members{
    member<document>{"operation", [](const place& from, document& to) { read_operation(from, to.facts.request); }},
    member<document>{"application", [](const place& from, document& to) { read(from, to.facts.request.application); }},
    member<document>{"scopes", [](const place& from, document& to) { read_scopes(from, to.facts.request.scopes); }},
    member<document>{"body", [](const place& from, document& to) { to.body_given = &from.value; }},
    member<document>{"query", read_query},
};

}  // namespace

void read_request(const place& from, document& to) {
  read_own(from, to, request_members);
  require_keys(from, {"operation"});
}

}  // namespace interlock::text
