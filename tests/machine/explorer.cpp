#include "explorer.hpp"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace machine {
namespace {

std::string_view text_at(const json::object& from, std::string_view name) {
  const json::value* found = from.if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view{found->get_string()} : std::string_view{};
}

/// Counters that no decision tells apart are taken for one another: few failures for three of the five that are taken,
/// many for the first too many. Times that nobody asks for are left out.
std::string without_history(const std::string& account_text) {
  json::object account = json::parse(account_text).as_object();
  account["version"] = 0;
  json::object& attempts =
      account["attempts"].is_object() ? account["attempts"].get_object() : account["attempts"].emplace_object();
  const auto limit = [&](std::string_view counter, std::uint64_t least, std::uint64_t most) {
    const json::value* found = attempts.if_contains(counter);
    const std::uint64_t count = found != nullptr ? found->to_number<std::uint64_t>() : 0;
    attempts[counter] = std::clamp(count, least, most);
  };
  limit("failedAttempts", 1, 2);
  limit("failedRecoveryAttempts", 3, 5);
  limit("failedFactorAttempts", 3, 5);
  limit("consecutiveLockouts", 0, 1);
  attempts["lockedAt"] = nullptr;
  return json::serialize(account);
}

std::string without_early_failures(const std::string& transaction_text) {
  json::value transaction = json::parse(transaction_text);
  json::value* failures = transaction.is_object() ? transaction.get_object().if_contains("failures") : nullptr;
  if (failures == nullptr) return transaction_text;
  *failures = std::max<std::uint64_t>(failures->to_number<std::uint64_t>(), 3);
  return json::serialize(transaction);
}

/// Factors whose enrollment was given up are swept away, as hosts do.
std::string without_leftovers(const std::string& factors_text, std::string_view in_question) {
  json::array found;
  const json::value factors = json::parse(factors_text);
  for (const json::value& each : factors.as_array())
    if (each.at("status").as_string() != "PENDING_ACTIVATION" || each.at("id").as_string() == in_question)
      found.push_back(each);
  return json::serialize(found);
}

factor_name factor_of(const json::object& transaction) {
  const json::value* found = transaction.if_contains("factor");
  if (found == nullptr) return {};
  const json::object& factor = found->as_object();
  return {std::string{text_at(factor, "id")}, std::string{text_at(factor, "factorType")},
          std::string{text_at(factor, "provider")}};
}

/// The transaction some time later, its state token still alive; the same if nothing runs out.
std::string after_a_minute(const std::string& transaction_text) {
  json::object transaction = json::parse(transaction_text).as_object();
  if (json::value* sent = transaction.if_contains("sent")) sent->as_object()["at"] = minute_ago_text;
  return json::serialize(transaction);
}
std::string after_the_activation(const std::string& transaction_text) {
  json::object transaction = json::parse(transaction_text).as_object();
  if (json::value* activation = transaction.if_contains("activation"))
    if (activation->as_object().contains("expiresAt")) activation->as_object()["expiresAt"] = minute_ago_text;
  return json::serialize(transaction);
}

/// Ids of the factors of a list that have a link to verify them.
std::set<std::string> offered_by(const json::object& body) {
  std::set<std::string> found;
  const json::value* embedded = body.if_contains("_embedded");
  const json::value* factors = embedded != nullptr ? embedded->as_object().if_contains("factors") : nullptr;
  if (factors == nullptr || !factors->is_array()) return found;
  for (const json::value& each : factors->get_array()) {
    const json::value* links = each.as_object().if_contains("_links");
    if (links != nullptr && links->as_object().contains("verify")) found.emplace(text_at(each.as_object(), "id"));
  }
  return found;
}

class explorer {
 public:
  explicit explorer(const world& in) : in_{in} {}

  exploration run() {
    found_.nodes.emplace_back().held = {"null", without_history(account_of(in_)), in_.factors};
    known_.emplace(key_of(found_.nodes.front()), 0);
    if (!in_.transaction.empty()) begin_by_application();
    for (std::size_t next = 0; next < found_.nodes.size(); ++next) visit(next);
    return std::move(found_);
  }

 private:
  static std::string key_of(const node& of) {
    return of.held.transaction + of.held.account + of.held.factors + of.log.text() + of.status;
  }

  std::size_t known(node of) {
    if (!of.in_transaction) of = outside(of);
    const auto [found, is_new] = known_.try_emplace(key_of(of), found_.nodes.size());
    if (is_new) found_.nodes.push_back(std::move(of));
    return found->second;
  }

  /// Nothing is left of a transaction that is over but what it did to the account.
  static node outside(const node& of) {
    node left;
    left.held = of.held;
    left.locked = of.locked;
    return left;
  }

  /// The state is read before anything else, so that the first body is there.
  void begin_by_application() {
    node begun = found_.nodes.front();
    begun.held.transaction = in_.transaction;
    const move reading = moves_without_factor(in_).front();
    REQUIRE(reading.by == operation::get_state);
    const node arrived = after(begun, reading, ask(in_, begun.held, reading));
    static_cast<void>(known(arrived));
  }

  node after(const node& before, const move& made, const exchange& answer) {
    node next = before;
    next.held = kept(before.held, answer);
    const bool accepted = answer.status() == 200;
    next.log = logged(
        before.log, made,
        {before.status, before.factor, before.waiting, accepted, answer.has_effect("SEND", "template", "RECOVERY_CODE"),
         answer.has_effect("ISSUE_TOKEN", "kind", "RECOVERY")});
    if (accepted) take_answer(next, answer);
    const json::value transaction = json::parse(next.held.transaction);
    next.in_transaction = transaction.is_object();
    if (next.in_transaction) describe(next, transaction.get_object(), answer);
    next.held.account = without_history(next.held.account);
    next.held.transaction = without_early_failures(next.held.transaction);
    next.held.factors = without_leftovers(next.held.factors, next.challenged.id);
    const json::value& user = answer.document.at("account").at("user");
    next.locked = user.is_object() && user.at("status").as_string() == "LOCKED_OUT";
    return next;
  }

  static arrival arrival_of(const node& at, const exchange& answer) {
    const bool unlocks = answer.member("recoveryType") == "UNLOCK";
    return {at.status, at.log, at.links, !answer.member("sessionToken").empty(), unlocks};
  }

  void take_answer(node& to, const exchange& answer) {
    to.status = answer.member("status");
    to.waiting = answer.member("factorResult") == "WAITING";
    to.links = published(answer.body());
    to.offered = offered_by(answer.body());
    const authn::response& response = answer.made.response;
    if (!response.state) return;
    const place* at = find_place(*response.state, response.substate);
    REQUIRE(at != nullptr);
    if (std::ranges::find(found_.reached, *at) == found_.reached.end()) found_.reached.push_back(*at);
  }

  static void describe(node& to, const json::object& transaction, const exchange& answer) {
    to.has_state_token = transaction.contains("stateToken");
    to.challenged = factor_of(transaction);
    to.factor = to.challenged.id;
    to.at = answer.made.transaction->state;
    to.substate = substate_of(*answer.made.transaction);
  }

  void visit(std::size_t at) {
    for (const move& made : moves_at(in_, found_.nodes[at])) {
      const node before = found_.nodes[at];
      const exchange answer = ask(in_, before.held, made);
      const node next = after(before, made, answer);
      step taken{.from = at, .to = known(next), .by = operation_in(before, made.by), .status = answer.status()};
      taken.factor = made.factor;
      taken.error = answer.member("errorCode");
      taken.proves = next.log.proofs() != before.log.proofs();
      if (taken.status == 200) taken.arrived = arrival_of(next, answer);
      found_.steps.push_back(std::move(taken));
    }
    if (found_.nodes[at].in_transaction) let_time_pass(at);
  }

  void let_time_pass(std::size_t at) {
    for (const auto& passing : {after_a_minute, after_the_activation}) {
      node later = found_.nodes[at];
      later.held.transaction = passing(later.held.transaction);
      const std::size_t to = known(std::move(later));
      if (to != at) found_.steps.push_back({.from = at, .to = to, .by_clock = true});
    }
  }

  /// Sections 3, O7 and O12: a request for a push that is under way asks how it stands.
  static operation operation_in(const node& from, operation by) {
    const bool elsewhere = from.substate == substate::push || from.substate == substate::callback;
    if (by == operation::activate_factor && elsewhere && from.at == state::mfa_enroll_activate)
      return operation::poll_activation;
    if (by == operation::verify_factor && elsewhere && from.at == state::mfa_challenge)
      return operation::poll_verification;
    return by;
  }

  const world& in_;
  exploration found_;
  std::map<std::string, std::size_t> known_;
};

void append(std::vector<move>& to, std::vector<move> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<move> moves_at(const world& in, const node& from) {
  std::vector<move> all = moves_without_factor(in);
  if (!from.in_transaction) append(all, starting_moves(in));
  bool listed = false;
  const json::value factors = json::parse(from.held.factors);
  for (const json::value& each : factors.as_array()) {
    const json::object& factor = each.as_object();
    const factor_name name{std::string{text_at(factor, "id")}, std::string{text_at(factor, "factorType")},
                           std::string{text_at(factor, "provider")}};
    listed = listed || name.id == from.challenged.id;
    append(all, moves_with(name));
  }
  if (!listed && !from.challenged.id.empty()) append(all, moves_with(from.challenged));
  append(all, moves_with({"nobody1", "sms", "OKTA"}));
  return all;
}

exploration explore(const world& in) { return explorer{in}.run(); }

}  // namespace machine
