#include "authn/facts/fact_table.hpp"

#include <algorithm>
#include <array>

#include "authn/decide/outcome_response.hpp"
#include "authn/facts/fact_values.hpp"
#include "authn/facts/request_facts.hpp"
#include "authn/facts/settings_facts.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

bool always(const facts&) noexcept { return true; }
bool never(const facts&) noexcept { return false; }
using counts_when = bool (*)(const facts&) noexcept;

template <auto Get, auto Set, auto Choices>
constexpr fact_row row(fact_id id, actor by, place_kind place, counts_when counts = always) {
  return {id,
          by,
          place,
          counts,
          [](const facts& in, factor_kind) -> fact_value { return Get(in); },
          [](const fact_value& value, facts& in, factor_kind) { Set(value, in); },
          [](const facts& in, factor_kind) -> fact_values { return Choices(in); }};
}

/// A fact that is one field. `Choices` are made from the facts, from the field, or from both; none: all other values.
template <auto Choices = nullptr, class Field>
constexpr fact_row field(fact_id id, actor by, place_kind place, Field, counts_when counts = always) {
  return {id,
          by,
          place,
          counts,
          [](const facts& in, factor_kind) { return value_of(Field{}(in)); },
          [](const fact_value& value, facts& in, factor_kind) { assign(Field{}(in), value); },
          [](const facts& in, factor_kind) -> fact_values {
            const auto& present = Field{}(in);
            if constexpr (std::is_null_pointer_v<decltype(Choices)>)
              return other_values(present);
            else if constexpr (std::is_invocable_v<decltype(Choices), const facts&>)
              return Choices(in);
            else if constexpr (std::is_invocable_v<decltype(Choices), decltype(present)>)
              return Choices(present);
            else
              return Choices(in, present);
          }};
}

/// A member of the body that is sent or not.
template <bool request_body::*Member>
constexpr fact_row member(fact_id id, counts_when counts) {
  return row<[](const facts& in) { return in.request.body.*Member ? fact_value{true} : fact_value{}; },
             [](const fact_value& value, facts& in) {
               in.request.body.*Member = !std::holds_alternative<std::monostate>(value);
             },
             [](const facts& in) { return fact_values{in.request.body.*Member ? fact_value{} : fact_value{true}}; }>(
      id, actor::caller, place_kind::body, counts);
}

constexpr std::string_view active = "ACTIVE";
constexpr std::string_view inactive = "INACTIVE";

/// Whether the password policy lets the user recover by a method, as the word of its status.
template <recovery_method Method>
constexpr fact_row recovery_by(fact_id id) {
  return row<[](const facts& in) {
    return fact_value{password_settings_in(in).recovery_active.contains(Method) ? active : inactive};
  },
             [](const fact_value& value, facts& in) {
               recovery_methods& methods = password_settings_in(in).recovery_active;
               value == fact_value{active} ? methods.insert(Method) : methods.erase(Method);
             },
             [](const facts& in) {
               return fact_values{password_settings_in(in).recovery_active.contains(Method) ? inactive : active};
             }>(id, actor::administrator, place_kind::password_policy);
}

/// A list of rules of which none applies: one for everyone can be put in front.
template <rule_choice... Choices>
constexpr fact_row rules(fact_id id, place_kind place) {
  return row<[](const facts&) { return fact_value{}; },
             [](const fact_value& value, facts& in) { add_rule(std::get<rule_choice>(value), in); },
             [](const facts&) { return fact_values{Choices...}; }>(id, actor::administrator, place);
}

fact_value present_offer(const facts& in, factor_kind kind) {
  const auto& offers = enrollment_settings_in(in).factors;
  const auto listed = std::ranges::find(offers, kind, &factor_offer::kind);
  return value_of(listed == offers.end() ? enrollment_requirement::not_allowed : listed->required);
}

void set_offer(const fact_value& value, facts& in, factor_kind kind) {
  auto& offers = enrollment_settings_in(in).factors;
  const auto listed = std::ranges::find(offers, kind, &factor_offer::kind);
  assign(listed != offers.end() ? listed->required : offers.emplace_back(factor_offer{kind, {}}).required, value);
}

fact_values other_offers(const facts& in, factor_kind kind) {
  const auto present = from_string<enrollment_requirement>(std::get<std::string_view>(present_offer(in, kind)));
  return other_values(present);
}

fact_value held_factors(const facts& in) {
  factors_choice held;
  for (const factor& each : in.factors)
    if (each.active && each.kind) held.added.push_back(*each.kind);
  held.cleared = held.added.empty();
  return held;
}

void set_factors(const fact_value& value, facts& in) {
  const auto& chosen = std::get<factors_choice>(value);
  if (chosen.cleared) in.factors.clear();
  for (const factor_kind kind : chosen.added)
    in.factors.push_back({"added", kind, true, static_cast<std::uint32_t>(in.factors.size())});
  const auto named = place_of_factor_in_path(in);
  if (chosen.in_path_active && named) in.factors[*named].active = *chosen.in_path_active;
}

fact_value present_change_of_password(const facts& in) { return value_of(in.account.password_changed); }

/// A user whose password was changed is there, and a user who is there is active unless it is said otherwise.
void set_change_of_password(const fact_value& value, facts& in) {
  if (!in.account.status) in.account.status = user_status::active;
  assign(in.account.password_changed, value);
  in.user.has_password = true;
}

/// What the transaction itself says: another one would be another question.
template <auto Get>
constexpr fact_row of_transaction(fact_id id) {
  return row<Get, [](const fact_value&, facts&) {}, [](const facts&) { return fact_values{}; }>(
      id, actor::nobody, place_kind::scenario, never);
}

bool may_ask_for_any_factor(const facts& in) noexcept { return names_only_user(in.request); }

fact_values user_statuses(const std::optional<user_status>& present) {
  using enum authn::user_status;
  return in_order<active, password_expired, locked_out, provisioned, suspended, recovery, staged, deprovisioned>(
      present);
}

/// Whether the member answers the factor, or belongs to the body of another operation.
template <bool request_body::*Member, operation... Others>
bool answers(const facts& in) noexcept {
  return asks<Others...>(in) || answers_factor(Member, in);
}

constexpr std::array table{
    row<present_operation, set_operation, sign_in_alone>(fact_id::operation, actor::caller, place_kind::scenario,
                                                         route_is_unknown),
    row<present_body, set_body, other_bodies>(fact_id::body, actor::caller, place_kind::scenario, may_have_other_body),
    field(
        fact_id::warn_option, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.request.body.warn_before_password_expired; }, may_ask_for_warning),
    field(
        fact_id::password_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.password; }),
    field(
        fact_id::token_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.token; }),
    field(
        fact_id::application, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.request.application; }, application_counts),
    field<scope_choices>(
        fact_id::scopes, actor::caller, place_kind::scenario, [](auto& in) -> auto& { return in.request.scopes; },
        scopes_count),
    row<present_state_token, set_state_token, state_tokens>(fact_id::state_token, actor::caller, place_kind::body,
                                                            takes_state_token),
    row<present_recovery_token, set_recovery_token, other_recovery_token>(
        fact_id::recovery_token, actor::caller, place_kind::body, asks<operation::verify_recovery_token>),
    member<&request_body::username>(fact_id::username, asks<operation::forgot_password, operation::unlock_account>),
    member<&request_body::password>(fact_id::password, answers<&request_body::password>),
    member<&request_body::old_password>(fact_id::old_password, asks<operation::change_password>),
    member<&request_body::new_password>(fact_id::new_password,
                                        asks<operation::change_password, operation::reset_password>),
    member<&request_body::pass_code>(fact_id::pass_code,
                                     answers<&request_body::pass_code, operation::verify_recovery_factor>),
    member<&request_body::answer>(fact_id::answer, answers<&request_body::answer, operation::answer_question>),
    row<present_recovery_factor, set_recovery_factor, recovery_factors>(
        fact_id::recovery_factor, actor::caller, place_kind::body,
        asks<operation::forgot_password, operation::unlock_account>),
    field(
        fact_id::old_password_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.old_password; }, asks<operation::change_password>),
    field(
        fact_id::new_password_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.new_password; },
        asks<operation::change_password, operation::reset_password>),
    field(
        fact_id::answer_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.answer; }, answer_is_verified),
    field(
        fact_id::pass_code_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.pass_code; }, code_is_verified),
    field<in_order<push_state::approved, push_state::waiting, push_state::rejected, push_state::timeout>>(
        fact_id::push_evidence, actor::caller, place_kind::scenario, [](auto& in) -> auto& { return in.evidence.push; },
        approval_is_asked),
    field(
        fact_id::audience_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.audience; }, audience_is_verified),
    field(
        fact_id::phone_number_evidence, actor::caller, place_kind::scenario,
        [](auto& in) -> auto& { return in.evidence.phone_number; }, asks<operation::enroll_factor>),
    field(
        fact_id::network_zone, actor::administrator, place_kind::scenario, [](auto& in) -> auto& { return in.zone; }),
    field(
        fact_id::network_threat, actor::caller, place_kind::scenario, [](auto& in) -> auto& { return in.threat; }),
    field(
        fact_id::network_exempt, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.threat_exempt; }),
    field(
        fact_id::threat_action, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.policy.threat_action; }),
    field(
        fact_id::rate_limit, actor::time, place_kind::scenario, [](auto& in) -> auto& { return in.rate.violated; }),
    field(
        fact_id::enumeration_prevention, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.policy.prevent_enumeration_in_authentication; }),
    field(
        fact_id::device_setting, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.policy.prevent_lockout_from_unknown_devices; }),
    field(
        fact_id::knowledge_second, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.policy.verify_knowledge_second; }),
    field(
        fact_id::show_lockout_failures, actor::administrator, place_kind::password_policy,
        [](auto& in) -> auto& { return password_settings_in(in).show_lockout_failures; }),
    field<attempt_limits>(
        fact_id::max_attempts, actor::administrator, place_kind::password_policy,
        [](auto& in) -> auto& { return password_settings_in(in).max_attempts; }),
    field<age_limits>(
        fact_id::max_age_days, actor::administrator, place_kind::password_policy,
        [](auto& in) -> auto& { return password_settings_in(in).max_age_days; }),
    field<warning_days>(
        fact_id::expire_warn_days, actor::administrator, place_kind::password_policy,
        [](auto& in) -> auto& { return password_settings_in(in).expire_warn_days; }),
    field<least_ages>(
        fact_id::min_age_minutes, actor::administrator, place_kind::password_policy,
        [](auto& in) -> auto& { return password_settings_in(in).min_age_minutes; }),
    recovery_by<recovery_method::email>(fact_id::email_recovery),
    recovery_by<recovery_method::sms>(fact_id::sms_recovery),
    recovery_by<recovery_method::call>(fact_id::call_recovery),
    recovery_by<recovery_method::question>(fact_id::question_recovery),
    field(
        fact_id::unlock_access, actor::administrator, place_kind::password_rule,
        [](auto& in) -> auto& { return password_actions_in(in).unlock; }),
    field(
        fact_id::change_access, actor::administrator, place_kind::password_rule,
        [](auto& in) -> auto& { return password_actions_in(in).change; }),
    field(
        fact_id::reset_access, actor::administrator, place_kind::password_rule,
        [](auto& in) -> auto& { return password_actions_in(in).reset; }),
    field(
        fact_id::question_in_rule, actor::administrator, place_kind::password_rule,
        [](auto& in) -> auto& { return password_actions_in(in).question_as_step_up; }),
    field<method_choices>(
        fact_id::methods_in_rule, actor::administrator, place_kind::password_rule,
        [](auto& in) -> auto& { return password_actions_in(in).required_methods; }),
    field(
        fact_id::email_without_enrollment, actor::administrator, place_kind::password_rule,
        [](auto& in) -> auto& { return password_actions_in(in).email_without_enrollment; }),
    rules<rule_choice::allow_unlock>(fact_id::password_rules, place_kind::password_rules),
    field(
        fact_id::sign_on_access, actor::administrator, place_kind::sign_on_rule,
        [](auto& in) -> auto& { return sign_on_actions_in(in).permitted; }),
    field(
        fact_id::require_factor, actor::administrator, place_kind::sign_on_rule,
        [](auto& in) -> auto& { return sign_on_actions_in(in).require_factor; }),
    field<in_order<prompt_mode::device, prompt_mode::session, prompt_mode::always>>(
        fact_id::prompt_mode, actor::administrator, place_kind::sign_on_rule,
        [](auto& in) -> auto& { return sign_on_actions_in(in).prompt; }),
    field(
        fact_id::primary_factor, actor::administrator, place_kind::sign_on_rule,
        [](auto& in) -> auto& { return sign_on_actions_in(in).primary_factor; }, may_ask_for_any_factor),
    rules<rule_choice::require_factor, rule_choice::deny_access>(fact_id::sign_on_rules, place_kind::sign_on_rules),
    field<in_order<enrollment_prompt::login, enrollment_prompt::challenge, enrollment_prompt::never>>(
        fact_id::enrollment_prompt, actor::administrator, place_kind::enrollment_rule,
        [](auto& in) -> auto& { return enrollment_actions_in(in).prompt; }),
    fact_row{fact_id::factor_offer, actor::administrator, place_kind::enrollment_policy, always, present_offer,
             set_offer, other_offers},
    rules<rule_choice::enroll_at_login>(fact_id::enrollment_rules, place_kind::enrollment_rules),
    field<user_statuses>(
        fact_id::user_status, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.status; }),
    field(
        fact_id::unknown_devices_blocked, actor::administrator, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.attempts.unknown_devices_blocked; }),
    field<enrolled_choices>(
        fact_id::recovery_enrolled, actor::user, place_kind::scenario,
        [](auto& in) -> auto& { return in.recovery_enrolled; }),
    row<held_factors, set_factors, factor_choices>(fact_id::factors_enrolled, actor::user, place_kind::scenario),
    field(
        fact_id::device_known, actor::user, place_kind::scenario, [](auto& in) -> auto& { return in.device_known; }),
    field(
        fact_id::device_remembered, actor::user, place_kind::scenario,
        [](auto& in) -> auto& { return in.device_remembered; }),
    field<moments>(
        fact_id::now, actor::time, place_kind::scenario, [](auto& in) -> auto& { return in.now; }),
    of_transaction<[](const facts& in) { return in.transaction ? value_of(in.transaction->state) : fact_value{}; }>(
        fact_id::transaction_state),
    of_transaction<[](const facts& in) { return fact_value{in.transaction ? in.transaction->failures : 0}; }>(
        fact_id::transaction_failures),
    field<failure_counts>(
        fact_id::failed_attempts, actor::nobody, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.attempts.failed; }),
    field<failure_counts>(
        fact_id::failed_from_unknown_devices, actor::nobody, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.attempts.failed_from_unknown_devices; }),
    field<wrong_answer_counts>(
        fact_id::failed_factor_attempts, actor::nobody, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.attempts.failed_factor; }),
    field<wrong_answer_counts>(
        fact_id::failed_recovery_attempts, actor::nobody, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.attempts.failed_recovery; }),
    field<unlock_times>(
        fact_id::auto_unlock_at, actor::nobody, place_kind::scenario,
        [](auto& in) -> auto& { return in.account.attempts.auto_unlock_at; }),
    row<present_change_of_password, set_change_of_password, changes_of_password>(fact_id::password_changed,
                                                                                 actor::nobody, place_kind::scenario),
};

constexpr bool in_order_of_ids() noexcept {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (static_cast<std::size_t>(table[i].id) != i) return false;
  return true;
}
static_assert(table.size() == facts_count && in_order_of_ids(), "each fact has one row, in the order of fact_id");

}  // namespace

const fact_row& row_of(fact_id id) noexcept { return table[static_cast<std::size_t>(id)]; }
void set_fact(const fact& where, const fact_value& value, facts& into) {
  row_of(where.id).set(value, into, where.kind);
}
std::vector<fact_value> alternatives(const fact& of, const facts& in) { return row_of(of.id).choices(in, of.kind); }

bool can_change(const fact& of, const facts& in) noexcept {
  const fact_row& row = row_of(of.id);
  return exists(row.place, in) && row.counts(in);
}

bool overlap(fact_id one, fact_id other) noexcept {
  const auto is_member = [](fact_id id) { return row_of(id).place == place_kind::body; };
  return (one == fact_id::body && is_member(other)) || (other == fact_id::body && is_member(one));
}

}  // namespace interlock::authn
