#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/facts.hpp>
#include <interlock/authn/transaction_machine.hpp>
#include <interlock/rules/regions.hpp>

#include "authn/decide/outcome_response.hpp"
#include "documented.hpp"

/// The machine against the rule tables. The tables decide what a request comes to, and the machine where that leads; if
/// it refused what they allowed, a request would be let in and lead nowhere.
namespace machine {
namespace {

namespace rules = interlock::rules;
using authn::outcome;

/// Cuts a box down to some values of an input.
void admit(rules::box& within, std::string_view input, std::initializer_list<std::string_view> words) {
  const rules::book& book = authn::shipped_book();
  const int at = book.input_named(input);
  REQUIRE_MESSAGE(at >= 0, input);
  const auto values = book.inputs[static_cast<std::size_t>(at)].values;
  rules::value_set admitted = 0;
  for (std::size_t each = 0; each < values.size(); ++each)
    if (std::ranges::find(words, values[each]) != words.end())
      admitted |= rules::only(static_cast<rules::value_index>(each));
  REQUIRE_MESSAGE(admitted != 0, input);
  within[static_cast<std::size_t>(at)] &= admitted;
}

std::string_view step_of(operation by) {
  switch (by) {
    case operation::get_state: return "GET_STATE";
    case operation::cancel: return "CANCEL";
    case operation::previous: return "PREVIOUS";
    case operation::skip: return "SKIP";
    case operation::change_password: return "CHANGE_PASSWORD";
    case operation::reset_password: return "RESET_PASSWORD";
    case operation::enroll_factor: return "ENROLL";
    case operation::activate_factor:
    case operation::poll_activation: return "ACTIVATE";
    case operation::send_activation_link: return "SEND_LINK";
    case operation::resend_activation:
    case operation::resend_challenge: return "RESEND";
    case operation::verify_factor:
    case operation::poll_verification: return "VERIFY";
    default: return "AUTHENTICATE";
  }
}

std::string_view recovery_step_of(operation by) {
  if (by == operation::answer_question) return "ANSWER";
  return by == operation::resend_recovery ? "RESEND_RECOVERY" : "VERIFY_RECOVERY";
}

/// What the tables can see of an operation in a place, whoever asks, whatever the policies say and verifiers find.
rules::box inputs_in(const place* from, operation by) {
  rules::box possible = rules::whole_space(authn::shipped_book());
  admit(possible, "step", {step_of(by)});
  admit(possible, "recovery_step", {recovery_step_of(by)});
  if (by == operation::change_password || by == operation::reset_password)
    admit(possible, "password_step", {"RENEWED"});
  if (by == operation::step_up) admit(possible, "body", {"PASSWORD"});
  if (from == nullptr) return possible;
  if (from->in == state::password_warn) admit(possible, "password_step", {"WARNED", "RENEWED"});
  return possible;
}

/// The transactions that are in a place, as far as it matters where they go back to.
std::vector<authn::facts> facts_in(const place* from) {
  std::vector<authn::facts> found(2);
  if (from == nullptr) return found;
  for (authn::facts& each : found) each.transaction.emplace().state = from->in;
  found[1].transaction->factor_first = true;
  return found;
}

/// The outcomes that the tables can have for an operation in a place, but for errors.
std::set<outcome> outcomes_in(const place* from, operation by) {
  std::set<outcome> found;
  for (const std::uint16_t root : authn::tables_behind(by)) {
    const rules::value_set possible = rules::outcomes_over(authn::shipped_book(), root, inputs_in(from, by));
    for (std::size_t value = 0; value < authn::shipped_book().tables[root].outcomes.size(); ++value) {
      if ((possible & rules::only(static_cast<rules::value_index>(value))) == 0) continue;
      for (const authn::facts& each : facts_in(from)) {
        const outcome decided = authn::public_outcome(static_cast<authn::shipped::table_id>(root),
                                                      static_cast<rules::value_index>(value), each);
        if (authn::from_string<state>(to_string(decided)) || decided == outcome::cancelled) found.insert(decided);
      }
    }
  }
  return found;
}

std::size_t check_cell(const place* from, operation by) {
  const auto at = from != nullptr ? std::optional{from->in} : std::nullopt;
  const substate what = from != nullptr ? from->substate : substate::next_step;
  const cell in_table = documented(from, by);
  if (!in_table.accepted) return 0;
  CAPTURE(at ? to_string(*at) : "no transaction");
  CAPTURE(to_string(what));
  CAPTURE(to_string(by));
  states chosen;
  const auto found = outcomes_in(from, by);
  CHECK_FALSE(found.empty());
  for (const outcome decided : found) {
    CAPTURE(to_string(decided));
    CHECK(authn::fire(at, what, by, decided).accepted);
    if (!in_table.stays && !in_table.ends) chosen.insert(*authn::from_string<state>(to_string(decided)));
  }
  CHECK(chosen == in_table.targets);
  return found.size();
}

}  // namespace

TEST_CASE("the machine takes whatever the tables can come to, and leads nowhere else") {
  std::size_t taken = 0;
  for (std::size_t by = 0; by < transaction_operations_count; ++by) {
    taken += check_cell(nullptr, operation_at(by));
    for (const place& each : places()) taken += check_cell(&each, operation_at(by));
  }
  CHECK(taken >= authn::transitions().size());
}

TEST_CASE("what the tables let through and the machine does not take is refused, and changes nothing") {
  using namespace std::chrono_literals;
  authn::facts from;
  from.now = authn::time_point{std::chrono::sys_days{std::chrono::year{2026} / 4 / 2}} + 12h;
  from.request.body.shape = authn::request_body::form::object;
  from.request.body.username = from.request.body.password = true;
  from.evidence.password = authn::validity::valid;
  from.account.status = authn::user_status::active;
  from.account.password_changed = from.now - std::chrono::days{30};
  from.account.attempts.failed = 3;
  from.user.id = "00u1";
  const auto signed_in = authn::decide(from);
  REQUIRE(signed_in.has_value());
  CHECK(signed_in->outcome == outcome::success);
  CHECK_FALSE(signed_in->effects.empty());

  // A request that contradicts itself: a new sign-in, in the name of a transaction that is no step-up.
  from.request.body.state_token = authn::request_body::token_reference::given;
  authn::transaction& in = from.transaction.emplace();
  in.state = state::mfa_required;
  in.state_token = "00token";
  in.expires_at = from.now + 5min;
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  CHECK(made->decided_by.row == signed_in->decided_by.row);
  CHECK(made->outcome == outcome::operation_not_allowed);
  CHECK(made->response.status == 403);
  CHECK(made->response.error == authn::error_code::E0000079);
  CHECK_FALSE(made->response.state.has_value());
  CHECK(made->response.session_token.empty());
  CHECK(made->transaction == from.transaction);
  CHECK(made->account == from.account);
  CHECK(made->effects.empty());
}

}  // namespace machine
