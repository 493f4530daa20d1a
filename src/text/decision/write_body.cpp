#include "text/decision/write_body.hpp"

#include "text/api/channel_names.hpp"
#include "text/api/factor_names.hpp"
#include "text/decision/write_embedded.hpp"
#include "text/decision/write_error.hpp"
#include "text/decision/write_links.hpp"
#include "text/decision/write_settings.hpp"

namespace interlock::text {
namespace {

using authn::response;

void write_factor_type(json_writer& out, const response& answer) {
  if (answer.recovery_by) out.member("factorType", channel_word(*answer.recovery_by));
  if (!answer.factor || !answer.factor->by_type) return;
  out.member("challengeType", "FACTOR_TYPE");
  out.member("factorType", words_for(answer.factor->kind).type);
}

/// Members in the order of the documented samples.
void write_transaction(json_writer& out, const scenario::document& from, const authn::decision& made,
                       const shown_parts& parts) {
  const response& answer = made.response;
  out.begin_object();
  if (!answer.state_token.empty()) out.member("stateToken", answer.state_token);
  if (answer.step_up) out.member("type", "SESSION_STEP_UP");
  if (answer.expires_at) {
    out.member("expiresAt", *answer.expires_at);
  }
  if (answer.state) out.member("status", to_string(*answer.state));
  if (answer.relay_state) out.member("relayState", *answer.relay_state);
  if (answer.result) out.member("factorResult", to_string(*answer.result));
  write_factor_type(out, answer);
  if (!answer.recovery_token.empty()) out.member("recoveryToken", answer.recovery_token);
  if (answer.recovery) out.member("recoveryType", to_string(*answer.recovery));
  if (!answer.session_token.empty()) out.member("sessionToken", answer.session_token);
  write_embedded(out, from, made, parts);
  write_links(out, from.facts, answer);
  out.end_object();
}

}  // namespace

bool names_state(const authn::response& answer) noexcept {
  return answer.state && !answer.error && !answer.settings && !answer.blocks;
}

void write_body(json_writer& out, const scenario::document& from, const authn::decision& made,
                const shown_parts& parts) {
  if (made.response.error) {
    write_error_body(out, made.response, from.facts.mint);
  } else if (made.response.settings) {
    write_settings_body(out, from, made.response);
  } else if (made.response.blocks) {
    write_blocks_body(out, *made.response.blocks);
  } else {
    write_transaction(out, from, made, parts);
  }
}

}  // namespace interlock::text
