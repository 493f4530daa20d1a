#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "administration_arrangements.hpp"
#include "expectation.hpp"
#include "observed.hpp"
#include "reference_outcome.hpp"

/// What administrators ask for, through the whole engine: sections 8.5, 10.1 and 12.
namespace spec {
namespace {

struct form_of_answer {
  std::string_view outcome;
  int status;
  std::string_view error;
};

form_of_answer form_of(out::administration answer) {
  switch (answer) {
    case out::administration::forbidden:
    case out::administration::insufficient_scope: return {"FORBIDDEN", 403, "E0000006"};
    case out::administration::rate_limited: return {"RATE_LIMITED", 429, "E0000047"};
    case out::administration::invalid_token: return {"INVALID_TOKEN", 401, "E0000011"};
    case out::administration::not_found: return {"NOT_FOUND", 404, "E0000007"};
    case out::administration::malformed_request: return {"INVALID_REQUEST", 400, "E0000003"};
    case out::administration::invalid_request: return {"INVALID_REQUEST", 400, "E0000001"};
    default: return {"OK", 200, ""};
  }
}

// The settings as the request has them, or as they are.
std::string settings_in(const facts& from) {
  const operation by = from.request.operation;
  const authn::request_body& sent = from.request.body;
  authn::settings_value made;
  made.of = object_of(by);
  made.on = made.of == managed_object::lockout_settings ? from.policy.prevent_lockout_from_unknown_devices
                                                        : from.policy.verify_knowledge_second;
  made.action = from.policy.threat_action;
  made.excluded_zones = from.policy.threat_excluded_zones;
  if (replaces(by)) {
    made.on = sent.setting == true;
    if (sent.action) made.action = *sent.action;
    made.excluded_zones = sent.excluded_zones;
  }
  return written(made);
}

std::string settings_after(const facts& from, out::administration answer) {
  const bool changed = answer == out::administration::changed;
  return settings_in(from) + (changed ? " at " + std::to_string(from.now.time_since_epoch().count()) : "");
}

std::string list_of(const std::optional<authn::blocks>& listed) {
  std::string line;
  if (!listed) return "no list";
  for (const authn::blocked_devices each : *listed) line.append(to_string(each)).append(" ");
  return line;
}

std::string blocks_in(const facts& from) {
  std::string line;
  if (from.account.status == authn::user_status::locked_out) line += "ANY_DEVICES ";
  const bool blocked = from.account.attempts.unknown_devices_blocked;
  if (from.policy.prevent_lockout_from_unknown_devices && blocked) line += "UNKNOWN_DEVICES ";
  return line;
}

// Section 13. A threat is logged where the zone let the address through.
std::vector<std::string> effects_in(const facts& from, out::administration answer) {
  const std::string log = "LOG_EVENT ";
  if (from.zone == authn::zone::blocked) return {log + "security.zone.request.blocked DENY"};
  std::vector<std::string> made;
  const bool suspected = from.threat != threat_level::none && !from.threat_exempt;
  const bool stopped = suspected && from.policy.threat_action == threat_action::block;
  const std::string detected = log + "security.threat.detected ";
  if (stopped) made.push_back(detected + (from.threat == threat_level::high ? "DENY" : "RATE_LIMIT"));
  if (suspected && from.policy.threat_action == threat_action::audit) made.push_back(detected + "ALLOW");
  const auto limit = from.rate.violated;
  if (answer == out::administration::rate_limited && !stopped) {
    if (limit == rate_limit_kind::org) made.push_back(log + "system.org.rate_limit.violation DENY");
    if (limit == rate_limit_kind::concurrency) made.push_back(log + "core.concurrency.org.limit.violation DENY");
  }
  if (answer != out::administration::changed) return made;
  made.push_back("UPDATE_SETTINGS " + settings_after(from, answer));
  const bool threats = object_of(from.request.operation) == managed_object::threat_insight;
  made.push_back(log +
                 (threats ? "security.threat.configuration.update" : "security.attack_protection.settings.update") +
                 " SUCCESS");
  return made;
}

// Section 12: the part that is at fault, and no causes.
bool names_part_at_fault(const facts& from, const authn::response& got) {
  const authn::request_body& sent = from.request.body;
  if (sent.shape == form::absent) return got.error_subject == "body" && !got.member_at_fault;
  const auto part = sent.invalid_member ? *sent.invalid_member : authn::body_member::action;
  return got.error_subject.empty() && got.member_at_fault == part;
}

std::string difference_of_error(const facts& from, out::administration answer, const authn::response& got) {
  if (got.settings || got.blocks) return "a refusal shows something";
  const bool lacks_scope = answer == out::administration::insufficient_scope;
  if (got.missing_scope != (lacks_scope ? std::optional{scope_of(from.request.operation)} : std::nullopt))
    return "another scope";
  if (answer != out::administration::invalid_request) return "";
  if (!names_part_at_fault(from, got)) return "another part is at fault";
  return got.error_cause.empty() && !got.missing_member && !got.invalid_member ? "" : "a cause";
}

std::string difference_of_body(const facts& from, out::administration answer, const authn::response& got) {
  const operation by = from.request.operation;
  if (got.missing_scope) return "a scope is missing";
  if (by == operation::list_blocks)
    return !got.settings && list_of(got.blocks) == blocks_in(from) ? "" : "other blocks";
  if (got.blocks || !got.settings) return "no settings";
  if (written(*got.settings) != settings_after(from, answer)) return "other settings: " + written(*got.settings);
  // C8: what is read of Attack Protection is a list of one where the policy says `LIST`; ThreatInsight never is.
  const bool listed = !replaces(by) && object_of(by) != managed_object::threat_insight &&
                      from.policy.settings_response == authn::settings_response::list;
  return got.settings_in_list == listed ? "" : "a list, or none";
}

std::string difference_of(const facts& from, out::administration answer, const authn::decision& made) {
  const form_of_answer expected = form_of(answer);
  const authn::response& got = made.response;
  if (to_string(made.outcome) != expected.outcome) return "outcome " + std::string{to_string(made.outcome)};
  if (int{got.status} != expected.status) return "status " + std::to_string(int{got.status});
  if (got.error != authn::from_string<authn::error_code>(expected.error)) return "another error";
  if (got.state || !got.links.empty() || !got.state_token.empty()) return "a state of a transaction";
  if (made.account != from.account || made.transaction != from.transaction) return "something else has changed";
  if (written(made.effects) != effects_in(from, answer)) return "other effects";
  return got.error ? difference_of_error(from, answer, got) : difference_of_body(from, answer, got);
}

}  // namespace

TEST_SUITE_BEGIN("slow");

TEST_CASE("administrators: whatever comes together is answered, shown and changed as the reference says") {
  std::size_t decided = 0, wrong = 0;
  std::array<std::size_t, 10> answers{};
  for (const operation by : administrative)
    for_each_arrangement(by, [&](const facts& from) {
      const auto answer = reference_outcome<out::administration>(reference_observations(from));
      const auto made = authn::decide(from);
      const std::string fault = made ? difference_of(from, answer, *made) : "evidence is missing";
      ++answers[static_cast<std::size_t>(answer)];
      ++decided;
      if (fault.empty()) return;
      CAPTURE(fault);
      CAPTURE(to_string(by));
      if (++wrong <= 5) FAIL_CHECK("a request is decided otherwise");
    });
  CHECK(wrong == 0);
  // Authorities, engines, rates, zones, threats, readings and settings; then accounts and bodies of each operation.
  CHECK(decided == 5 * 2 * 4 * 2 * 10 * 4 * 2 * (3 + 6 + 3 + 6 + 3 + 13 + 18 * 3));
  for (const std::size_t of_one_answer : answers) CHECK(of_one_answer > 0);
}

TEST_SUITE_END();

TEST_CASE("administrators: a job that is due comes first, also where the request is refused") {
  for (const bool trusted : {false, true}) {
    facts from = under_policy_p();
    lock(from);
    from.account.attempts.auto_unlock_at = from.now;
    ask(from, operation::list_blocks);
    if (trusted) trust(from);
    const auto made = authn::decide(from);
    REQUIRE(made.has_value());
    CHECK(to_string(made->outcome) == (trusted ? "OK" : "INVALID_TOKEN"));
    CHECK(written(made->effects) ==
          std::vector<std::string>{"ACCOUNT_UNLOCKED TIMER", "LOG_EVENT user.account.unlock SUCCESS"});
    CHECK(made->account == reference_after_job(from));
    if (trusted) CHECK(made->response.blocks == authn::blocks{});
  }
}

TEST_CASE("administrators: members that belong to another object are not looked at") {
  for (const operation by : {operation::replace_lockout_settings, operation::replace_authenticator_settings,
                             operation::replace_threat_configuration}) {
    CAPTURE(to_string(by));
    facts from = under_policy_p();
    from.policy.engine = authn::engine::identity;
    authn::request_body& sent = administer(from, by);
    const bool threats = by == operation::replace_threat_configuration;
    sent.action = threats ? threat_action::none : threat_action::block;
    if (threats)
      sent.setting = true;
    else
      sent.excluded_zones = {"z1"};
    CHECK(observed<in::settings_sent>(from) == in::settings_sent::same);
    const auto made = authn::decide(from);
    REQUIRE(made.has_value());
    CHECK(made->effects.empty());
  }
}

TEST_CASE("authority: a scope to change is none to read, and of another object none at all") {
  for (const operation by : administrative) {
    CAPTURE(to_string(by));
    facts from = under_policy_p();
    ask(from, by);
    CHECK(observed<in::authority>(from) == in::authority::none);
    trust(from);
    CHECK(observed<in::authority>(from) == in::authority::sufficient);
    from.request.application = authn::application::public_client;
    from.request.scopes.emplace();
    CHECK(observed<in::authority>(from) == in::authority::insufficient);
    from.request.scopes = every_scope_but(scope_of(by));
    CHECK(observed<in::authority>(from) == in::authority::insufficient);
    from.request.scopes->insert(scope_of(by));
    CHECK(observed<in::authority>(from) == in::authority::sufficient);
  }
}

TEST_CASE("settings_sent: what is left out has its default, but a configuration of ThreatInsight needs its action") {
  facts from = under_policy_p();
  const auto sent_by = [&](operation by, const arrangement& arrange) {
    administer(from, by);
    arrange(from);
    return observed<in::settings_sent>(from);
  };
  const arrangement nothing = [](facts&) {};
  for (const operation by : administrative) {
    CAPTURE(to_string(by));
    if (!replaces(by)) {
      for (const arrangement& each : bodies(by)) CHECK(sent_by(by, each) == in::settings_sent::not_asked_for);
      continue;
    }
    CHECK(sent_by(by, bodies(by)[0]) == in::settings_sent::absent);
    CHECK(sent_by(by, bodies(by)[1]) == in::settings_sent::malformed);
    CHECK(sent_by(by, bodies(by)[3]) == in::settings_sent::unusable);
  }
  CHECK(sent_by(operation::replace_threat_configuration, nothing) == in::settings_sent::unusable);
  CHECK(sent_by(operation::replace_lockout_settings, nothing) == in::settings_sent::same);
  CHECK(sent_by(operation::replace_authenticator_settings, nothing) == in::settings_sent::same);
  from.policy.prevent_lockout_from_unknown_devices = true;
  CHECK(sent_by(operation::replace_lockout_settings, nothing) == in::settings_sent::different);
  CHECK(sent_by(operation::replace_authenticator_settings, nothing) == in::settings_sent::same);
  from.policy.threat_action = threat_action::audit;
  from.policy.threat_excluded_zones = {"z1"};
  const arrangement audit = [](facts& f) { f.request.body.action = threat_action::audit; };
  const arrangement audit_but_there = [](facts& f) {
    f.request.body.action = threat_action::audit;
    f.request.body.excluded_zones = {"z1"};
  };
  CHECK(sent_by(operation::replace_threat_configuration, audit) == in::settings_sent::different);
  CHECK(sent_by(operation::replace_threat_configuration, audit_but_there) == in::settings_sent::same);
}

TEST_CASE("event: each by its name") {
  const facts from = under_policy_p();
  const auto& words = authn::shipped_book().inputs[static_cast<std::size_t>(input_id::event)].values;
  CHECK(words.size() == authn::words_of<authn::account_event>::value.size());
  for (std::size_t each = 0; each < words.size(); ++each) {
    const auto what = static_cast<authn::account_event>(each);
    CHECK(compare_all(from, what) == inputs_count);
    CHECK(words[each] == to_string(what));
    CHECK(reference_observations(from, what)[static_cast<std::size_t>(input_id::event)] == each);
  }
}

}  // namespace spec
