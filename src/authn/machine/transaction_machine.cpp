// More rows than the preprocessed MPL sequences hold; these come before the first include of MPL.
#define BOOST_MPL_CFG_NO_PREPROCESSED_HEADERS
#define BOOST_MPL_LIMIT_VECTOR_SIZE 50
#define BOOST_MPL_LIMIT_LIST_SIZE 50

#include <interlock/authn/transaction.hpp>

#include <array>
#include <type_traits>
#include <utility>

#include <boost/mpl/push_back.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>

#include <interlock/authn/factor_traits.hpp>

#include "authn/machine/transition_table.hpp"

namespace interlock::authn {
namespace {

namespace mpl = boost::mpl;
using namespace machine;

// A vector of more than fifty elements has to be grown one by one.
template <class Vector, class... Rows>
struct grown {
  using type = Vector;
};
template <class Vector, class First, class... Others>
struct grown<Vector, First, Others...> : grown<typename mpl::push_back<Vector, First>::type, Others...> {};

template <class List>
struct as_vector;
template <class... Rows>
struct as_vector<rows<Rows...>> : grown<mpl::vector0<>, Rows...> {};

struct front_end : msm::front::state_machine_def<front_end> {
  using initial_state = Outside;
  using no_message_queue = int;     // an action cannot feed the machine
  using no_exception_thrown = int;  // an exception reaches the caller instead of an assertion
  struct transition_table : as_vector<transition_rows>::type {};

  std::optional<state> now;  // what the entered state says, none outside
  authn::waiting_for waits_for = waiting_for::next_step;

  // An event that the state does not accept changes nothing; the caller sees that by the answer.
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
  return std::array{int{msm::back::get_state_id<back_end::stt, machine::in<static_cast<state>(States)>>::value}...};
}

template <std::size_t... Operations>
constexpr auto senders(std::index_sequence<Operations...>) noexcept {
  return std::array{+[](back_end& fsm, outcome verdict) {
    return fsm.process_event(event<static_cast<operation>(Operations)>{verdict}) == msm::back::HANDLED_TRUE;
  }...};
}

template <class State>
constexpr std::optional<state> public_state = std::nullopt;
template <state S>
constexpr std::optional<state> public_state<machine::in<S>> = S;

template <class Guard>
constexpr bool admits(waiting_for what) noexcept {
  if constexpr (std::is_same_v<Guard, none>)
    return true;
  else
    return Guard::admits(what);
}

template <class... Rows>
constexpr operations accepted_in(state from, waiting_for what, rows<Rows...>) noexcept {
  operations found;
  const auto add = [&]<class Each>(std::type_identity<Each>) {
    if (public_state<typename Each::Source> == from && admits<typename Each::Guard>(what))
      found.insert(Each::Evt::public_operation);
  };
  (add(std::type_identity<Rows>{}), ...);
  return found;
}

template <class Guard>
constexpr set_of<waiting_for> shapes_of() noexcept {
  set_of<waiting_for> found;
  for (std::size_t what = 0; what < words_of<waiting_for>::value.size(); ++what)
    if (admits<Guard>(static_cast<waiting_for>(what))) found.insert(static_cast<waiting_for>(what));
  return found;
}

template <class Row>
constexpr transition described() noexcept {
  constexpr bool guarded = !std::is_same_v<typename Row::Guard, none>;
  transition found;
  found.id = Row::id;
  found.from = public_state<typename Row::Source>;
  found.by = Row::Evt::public_operation;
  found.stays = Row::stays;
  found.to = public_state<typename Row::Target>;
  found.shapes = shapes_of<typename Row::Guard>();
  found.any_shape = found.shapes == shapes_of<none>();
  if constexpr (guarded) found.by_verdict = Row::Guard::verdict.has_value();
  return found;
}

template <class... Rows>
constexpr auto as_data(rows<Rows...>) noexcept {
  return std::array{described<Rows>()...};
}

constexpr std::size_t states = words_of<state>::value.size();
constexpr std::size_t shapes = words_of<waiting_for>::value.size();

constexpr auto accepted_by_shape = [] {
  std::array<std::array<operations, shapes>, states> found{};
  for (std::size_t from = 0; from < states; ++from)
    for (std::size_t what = 0; what < shapes; ++what)
      found[from][what] = accepted_in(static_cast<state>(from), static_cast<waiting_for>(what), transition_rows{});
  return found;
}();

waiting_for answer_to(const factor_in_question& factor, bool under_way) noexcept {
  const waiting_for what = traits_of(factor.kind).waits;
  if (under_way) return what;
  if (what == waiting_for::push) return waiting_for::push_again;
  return what == waiting_for::callback ? waiting_for::callback_again : what;
}

}  // namespace

waiting_for waits_for(const transaction& of) noexcept {
  switch (of.state) {
    case state::unauthenticated: return of.factor_first ? waiting_for::first_factor : waiting_for::password;
    case state::recovery: return of.state_token.empty() ? waiting_for::recovery_token : waiting_for::answer;
    case state::recovery_challenge:
      return of.recovery_by == recovery_method::email ? waiting_for::mail : waiting_for::sent_code;
    case state::success: return of.step_up ? waiting_for::application : waiting_for::next_step;
    case state::mfa_enroll: return of.skippable ? waiting_for::optional_factor : waiting_for::required_factor;
    case state::mfa_enroll_activate:
    case state::mfa_challenge:
      return of.factor ? answer_to(*of.factor, of.result == factor_result::waiting) : waiting_for::response;
    default: return waiting_for::next_step;
  }
}

std::span<const transition> transitions() noexcept {
  static constexpr auto all = as_data(transition_rows{});
  return all;
}

operations accepted(state in, waiting_for what) noexcept {
  return accepted_by_shape[static_cast<std::size_t>(in)][static_cast<std::size_t>(what)];
}

arrival advance(std::optional<state> from, waiting_for what, operation by, outcome verdict) noexcept {
  static constexpr auto id_of = state_ids(std::make_index_sequence<states>{});
  static constexpr auto send = senders(std::make_index_sequence<words_of<operation>::value.size()>{});
  back_end machine;
  machine.start();
  if (from) {
    resume_at archive{id_of[static_cast<std::size_t>(*from)]};
    machine.serialize(archive, 0);
    machine.now = from;
  }
  machine.waits_for = what;
  const bool accepted = send[static_cast<std::size_t>(by)](machine, verdict);
  return {accepted, accepted ? machine.now : std::nullopt};
}

}  // namespace interlock::authn
