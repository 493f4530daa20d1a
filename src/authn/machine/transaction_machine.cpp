#include <interlock/authn/transaction_machine.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <boost/mpl/push_back.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <interlock/authn/factor_traits.hpp>

#include "authn/machine/transition_table.hpp"

namespace interlock::authn {
namespace {

namespace mpl = boost::mpl;
namespace msm = boost::msm;
using machine::effect_on_state;
using machine::table;
using msm::front::none;

template <class Enum>
constexpr std::size_t count_of = words_of<Enum>::value.size();
constexpr std::size_t states = count_of<state>;
constexpr std::size_t substates = count_of<substate>;

// --- the machine

/// No transaction yet.
struct outside : msm::front::state<> {};

/// A state that hosts and callers know. The machine's own state ids follow the order of the rows, so they never leave
/// it: entering a state tells the machine its public name.
template <state S>
struct in : msm::front::state<> {
  template <class Event, class Machine>
  void on_entry(const Event&, Machine& fsm) const noexcept {
    fsm.now = S;
  }
};

/// The pseudo-state where the outcome chooses the state. It is left as soon as it is entered.
struct choice : msm::front::state<> {};

/// No transaction any more.
struct ended : msm::front::state<> {
  template <class Event, class Machine>
  void on_entry(const Event&, Machine& fsm) const noexcept {
    fsm.now.reset();
  }
};

/// An operation. The machine is told before what the tables came to, and the substate.
struct event {
  operation by;
};

/// The guard of a row. A choice is entered only if it has a branch for what the tables came to.
template <std::size_t Row>
struct holds {
  template <class Machine, class Source, class Target>
  bool operator()(const event& asked, Machine& fsm, Source&, Target&) const noexcept {
    constexpr machine::row row = table[Row];
    return asked.by == row.by && row.in.contains(fsm.substate) &&
           (row.effect != effect_on_state::chosen || row.outcomes.contains(fsm.decided));
  }
};

template <state S>
struct came_to {
  template <class Event, class Machine, class Source, class Target>
  bool operator()(const Event&, Machine& fsm, Source&, Target&) const noexcept {
    return fsm.decided == machine::outcome_for(S);
  }
};

template <effect_on_state>
struct target {
  using type = none;  // the state itself, which is not left
};
template <>
struct target<effect_on_state::ends> {
  using type = ended;
};
template <>
struct target<effect_on_state::chosen> {
  using type = choice;
};

template <std::size_t Row>
using source = std::conditional_t<table[Row].from.has_value(), in<table[Row].from.value_or(state{})>, outside>;

template <std::size_t Row>
struct transition_of : msm::front::Row<source<Row>, event, typename target<table[Row].effect>::type, none, holds<Row>> {
};

template <state S>
struct branch_to : msm::front::Row<choice, none, in<S>, none, came_to<S>> {};

// A vector of more than twenty elements has to be grown one by one.
template <class Vector, class... Rows>
struct grown {
  using type = Vector;
};
template <class Vector, class First, class... Others>
struct grown<Vector, First, Others...> : grown<typename mpl::push_back<Vector, First>::type, Others...> {};

template <class Rows, class States>
struct all_rows;
template <std::size_t... Rows, std::size_t... States>
struct all_rows<std::index_sequence<Rows...>, std::index_sequence<States...>>
    : grown<mpl::vector0<>, transition_of<Rows>..., branch_to<static_cast<state>(States)>...> {};

struct front_end : msm::front::state_machine_def<front_end> {
  using initial_state = outside;
  using no_message_queue = int;     // an action cannot feed the machine
  using no_exception_thrown = int;  // an exception reaches the caller instead of an assertion
  struct transition_table : all_rows<std::make_index_sequence<table.size()>, std::make_index_sequence<states>>::type {};

  std::optional<state> now;  // what the entered state says, none outside
  authn::substate substate = authn::substate::next_step;
  outcome decided = outcome::success;

  // What the state does not accept changes nothing; the caller sees that by the answer.
  template <class Machine, class Event>
  void no_transition(const Event&, Machine&, int) noexcept {}
};
using back_end = msm::back::state_machine<front_end>;

/// Puts a machine into a state: the back-end hands the ids of its active states to an archive.
struct resume_at {
  int id;
  resume_at& operator&(int (&active)[1]) noexcept {
    active[0] = id;
    return *this;
  }
  template <class Other>
  resume_at& operator&(Other&&) noexcept {
    return *this;
  }
};

template <std::size_t... States>
constexpr auto state_ids(std::index_sequence<States...>) noexcept {
  return std::array{int{msm::back::get_state_id<back_end::stt, in<static_cast<state>(States)>>::value}...};
}

// --- the same rows as data

constexpr auto accepted_by_substate = [] {
  std::array<std::array<operations, substates>, states> found{};
  for (const machine::row& row : table)
    for (std::size_t what = 0; what < substates && row.from; ++what)
      if (row.in.contains(static_cast<substate>(what))) found[static_cast<std::size_t>(*row.from)][what].insert(row.by);
  return found;
}();

constexpr std::size_t transition_count = [] {
  std::size_t found = 0;
  for (const machine::row& row : table) found += row.branch_count;
  return found;
}();

constexpr auto all_transitions = [] {
  std::array<transition, transition_count> found{};
  std::size_t at = 0;
  for (const machine::row& row : table)
    for (std::size_t each = 0; each < row.branch_count; ++each) {
      const auto [id, to] = row.branches[each];
      const bool stays = row.effect == effect_on_state::stays;
      const bool chosen = row.effect == effect_on_state::chosen;
      found[at++] = {id, row.from, row.by, stays ? row.from : to, stays, row.in, row.in == machine::anything, chosen};
    }
  return found;
}();

substate answer_to(const factor_in_question& factor, bool under_way) noexcept {
  const substate what = traits_of(factor.kind).waits;
  if (under_way) return what;
  if (what == substate::push) return substate::push_again;
  return what == substate::callback ? substate::callback_again : what;
}

}  // namespace

substate substate_of(const transaction& of) noexcept {
  switch (of.state) {
    case state::unauthenticated: return of.factor_first ? substate::first_factor : substate::password;
    case state::recovery: return of.state_token.empty() ? substate::recovery_token : substate::answer;
    case state::recovery_challenge:
      return of.recovery_by == recovery_method::email ? substate::mail : substate::sent_code;
    case state::success: return of.step_up ? substate::application : substate::next_step;
    case state::mfa_enroll: return of.skippable ? substate::optional_factor : substate::required_factor;
    case state::mfa_enroll_activate:
    case state::mfa_challenge:
      return of.factor ? answer_to(*of.factor, of.result == factor_result::waiting) : substate::response;
    default: return substate::next_step;
  }
}

std::span<const transition> transitions() noexcept { return all_transitions; }

operations accepted(state in, substate what) noexcept {
  return accepted_by_substate[static_cast<std::size_t>(in)][static_cast<std::size_t>(what)];
}

transition_result fire(std::optional<state> from, substate what, operation by, outcome decided) noexcept {
  static constexpr auto id_of = state_ids(std::make_index_sequence<states>{});
  back_end machine;  // outside, until it is put elsewhere; one that is restored is not started
  if (from) {
    resume_at archive{id_of[static_cast<std::size_t>(*from)]};
    machine.serialize(archive, 0);
    machine.now = from;
  }
  machine.substate = what;
  machine.decided = decided;
  const bool accepted = machine.process_event(event{by}) == msm::back::HANDLED_TRUE;
  return {accepted, accepted ? machine.now : std::nullopt};
}

}  // namespace interlock::authn
