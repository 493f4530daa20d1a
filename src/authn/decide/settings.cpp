#include "authn/decide/settings.hpp"

#include "authn/decide/emit_effects.hpp"
#include "authn/decide/outcome_response.hpp"
#include "authn/decide/respond.hpp"
#include "authn/observe/settings_request.hpp"

namespace interlock::authn {
namespace {

namespace out = shipped::out;
using shipped::table_id;

std::string_view change_event(managed_object of) noexcept {
  return of == managed_object::threat_insight ? "security.threat.configuration.update"
                                              : "security.attack_protection.settings.update";
}

void show(decision& made, const facts& from, const administrative& asked) noexcept {
  response& answer = made.response;
  if (asked.of == managed_object::blocks) {
    answer.blocks = blocks_on(made.account, from.policy.prevent_lockout_from_unknown_devices);
  } else if (asked.replaces) {
    answer.settings = settings_wanted(from.request.body, asked.of);
  } else {
    answer.settings = settings_now(from.policy, asked.of);
    answer.settings_in_list =
        asked.of != managed_object::threat_insight && from.policy.settings_response == settings_response::list;
  }
}

void change_settings(decision& made, time_point now) noexcept {
  settings_value& to = *made.response.settings;
  to.changed_at = now;
  carry_out(made, effects::update_settings{to});
  log(made, change_event(to.of), "SUCCESS");
}

}  // namespace

void administer(decision& made, const decision_context& about, table_evaluation& rule) noexcept {
  const facts& from = about.facts();
  const administrative asked = *administrative_part(from.request.operation);
  const auto [decided, how] = answer_of<out::administration>(table_id::administration, rule);
  const bool of_user_name = from.rate.violated == rate_limit_kind::username;
  log_entry(made, from, rule, decided == out::administration::rate_limited && !of_user_name);
  if (decided == out::administration::insufficient_scope) made.response.missing_scope = asked.needed;
  if (how.error) {
    refuse(made, how, from);
  } else {
    made.outcome = *how.publicly;
    show(made, from, asked);
    if (decided == out::administration::changed) change_settings(made, from.now);
  }
  keep_transaction(made, from);
}

}  // namespace interlock::authn
