#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/authn/decide.hpp>
#include <interlock/authn/transaction_machine.hpp>
#include <interlock/text/scenario.hpp>

#include "files.hpp"
#include "sign_in_table.hpp"
#include "text/decision/write_body.hpp"
#include "text/decision/write_snapshot.hpp"

namespace bench {
namespace {

namespace authn = interlock::authn;
namespace json = boost::json;
namespace text = interlock::text;
using enum authn::operation;

/// A step that somebody takes in a transaction.
struct known_step {
  std::string_view name;  ///< of its benchmark
  std::string_view example;
  authn::operation by;  ///< as the machine is told
};

constexpr std::array<known_step, steps_taken.size()> known{{
    {steps_taken[0], "factors/sms-challenge", verify_factor},
    {steps_taken[1], "factors/sms-right-code", verify_factor},
    {steps_taken[2], "factors/push-waiting", poll_verification},
    {steps_taken[3], "factors/sms-right-code", get_state},
    {steps_taken[4], "factors/sms-right-code", previous},
    {steps_taken[5], "transactions/cancelled", cancel},
    {steps_taken[6], "passwords/changed", change_password},
    {steps_taken[7], "enrollment/enroll-totp", enroll_factor},
    {steps_taken[8], "enrollment/activate-totp", activate_factor},
    {steps_taken[9], "recovery/right-answer", answer_question},
}};

struct step {
  const known_step& as;
  text::scenario scenario;
  authn::facts facts;
  authn::decision made;
  json::value body;

  [[nodiscard]] std::string body_text(const authn::decision& of) const {
    std::string written;
    written.reserve(2048);
    text::json_writer out{written, text::layout::compact};
    text::write_body(out, scenario.source(), of, text::parts_after(scenario.source(), of));
    return written;
  }
};

[[noreturn]] void give_up(const known_step& at) {
  std::fprintf(stderr, "%s: this step is refused\n", at.name.data());
  std::abort();
}

step taken(const known_step& as) {
  const std::string name{as.example};
  auto scenario = text::read_scenario(read_file(INTERLOCK_SOURCE_DIR "/examples/" + name + ".json"));
  if (!scenario) give_up(as);
  authn::facts facts = scenario->facts();
  if (as.by == get_state || as.by == previous) facts.request.operation = as.by;  // polling is told apart by `decide`
  const auto made = authn::decide(facts);
  if (!made || made->response.error) give_up(as);
  step found{as, *std::move(scenario), facts, *made, {}};
  found.body = json::parse(found.body_text(found.made));
  return found;
}

const std::array<step, known.size()>& steps_known() {
  static const auto made = []<std::size_t... At>(std::index_sequence<At...>) { return std::array{taken(known[At])...}; }
  (std::make_index_sequence<known.size()>{});
  return made;
}

std::size_t decided(const step& given) {
  const auto made = authn::decide(given.facts);
  benchmark::DoNotOptimize(made);
  return made->decided_by.row;
}

/// The machine put into the state of the transaction, and one event.
std::size_t advanced(const step& given) {
  const authn::transaction& in = *given.facts.transaction;
  const auto at = authn::fire(in.state, authn::substate_of(in), given.as.by, given.made.outcome);
  if (!at.accepted) std::abort();
  return at.to ? static_cast<std::size_t>(*at.to) : 0;
}

std::size_t size_of(std::string made) {
  benchmark::DoNotOptimize(made.data());
  return made.size();
}

template <class Take>
void in_turn(benchmark::State& state, Take take) {
  decide_in_turn(state, steps_known(), take);
}

template <class Take>
void again(benchmark::State& state, std::size_t which, Take take) {
  const step& given = steps_known()[which];
  for (auto unused : state) {
    static_cast<void>(unused);
    benchmark::DoNotOptimize(take(given));
  }
}

const bool registered = [] {
  const auto serialised = [](const step& of) { return size_of(json::serialize(of.body)); };
  const auto written = [](const step& of) { return size_of(of.body_text(of.made)); };
  const auto answered = [](const step& of) { return size_of(of.body_text(*authn::decide(of.facts))); };
  using benchmark::RegisterBenchmark;
  RegisterBenchmark(event_in_turn.data(), [](auto& state) { in_turn(state, advanced); });
  RegisterBenchmark(step_in_turn.data(), [](auto& state) { in_turn(state, decided); });
  RegisterBenchmark(body_by_json.data(), [=](auto& state) { in_turn(state, serialised); });
  RegisterBenchmark(body_of_decision.data(), [=](auto& state) { in_turn(state, written); });
  RegisterBenchmark(body_of_facts.data(), [=](auto& state) { in_turn(state, answered); });
  for (std::size_t which = 0; which < known.size(); ++which)
    RegisterBenchmark(known[which].name.data(), [=](auto& state) { again(state, which, decided); });
  RegisterBenchmark(event_again.data(), [](auto& state) { again(state, 1, advanced); });
  return true;
}();

}  // namespace
}  // namespace bench
