#include "actions.hpp"

#include <span>
#include <utility>

#include <doctest/doctest.h>

#include "step_arrangements.hpp"

namespace lockout {
namespace {

using namespace spec;

std::string word(validity of) { return of == validity::valid ? "right " : "wrong "; }
code_check code(validity of) { return of == validity::valid ? code_check::valid : code_check::invalid; }

/// Collects actions. Each is taken from a known and from an unknown device.
class catalogue {
 public:
  explicit catalogue(const world& of) : of_{of}, start_{facts_in(of)} {}

  template <class Arrange>
  void add(const std::string& name, kind what, Arrange arrange, bool unlocks = false) {
    facts asked = start_;
    arrange(asked);
    for (const bool known : {true, false}) {
      asked.device_known = known;
      all_.push_back({name + (known ? ", known device" : ", unknown device"), what, asked, std::nullopt, unlocks});
    }
  }
  void add_event(account_event what) {
    all_.push_back({std::string{to_string(what)}, kind::event, start_, what, false});
  }

  [[nodiscard]] const world& of() const { return of_; }
  [[nodiscard]] std::vector<action> take() { return std::move(all_); }

 private:
  const world& of_;
  facts start_;
  std::vector<action> all_;
};

void demand_another_factor(facts& f) {
  require_factor(f);
  enroll_factor(f, factor_kind::sms);
}

void add_sign_ins(catalogue& to) {
  for (const validity found : {validity::valid, validity::invalid}) {
    const kind what = found == validity::valid ? kind::right_password : kind::wrong_password;
    const std::string name = word(found) + "password";
    const auto add = [&](const std::string& where, kind as, auto arrange) {
      to.add(name + where, as, [&](facts& f) {
        f.evidence.password = found;
        arrange(f);
      });
    };
    add("", what, [](facts&) {});
    add(" of a step-up", what, step_up);
    add(" where a factor is due", what, demand_another_factor);
    add(" where the sign-on rule denies", found == validity::valid ? kind::denied : what,
        [](facts& f) { sign_on_of(f).permitted = authn::access::deny; });
    to.add(word(found) + "activation token", kind::activation, [&](facts& f) {
      activate_by_token(f);
      f.evidence.token = found;
    });
  }
  to.add("user name alone", kind::named, identify);
}

// --- factors

void answer(facts& f, factor_kind of, validity found) {
  const bool elsewhere = of == factor_kind::push || of == factor_kind::duo;
  if (of == factor_kind::password)  // only asked for after something else
    verify_first(f, of, {proof::possession});
  else
    challenged(f, of);
  if (elsewhere) f.transaction->result = authn::factor_result::waiting;
  f.evidence.push = found == validity::valid ? push_state::approved : push_state::rejected;
  f.request.body.answer = of == factor_kind::question;
  f.request.body.password = of == factor_kind::password;
  if (!f.request.body.answer && !f.request.body.password && !elsewhere) send_code(f, code(found));
  f.evidence.answer = f.evidence.password = found;
}

void add_factor(catalogue& to, factor_kind of) {
  const std::string name{to_string(of)};
  const bool password = of == factor_kind::password;
  const bool refused_elsewhere = of == factor_kind::push || of == factor_kind::duo;
  to.add("right answer to " + name, password ? kind::right_password_factor : kind::right_factor,
         [&](facts& f) { answer(f, of, validity::valid); });
  to.add("wrong answer to " + name,
         password            ? kind::wrong_password_factor
         : refused_elsewhere ? kind::neutral_factor
                             : kind::wrong_factor,
         [&](facts& f) { answer(f, of, validity::invalid); });
}

void add_factors(catalogue& to) {
  for (std::size_t i = 0; i < authn::words_of<factor_kind>::value.size(); ++i) {
    const auto of = static_cast<factor_kind>(i);
    const bool stands_for_its_class =
        of == factor_kind::question || of == factor_kind::sms || of == factor_kind::push || of == factor_kind::password;
    if (to.of().thorough || stands_for_its_class) add_factor(to, of);
  }
  for (const code_check found : {code_check::replayed, code_check::outside_window})
    to.add(std::string{"code found "}.append(to_string(found)), kind::neutral_factor, [&](facts& f) {
      challenged(f, factor_kind::okta_totp);
      send_code(f, found);
    });
  to.add("challenged", kind::neutral_factor, [](facts& f) { verify(f, factor_kind::sms); });
  to.add("message sent again", kind::neutral_factor,
         [](facts& f) { resend(f, factor_kind::sms, recovery_method::sms, std::chrono::seconds{60}); });
  for (const validity found : {validity::valid, validity::invalid}) {
    to.add(word(found) + "activation code", kind::neutral_factor, [&](facts& f) {
      activate(f, factor_kind::okta_totp);
      send_code(f, code(found));
    });
    to.add(word(found) + "code of a new token", kind::neutral_factor, [&](facts& f) {
      enroll(f, factor_kind::rsa_token);
      send_code(f, code(found));
    });
  }
}

// --- passwords and recoveries

void add_passwords(catalogue& to) {
  for (const auto as : {authn::acceptance::accepted, authn::acceptance::rejected}) {
    const std::string name = as == authn::acceptance::accepted ? "accepted" : "rejected";
    to.add(name + " password change", kind::password_change, [&](facts& f) {
      change_password(f);
      f.evidence.new_password = as;
    });
    to.add(name + " password reset", kind::password_reset, [&](facts& f) {
      reset_password(f);
      f.evidence.new_password = as;
    });
  }
  to.add("accepted password reset where a factor is due", kind::password_reset, [](facts& f) {
    reset_password(f);
    demand_another_factor(f);
  });
  to.add("wrong old password", kind::password_change, [](facts& f) {
    change_password(f);
    f.evidence.old_password = validity::invalid;
  });
}

void add_starts(catalogue& to) {
  for (const bool trusted : {false, true})
    for (const std::optional<recovery_method> by :
         {std::optional{recovery_method::email}, std::optional{recovery_method::sms},
          std::optional<recovery_method>{}}) {
      if (!to.of().thorough && by != recovery_method::email) continue;
      for (const operation what : {operation::forgot_password, operation::unlock_account}) {
        const std::string name = std::string{to_string(what)} + " by " + std::string{by ? to_string(*by) : "token"};
        const kind as = what == operation::unlock_account ? kind::unlock_start : kind::recovery_start;
        to.add(name + (trusted ? ", trusted" : ""), as, [&](facts& f) {
          start(f, what, by);
          if (trusted) trust(f);
        });
      }
    }
}

void add_proofs(catalogue& to, recovery_kind of, validity found) {
  const bool unlocks = of == recovery_kind::unlock;
  const kind what = found == validity::valid ? kind::right_proof : kind::wrong_proof;
  const std::string name = word(found) + (unlocks ? "unlock " : "recovery ");
  for (const std::uint64_t failures : {std::uint64_t{0}, answers_max - 1}) {
    if (!to.of().thorough && failures != 0) continue;
    const std::string last = failures == 0 ? "" : ", the last that is taken";
    const auto add = [&](std::string_view proof, auto arrange) {
      to.add(
          name + std::string{proof} + last, what, [&](facts& f) { arrange(f).failures = failures; }, unlocks);
    };
    add(
        "code", [&](facts & f) -> auto& { return enter_code(f, of, code(found)); });
    add(
        "answer", [&](facts & f) -> auto& { return reply(f, of, found); });
  }
  // A wrong token names nobody, so there is nothing to count.
  const kind of_token = found == validity::valid ? what : kind::refused;
  const auto follow = [&](facts& f) {
    follow_link(f, of);
    f.evidence.token = found;
  };
  to.add(name + "token", of_token, follow, unlocks);
}

// --- refusals

struct refusal {
  std::string_view why;
  void (*put)(facts&);
};

void heed_threats(facts& f, authn::threat_level level, authn::threat_response as) {
  f.policy.threat_action = authn::threat_action::block;
  f.policy.threat_response = as;
  f.threat = level;
}

constexpr refusal refusals[] = {
    {"blocked zone", [](facts& f) { f.zone = authn::zone::blocked; }},
    {"blocked zone, as documented",
     [](facts& f) {
       f.zone = authn::zone::blocked;
       f.policy.threat_response = authn::threat_response::documented;
     }},
    {"low threat", [](facts& f) { heed_threats(f, authn::threat_level::low, authn::threat_response::observed); }},
    {"high threat", [](facts& f) { heed_threats(f, authn::threat_level::high, authn::threat_response::observed); }},
    {"low threat, as documented",
     [](facts& f) { heed_threats(f, authn::threat_level::low, authn::threat_response::documented); }},
    {"high threat, as documented",
     [](facts& f) { heed_threats(f, authn::threat_level::high, authn::threat_response::documented); }},
    {"limit of the organization", [](facts& f) { f.rate.violated = authn::rate_limit_kind::org; }},
    {"limit of the user name", [](facts& f) { f.rate.violated = authn::rate_limit_kind::username; }},
    {"limit of requests at once", [](facts& f) { f.rate.violated = authn::rate_limit_kind::concurrency; }},
    {"malformed body", [](facts& f) { f.request.body.shape = form::malformed; }},
    {"no body", [](facts& f) { f.request.body = {}; }},
    {"unusable member", [](facts& f) { f.request.body.invalid_member = authn::body_member::options; }},
};

void add_refused(catalogue& to, const std::string& name, void (*arrange)(facts&)) {
  const std::span<const refusal> all{refusals};
  for (const refusal& each : to.of().thorough ? all : all.first(1))
    to.add(name + ", " + std::string{each.why}, kind::refused, [&](facts& f) {
      arrange(f);
      each.put(f);
    });
}

void add_refusals(catalogue& to) {
  add_refused(to, "right password", [](facts&) {});
  add_refused(to, "wrong password", [](facts& f) { f.evidence.password = validity::invalid; });
  add_refused(to, "wrong factor answer", [](facts& f) { answer(f, factor_kind::sms, validity::invalid); });
  add_refused(to, "wrong unlock code", [](facts& f) { enter_code(f, recovery_kind::unlock, code_check::invalid); });
  add_refused(to, "right unlock token", [](facts& f) { follow_link(f, recovery_kind::unlock); });
  to.add("wrong factor answer, expired token", kind::refused, [](facts& f) {
    answer(f, factor_kind::sms, validity::invalid);
    f.transaction->expires_at = f.now;
  });
  to.add("wrong factor answer, unknown token", kind::refused, [](facts& f) {
    answer(f, factor_kind::sms, validity::invalid);
    f.request.body.state_token = token::other;
  });
}

}  // namespace

facts facts_in(const world& of) {
  facts made = under_policy_p();
  authn::password_settings& settings = password_settings_of(made);
  settings.max_attempts = of.max_attempts;
  settings.auto_unlock_minutes = of.unlocks_automatically ? static_cast<std::uint64_t>(unlock_wait.count()) : 0;
  settings.recovery_active = made.recovery_enrolled = {recovery_method::email, recovery_method::sms};
  authn::password_actions& actions = password_actions_of(made);
  actions.change = actions.reset = actions.unlock = authn::access::allow;
  made.policy.prevent_lockout_from_unknown_devices = of.setting == device_setting::on;
  return made;
}

std::vector<action> actions_in(const world& of) {
  catalogue to{of};
  add_sign_ins(to);
  add_factors(to);
  add_passwords(to);
  add_starts(to);
  for (const recovery_kind each : {recovery_kind::password, recovery_kind::unlock})
    for (const validity found : {validity::valid, validity::invalid}) add_proofs(to, each, found);
  add_refusals(to);
  for (std::size_t i = 0; i < authn::words_of<account_event>::value.size(); ++i) {
    const auto what = static_cast<account_event>(i);
    // Nothing leads back from a deactivated user, whatever the limit.
    if (of.thorough || what != account_event::deactivate) to.add_event(what);
  }
  return to.take();
}

decision decided(action& what, const account& to, bool setting) {
  what.asked.account = to;
  what.asked.policy.prevent_lockout_from_unknown_devices = setting;
  if (what.event) return authn::decide_event(what.asked, *what.event);
  const auto made = authn::decide(what.asked);
  if (!made) FAIL(what.name, " needs evidence ", static_cast<int>(made.error().evidence));
  return *made;
}

}  // namespace lockout
