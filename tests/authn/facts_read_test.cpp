#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "authn/decide/settled_inputs.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/observe/input_table.hpp"
#include "brute_force.hpp"
#include "expectations.hpp"
#include "random_steps.hpp"

namespace interlock::tests {
namespace {

using namespace authn;
using input_and_fact = std::pair<std::uint16_t, fact_id>;

bool states(std::uint16_t input, fact_id read) {
  const auto& stated = observers::by_input[input]->facts;
  return std::ranges::find(stated, read) != stated.end();
}

std::vector<fact> facts_that_can_change(const facts& in) {
  std::vector<fact> found;
  for (std::size_t id = 0; id < facts_count; ++id) {
    const auto of = static_cast<fact_id>(id);
    if (!can_change({of, {}}, in)) continue;
    if (of != fact_id::factor_offer)
      found.push_back({of, {}});
    else
      for (const factor_kind kind : offered_kinds) found.push_back({of, kind});
  }
  return found;
}

/// Changes each fact to each value that it is offered, and collects the inputs that move with it.
void flip_all(const facts& from, std::set<input_and_fact>& moved) {
  const observations before = observe_all(from);
  for (const fact& changed : facts_that_can_change(from))
    for (const fact_value& value : alternatives(changed, from)) {
      facts then = from;
      set_fact(changed, value, then);
      const observations now = observe_all(then);
      for (std::uint16_t input = 0; input < shipped::inputs_count; ++input)
        if (before[input] != now[input]) moved.emplace(input, changed.id);
    }
}

/// Facts that random ones seldom come to.
std::vector<facts> rare_facts() {
  std::vector<facts> found;
  facts blocked = sign_in();
  blocked.account.attempts.unknown_devices_blocked = true;
  blocked.account.attempts.auto_unlock_at = blocked.now - std::chrono::minutes{1};
  found.push_back(blocked);

  facts password_as_factor = factor_first(factor_kind::password);
  password_as_factor.policy.prevent_lockout_from_unknown_devices = true;
  password_as_factor.account.attempts.failed_from_unknown_devices = 9;
  password_as_factor.account.attempts.auto_unlock_at = password_as_factor.now - std::chrono::minutes{1};
  found.push_back(password_as_factor);
  password_as_factor.policy.password = policy_without_a_rule_for_the_user();
  password_as_factor.policy.password.list.front().settings.max_attempts = 3;
  password_as_factor.account.attempts.failed_from_unknown_devices = 4;
  found.push_back(password_as_factor);

  facts message = answering(factor_kind::sms, state::mfa_required);
  message.transaction->sent = message_sent{recovery_method::sms, message.now};
  found.push_back(message);
  return found;
}

std::set<input_and_fact> never(std::initializer_list<shipped::input_id> inputs, std::initializer_list<fact_id> facts) {
  std::set<input_and_fact> found;
  for (const shipped::input_id input : inputs)
    for (const fact_id read : facts) found.emplace(static_cast<std::uint16_t>(input), read);
  return found;
}

/// What an observer reads although no change of it that is offered can move the input.
std::set<input_and_fact> never_moving() {
  using enum shipped::input_id;
  // The rule that is put in front leaves them as they are where no rule applies.
  std::set<input_and_fact> found = never({recovery_requirement, email_in_rule, sms_in_rule, voice_in_rule, push_in_rule,
                                          otp_in_rule, email_without_enrollment, question_in_rule},
                                         {fact_id::password_rules});
  found.merge(never({prompt_mode}, {fact_id::sign_on_rules}));
  // A due automatic unlock ends a lock whatever is blocked, and a block whether or not it is in force.
  found.merge(never({user_status}, {fact_id::device_setting, fact_id::unknown_devices_blocked}));
  found.merge(never({unknown_devices_block}, {fact_id::device_setting, fact_id::user_status}));
  return found;
}

std::string listed_by_input(const std::set<input_and_fact>& all) {
  std::string text;
  for (const auto& [input, read] : all)
    text.append(shipped_book().inputs[input].name)
        .append(" ")
        .append(pointer_to({read, factor_kind::sms}, {}))
        .append("\n");
  return text;
}

}  // namespace

TEST_CASE("an input moves with the facts that its observer states, and with no other") {
  std::set<input_and_fact> moved;
  spec::xorshift random{0x5eed'fac7};
  for (int i = 0; i < 1500; ++i) {
    flip_all(spec::random_facts(random), moved);
    flip_all(spec::random_step(random), moved);
  }
  for (const named_facts& each : sign_in_scenarios()) flip_all(each.facts, moved);
  for (const expected& each : expectations()) flip_all(each.from, moved);

  for (const facts& each : rare_facts()) flip_all(each, moved);

  std::set<input_and_fact> not_stated, never_moved;
  for (const auto& [input, read] : moved)
    if (!states(input, read)) not_stated.emplace(input, read);
  for (std::uint16_t input = 0; input < shipped::inputs_count; ++input)
    for (const fact_id read : observers::by_input[input]->facts)
      if (!moved.contains({input, read})) never_moved.emplace(input, read);
  CHECK(listed_by_input(not_stated) == "");
  CHECK(listed_by_input(never_moved) == listed_by_input(never_moving()));
}

}  // namespace interlock::tests
