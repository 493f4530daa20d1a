#include "text/export/scenario_from_inputs.hpp"

#include <array>
#include <string_view>
#include <variant>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "shipped_book.hpp"
#include "text/json/json_writer.hpp"

namespace interlock::text {
namespace {

namespace json = boost::json;
namespace in = authn::shipped::in;
using authn::shipped::input_id;
using rules::value_index;

struct word_wanted {};
using literal = std::variant<bool, std::int64_t, std::string_view, word_wanted>;

/// An observation that one place of the scenario makes.
struct placement {
  input_id input;
  value_index value;  ///< `no_value`: whichever is wanted
  std::string_view pointer;
  literal then;
};

template <class Value>
constexpr placement when(input_id input, Value value, std::string_view pointer, literal then) {
  return {input, static_cast<value_index>(value), pointer, then};
}
constexpr placement stated(input_id input, std::string_view pointer, literal then) {
  return {input, rules::no_value, pointer, then};
}
/// The word that is wanted. The first value is what holds where the place is empty.
constexpr placement word_of(input_id input, std::string_view pointer) {
  return {input, rules::no_value, pointer, word_wanted{}};
}

constexpr std::string_view now = "2026-04-02T13:59:06Z";

// What is not here is Okta's default, or takes more than one observation.
constexpr std::array placements{
    // clang-format off
    when(input_id::warn_option, in::warn_option::yes, "/request/body/options/warnBeforePasswordExpired", true),
    when(input_id::route, in::route::unknown_path, "/request/operation", "POST /api/v1/nowhere"),
    when(input_id::route, in::route::wrong_method, "/request/operation", "GET /api/v1/authn"),
    when(input_id::password, in::password::valid, "/evidence/password", "VALID"),
    when(input_id::password, in::password::invalid, "/evidence/password", "INVALID"),
    when(input_id::activation_token, in::activation_token::valid, "/evidence/token", "VALID"),
    when(input_id::activation_token, in::activation_token::invalid, "/evidence/token", "INVALID"),

    word_of(input_id::engine, "/policy/engine"),
    when(input_id::next_failure, in::next_failure::never_locks, "/policy/password/settings/password/lockout/maxAttempts", 0),
    when(input_id::auto_unlock, in::auto_unlock::on, "/policy/password/settings/password/lockout/autoUnlockMinutes", 60),
    when(input_id::lockout_failures, in::lockout_failures::shown, "/policy/password/settings/password/lockout/showLockoutFailures", true),
    stated(input_id::password_age, "/policy/password/settings/password/age/maxAgeDays", 90),
    stated(input_id::password_age, "/policy/password/settings/password/age/expireWarnDays", 5),
    when(input_id::email_in_policy, in::email_in_policy::inactive, "/policy/password/settings/recovery/factors/okta_email/status", "INACTIVE"),
    when(input_id::sms_in_policy, in::sms_in_policy::active, "/policy/password/settings/recovery/factors/okta_sms/status", "ACTIVE"),
    when(input_id::call_in_policy, in::call_in_policy::active, "/policy/password/settings/recovery/factors/okta_call/status", "ACTIVE"),
    word_of(input_id::self_service_unlock, "/policy/passwordRule/actions/selfServiceUnlock/access"),
    when(input_id::email_without_enrollment, in::email_without_enrollment::yes,
         "/policy/passwordRule/actions/selfServicePasswordReset/settings/allowRecoveryEmailWithoutEnrollment", true),
    word_of(input_id::sign_on_access, "/policy/signOnRule/actions/signon/access"),
    when(input_id::require_factor, in::require_factor::yes, "/policy/signOnRule/actions/signon/requireFactor", true),
    word_of(input_id::prompt_mode, "/policy/signOnRule/actions/signon/factorPromptMode"),
    word_of(input_id::enrollable_factor, "/policy/enrollment/settings/factors/okta_sms/enroll/self"),
    when(input_id::enumeration_prevention, in::enumeration_prevention::on, "/policy/userEnumerationPrevention/authentication", true),
    when(input_id::threat_action, in::threat_action::audit, "/policy/threatInsight/action", "audit"),
    when(input_id::threat_action, in::threat_action::block, "/policy/threatInsight/action", "block"),
    word_of(input_id::threat_response, "/policy/threatResponse"),
    when(input_id::device_setting, in::device_setting::on, "/policy/userLockoutSettings/preventBruteForceLockoutFromUnknownDevices", true),

    when(input_id::password_age, in::password_age::current, "/account/user/passwordChanged", "2026-03-23T13:59:06Z"),
    when(input_id::password_age, in::password_age::expiring, "/account/user/passwordChanged", "2026-01-05T13:59:06Z"),
    when(input_id::password_age, in::password_age::expired, "/account/user/passwordChanged", "2025-12-31T13:59:06Z"),
    when(input_id::unknown_devices_block, in::unknown_devices_block::set, "/account/attempts/unknownDevicesBlocked", true),
    when(input_id::unlock_job, in::unlock_job::pending, "/account/attempts/autoUnlockAt", "2026-04-02T14:09:06Z"),
    when(input_id::unlock_job, in::unlock_job::due, "/account/attempts/autoUnlockAt", now),
    when(input_id::lockouts_in_a_row, in::lockouts_in_a_row::tenth, "/account/attempts/consecutiveLockouts", 9),
    when(input_id::lockouts_in_a_row, in::lockouts_in_a_row::beyond_ten, "/account/attempts/consecutiveLockouts", 10),

    when(input_id::device, in::device::known, "/device/known", true),
    when(input_id::device_remembered, in::device_remembered::yes, "/device/remembered", true),
    word_of(input_id::network_zone, "/network/zone"),
    word_of(input_id::threat_level, "/network/threat"),
    when(input_id::threat_exempt, in::threat_exempt::yes, "/network/exempt", true),
    word_of(input_id::rate_limit, "/rateLimit/violated"),
    // clang-format on
};

json::value as_json(literal value, std::string_view wanted = {}) {
  struct visitor {
    std::string_view wanted;
    json::value operator()(bool flag) const { return flag; }
    json::value operator()(std::int64_t number) const { return number; }
    json::value operator()(std::string_view text) const { return json::string{text.data(), text.size()}; }
    json::value operator()(word_wanted) const { return (*this)(wanted); }
  };
  return std::visit(visitor{wanted}, value);
}

class scenario_text {
 public:
  explicit scenario_text(std::span<const value_index> wanted) : wanted_{wanted} {}

  std::string write() {
    place_request();
    for (const placement& one : placements)
      if (applies(one)) put(one.pointer, as_json(one.then, word(one.input)));
    place_policies();
    place_user();
    place_lock();
    place_enrollment();
    std::string text;
    json_writer{text, layout::compact}.value(root_);
    return text;
  }

 private:
  [[nodiscard]] value_index wanted(input_id input) const { return wanted_[static_cast<std::size_t>(input)]; }
  [[nodiscard]] bool is_wanted(input_id input) const { return wanted(input) != rules::no_value; }
  /// Of a value that is wanted.
  [[nodiscard]] std::string_view word(input_id input) const {
    return authn::shipped::book().inputs[static_cast<std::size_t>(input)].values[wanted(input)];
  }
  [[nodiscard]] bool applies(const placement& one) const {
    if (one.value != rules::no_value) return wanted(one.input) == one.value;
    const bool is_default = wanted(one.input) == 0 && std::holds_alternative<word_wanted>(one.then);
    return is_wanted(one.input) && !is_default;
  }
  template <class Value>
  [[nodiscard]] bool is(input_id input, Value value) const {
    return wanted(input) == static_cast<value_index>(value);
  }

  /// Makes the objects on the way.
  void put(std::string_view pointer, json::value then) {
    json::value* at = &root_;
    while (!pointer.empty()) {
      pointer.remove_prefix(1);
      const std::string_view key = pointer.substr(0, pointer.find('/'));
      pointer.remove_prefix(key.size());
      if (!at->is_object()) at->emplace_object();
      at = &at->get_object()[{key.data(), key.size()}];
    }
    *at = std::move(then);
  }

  void place_request() {
    put("/now", as_json(now));
    put("/request/operation", "POST /api/v1/authn");
    if (is(input_id::body, in::body::absent)) return;
    if (is(input_id::body, in::body::malformed)) return put("/request/body", "{");
    if (is(input_id::body, in::body::activation_token)) return put("/request/body/token", true);
    put("/request/body/username", "user@example.com");
    if (!is(input_id::body, in::body::incomplete)) put("/request/body/password", true);
  }

  void place_policies() {
    if (is(input_id::recovery_requirement, in::recovery_requirement::stated)) {
      put("/policy/passwordRule/actions/selfServicePasswordReset/requirement/primary/methods",
          list({{input_id::email_in_rule, "email"},
                {input_id::sms_in_rule, "sms"},
                {input_id::voice_in_rule, "voice"},
                {input_id::push_in_rule, "push"},
                {input_id::otp_in_rule, "otp"}}));
    }
    if (is(input_id::enrollment_prompt, in::enrollment_prompt::login)) put_enrollment_rule("LOGIN");
    if (is(input_id::enrollment_prompt, in::enrollment_prompt::never)) put_enrollment_rule("NEVER");
  }

  void put_enrollment_rule(std::string_view prompt) {
    const json::object rule{{"actions", {{"enroll", {{"self", as_json(prompt)}}}}}};
    put("/policy/enrollment/_embedded/rules", json::array{rule});
  }

  void place_user() {
    const std::string_view status = status_before_unlock();
    if (status.empty()) return;
    put("/account/user/id", "00u1");
    put("/account/user/status", as_json(status));
    if (is(input_id::has_password, in::has_password::yes)) put("/account/user/credentials/password", json::object{});
  }

  [[nodiscard]] bool holds_lock() const { return is(input_id::lock_held, in::lock_held::yes); }
  /// What is seen is the account after a due unlock: an active user may have been locked out before.
  [[nodiscard]] bool was_locked_out() const {
    return holds_lock() && (!is_wanted(input_id::user_status) || is(input_id::user_status, in::user_status::active));
  }

  /// Empty: there is no user, or nobody asks.
  [[nodiscard]] std::string_view status_before_unlock() const {
    if (was_locked_out()) return "LOCKED_OUT";
    if (!is_wanted(input_id::user_status) || is(input_id::user_status, in::user_status::none)) return {};
    return word(input_id::user_status);
  }

  void place_lock() {
    if (holds_lock() && !was_locked_out()) {
      put("/account/attempts/unknownDevicesBlocked", true);
      if (!is_wanted(input_id::device_setting))
        put("/policy/userLockoutSettings/preventBruteForceLockoutFromUnknownDevices", true);
    }
    const bool unlocks = holds_lock() && is(input_id::unlock_job, in::unlock_job::due);
    if (!is(input_id::next_failure, in::next_failure::locks)) return;
    // An unlock puts the counter back to 0, where only a limit of one still locks.
    put("/policy/password/settings/password/lockout/maxAttempts", unlocks ? 1 : 5);
    for (const std::string_view counter :
         {"/account/attempts/failedAttempts", "/account/attempts/failedAttemptsFromUnknownDevices"})
      if (!unlocks) put(counter, 4);
  }

  void place_enrollment() {
    const json::array methods = list({{input_id::email_enrolled, "email"},
                                      {input_id::sms_enrolled, "sms"},
                                      {input_id::call_enrolled, "call"},
                                      {input_id::push_enrolled, "push"},
                                      {input_id::otp_enrolled, "otp"}});
    if (!methods.empty()) put("/enrollment/recovery", methods);
    if (!is(input_id::usable_factor, in::usable_factor::enrolled)) return;
    const json::object factor{{"id", "opf1"}, {"factorType", "push"}, {"provider", "OKTA"}, {"status", "ACTIVE"}};
    put("/enrollment/factors", json::array{factor});
  }

  struct member {
    input_id yes;
    std::string_view word;
  };
  [[nodiscard]] json::array list(std::initializer_list<member> members) const {
    json::array found;
    for (const member& one : members)
      if (wanted(one.yes) == 1) found.push_back(as_json(one.word));
    return found;
  }

  std::span<const value_index> wanted_;
  json::value root_;
};

}  // namespace

std::string scenario_from_inputs(std::span<const value_index> wanted) { return scenario_text{wanted}.write(); }

}  // namespace interlock::text
