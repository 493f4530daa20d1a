#include "random_steps.hpp"

#include <array>

#include <interlock/authn/transaction_machine.hpp>

namespace spec {
namespace {

namespace authn = interlock::authn;
using authn::factor_kind;
using authn::operation;
using authn::state;
using reference = authn::request_body::token_reference;

template <class Enum>
Enum any(xorshift& random) {
  return static_cast<Enum>(random.below(authn::words_of<Enum>::value.size()));
}

template <class Enum>
std::optional<Enum> maybe(xorshift& random, std::uint64_t none_in) {
  if (random.one_in(none_in)) return std::nullopt;
  return any<Enum>(random);
}

reference any_reference(xorshift& random) {
  if (random.one_in(30)) return reference::absent;
  return random.one_in(30) ? reference::other : reference::given;
}

constexpr std::array ids{"f0", "f1", "f2", "f3"};

authn::recovery_method any_message(xorshift& random) {
  using enum authn::recovery_method;
  return std::array{email, sms, call, push}[random.below(4)];
}

authn::time_point around(xorshift& random, authn::time_point now) {
  using std::chrono::milliseconds;
  constexpr std::array away{milliseconds{-1},     milliseconds{0},       milliseconds{1},       milliseconds{-4'999},
                            milliseconds{-5'000}, milliseconds{-29'999}, milliseconds{-30'000}, milliseconds{60'000}};
  return authn::later(now, away[random.below(away.size())]);
}

authn::transaction any_transaction(xorshift& random, const authn::facts& of) {
  authn::transaction made;
  made.state = any<state>(random);
  if (!random.one_in(8)) made.state_token = "st";
  made.expires_at = random.one_in(8) ? around(random, of.now) : authn::later(of.now, std::chrono::minutes{5});
  if (!random.one_in(8)) made.user_id = "00u1";
  made.step_up = random.one_in(4);
  made.recovery = maybe<authn::recovery_kind>(random, 4);
  if (!random.one_in(4)) made.recovery_by = any_message(random);
  if (!random.one_in(4)) made.factor = authn::factor_in_question{ids[random.below(4)], any<factor_kind>(random), false};
  made.result = maybe<authn::factor_result>(random, 3);
  if (random.flip()) made.activation_expires_at = around(random, of.now);
  for (std::size_t each = 0; each < authn::words_of<authn::proof>::value.size(); ++each)
    if (random.one_in(4)) made.proofs.insert(static_cast<authn::proof>(each));
  made.factor_first = random.one_in(3);
  made.skippable = random.flip();
  made.warned = random.one_in(4);
  made.password_renewed = random.one_in(4);
  made.failures = random.below(7);
  if (random.flip()) made.sent = authn::message_sent{any_message(random), around(random, of.now)};
  made.multi_optional_factor_enroll = random.flip();
  made.warn_before_password_expired = random.flip();
  return made;
}

void fill(xorshift& random, authn::request& to) {
  authn::request_body& body = to.body;
  body.state_token = any_reference(random);
  body.recovery_token = any_reference(random);
  body.pass_code = random.flip();
  body.next_pass_code = random.flip();
  body.answer = random.flip();
  body.old_password = !random.one_in(6);
  body.new_password = !random.one_in(6);
  body.phone_number = !random.one_in(6);
  body.question = !random.one_in(6);
  body.factor_type = !random.one_in(6);
  body.factor = maybe<factor_kind>(random, 8);
  if (!random.one_in(4))
    body.recovery_by = std::array{authn::recovery_method::email, authn::recovery_method::sms,
                                  authn::recovery_method::call}[random.below(3)];
  body.revoke_sessions = random.flip();
  if (random.one_in(12)) body.audience = "0oa1";
  if (random.one_in(4)) to.recovery_by = random.flip() ? authn::recovery_method::sms : authn::recovery_method::call;
  if (random.flip()) to.link_by = random.flip() ? authn::recovery_method::sms : authn::recovery_method::email;
  to.remember_device = random.flip();
  if (random.one_in(8)) return;
  if (random.one_in(4)) {
    to.factor = "a type";
    to.factor_types.insert(any<factor_kind>(random));
  } else {
    to.factor = ids[random.below(4)];
  }
}

// What administrators send.
void fill_settings(xorshift& random, authn::request& to) {
  if (!random.one_in(4)) to.scopes.emplace();
  for (std::size_t each = 0; to.scopes && each < authn::words_of<authn::scope>::value.size(); ++each)
    if (!random.one_in(4)) to.scopes->insert(static_cast<authn::scope>(each));
  if (!random.one_in(4)) to.body.setting = random.flip();
  to.body.action = maybe<authn::threat_action>(random, 6);
  if (random.one_in(3)) to.body.excluded_zones = {"z1"};
}

void fill(xorshift& random, authn::evidence& to) {
  to.old_password = maybe<authn::validity>(random, 10);
  to.answer = maybe<authn::validity>(random, 10);
  to.new_password = maybe<authn::acceptance>(random, 10);
  to.pass_code = maybe<authn::code_check>(random, 10);
  to.push = any<authn::push_state>(random);
  to.audience = maybe<authn::audience_check>(random, 10);
  to.phone_number = random.one_in(4) ? authn::validity::invalid : authn::validity::valid;
}

// Most transactions are continued by an operation that their state accepts, or decisions would end early.
operation any_operation(xorshift& random, const authn::facts& of) {
  if (random.one_in(3) || !of.transaction) return any<operation>(random);
  const authn::operations accepted = authn::accepted(of.transaction->state, authn::substate_of(*of.transaction));
  if (accepted.empty()) return any<operation>(random);
  for (;;)
    if (const auto asked = any<operation>(random); accepted.contains(asked)) return asked;
}

// The factor in question is one that the user has, or wants, and the last message went to it.
void relate(xorshift& random, authn::facts& to) {
  constexpr std::array kinds{factor_kind::question, factor_kind::sms,  factor_kind::call,
                             factor_kind::email,    factor_kind::push, factor_kind::okta_totp};
  constexpr std::array channels{authn::recovery_method::otp,  authn::recovery_method::sms,
                                authn::recovery_method::call, authn::recovery_method::email,
                                authn::recovery_method::push, authn::recovery_method::otp};
  const std::size_t which = random.below(kinds.size());
  if (!random.one_in(3))
    to.factors.push_back({"f9", kinds[which], true, static_cast<std::uint32_t>(to.factors.size())});
  to.request.factor = "f9";
  to.request.body.factor = kinds[which];
  if (!to.transaction) return;
  to.transaction->factor = authn::factor_in_question{"f9", kinds[which], false};
  to.transaction->sent = authn::message_sent{channels[which], around(random, to.now)};
  if (random.flip()) to.transaction->result = authn::factor_result::waiting;
}

// A user name alone.
void name_only(authn::request_body& to) {
  to.shape = authn::request_body::form::object;
  to.username = true;
  to.password = to.token = false;
  to.invalid_member.reset();
}

}  // namespace

authn::facts random_step(xorshift& random) {
  authn::facts made = random_facts(random);
  if (!random.one_in(20)) made.rate.violated = authn::rate_limit_kind::none;
  if (!random.one_in(20)) made.zone = authn::zone::allowed;
  if (!random.one_in(20)) made.threat = authn::threat_level::none;
  if (random.flip()) made.account.status = authn::user_status::active;
  made.account.attempts.failed_factor = random.below(7);
  made.account.attempts.failed_recovery = random.below(7);
  made.policy.verify_knowledge_second = random.flip();
  if (random.flip()) made.policy.threat_excluded_zones = {"z1"};
  for (auto& each : made.policy.sign_on.list)
    for (auto& rule : each.rules) rule.actions.primary_factor = any<authn::primary_factor>(random);
  if (made.policy.sign_on.rule) made.policy.sign_on.rule->primary_factor = any<authn::primary_factor>(random);
  made.factors.clear();
  for (std::uint32_t place = 0; place < ids.size(); ++place)
    if (random.flip()) made.factors.push_back({ids[place], maybe<factor_kind>(random, 12), !random.one_in(6), place});
  if (!random.one_in(12)) made.transaction = any_transaction(random, made);
  const bool related = random.flip();
  if (related) relate(random, made);
  made.request.operation = any_operation(random, made);
  if (made.request.operation != operation::authenticate) made.request.route = authn::route::known;
  const auto asked = made.request.body.factor;
  fill(random, made.request);
  fill_settings(random, made.request);
  fill(random, made.evidence);
  if (related) made.request.factor = "f9";
  if (related) made.request.body.factor = asked;
  if (made.request.operation == operation::authenticate && random.flip()) name_only(made.request.body);
  made.mint.activation_expires_at = authn::later(made.now, std::chrono::minutes{5});
  return made;
}

}  // namespace spec
