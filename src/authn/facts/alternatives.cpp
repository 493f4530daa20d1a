#include <algorithm>
#include <bit>

#include "authn/facts/fact_table.hpp"
#include "authn/facts/fact_values.hpp"
#include "authn/facts/policy_location.hpp"
#include "authn/facts/request_facts.hpp"
#include "authn/model/limits.hpp"
#include "authn/observe/observe.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

using values = std::vector<fact_value>;

std::uint64_t distance(std::uint64_t one, std::uint64_t other) noexcept {
  return one < other ? other - one : one - other;
}

values numbers(std::vector<std::uint64_t> all, std::uint64_t present) {
  std::erase_if(all, [&](std::uint64_t n) { return n == present || n > attempts::count_max; });
  std::ranges::sort(all, {}, [&](std::uint64_t n) { return std::pair{distance(n, present), n}; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return {all.begin(), all.end()};
}

values times(std::vector<time_point> all, std::optional<time_point> present) {
  const time_point from = present.value_or(time_point{});
  std::erase_if(all, [&](time_point t) { return t == present || t < time_min || t > time_max; });
  std::ranges::sort(all, {}, [&](time_point t) { return std::pair{t < from ? from - t : t - from, t}; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return {all.begin(), all.end()};
}

/// Failure counters that make the next failure count, lock or neither, before and after an automatic unlock.
values attempt_limits(const facts& in, std::uint64_t present) {
  std::vector<std::uint64_t> limits{0};
  for (const std::uint64_t failures :
       {std::uint64_t{0}, in.account.attempts.failed, in.account.attempts.failed_from_unknown_devices})
    limits.insert(limits.end(), {failures + 1, failures + 2});
  return numbers(limits, present);
}

values failure_counts(const facts& in, std::uint64_t present) {
  const std::uint64_t limit = select_password(in).settings->max_attempts;
  std::vector<std::uint64_t> counts{0};
  if (limit > 0) counts.push_back(limit - 1);
  if (limit > 1) counts.push_back(limit - 2);
  return numbers(counts, present);
}

constexpr std::uint64_t whole_days(duration span) noexcept {
  return span < duration::zero() ? 0 : static_cast<std::uint64_t>(std::chrono::floor<std::chrono::days>(span).count());
}

/// Of a password whose change is not known: that of one changed now.
std::uint64_t password_age_in_days(const facts& in) noexcept {
  return whole_days(in.now - in.account.password_changed.value_or(in.now));
}

values age_limits(const facts& in) {
  const password_settings& now = *select_password(in).settings;
  const std::uint64_t age = password_age_in_days(in);
  const std::uint64_t warn = now.expire_warn_days;
  std::vector<std::uint64_t> limits{0, age, age + 1, age + warn, age + warn + 1};
  if (age > 1) limits.push_back(age - 1);
  return numbers(limits, now.max_age_days);
}

values warning_days(const facts& in) {
  const password_settings& now = *select_password(in).settings;
  const std::uint64_t age = password_age_in_days(in);
  std::vector<std::uint64_t> days{0, 1};
  if (now.max_age_days >= age) days.insert(days.end(), {now.max_age_days - age, now.max_age_days - age + 1});
  if (now.max_age_days > age) days.push_back(now.max_age_days - age - 1);
  return numbers(days, now.expire_warn_days);
}

/// Counters before and at the last answer that is taken, and one that is at its limit.
values wrong_answer_counts(std::uint64_t present) {
  return numbers({0, wrong_answers_max - 2, wrong_answers_max - 1, wrong_answers_max}, present);
}

values least_ages(const facts& in) {
  using std::chrono::minutes;
  const duration age = in.now - in.account.password_changed.value_or(in.now);
  const auto whole = age < duration::zero() ? 0 : std::chrono::floor<minutes>(age).count();
  const auto minutes_old = static_cast<std::uint64_t>(whole);
  return numbers({0, minutes_old, minutes_old + 1}, select_password(in).settings->min_age_minutes);
}

/// Before and after a transaction, a factor that is being set up, or the pause after a message ends.
void add_moments_of(const transaction& running, std::vector<time_point>& to) {
  std::vector<time_point> ends{running.expires_at};
  if (running.activation_expires_at) ends.push_back(*running.activation_expires_at);
  if (running.sent)
    for (const int seconds : {5, 30}) ends.push_back(later(running.sent->at, std::chrono::seconds{seconds}));
  for (const time_point end : ends) to.insert(to.end(), {end, later(end, duration{-1})});
}

bool starts_recovery(const facts& in) noexcept {
  return in.request.operation == operation::forgot_password || in.request.operation == operation::unlock_account;
}

bool asks_question(operation what) noexcept {
  return what == operation::verify_recovery_factor || what == operation::verify_recovery_token;
}

/// Moments at which the password is fresh, about to expire, just expired, or the automatic unlock is due.
values moments(const facts& in) {
  const password_settings& rule = *select_password(in).settings;
  std::vector<time_point> found;
  if (const auto& job = in.account.attempts.auto_unlock_at)
    found.insert(found.end(), {*job, later(*job, duration{-1})});
  if (const auto& changed = in.account.password_changed; changed && rule.max_age_days > 0) {
    const time_point end = later(*changed, at_most<std::chrono::days>(rule.max_age_days));
    const time_point warning = later(end, -at_most<std::chrono::days>(rule.expire_warn_days));
    found.insert(found.end(), {*changed, end, later(end, duration{1}), later(end, duration{-1}), warning,
                               later(warning, duration{-1})});
  }
  if (in.transaction) add_moments_of(*in.transaction, found);
  if (const auto& changed = in.account.password_changed; changed && starts_recovery(in)) {
    const time_point old_enough = later(*changed, at_most<std::chrono::minutes>(rule.min_age_minutes));
    found.insert(found.end(), {old_enough, later(old_enough, duration{-1})});
  }
  return times(found, in.now);
}

values changes_of_password(const facts& in) {
  const password_settings& rule = *select_password(in).settings;
  const duration limit = at_most<std::chrono::days>(rule.max_age_days);
  const duration warn = at_most<std::chrono::days>(rule.expire_warn_days);
  const time_point end = later(in.now, -limit);
  std::vector<time_point> moments{in.now,
                                  end,
                                  later(end, duration{-1}),
                                  later(end, duration{1}),
                                  later(end, warn),
                                  later(later(end, warn), duration{1})};
  if (starts_recovery(in)) {
    const time_point old_enough = later(in.now, -at_most<std::chrono::minutes>(rule.min_age_minutes));
    moments.insert(moments.end(), {old_enough, later(old_enough, duration{1})});
  }
  values found = times(moments, in.account.password_changed.value_or(in.now));
  if (!in.account.password_changed) found.insert(found.begin(), fact_value{in.now});
  return found;
}

/// Every other choice of recovery methods, those that differ in the fewest methods first.
values method_choices(recovery_methods present, bool absent) {
  constexpr std::array choices{recovery_method::email, recovery_method::sms, recovery_method::call,
                               recovery_method::push, recovery_method::otp};
  struct choice {
    int differing;
    unsigned order;
    recovery_methods methods;
  };
  std::vector<choice> all;
  for (unsigned flipped_bits = absent ? 0 : 1; flipped_bits < (1U << choices.size()); ++flipped_bits) {
    recovery_methods methods = present;
    for (std::size_t i = 0; i < choices.size(); ++i)
      if ((flipped_bits >> i & 1U) != 0)
        methods.contains(choices[i]) ? methods.erase(choices[i]) : methods.insert(choices[i]);
    all.push_back({std::popcount(flipped_bits), flipped_bits, methods});
  }
  std::ranges::sort(all, {}, [](const choice& c) { return std::pair{c.differing, c.order}; });
  values found;
  for (const choice& c : all) found.emplace_back(c.methods);
  if (!absent) found.emplace_back(std::monostate{});
  return found;
}

/// In a recovery the question counts too.
values enrolled_choices(const facts& in) {
  values found = method_choices(in.recovery_enrolled, false);
  found.pop_back();  // an absent list is an empty one
  if (!asks_question(in.request.operation)) return found;
  recovery_methods other = in.recovery_enrolled;
  constexpr auto question = recovery_method::question;
  other.contains(question) ? other.erase(question) : other.insert(question);
  values with_other = method_choices(other, false);
  with_other.pop_back();
  found.insert(found.begin(), other);
  found.insert(found.end(), with_other.begin(), with_other.end());
  return found;
}

values factor_choices(const facts& in) {
  const auto offers = factors_on_offer(situation{in});
  std::vector<factor_kind> single, missing, required;
  for (const offered_factor& offer : offers) {
    if (offer.enrolled) continue;
    missing.push_back(offer.kind);
    if (offer.required) required.push_back(offer.kind);
  }
  single = missing;
  for (const factor_key& offered : factor_keys())
    if (std::ranges::find(single, offered.kind) == single.end()) single.push_back(offered.kind);
  values found;
  for (const factor_kind kind : single) found.emplace_back(factors_choice{false, {kind}});
  if (required.size() > 1) found.emplace_back(factors_choice{false, required});
  if (missing.size() > 1 && missing != required) found.emplace_back(factors_choice{false, missing});
  if (!in.factors.empty()) found.emplace_back(factors_choice{true, {}});
  if (const factor* named = in.request.operation == operation::verify_factor ? factor_in_path(in) : nullptr)
    found.insert(found.begin(), factors_choice{false, {}, !named->active});
  return found;
}

values offer_choices(const fact& of, const facts& in) {
  auto present = enrollment_requirement::not_allowed;
  for (const factor_offer& offer : enrollment_settings_at(in).factors)
    if (offer.kind == of.kind) present = offer.required;
  using enum enrollment_requirement;
  return words({not_allowed, optional, required}, std::optional{present});
}

values policy_alternatives(const fact& of, const facts& in) {
  const password_selection password = select_password(in);
  const password_settings& settings = password_settings_at(in);
  const auto recovery = [&](recovery_method method) {
    return settings.recovery_active.contains(method) ? values{std::string_view{"INACTIVE"}}
                                                     : values{std::string_view{"ACTIVE"}};
  };
  switch (of.id) {
    case fact_id::show_lockout_failures: return flipped(settings.show_lockout_failures);
    case fact_id::max_attempts: return attempt_limits(in, settings.max_attempts);
    case fact_id::max_age_days: return age_limits(in);
    case fact_id::expire_warn_days: return warning_days(in);
    case fact_id::email_recovery: return recovery(recovery_method::email);
    case fact_id::sms_recovery: return recovery(recovery_method::sms);
    case fact_id::call_recovery: return recovery(recovery_method::call);
    case fact_id::question_recovery: return recovery(recovery_method::question);
    case fact_id::min_age_minutes: return least_ages(in);
    case fact_id::unlock_access: return other_words(std::optional{password.actions->unlock});
    case fact_id::change_access: return other_words(std::optional{password.actions->change});
    case fact_id::reset_access: return other_words(std::optional{password.actions->reset});
    case fact_id::question_in_rule: return flipped(password.actions->question_as_step_up);
    case fact_id::methods_in_rule:
      return method_choices(password.actions->required_methods.value_or(recovery_methods{}),
                            !password.actions->required_methods);
    case fact_id::email_without_enrollment: return flipped(password.actions->email_without_enrollment);
    case fact_id::password_rules: return {rule_choice::allow_unlock};
    default: return {};
  }
}

values sign_on_alternatives(const fact& of, const facts& in) {
  const sign_on_actions& rule = *select_sign_on(in).actions;
  switch (of.id) {
    case fact_id::sign_on_access: return words({access::allow, access::deny}, std::optional{rule.permitted});
    case fact_id::require_factor: return flipped(rule.require_factor);
    case fact_id::prompt_mode:
      return words({prompt_mode::device, prompt_mode::session, prompt_mode::always}, std::optional{rule.prompt});
    case fact_id::primary_factor: return other_words(std::optional{rule.primary_factor});
    case fact_id::sign_on_rules: return {rule_choice::require_factor, rule_choice::deny_access};
    case fact_id::enrollment_prompt:
      return words({enrollment_prompt::login, enrollment_prompt::challenge, enrollment_prompt::never},
                   std::optional{select_enrollment(in).actions->prompt});
    case fact_id::factor_offer: return offer_choices(of, in);
    case fact_id::enrollment_rules: return {rule_choice::enroll_at_login};
    default: return {};
  }
}

values account_alternatives(const fact& of, const facts& in) {
  using enum user_status;
  switch (of.id) {
    case fact_id::user_status:
      return words({active, password_expired, locked_out, provisioned, suspended, recovery, staged, deprovisioned},
                   in.account.status);
    case fact_id::unknown_devices_blocked: return flipped(in.account.attempts.unknown_devices_blocked);
    case fact_id::recovery_enrolled: return enrolled_choices(in);
    case fact_id::factors_enrolled: return factor_choices(in);
    case fact_id::device_known: return flipped(in.device_known);
    case fact_id::device_remembered: return flipped(in.device_remembered);
    case fact_id::now: return moments(in);
    case fact_id::failed_attempts: return failure_counts(in, in.account.attempts.failed);
    case fact_id::failed_from_unknown_devices:
      return failure_counts(in, in.account.attempts.failed_from_unknown_devices);
    case fact_id::failed_factor_attempts: return wrong_answer_counts(in.account.attempts.failed_factor);
    case fact_id::failed_recovery_attempts: return wrong_answer_counts(in.account.attempts.failed_recovery);
    case fact_id::auto_unlock_at: {
      const auto& job = in.account.attempts.auto_unlock_at;
      if (job && *job <= in.now) return {std::monostate{}};
      return {fact_value{in.now}};
    }
    case fact_id::password_changed: return changes_of_password(in);
    default: return {};
  }
}

}  // namespace

std::vector<fact_value> alternatives(const fact& of, const facts& in) {
  const policy_facts& policy = in.policy;
  if (is_in_request(of.id)) return alternatives_in_request(of.id, in);
  switch (of.id) {
    case fact_id::network_zone: return words({zone::allowed, zone::blocked}, std::optional{in.zone});
    case fact_id::network_threat:
      return words({threat_level::none, threat_level::low, threat_level::high}, std::optional{in.threat});
    case fact_id::network_exempt: return flipped(in.threat_exempt);
    case fact_id::threat_action:
      return words({threat_action::none, threat_action::audit, threat_action::block},
                   std::optional{policy.threat_action});
    case fact_id::rate_limit: {
      using enum rate_limit_kind;
      return words({none, org, username, concurrency}, std::optional{in.rate.violated});
    }
    case fact_id::enumeration_prevention: return flipped(policy.prevent_enumeration_in_authentication);
    case fact_id::device_setting: return flipped(policy.prevent_lockout_from_unknown_devices);
    case fact_id::knowledge_second: return flipped(policy.verify_knowledge_second);
    default: break;
  }
  if (of.id >= fact_id::user_status) return account_alternatives(of, in);
  return of.id >= fact_id::sign_on_access ? sign_on_alternatives(of, in) : policy_alternatives(of, in);
}

}  // namespace interlock::authn
