#include "realise.hpp"

#include "scenes.hpp"

namespace spec {
namespace {

using authn::recovery_method;
using interlock::rules::no_value;

/// The combination that is wanted.
class wish {
 public:
  explicit wish(const observed_values& values) : values_{values} {}

  template <class Value>
  [[nodiscard]] bool is(Value value) const {
    return values_[static_cast<std::size_t>(id_of<Value>)] == static_cast<value_index>(value);
  }
  template <class Value>
  [[nodiscard]] bool free() const {
    return values_[static_cast<std::size_t>(id_of<Value>)] == no_value;
  }
  template <class Value>
  [[nodiscard]] bool may_be(Value value) const {
    return free<Value>() || is(value);
  }
  /// The value as a number, the first one where any will do.
  template <class Value>
  [[nodiscard]] int number() const {
    return free<Value>() ? 0 : values_[static_cast<std::size_t>(id_of<Value>)];
  }

 private:
  const observed_values& values_;
};

void shape_network(const wish& w, authn::facts& made) {
  made.zone = static_cast<authn::zone>(w.number<in::network_zone>());
  made.threat_exempt = w.is(in::threat_exempt::yes);
  made.policy.threat_action = static_cast<authn::threat_action>(w.number<in::threat_action>());
  made.threat = static_cast<authn::threat_level>(w.number<in::threat_level>());
  made.rate.violated = static_cast<authn::rate_limit_kind>(w.number<in::rate_limit>());
  made.request.route = static_cast<authn::route>(w.number<in::route>());
  made.policy.threat_response = static_cast<authn::threat_response>(w.number<in::threat_response>());
}

void shape_body(const wish& w, authn::facts& made) {
  using form = authn::request_body::form;
  authn::request_body& body = made.request.body;
  if (w.is(in::body::absent)) body.shape = form::absent;
  if (w.is(in::body::malformed)) body.shape = form::malformed;
  const bool token = w.is(in::body::activation_token);
  body.username = body.password = w.is(in::body::password) || w.free<in::body>();
  body.token = token;
  body.warn_before_password_expired = w.is(in::warn_option::yes);
  made.evidence.password = w.is(in::password::invalid) ? authn::validity::invalid : authn::validity::valid;
  made.evidence.token = w.is(in::activation_token::invalid) ? authn::validity::invalid : authn::validity::valid;
  made.user.has_password = !w.is(in::has_password::no);
}

void shape_counters(const wish& w, authn::facts& made) {
  authn::attempts& attempts = made.account.attempts;
  const bool unlocks = w.is(in::unlock_job::due) && w.is(in::lock_held::yes);
  // An unlock may have put the counter back to 0, where only a limit of one still locks.
  const std::uint64_t failures = w.is(in::next_failure::locks) && !unlocks ? 4 : 0;
  attempts.failed = attempts.failed_from_unknown_devices = failures;
  password_settings_of(made).max_attempts = w.is(in::next_failure::never_locks)        ? 0
                                            : w.is(in::next_failure::locks) && unlocks ? 1
                                                                                       : 5;
  password_settings_of(made).auto_unlock_minutes = w.is(in::auto_unlock::on) ? 60 : 0;
  constexpr std::uint64_t lockouts_before[] = {2, 9, 10};
  attempts.consecutive_lockouts = lockouts_before[w.number<in::lockouts_in_a_row>()];
  if (w.is(in::unlock_job::pending)) attempts.auto_unlock_at = made.now + std::chrono::minutes{1};
  if (w.is(in::unlock_job::due)) attempts.auto_unlock_at = made.now;
}

void shape_account(const wish& w, authn::facts& made) {
  made.policy.prevent_lockout_from_unknown_devices = w.is(in::device_setting::on);
  made.device_known = !w.is(in::device::unknown);
  made.account.attempts.unknown_devices_blocked = w.is(in::unknown_devices_block::set);
  if (w.is(in::user_status::none))
    made.account.status.reset();
  else if (!w.free<in::user_status>())
    made.account.status = static_cast<authn::user_status>(w.number<in::user_status>() - 1);
}

// The account before a due unlock, given what is seen after it.
std::optional<impossible> rewind_unlock(const wish& w, authn::facts& made) {
  if (!w.is(in::unlock_job::due)) return std::nullopt;
  if (w.is(in::user_status::locked_out) || w.is(in::unknown_devices_block::set)) return impossible::lock_outlives;
  if (w.is(in::lock_held::no)) return std::nullopt;

  if (w.may_be(in::user_status::active)) {
    made.account.status = authn::user_status::locked_out;
    return std::nullopt;
  }
  // Another status was never locked, so a block has ended, and the setting was on.
  if (!w.may_be(in::device_setting::on)) return impossible::nothing_unlocked;
  made.policy.prevent_lockout_from_unknown_devices = true;
  made.account.attempts.unknown_devices_blocked = true;
  return std::nullopt;
}

void shape_recovery(const wish& w, authn::facts& made) {
  made.policy.prevent_enumeration_in_authentication = w.is(in::enumeration_prevention::on);
  made.policy.engine = static_cast<authn::engine>(w.number<in::engine>());
  authn::password_settings& settings = password_settings_of(made);
  settings.show_lockout_failures = w.is(in::lockout_failures::shown);
  settings.recovery_active = {recovery_method::question};
  if (w.is(in::email_in_policy::active)) settings.recovery_active.insert(recovery_method::email);
  if (w.is(in::sms_in_policy::active)) settings.recovery_active.insert(recovery_method::sms);
  if (w.is(in::call_in_policy::active)) settings.recovery_active.insert(recovery_method::call);

  authn::password_actions& actions = password_actions_of(made);
  actions.unlock = w.is(in::self_service_unlock::allow) ? authn::access::allow : authn::access::deny;
  actions.email_without_enrollment = w.is(in::email_without_enrollment::yes);
  authn::recovery_methods stated;
  if (w.is(in::email_in_rule::yes)) stated.insert(recovery_method::email);
  if (w.is(in::sms_in_rule::yes)) stated.insert(recovery_method::sms);
  if (w.is(in::voice_in_rule::yes)) stated.insert(recovery_method::call);
  if (w.is(in::push_in_rule::yes)) stated.insert(recovery_method::push);
  if (w.is(in::otp_in_rule::yes)) stated.insert(recovery_method::otp);
  if (w.is(in::recovery_requirement::stated)) actions.required_methods = stated;

  made.recovery_enrolled = {recovery_method::question};
  if (w.is(in::email_enrolled::yes)) made.recovery_enrolled.insert(recovery_method::email);
  if (w.is(in::sms_enrolled::yes)) made.recovery_enrolled.insert(recovery_method::sms);
  if (w.is(in::call_enrolled::yes)) made.recovery_enrolled.insert(recovery_method::call);
  if (w.is(in::push_enrolled::yes)) made.recovery_enrolled.insert(recovery_method::push);
  if (w.is(in::otp_enrolled::yes)) made.recovery_enrolled.insert(recovery_method::otp);
}

void shape_factors(const wish& w, authn::facts& made) {
  using authn::factor_kind;
  using required = authn::enrollment_requirement;
  made.factors.push_back({"fpd1", factor_kind::question, false, 0});  // not set up to the end
  if (w.is(in::usable_factor::enrolled)) enroll_factor(made, factor_kind::push);
  std::vector<authn::factor_offer> offers{{factor_kind::call, required::not_allowed}};
  if (w.is(in::usable_factor::enrolled)) offers.push_back({factor_kind::push, required::required});
  if (!w.is(in::enrollable_factor::none)) offers.push_back({factor_kind::sms, required::optional});
  if (w.is(in::enrollable_factor::required)) offers.push_back({factor_kind::question, required::required});
  offer_factors(made, static_cast<authn::enrollment_prompt>(w.number<in::enrollment_prompt>()), offers);
}

void shape_sign_on(const wish& w, authn::facts& made) {
  authn::sign_on_actions& rule = sign_on_of(made);
  rule.permitted = w.is(in::sign_on_access::deny) ? authn::access::deny : authn::access::allow;
  rule.require_factor = w.is(in::require_factor::yes);
  rule.prompt = static_cast<authn::prompt_mode>(w.number<in::prompt_mode>());
  made.device_remembered = w.is(in::device_remembered::yes);

  authn::password_settings& settings = password_settings_of(made);
  settings.max_age_days = 90;
  settings.expire_warn_days = 5;
  constexpr std::chrono::days age[] = {std::chrono::days{10}, std::chrono::days{87}, std::chrono::days{91}};
  made.account.password_changed = made.now - age[w.number<in::password_age>()];
}

}  // namespace

std::variant<authn::facts, impossible> realise(const observed_values& wanted) {
  const wish w{wanted};
  authn::facts made = under_policy_p();
  shape_network(w, made);
  shape_body(w, made);
  shape_counters(w, made);
  shape_account(w, made);
  shape_recovery(w, made);
  shape_factors(w, made);
  shape_sign_on(w, made);
  if (const auto reason = rewind_unlock(w, made)) return *reason;
  return made;
}

}  // namespace spec
