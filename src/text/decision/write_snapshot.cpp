#include "text/decision/write_snapshot.hpp"

#include "text/api/channel_names.hpp"
#include "text/api/factor_names.hpp"
#include "text/decision/write_activation.hpp"
#include "text/decision/write_part.hpp"
#include "text/scenario/read_snapshot.hpp"

namespace interlock::text {
namespace {

using authn::factor_kind;
using authn::factor_result;
using authn::operation;
using authn::state;
using authn::transaction;

/// Whether the host has to say with what the factor is activated.
bool has_activation(factor_kind kind) noexcept {
  const authn::factor_setup setup = authn::traits_of(kind).setup;
  return setup == authn::factor_setup::response || setup == authn::factor_setup::approval;
}

/// Whether the host may say with what the factor is challenged.
bool has_challenge(factor_kind kind) noexcept { return authn::is_approved(kind) || authn::is_signed(kind); }

bool is_over(const std::optional<factor_result>& result) noexcept {
  return result == factor_result::rejected || result == factor_result::timeout;
}

/// The activation begins with the enrollment, and again once its time has passed.
const json::object* activation_after(const scenario::document& from, const transaction& next) noexcept {
  if (next.state != state::mfa_enroll_activate || !next.factor) return nullptr;
  if (!has_activation(next.factor->kind)) return nullptr;
  const auto& before = from.facts.transaction;
  const operation asked = from.facts.request.operation;
  const bool again = asked == operation::activate_factor && before && before->result == factor_result::timeout &&
                     next.result == factor_result::waiting;
  return asked == operation::enroll_factor || again ? from.minted.activation : from.kept.activation;
}

/// A challenge stays until there is another one.
const json::object* challenge_after(const scenario::document& from, const transaction& next) noexcept {
  if (next.state != state::mfa_challenge || !next.factor) return nullptr;
  if (!has_challenge(next.factor->kind) || is_over(next.result)) return nullptr;
  const operation asked = from.facts.request.operation;
  const bool may_be_new = asked == operation::verify_factor || asked == operation::resend_challenge;
  if (may_be_new && from.minted.challenge != nullptr) return from.minted.challenge;
  const auto& before = from.facts.transaction;
  return before && before->factor == next.factor ? from.kept.challenge : nullptr;
}

void write_if_set(json_writer& out, std::string_view name, bool value) {
  if (value) out.member(name, true);
}

void write_factor(json_writer& out, const authn::factor_in_question& of) {
  const factor_words& words = words_for(of.kind);
  out.begin_object("factor");
  if (!of.id.empty()) out.member("id", of.id);
  out.member("factorType", words.type);
  out.member("provider", words.provider);
  out.end_object();
  if (of.by_type) out.member("challengeType", "FACTOR_TYPE");
}

void write_proofs(json_writer& out, authn::proofs proofs) {
  if (proofs.empty()) return;
  out.begin_array("proofs");
  for (std::size_t i = 0; i < authn::words_of<authn::proof>::value.size(); ++i)
    if (const auto one = static_cast<authn::proof>(i); proofs.contains(one)) out.string(to_string(one));
  out.end_array();
}

void write_progress(json_writer& out, const transaction& of) {
  write_proofs(out, of.proofs);
  write_if_set(out, "factorFirst", of.factor_first);
  write_if_set(out, "skippable", of.skippable);
  write_if_set(out, "warned", of.warned);
  write_if_set(out, "passwordRenewed", of.password_renewed);
  if (of.failures > 0) {
    out.member("failures", of.failures);
  }
  if (!of.sent) return;
  out.begin_object("sent");
  out.member("channel", channel_word(of.sent->channel));
  out.member("at", of.sent->at);
  out.end_object();
}

}  // namespace

shown_parts parts_after(const scenario::document& from, const authn::decision& made) noexcept {
  if (made.response.error) return from.kept;  // a refusal changes nothing
  const bool begins = from.facts.request.operation == operation::authenticate;
  const shown_parts& of_step_up = begins ? from.minted : from.kept;
  shown_parts parts{.target = of_step_up.target, .authentication = of_step_up.authentication};
  if (made.transaction) {
    parts.activation = activation_after(from, *made.transaction);
    parts.challenge = challenge_after(from, *made.transaction);
  }
  return parts;
}

void write_snapshot(json_writer& out, const transaction& of, const shown_parts& parts) {
  out.begin_object();
  out.member("version", snapshot_version);
  out.member("state", to_string(of.state));
  if (!of.state_token.empty()) out.member("stateToken", of.state_token);
  out.member("expiresAt", of.expires_at);
  if (!of.user_id.empty()) out.member("userId", of.user_id);
  if (of.step_up) out.member("type", "SESSION_STEP_UP");
  if (of.recovery) out.member("recoveryType", to_string(*of.recovery));
  if (of.recovery_by) out.member("recoveryFactor", channel_word(*of.recovery_by));
  if (of.factor) write_factor(out, *of.factor);
  if (of.result) out.member("factorResult", to_string(*of.result));
  write_progress(out, of);
  out.member("multiOptionalFactorEnroll", of.multi_optional_factor_enroll);
  out.member("warnBeforePasswordExpired", of.warn_before_password_expired);
  if (of.relay_state) out.member("relayState", *of.relay_state);
  if (parts.activation != nullptr || of.activation_expires_at) {
    out.key("activation");
    write_activation(out, parts.activation, of.activation_expires_at);
  }
  write_part(out, "challenge", parts.challenge);
  if (of.step_up) write_part(out, "target", parts.target);
  if (of.step_up) write_part(out, "authentication", parts.authentication);
  out.end_object();
}

}  // namespace interlock::text
