#pragma once

#include <string>
#include <vector>

#include "decider.hpp"
#include "step_arrangements.hpp"

/// The ways of the API: to an answer that a verifier checks, and on to a token.
namespace spec::defects {

struct path {
  std::string name;
  facts good;  ///< everything about the request is right
};

template <class Arrange>
path path_by(std::string name, Arrange arrange) {
  path made{std::move(name), under_policy_p()};
  arrange(made.good);
  return made;
}

inline void answer(facts& f, factor_kind kind, bool rightly) {
  f.request.body.pass_code = kind != factor_kind::question && kind != factor_kind::password;
  f.request.body.answer = kind == factor_kind::question;
  f.request.body.password = kind == factor_kind::password;
  f.evidence.pass_code = rightly ? code_check::valid : code_check::invalid;
  f.evidence.answer = f.evidence.password = rightly ? validity::valid : validity::invalid;
}

/// Factors that are answered; a push and Duo are approved elsewhere, where a wrong answer does not come from.
inline constexpr factor_kind answered_kinds[] = {
    factor_kind::question,        factor_kind::sms,      factor_kind::call,      factor_kind::email,
    factor_kind::okta_totp,       factor_kind::hotp,     factor_kind::rsa_token, factor_kind::google_totp,
    factor_kind::symantec_token,  factor_kind::yubikey,  factor_kind::u2f,       factor_kind::webauthn,
    factor_kind::claims_provider, factor_kind::saml_idp, factor_kind::oidc_idp};

/// Without a password before it, and with no other factor behind it.
inline void begin_with(facts& f, factor_kind kind) {
  verify_first(f, kind, {});
  sign_on_of(f).require_factor = false;
}

/// Every factor in every state that takes an answer, with a right or a wrong one.
inline std::vector<path> factor_paths(bool rightly) {
  std::vector<path> found;
  const auto add = [&](factor_kind kind, std::string_view where, auto arrange) {
    found.push_back(path_by(because(to_string(kind), " ", where), [&](facts& f) {
      arrange(f);
      answer(f, kind, rightly);
    }));
  };
  for (const factor_kind kind : answered_kinds) {
    add(kind, "in MFA_REQUIRED", [&](facts& f) { verify(f, kind); });
    add(kind, "in MFA_CHALLENGE", [&](facts& f) { challenged(f, kind); });
    add(kind, "as the first factor", [&](facts& f) { begin_with(f, kind); });
  }
  add(factor_kind::password, "as the first factor", [](facts& f) { begin_with(f, factor_kind::password); });
  return found;
}

/// Every way on in a sign-in, with everything right: to a token, a new password or a step that leads there.
inline std::vector<path> ways_on() {
  std::vector<path> found = factor_paths(true);
  const auto add = [&](std::string name, auto arrange) { found.push_back(path_by(std::move(name), arrange)); };
  add("a password", [](facts&) {});
  add("a password of a step-up", step_up);
  add("a user name alone", identify);
  add("an activation token", activate_by_token);
  add("a push, approved", [](facts& f) { poll(f, push_state::approved); });
  add("a push, begun", [](facts& f) { verify(f, factor_kind::push); });
  add("a code by SMS, sent again",
      [](facts& f) { resend(f, factor_kind::sms, recovery_method::sms, std::chrono::minutes{1}); });
  add("a new factor", [](facts& f) { enroll(f, factor_kind::question); });
  add("a new factor, activated", [](facts& f) {
    activate(f, factor_kind::okta_totp);
    send_code(f, code_check::valid);
  });
  add("a new push, confirmed", [](facts& f) { poll_activation(f, push_state::approved); });
  add("a warning, skipped", [](facts& f) { resume(f, state::password_warn, operation::skip); });
  add("an expired password, changed", [](facts& f) { change_password(f); });
  add("a forgotten password, reset", reset_password);
  return found;
}

}  // namespace spec::defects
