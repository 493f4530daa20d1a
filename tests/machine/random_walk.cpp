#include "random_walk.hpp"

#include <algorithm>
#include <variant>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/evolve.hpp>
#include <interlock/authn/transaction_machine.hpp>

#include "host.hpp"

namespace machine {
namespace {

using authn::decision;
using authn::facts;

/// A transaction that every state token and recovery token names, so that reading finds them given.
constexpr std::string_view any_transaction =
    R"({"version":2,"state":"MFA_REQUIRED","stateToken":"st","userId":"00u1","expiresAt":"2026-04-02T12:05:00.000Z"})";

std::vector<move> every_move(const world& in) {
  std::vector<move> all = moves_without_factor(in);
  const auto add = [&](std::vector<move> more) { all.insert(all.end(), more.begin(), more.end()); };
  world recovering = in;
  recovering.recovers = true;
  add(starting_moves(recovering));
  for (const factor_name& each : factors_to_enroll()) add(moves_with(each));
  add(moves_with({"nobody1", "sms", "OKTA"}));
  const json::value factors = json::parse(in.factors);
  for (const json::value& each : factors.as_array())
    add(moves_with({std::string{each.at("id").as_string()}, std::string{each.at("factorType").as_string()},
                    std::string{each.at("provider").as_string()}}));
  return all;
}

text::scenario read(const std::string& scenario) {
  auto found = text::read_scenario(scenario);
  if (!found) MESSAGE(scenario, "\n", to_string(found.error().front()));
  REQUIRE(found.has_value());
  return std::move(*found);
}

/// The account after the effects, and nothing else: docs/reference.md#the-account-over-time.
authn::account replayed(const facts& from, const decision& made) {
  const auto& due = from.account.attempts.auto_unlock_at;
  const auto* first = made.effects.empty() ? nullptr : std::get_if<authn::effects::account_unlocked>(&made.effects[0]);
  const bool by_timer = first != nullptr && first->by == authn::effects::unlocked_by::timer;
  authn::account now =
      due && *due <= from.now && !by_timer ? authn::without_due_job(from.account, from.now) : from.account;
  for (const authn::effect& each : made.effects) now = authn::evolve(now, each);
  return now;
}

bool is_finished(const authn::response& answer) { return answer.state == state::success && !answer.step_up; }

void check_refusal(const facts& from, const decision& made) {
  const authn::response& answer = made.response;
  CHECK(is_documented_error(answer.status, to_string(*answer.error)));
  CHECK_FALSE(answer.state.has_value());
  CHECK(answer.links.empty());
  CHECK(answer.state_token.empty());
  CHECK(answer.session_token.empty());
  CHECK(answer.recovery_token.empty());
  if (!made.transaction) return;
  REQUIRE(from.transaction.has_value());
  authn::transaction before = *from.transaction;
  const bool counted = made.transaction->failures != before.failures;  // a wrong answer in a recovery
  if (counted) before.expires_at = from.now + std::chrono::minutes{5};
  if (counted) ++before.failures;
  CHECK(*made.transaction == before);
}

void check_tokens(const facts& from, const decision& made, const place& at) {
  const authn::response& answer = made.response;
  const auto slid = from.now + std::chrono::minutes{5};
  const bool unlocked = answer.state == state::success && answer.recovery == authn::recovery_kind::unlock;
  CHECK(answer.state_token.empty() != at.has_state_token);
  CHECK(answer.session_token.empty() != (is_finished(answer) && !unlocked));
  CHECK(answer.recovery_token.empty() != (at.substate == substate::recovery_token));
  const bool without_expiry = at.in == state::locked_out || at.substate == substate::mail;
  CHECK(answer.expires_at.has_value() != without_expiry);
  if (at.has_state_token || is_finished(answer)) CHECK(answer.expires_at == slid);
  // A mail that was only pretended leaves nothing behind.
  const bool over = is_finished(answer) || at.in == state::locked_out;
  if (at.substate != substate::mail) CHECK(made.transaction.has_value() != over);
  if (!made.transaction) return;
  CHECK(made.transaction->state == at.in);
  CHECK(substate_of(*made.transaction) == at.substate);
  CHECK(made.transaction->state_token == answer.state_token);
  if (at.has_state_token) CHECK(made.transaction->expires_at == slid);
}

void check_acceptance(const facts& from, const decision& made) {
  const authn::response& answer = made.response;
  CHECK(answer.status == 200);
  if (made.outcome == authn::outcome::cancelled) {
    CHECK_FALSE(answer.state.has_value());
    CHECK_FALSE(made.transaction.has_value());
    return;
  }
  REQUIRE(answer.state.has_value());
  CHECK(to_string(made.outcome) == to_string(*answer.state));
  const place* at = find_place(*answer.state, answer.substate);
  REQUIRE(at != nullptr);
  CHECK(answer.links == accepted_at(*at));
  check_tokens(from, made, *at);
}

}  // namespace

world_moves::world_moves(const world& in) : in_{in}, moves_{every_move(in)}, by_operation_(operations_count) {
  const stored named{std::string{any_transaction}, R"({"user":{"id":"00u1","status":"ACTIVE"}})", in.factors};
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    read_.push_back(read(scenario_text(in, named, moves_[i])));
    by_operation_[static_cast<std::size_t>(moves_[i].by)].push_back(i);
  }
  const std::string transaction = in.transaction.empty() ? "null" : in.transaction;
  start_ = std::make_unique<text::scenario>(
      read(scenario_text(in, {transaction, account_of(in), in.factors}, moves_.front())));
}

std::size_t world_moves::choose(xorshift& random, const facts& from) const {
  if (random.one_in(8)) return random.below(moves_.size());
  operations likely{operation::authenticate, operation::forgot_password, operation::unlock_account,
                    operation::verify_recovery_token};
  if (from.transaction) likely = authn::accepted(from.transaction->state, substate_of(*from.transaction));
  if (from.transaction && substate_of(*from.transaction) == substate::mail) likely = {operation::verify_recovery_token};
  if (likely.contains(operation::poll_verification)) likely.insert(operation::verify_factor);
  if (!random.one_in(8)) likely.erase(operation::cancel);
  for (int tries = 0; tries < 64; ++tries) {
    const std::size_t by = random.below(transaction_operations_count);
    if (!likely.contains(operation_at(by)) || by_operation_[by].empty()) continue;
    const std::size_t which = by_operation_[by][random.below(by_operation_[by].size())];
    const auto& about = from.transaction ? from.transaction->factor : std::nullopt;
    if (about && !moves_[which].factor.empty() && moves_[which].factor != about->id && !random.one_in(8)) continue;
    return which;
  }
  return random.below(moves_.size());
}

void world_moves::apply(std::size_t which, facts& to) const {
  using token = authn::request_body::token_reference;
  const facts& from = read_[which].facts();
  to.request = from.request;
  to.evidence = from.evidence;
  to.mint = from.mint;
  authn::request_body& body = to.request.body;
  const bool has_token = to.transaction && !to.transaction->state_token.empty();
  if (body.state_token == token::given && !has_token) body.state_token = token::other;
  if (body.recovery_token == token::given && !to.transaction) body.recovery_token = token::other;
}

const std::vector<world_moves>& all_world_moves() {
  static const std::vector<world_moves> all = [] {
    std::vector<world_moves> made;
    for (const world& each : worlds()) made.emplace_back(each);
    return made;
  }();
  return all;
}

void disturb(xorshift& random, facts& to) {
  using namespace std::chrono_literals;
  constexpr std::array<authn::duration, 8> pauses{0s, 0s, 1s, 4s, 6s, 29s, 31s, 2min};
  to.now += random.one_in(40) ? authn::duration{6min} : pauses[random.below(pauses.size())];
  to.zone = random.one_in(60) ? authn::zone::blocked : authn::zone::allowed;
  to.threat = random.one_in(60) ? authn::threat_level::high : authn::threat_level::none;
  to.policy.threat_action = authn::threat_action::block;
  to.rate.violated = random.one_in(60) ? authn::rate_limit_kind::org : authn::rate_limit_kind::none;
  if (random.one_in(20)) to.device_known = !to.device_known;
  if (random.one_in(40)) to.device_remembered = !to.device_remembered;
  if (random.one_in(200)) to.account.status = static_cast<authn::user_status>(random.below(8));
}

void keep(const decision& made, facts& to) {
  to.account = made.account;
  to.transaction = made.transaction;
  for (const authn::effect& each : made.effects) {
    const auto* stored_one = std::get_if<authn::effects::store_factor>(&each);
    if (stored_one == nullptr) continue;
    auto found = std::ranges::find(to.factors, stored_one->id, &authn::factor::id);
    if (found == to.factors.end()) found = to.factors.insert(found, authn::factor{stored_one->id, {}, false, 0});
    found->kind = stored_one->kind;
    found->active = stored_one->active;
  }
}

/// Only a rule refuses an operation: the machine takes whatever the tables come to.
void check_who_refuses(const decision& made) {
  const auto asked = std::ranges::find(made.trace, made.root, [](const auto& each) { return each.rule.table; });
  REQUIRE(asked != made.trace.end());
  const auto& root = authn::shipped_book().tables[made.root];
  const std::string_view decided = root.outcomes[root.rows[asked->rule.row].outcome];
  CHECK((made.outcome == authn::outcome::operation_not_allowed) == (decided == "OPERATION_NOT_ALLOWED"));
}

void check_decision(const facts& from, const decision& made) {
  check_who_refuses(made);
  CHECK(made.account == replayed(from, made));
  if (made.response.error)
    check_refusal(from, made);
  else
    check_acceptance(from, made);
}

}  // namespace machine
