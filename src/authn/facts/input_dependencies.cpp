#include "authn/facts/input_dependencies.hpp"

#include <algorithm>
#include <array>

#include "authn/decide/settled_inputs.hpp"
#include "authn/facts/fact_table.hpp"
#include "authn/observe/input_table.hpp"
#include "authn/observe/observe.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

/// The tables that answer are told apart by what a sign-in sends.
constexpr auto read_by_root = observers::reads(fact_id::primary_factor, fact_id::body, fact_id::operation);

const observers::fact_list& read_by(std::uint16_t observation) noexcept {
  return observation == root_input ? read_by_root : observers::by_input[observation]->facts;
}

/// What the transaction itself says: it stays what it is, whatever changes.
std::optional<fact_id> said_by_transaction(shipped::input_id observation) noexcept {
  using enum shipped::input_id;
  switch (observation) {
    case recovery_failures: return fact_id::transaction_failures;
    case operation_accepted:
    case factor_first:
    case proven_class:
    case password_step:
    case enrolling:
    case factor_proof:
    case recovery_kind: return fact_id::transaction_state;
    default: return std::nullopt;
  }
}

/// The fact that people would name first, where that depends on the scenario.
std::optional<fact_id> named_first(shipped::input_id observation, const facts& in) {
  using enum shipped::input_id;
  switch (observation) {
    case body: {
      const bool is_whole = in.request.body.shape == request_body::form::object && !in.request.body.invalid_member;
      if (is_whole && audience_is_refused(in) && can_change({fact_id::audience_evidence, {}}, in))
        return fact_id::audience_evidence;
      return std::nullopt;
    }
    case transaction: return request_meaning{in}.transaction() == nullptr ? fact_id::state_token : fact_id::now;
    case authority: {
      const bool by_api_token = !in.request.scopes && in.request.application == application::trusted;
      return by_api_token ? fact_id::application : fact_id::scopes;
    }
    case next_factor_failure:
      if (observers::kind_in_question(decision_context{in}) != factor_kind::password)
        return fact_id::failed_factor_attempts;
      return counter_for_device(in) == effects::counter::failed ? fact_id::failed_attempts
                                                                : fact_id::failed_from_unknown_devices;
    case recovery_path:
      return observers::is_gone(decision_context{in}) ? fact_id::user_status : fact_id::failed_recovery_attempts;
    case recovery_token:
      return observers::is_gone(decision_context{in}) ? fact_id::user_status : fact_id::token_evidence;
    case recovery_of:
      if (in.transaction && in.transaction->user_id.empty()) return fact_id::transaction_state;
      return fact_id::user_status;
    default: return std::nullopt;
  }
}

/// What the path says, with the transaction; another path would be another question.
bool is_said_by_path(shipped::input_id observation, const facts& in) noexcept {
  using enum shipped::input_id;
  switch (observation) {
    case step:
    case polled: return true;
    case channel:
    case setup:
    case setup_data:
    case answered_by:
    case asked_class: return in.request.operation != operation::enroll_factor;
    default: return false;
  }
}

/// The offer of the factor that is to be enrolled.
std::optional<fact> offer_asked(const facts& in) {
  const auto& wanted = in.request.body.factor;
  if (!wanted || std::ranges::find(offered_kinds, *wanted) == offered_kinds.end()) return std::nullopt;
  return fact{fact_id::factor_offer, *wanted};
}

}  // namespace

bool is_about_question(std::uint16_t observation, const facts& in) {
  // For a sign-in both ways to answer a threat are told; elsewhere there is one.
  const bool signs_in = in.request.operation == operation::authenticate;
  return std::ranges::all_of(read_by(observation), [&](fact_id id) {
    return id == fact_id::state_token || id == fact_id::body || id == fact_id::factors_enrolled ||
           (id == fact_id::operation && !signs_in) ||
           (id == fact_id::pass_code && in.request.operation == operation::enroll_factor);
  });
}

std::vector<fact> dependencies_of(std::uint16_t observation, const facts& in) {
  std::vector<fact> found;
  for (const fact_id id : read_by(observation)) {
    if (std::ranges::find(found, id, &fact::id) != found.end() || !can_change({id, {}}, in)) continue;
    if (id != fact_id::factor_offer)
      found.push_back({id, {}});
    else
      for (const factor_kind offered : offered_kinds) found.push_back({id, offered});
  }
  return found;
}

std::vector<fact> main_dependencies(shipped::input_id observation, const facts& in) {
  using enum shipped::input_id;
  if (const auto said = said_by_transaction(observation); said && in.transaction) {
    const bool unnamed = request_meaning{in}.transaction() == nullptr && can_change({fact_id::state_token, {}}, in);
    return {fact{unnamed ? fact_id::state_token : *said, {}}};
  }
  if (is_said_by_path(observation, in)) return {};
  if (const auto first = named_first(observation, in)) return {fact{*first, {}}};
  if (const auto offer = observation == wanted_factor ? offer_asked(in) : std::nullopt) return {*offer};
  const bool compares = observation == next_failure || observation == password_age || observation == password_changed;
  std::vector<fact> found = dependencies_of(static_cast<std::uint16_t>(observation), in);
  if (observation == channel || observation == setup || observation == setup_data || observation == asked_class)
    std::stable_partition(found.begin(), found.end(), [](const fact& each) { return each.id == fact_id::body; });
  if (observation == members)
    std::stable_partition(found.begin(), found.end(),
                          [&](const fact& member) { return get_fact(member, in) == fact_value{}; });
  if (observation == next_failure && counter_for_device(in) == effects::counter::failed_from_unknown_devices)
    std::erase(found, fact{fact_id::failed_attempts, {}});
  found.resize(std::min<std::size_t>(found.size(), compares ? 2 : 1));
  return found;
}

}  // namespace interlock::authn
