#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/evolve.hpp>
#include <interlock/authn/transaction_machine.hpp>

#include "random_steps.hpp"
#include "reference_outcome.hpp"
#include "scenes.hpp"
#include "step_cases.hpp"

/// Every operation but a sign-in with a password: row by row, and at random.
namespace spec {
namespace {

namespace rules = interlock::rules;
using authn::shipped_book;

step_cases all_cases() {
  step_cases all;
  for (const auto part :
       {rows_of_entries, rows_of_continuations, rows_of_continuations_by_factor, rows_of_passwords_and_messages,
        rows_of_new_factors, rows_of_factor_answers, rows_onward, rows_of_recovery_starts, rows_of_recovery_methods,
        rows_of_recovery_answers, rows_of_recovery_progress, rows_of_administration})
    for (const step_case& each : part()) all.push_back(each);
  return all;
}

std::string_view answer_of_row(const authn::decision& made, std::string_view id) {
  for (const authn::consulted_table& consulted : made.trace) {
    const rules::table& table = shipped_book().tables[consulted.rule.table];
    if (table.rows[consulted.rule.row].id == id) return table.outcomes[table.rows[consulted.rule.row].outcome];
  }
  return "";
}

bool begins_with_any_factor(const authn::facts& from) {
  const authn::request_body& sent = from.request.body;
  const bool name_alone = sent.username && !sent.password && !sent.token && !sent.invalid_member;
  const bool refused_application = sent.audience && (from.policy.engine == authn::engine::identity ||
                                                     from.evidence.audience != authn::audience_check::valid);
  return name_alone && !refused_application && from.request.route == authn::route::known &&
         reference_sign_on(from).actions.primary_factor == authn::primary_factor::any;
}

// Sections 3, 8.5, 10.1 and 12: which question an operation asks.
table_id question_of(const authn::facts& from, const observed_values& observed) {
  using authn::operation;
  switch (from.request.operation) {
    case operation::authenticate:
      return begins_with_any_factor(from) ? table_id::identification : table_id::authentication;
    case operation::forgot_password:
    case operation::unlock_account: return table_id::recovery_start;
    case operation::verify_recovery_token: return table_id::recovery_link;
    case operation::verify_recovery_factor:
    case operation::resend_recovery:
    case operation::answer_question: return table_id::recovery_progress;
    case operation::get_lockout_settings:
    case operation::replace_lockout_settings:
    case operation::get_authenticator_settings:
    case operation::replace_authenticator_settings:
    case operation::get_threat_configuration:
    case operation::replace_threat_configuration:
    case operation::list_blocks: return table_id::administration;
    case operation::step_up: break;
    default: return table_id::continuation;
  }
  return reference_outcome<out::continuation>(observed) == out::continuation::authenticates ? table_id::authentication
                                                                                            : table_id::continuation;
}

struct expected_answer {
  table_id question = table_id::authentication;
  value_index answer = rules::no_value;  ///< none: evidence is missing
};

expected_answer expect_answer(const authn::facts& from) {
  const observed_values observed = reference_observations(from);
  try {
    const table_id question = question_of(from, observed);
    return {question, reference_outcome(question, observed)};
  } catch (const missing_observation&) {
    return {};
  }
}

// What holds of every decision, whatever was asked.
std::string_view check_decision(const authn::facts& from, const expected_answer& wanted, const authn::decision& made) {
  if (made.root != static_cast<std::uint16_t>(wanted.question)) return "another question";
  const auto asked = std::ranges::find(made.trace, made.root, [](const auto& each) { return each.rule.table; });
  if (asked == made.trace.end()) return "a question that was not asked";
  if (shipped_book().tables[made.root].rows[asked->rule.row].outcome != wanted.answer) return "another answer";
  const authn::response& got = made.response;
  if (got.error.has_value() != (got.status != 200)) return "an error without a status, or the other way round";
  if (got.state && authn::to_string(*got.state) != authn::to_string(made.outcome))
    return "a state that was not reached";
  if (got.state && got.links != authn::accepted(*got.state, got.substate)) return "links that are not accepted";
  if (!got.state && !got.links.empty()) return "links without a state";
  if (got.error && got.state) return "an error and a state";
  if (!got.state_token.empty() && (!made.transaction || made.transaction->state_token != got.state_token))
    return "a state token of no transaction";
  using unlock = authn::effects::account_unlocked;
  const auto* first = made.effects.empty() ? nullptr : std::get_if<unlock>(&made.effects.front());
  const bool unlocks = first != nullptr && first->by == authn::effects::unlocked_by::timer;
  authn::account account = unlocks ? from.account : authn::without_due_job(from.account, from.now);
  for (const authn::effect& each : made.effects) account = authn::evolve(account, each);
  return account == made.account ? "" : "the effects do not add up to the account";
}

// The observed 401 is for the start of a recovery; going on with one is refused as documented.
constexpr std::array beyond_reach{std::string_view{"RECOVER-1"}};

}  // namespace

TEST_CASE("every row of the tables that no sign-in with a password asks has its case, and every case its row") {
  constexpr std::array elsewhere{
      "account_event",     "activation", "authentication",  "automatic_unlock", "destination",     "factor_challenge",
      "factor_enrollment", "gate",       "lock_disclosure", "password_attempt", "password_expiry", "recovery_method",
      "recovery_source",   "sign_on",    "standing",        "threat",           "threat_log",      "unlock_schedule"};
  std::set<std::string_view> rows, cases{beyond_reach.begin(), beyond_reach.end()};
  for (const rules::table& table : shipped_book().tables)
    if (std::ranges::find(elsewhere, table.name) == elsewhere.end())
      for (const rules::row& row : table.rows) rows.insert(row.id);
  for (const step_case& each : all_cases()) CHECK(cases.insert(each.id).second);
  CHECK(rows == cases);
}

TEST_CASE("each of these rows decides its table in its case, with the answer of the reference") {
  for (const step_case& each : all_cases()) {
    CAPTURE(each.id);
    authn::facts from = under_policy_p();
    each.arrange(from);
    const auto made = authn::decide(from);
    REQUIRE(made.has_value());
    CHECK(answer_of_row(*made, each.id) == each.answer);
    CHECK(authn::to_string(made->outcome) == each.outcome);
    CHECK(int{made->response.status} == each.status);
    CHECK(made->response.error == authn::from_string<authn::error_code>(each.error));
    // The oracles, which do not know of rows, agree with the case.
    CHECK(check_decision(from, expect_answer(from), *made) == "");
  }
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("random requests in random transactions are decided as the reference decides them") {
  xorshift random{0x2545'f491'4f6c'dd1d};
  std::set<std::pair<table_id, value_index>> answers;
  std::set<std::string_view> rows;
  std::size_t missing = 0, wrong = 0;
  for (std::size_t tried = 0; tried < 1'000'000; ++tried) {
    const authn::facts from = random_step(random);
    const expected_answer wanted = expect_answer(from);
    const auto made = authn::decide(from);
    if (!made || wanted.answer == rules::no_value) {
      ++missing;
      // Where several things are missing either may be named first, but neither may ask for what it does not need.
      if (made.has_value() != (wanted.answer != rules::no_value) && ++wrong <= 3) FAIL_CHECK("evidence at ", tried);
      continue;
    }
    answers.emplace(wanted.question, wanted.answer);
    for (const auto& each : made->trace) rows.insert(shipped_book().tables[each.rule.table].rows[each.rule.row].id);
    const std::string_view fault = check_decision(from, wanted, *made);
    if (fault.empty()) continue;
    CAPTURE(tried);
    CAPTURE(fault);
    CAPTURE(shipped_book().tables[static_cast<std::size_t>(wanted.question)].name);
    CAPTURE(int{wanted.answer});
    if (++wrong <= 5) FAIL_CHECK("a request is decided otherwise");
  }
  CHECK(wrong == 0);
  CHECK(missing > 1'000);
  for (const std::string_view id : beyond_reach) CHECK_FALSE(rows.contains(id));
  for (const step_case& each : all_cases()) {
    CAPTURE(each.id);
    CHECK(rows.contains(each.id));
  }
}

TEST_SUITE_END();

}  // namespace spec
