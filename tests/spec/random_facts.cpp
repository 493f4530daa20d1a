#include "random_facts.hpp"

#include <array>
#include <initializer_list>

#include "scenes.hpp"

namespace spec {
namespace {

namespace authn = interlock::authn;
using authn::time_point;

constexpr std::uint64_t largest = authn::attempts::count_max;

template <class Enum>
Enum any(xorshift& random) {
  return static_cast<Enum>(random.below(authn::words_of<Enum>::value.size()));
}

template <class Value, std::size_t Size>
Value one_of(xorshift& random, const std::array<Value, Size>& values) {
  return values[random.below(Size)];
}

std::uint64_t number(xorshift& random) {
  return one_of(random, std::array<std::uint64_t, 14>{0, 0, 1, 1, 2, 3, 4, 5, 8, 9, 10, 11, largest - 1, largest});
}

time_point any_time(xorshift& random, time_point now) {
  using std::chrono::days;
  using std::chrono::milliseconds;
  using std::chrono::minutes;
  const auto near = [&](authn::duration away) { return authn::later(now, away); };
  switch (random.below(10)) {
    case 0: return authn::time_min;
    case 1: return authn::time_max;
    case 2: return near(milliseconds{1});
    case 3: return near(milliseconds{-1});
    case 4: return near(-minutes{random.below(120)});
    case 5: return near(minutes{random.below(120)});
    case 6: return near(-days{random.below(12)});
    case 7: return near(-days{random.below(12)} - milliseconds{1});
    case 8: return near(-days{random.below(12)} + milliseconds{1});
    default: return now;
  }
}

std::optional<time_point> maybe_time(xorshift& random, time_point now) {
  if (random.one_in(3)) return std::nullopt;
  return any_time(random, now);
}

authn::ids some_ids(xorshift& random, std::initializer_list<std::string_view> from, std::uint64_t one_in) {
  authn::ids made;
  for (const std::string_view id : from)
    if (random.one_in(one_in)) made.push_back(id);
  return made;
}

authn::conditions any_conditions(xorshift& random) {
  authn::conditions made;
  if (random.flip()) return made;
  made.groups_include = some_ids(random, {"g1", "g2"}, 4);
  made.groups_exclude = some_ids(random, {"g1", "g3"}, 8);
  made.users_include = some_ids(random, {"00u1", "00u2"}, 6);
  made.users_exclude = some_ids(random, {"00u1"}, 12);
  if (random.flip()) made.network = authn::conditions::connection::zone;
  made.zones_include = some_ids(random, {"z1", "ALL_ZONES"}, 4);
  made.zones_exclude = some_ids(random, {"z2", "ALL_ZONES"}, 8);
  made.provider = one_of(random, std::array<std::string_view, 5>{"", "OKTA", "ACTIVE_DIRECTORY", "LDAP", "ANY"});
  made.applies_to_api = !random.one_in(10);
  return made;
}

authn::recovery_methods any_methods(xorshift& random) {
  authn::recovery_methods made;
  for (std::size_t method = 0; method < authn::words_of<authn::recovery_method>::value.size(); ++method)
    if (random.one_in(3)) made.insert(static_cast<authn::recovery_method>(method));
  return made;
}

void fill(xorshift& random, authn::password_settings& to) {
  to.max_attempts = number(random);
  to.auto_unlock_minutes = number(random);
  to.show_lockout_failures = !random.one_in(4);
  to.notify_by_email = random.flip();
  to.max_age_days = number(random);
  to.expire_warn_days = number(random);
  to.min_age_minutes = number(random);
  to.recovery_active = any_methods(random);
}
void fill(xorshift& random, authn::password_actions& to) {
  to.change = random.one_in(4) ? authn::access::deny : authn::access::allow;
  to.reset = random.one_in(4) ? authn::access::deny : authn::access::allow;
  to.unlock = random.one_in(4) ? authn::access::deny : authn::access::allow;
  to.question_as_step_up = random.flip();
  if (random.flip()) to.required_methods = any_methods(random);
  to.email_without_enrollment = random.one_in(4);
}
void fill(xorshift&, authn::sign_on_settings&) {}
void fill(xorshift& random, authn::sign_on_actions& to) {
  to.permitted = random.one_in(6) ? authn::access::deny : authn::access::allow;
  to.require_factor = random.flip();
  to.prompt = any<authn::prompt_mode>(random);
}
void fill(xorshift& random, authn::enrollment_settings& to) {
  for (std::size_t kind = 0; kind < authn::words_of<authn::factor_kind>::value.size(); ++kind)
    if (random.one_in(4))
      to.factors.push_back({static_cast<authn::factor_kind>(kind), any<authn::enrollment_requirement>(random)});
}
void fill(xorshift& random, authn::enrollment_actions& to) { to.prompt = any<authn::enrollment_prompt>(random); }

std::optional<std::int64_t> any_priority(xorshift& random) {
  if (random.one_in(6)) return std::nullopt;
  return static_cast<std::int64_t>(random.below(4));
}

template <class Settings, class Actions>
void fill(xorshift& random, authn::policies<Settings, Actions>& to) {
  using form = typename authn::policies<Settings, Actions>::form;
  to.given = one_of(random, std::array{form::absent, form::one, form::one, form::evaluated});
  if (to.given != form::evaluated && !random.one_in(4)) fill(random, to.rule.emplace());
  if (to.given == form::absent) return;
  to.list.resize(to.given == form::one ? 1 : random.below(3));
  for (auto& policy : to.list) {
    fill(random, policy.settings);
    if (to.given == form::one) continue;
    policy.priority = any_priority(random);
    policy.active = !random.one_in(8);
    policy.when = any_conditions(random);
    policy.rules.resize(random.below(3));
    for (auto& rule : policy.rules) {
      rule.priority = any_priority(random);
      rule.active = !random.one_in(8);
      rule.when = any_conditions(random);
      fill(random, rule.actions);
    }
  }
}

void fill(xorshift& random, authn::policy_facts& to) {
  to.engine = any<authn::engine>(random);
  fill(random, to.password);
  fill(random, to.sign_on);
  fill(random, to.enrollment);
  to.prevent_enumeration_in_authentication = random.one_in(6);
  to.prevent_enumeration_in_recovery = random.flip();
  to.threat_action = any<authn::threat_action>(random);
  to.threat_response = any<authn::threat_response>(random);
  to.prevent_lockout_from_unknown_devices = random.flip();
}

void fill(xorshift& random, authn::request& to) {
  using form = authn::request_body::form;
  to.application = any<authn::application>(random);
  if (random.one_in(20)) to.route = any<authn::route>(random);
  if (random.one_in(20))
    to.body.shape = one_of(random, std::array{form::absent, form::malformed});
  else
    to.body.shape = form::object;
  to.body.username = !random.one_in(8);
  to.body.password = !random.one_in(8);
  to.body.token = random.flip();
  to.body.warn_before_password_expired = random.flip();
  to.body.multi_optional_factor_enroll = random.flip();
  if (random.one_in(30)) to.body.invalid_member = authn::body_member::relay_state;
  if (random.one_in(4)) to.body.relay_state = "/my-app";
}

void fill(xorshift& random, authn::account& to, time_point now) {
  using authn::user_status;
  if (random.one_in(3))
    to.status = static_cast<user_status>(random.below(8));
  else
    to.status = random.one_in(4) ? user_status::locked_out : user_status::active;
  if (random.one_in(20)) to.status.reset();
  to.password_changed = maybe_time(random, now);
  to.attempts.failed = number(random);
  to.attempts.failed_from_unknown_devices = number(random);
  to.attempts.unknown_devices_blocked = random.one_in(4);
  to.attempts.locked_at = maybe_time(random, now);
  to.attempts.auto_unlock_at = maybe_time(random, now);
  to.attempts.consecutive_lockouts = number(random);
  to.version = number(random);
}

std::optional<authn::validity> any_evidence(xorshift& random) {
  if (random.one_in(10)) return std::nullopt;
  return any<authn::validity>(random);
}

void add_factors(xorshift& random, authn::facts& to) {
  for (const auto kind : {authn::factor_kind::sms, authn::factor_kind::push, authn::factor_kind::webauthn}) {
    if (!random.one_in(4)) continue;
    enroll_factor(to, kind);
    to.factors.back().active = !random.one_in(4);
    if (random.one_in(6)) to.factors.back().kind.reset();
  }
}

}  // namespace

authn::facts random_facts(xorshift& random) {
  authn::facts made;
  made.now = random.one_in(8) ? any_time(random, noon_ish) : noon_ish;
  fill(random, made.request);
  fill(random, made.policy);
  fill(random, made.account, made.now);
  made.evidence.password = any_evidence(random);
  made.evidence.token = any_evidence(random);
  made.user = {"00u1", one_of(random, std::array<std::string_view, 3>{"OKTA", "ACTIVE_DIRECTORY", "LDAP"}),
               random.flip()};
  made.groups = some_ids(random, {"g1", "g2", "g3"}, 2);
  made.recovery_enrolled = any_methods(random);
  add_factors(random, made);
  made.device_known = random.flip();
  made.device_remembered = random.flip();
  if (random.one_in(12)) made.zone = authn::zone::blocked;
  made.zones = some_ids(random, {"z1", "z2"}, 2);
  made.threat = random.one_in(4) ? any<authn::threat_level>(random) : authn::threat_level::none;
  made.threat_exempt = random.one_in(4);
  if (random.one_in(8)) made.rate.violated = any<authn::rate_limit_kind>(random);
  return made;
}

}  // namespace spec
