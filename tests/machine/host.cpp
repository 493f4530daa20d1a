#include "host.hpp"

#include <algorithm>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace machine {
namespace {

bool is_path(std::string_view href, std::string_view end) { return href.ends_with(end); }

/// The operation that a link leads to; none: it is no operation of this API.
std::optional<operation> leads_to(std::string_view href) {
  if (href.find("/login/step-up/redirect") != std::string_view::npos) return std::nullopt;
  if (href.find("/sso/idps/") != std::string_view::npos) return operation::verify_factor;
  const bool recovers = href.find("/recovery/factors/") != std::string_view::npos;
  if (is_path(href, "/credentials/change_password")) return operation::change_password;
  if (is_path(href, "/credentials/reset_password")) return operation::reset_password;
  if (is_path(href, "/recovery/unlock")) return operation::unlock_account;
  if (is_path(href, "/recovery/token")) return operation::verify_recovery_token;
  if (is_path(href, "/recovery/answer")) return operation::answer_question;
  if (is_path(href, "/lifecycle/activate/poll")) return operation::poll_activation;
  if (is_path(href, "/lifecycle/activate/email") || is_path(href, "/lifecycle/activate/sms"))
    return operation::send_activation_link;
  if (is_path(href, "/lifecycle/activate")) return operation::activate_factor;
  if (is_path(href, "/lifecycle/resend")) return operation::resend_activation;
  if (is_path(href, "/verify/resend")) return operation::resend_challenge;
  if (is_path(href, "/verify")) return recovers ? operation::verify_recovery_factor : operation::verify_factor;
  if (is_path(href, "/resend")) return operation::resend_recovery;
  if (is_path(href, "/previous")) return operation::previous;
  if (is_path(href, "/skip")) return operation::skip;
  if (is_path(href, "/cancel")) return operation::cancel;
  if (is_path(href, "/factors")) return operation::enroll_factor;
  CHECK_MESSAGE(is_path(href, "/api/v1/authn"), "a link to ", href);
  return operation::step_up;
}

void collect(const json::value& from, operations& to);

void collect_link(std::string_view relation, const json::object& link, operations& to) {
  const std::string_view href = link.at("href").as_string();
  const std::string_view method = link.at("hints").at("allow").at(0).as_string();
  if (relation == "questions" || relation == "qrcode") return;
  if (const auto found = leads_to(href)) {
    const bool redirects = href.find("/sso/idps/") != std::string_view::npos;
    CHECK(method == (redirects ? "GET" : "POST"));
    const auto* name = link.if_contains("name");
    const bool polls = *found == operation::verify_factor && name != nullptr && name->as_string() == "poll";
    to.insert(polls ? operation::poll_verification : *found);
  }
}

void collect_links(const json::object& links, operations& to) {
  for (const auto& each : links) {
    if (each.key() == "qrcode") continue;
    if (const json::array* list = each.value().if_array()) {
      for (const json::value& one : *list) collect_link(each.key(), one.as_object(), to);
    } else {
      collect_link(each.key(), each.value().as_object(), to);
    }
  }
}

void collect(const json::value& from, operations& to) {
  if (const json::array* list = from.if_array())
    for (const json::value& each : *list) collect(each, to);
  const json::object* object = from.if_object();
  if (object == nullptr) return;
  for (const auto& each : *object) {
    if (each.key() == "_links")
      collect_links(each.value().as_object(), to);
    else
      collect(each.value(), to);
  }
}

/// STORE_FACTOR: in the place of the factor with that id, or at the end.
void store_factor(json::array& to, const json::object& factor) {
  const auto same_id = [&](const json::value& each) { return each.at("id") == factor.at("id"); };
  const auto found = std::ranges::find_if(to, same_id);
  if (found == to.end())
    to.push_back(factor);
  else
    *found = factor;
}

}  // namespace

std::string_view exchange::member(std::string_view name) const {
  const json::value* found = body().if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view{found->get_string()} : std::string_view{};
}

bool exchange::has_effect(std::string_view type, std::string_view member_name, std::string_view word) const {
  return std::ranges::any_of(document.at("effects").as_array(), [&](const json::value& each) {
    const json::object& effect = each.as_object();
    if (effect.at("type").as_string() != type) return false;
    const json::value* found = effect.if_contains(member_name);
    return found != nullptr && found->is_string() && found->get_string() == word;
  });
}

std::string scenario_text(const world& in, const stored& before, const move& made, std::string_view more) {
  std::string scenario = scenario_start(in, before.account, before.factors);
  scenario.append(R"(,"request":)").append(made.request(in)).append(R"(,"mint":)").append(made.mint());
  scenario.append(R"(,"evidence":{)").append(in.evidence).append(evidence_of(made.found)).append("}");
  return scenario.append(R"(,"transaction":)").append(before.transaction).append(more).append("}");
}

exchange ask(const world& in, const stored& before, const move& made, std::string_view more) {
  return ask(scenario_text(in, before, made, more));
}

exchange ask(std::string scenario) {
  auto read = text::read_scenario(scenario);
  if (!read) MESSAGE(scenario, "\n", to_string(read.error().front()));
  REQUIRE(read.has_value());
  auto decided = authn::decide(read->facts());
  if (!decided) MESSAGE(scenario, "\nneeds evidence ", static_cast<int>(decided.error().evidence));
  REQUIRE(decided.has_value());
  const std::string written = text::write_decision(*read, *decided, text::layout::compact);
  return {std::move(*read), *decided, json::parse(written).as_object()};
}

stored kept(const stored& before, const exchange& of) {
  stored after = before;
  after.account = json::serialize(of.document.at("account"));
  after.transaction = json::serialize(of.document.at("transaction"));
  json::array factors = json::parse(before.factors).as_array();
  bool changed = false;
  for (const json::value& each : of.document.at("effects").as_array()) {
    if (each.at("type").as_string() != "STORE_FACTOR") continue;
    store_factor(factors, each.at("factor").as_object());
    changed = true;
  }
  if (changed) after.factors = json::serialize(factors);
  return after;
}

operations published(const json::object& body) {
  operations found;
  collect(body, found);
  return found;
}

}  // namespace machine
