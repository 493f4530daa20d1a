#pragma once

// The transaction machine: states, events, guards and rows. Casual readers want <interlock/authn/transaction.hpp>.

#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <interlock/authn/transaction.hpp>

namespace interlock::authn::machine {

namespace msm = boost::msm;
using msm::front::none;
using msm::front::Row;

// States are nouns and types at once, written as in the specification. NOLINTBEGIN(readability-identifier-naming)

/// `Outside` has no transaction yet, `Ended` none any more.
struct Outside : msm::front::state<> {};
struct Ended : msm::front::state<> {};

/// A state that hosts and callers know. The machine's own state ids follow the order of the rows, so they never
/// leave it: entering a state tells the machine its public name.
template <authn::state S>
struct in : msm::front::state<> {
  template <class Event, class Machine>
  void on_entry(const Event&, Machine& fsm) const noexcept {
    fsm.now = S;
  }
};
using PasswordWarn = in<state::password_warn>;
using PasswordExpired = in<state::password_expired>;
using PasswordReset = in<state::password_reset>;
using RecoveryChallenge = in<state::recovery_challenge>;
using LockedOut = in<state::locked_out>;
using MfaEnroll = in<state::mfa_enroll>;
using MfaEnrollActivate = in<state::mfa_enroll_activate>;
using MfaRequired = in<state::mfa_required>;
using MfaChallenge = in<state::mfa_challenge>;
using Success = in<state::success>;
// NOLINTEND(readability-identifier-naming)

/// An operation together with what the rule tables decided about it.
template <operation Op>
struct event {
  static constexpr operation public_operation = Op;
  outcome verdict;
};
using authenticate = event<operation::authenticate>;
using change_password = event<operation::change_password>;
using skip = event<operation::skip>;
using reset_password = event<operation::reset_password>;
using unlock = event<operation::unlock>;
using enroll = event<operation::enroll_factor>;
using verify = event<operation::verify_factor>;
using cancel = event<operation::cancel>;

template <outcome Verdict>
struct leads_to {
  template <class Event, class Machine, class Source, class Target>
  bool operator()(const Event& e, Machine&, Source&, Target&) const noexcept {
    return e.verdict == Verdict;
  }
};
using to_warning = leads_to<outcome::password_warn>;
using to_expired = leads_to<outcome::password_expired>;
using to_reset = leads_to<outcome::password_reset>;
using to_lock = leads_to<outcome::locked_out>;
using to_enrollment = leads_to<outcome::mfa_enroll>;
using to_activation = leads_to<outcome::mfa_enroll_activate>;
using to_factor = leads_to<outcome::mfa_required>;
using to_challenge = leads_to<outcome::mfa_challenge>;
using to_success = leads_to<outcome::success>;
using to_recovery = leads_to<outcome::recovery_challenge>;

template <class... Rows>
struct rows {
  static constexpr std::size_t count = sizeof...(Rows);
};

using transition_rows = rows<  // clang-format off
  //   from             event            to                 action  guard
  Row< Outside        , authenticate   , MfaRequired      , none  , to_factor     >,  // TX-1
  Row< Outside        , authenticate   , MfaEnroll        , none  , to_enrollment >,  // TX-2
  Row< Outside        , authenticate   , PasswordExpired  , none  , to_expired    >,  // TX-3
  Row< Outside        , authenticate   , PasswordWarn     , none  , to_warning    >,  // TX-4
  Row< Outside        , authenticate   , PasswordReset    , none  , to_reset      >,  // TX-5
  Row< Outside        , authenticate   , LockedOut        , none  , to_lock       >,  // TX-6
  Row< Outside        , authenticate   , Success          , none  , to_success    >,  // TX-7

  Row< PasswordWarn   , change_password, MfaEnroll        , none  , to_enrollment >,  // TX-8
  Row< PasswordWarn   , change_password, Success          , none  , to_success    >,  // TX-9
  Row< PasswordWarn   , skip           , MfaEnroll        , none  , to_enrollment >,  // TX-10
  Row< PasswordWarn   , skip           , Success          , none  , to_success    >,  // TX-11
  Row< PasswordWarn   , cancel         , Ended            , none  , none          >,  // TX-12

  Row< PasswordExpired, change_password, MfaEnroll        , none  , to_enrollment >,  // TX-13
  Row< PasswordExpired, change_password, Success          , none  , to_success    >,  // TX-14
  Row< PasswordExpired, cancel         , Ended            , none  , none          >,  // TX-15

  Row< PasswordReset  , reset_password , MfaRequired      , none  , to_factor     >,  // TX-16
  Row< PasswordReset  , reset_password , MfaEnroll        , none  , to_enrollment >,  // TX-17
  Row< PasswordReset  , reset_password , Success          , none  , to_success    >,  // TX-18
  Row< PasswordReset  , cancel         , Ended            , none  , none          >,  // TX-19

  Row< LockedOut      , unlock         , RecoveryChallenge, none  , to_recovery   >,  // TX-20

  Row< MfaEnroll      , enroll         , MfaEnrollActivate, none  , to_activation >,  // TX-21
  Row< MfaEnroll      , enroll         , Success          , none  , to_success    >,  // TX-22
  Row< MfaEnroll      , cancel         , Ended            , none  , none          >,  // TX-23

  Row< MfaRequired    , verify         , MfaChallenge     , none  , to_challenge  >,  // TX-24
  Row< MfaRequired    , verify         , MfaEnroll        , none  , to_enrollment >,  // TX-25
  Row< MfaRequired    , verify         , PasswordExpired  , none  , to_expired    >,  // TX-26
  Row< MfaRequired    , verify         , PasswordWarn     , none  , to_warning    >,  // TX-27
  Row< MfaRequired    , verify         , Success          , none  , to_success    >,  // TX-28
  Row< MfaRequired    , cancel         , Ended            , none  , none          >   // TX-29
>;  // clang-format on
static_assert(transition_rows::count == 29, "docs/spec/transaction.md lists these rows");

}  // namespace interlock::authn::machine
