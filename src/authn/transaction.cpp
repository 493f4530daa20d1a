// More rows than the preprocessed MPL sequences hold; these come before the first include of MPL.
#define BOOST_MPL_CFG_NO_PREPROCESSED_HEADERS
#define BOOST_MPL_LIMIT_VECTOR_SIZE 50
#define BOOST_MPL_LIMIT_LIST_SIZE 50

#include <interlock/authn/transaction.hpp>

#include <array>
#include <type_traits>
#include <utility>

#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>

#include "transaction_table.hpp"

namespace interlock::authn {
namespace {

namespace mpl = boost::mpl;
using namespace machine;

template <class List>
struct as_vector;
template <class... Rows>
struct as_vector<rows<Rows...>> {
  using type = mpl::vector<Rows...>;
};

struct front_end : msm::front::state_machine_def<front_end> {
  using initial_state = Outside;
  using no_message_queue = int;     // an action cannot feed the machine
  using no_exception_thrown = int;  // an exception reaches the caller instead of an assertion
  using transition_table = as_vector<transition_rows>::type;

  std::optional<state> now;  // what the entered state says, none outside

  // An event that the state does not accept changes nothing; the caller sees that by `now`.
  template <class Machine, class Event>
  void no_transition(const Event&, Machine&, int) noexcept {}
};
using back_end = msm::back::state_machine<front_end>;

template <class State>
constexpr std::optional<state> public_state = std::nullopt;
template <state S>
constexpr std::optional<state> public_state<machine::in<S>> = S;

template <state From, class... Rows>
constexpr operations accepted_in(rows<Rows...>) noexcept {
  operations found;
  const auto add = [&]<class Each>(std::type_identity<Each>) {
    if (public_state<typename Each::Source> == From) found.insert(Each::Evt::public_operation);
  };
  (add(std::type_identity<Rows>{}), ...);
  return found;
}

template <std::size_t... States>
constexpr auto accepted_by_state(std::index_sequence<States...>) noexcept {
  return std::array{accepted_in<static_cast<state>(States)>(transition_rows{})...};
}

}  // namespace

std::optional<state> start(outcome verdict) noexcept {
  back_end machine;
  machine.start();
  machine.process_event(authenticate{verdict});
  return machine.now;
}

operations accepted(state in) noexcept {
  static constexpr auto by_state = accepted_by_state(std::make_index_sequence<words_of<state>::value.size()>{});
  return by_state[static_cast<std::size_t>(in)];
}

}  // namespace interlock::authn
