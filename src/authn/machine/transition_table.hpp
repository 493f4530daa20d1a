#pragma once

// The transaction machine: states, events, guards and rows. Casual readers want <interlock/authn/transaction.hpp>.

#include <type_traits>

#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <interlock/authn/transaction.hpp>

namespace interlock::authn::machine {

namespace msm = boost::msm;
using msm::front::none;

// States are nouns and types at once, written as in the specification. NOLINTBEGIN(readability-identifier-naming)

/// No transaction yet.
struct Outside : msm::front::state<> {};

/// No transaction any more.
struct Ended : msm::front::state<> {
  template <class Event, class Machine>
  void on_entry(const Event&, Machine& fsm) const noexcept {
    fsm.now.reset();
  }
};

/// A state that hosts and callers know. The machine's own state ids follow the order of the rows, so they never
/// leave it: entering a state tells the machine its public name.
template <authn::state S>
struct in : msm::front::state<> {
  template <class Event, class Machine>
  void on_entry(const Event&, Machine& fsm) const noexcept {
    fsm.now = S;
  }
};
using Unauthenticated = in<state::unauthenticated>;
using PasswordWarn = in<state::password_warn>;
using PasswordExpired = in<state::password_expired>;
using PasswordReset = in<state::password_reset>;
using Recovery = in<state::recovery>;
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
using step_up = event<operation::step_up>;
using get_state = event<operation::get_state>;
using change_password = event<operation::change_password>;
using enroll_factor = event<operation::enroll_factor>;
using activate_factor = event<operation::activate_factor>;
using poll_activation = event<operation::poll_activation>;
using send_activation_link = event<operation::send_activation_link>;
using resend_activation = event<operation::resend_activation>;
using verify_factor = event<operation::verify_factor>;
using poll_verification = event<operation::poll_verification>;
using resend_challenge = event<operation::resend_challenge>;
using forgot_password = event<operation::forgot_password>;
using unlock_account = event<operation::unlock_account>;
using verify_recovery_factor = event<operation::verify_recovery_factor>;
using resend_recovery = event<operation::resend_recovery>;
using verify_recovery_token = event<operation::verify_recovery_token>;
using answer_question = event<operation::answer_question>;
using reset_password = event<operation::reset_password>;
using previous = event<operation::previous>;
using skip = event<operation::skip>;
using cancel = event<operation::cancel>;
using get_lockout_settings = event<operation::get_lockout_settings>;
using replace_lockout_settings = event<operation::replace_lockout_settings>;
using get_authenticator_settings = event<operation::get_authenticator_settings>;
using replace_authenticator_settings = event<operation::replace_authenticator_settings>;
using get_threat_configuration = event<operation::get_threat_configuration>;
using replace_threat_configuration = event<operation::replace_threat_configuration>;
using list_blocks = event<operation::list_blocks>;

/// A guard asks for what the tables came to, for what the state waits for, or for both.
template <outcome Verdict>
struct to {
  static constexpr std::optional<outcome> verdict = Verdict;
  static constexpr bool admits(waiting_for) noexcept { return true; }
  template <class Event, class Machine, class Source, class Target>
  bool operator()(const Event& e, Machine&, Source&, Target&) const noexcept {
    return e.verdict == Verdict;
  }
};

template <waiting_for... What>
struct waiting {
  static constexpr std::optional<outcome> verdict = std::nullopt;
  static constexpr bool admits(waiting_for what) noexcept { return ((what == What) || ...); }
  template <class Event, class Machine, class Source, class Target>
  bool operator()(const Event&, Machine& fsm, Source&, Target&) const noexcept {
    return admits(fsm.waits_for);
  }
};
using own_answer = waiting<waiting_for::sent_code, waiting_for::response, waiting_for::push_again,
                           waiting_for::callback_again, waiting_for::provider>;
using other_device = waiting<waiting_for::push, waiting_for::callback>;
using repeatable = waiting<waiting_for::sent_code, waiting_for::push, waiting_for::push_again>;

template <class Waiting, class To>
struct both {
  static constexpr std::optional<outcome> verdict = To::verdict;
  static constexpr bool admits(waiting_for what) noexcept { return Waiting::admits(what); }
  template <class Event, class Machine, class Source, class Target>
  bool operator()(const Event& e, Machine& fsm, Source& from, Target& target) const noexcept {
    return Waiting{}(e, fsm, from, target) && To{}(e, fsm, from, target);
  }
};

/// A row with its id; the target `none` is the state itself, which is not left.
template <int Id, class From, class Event, class Target, class Guard>
struct tx : msm::front::Row<From, Event, Target, none, Guard> {
  static constexpr int id = Id;
  static constexpr bool stays = std::is_same_v<Target, none>;  // the front-end names the source instead
};

template <class... Rows>
struct rows {
  static constexpr std::size_t count = sizeof...(Rows);
};

using transition_rows = rows<  // clang-format off
  //  id  from               event                   to                 guard
  tx<  1, Outside          , authenticate          , MfaRequired      , to<outcome::mfa_required>>,
  tx<  2, Outside          , authenticate          , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx<  3, Outside          , authenticate          , PasswordExpired  , to<outcome::password_expired>>,
  tx<  4, Outside          , authenticate          , PasswordWarn     , to<outcome::password_warn>>,
  tx<  5, Outside          , authenticate          , PasswordReset    , to<outcome::password_reset>>,
  tx<  6, Outside          , authenticate          , LockedOut        , to<outcome::locked_out>>,
  tx<  7, Outside          , authenticate          , Unauthenticated  , to<outcome::unauthenticated>>,
  tx<  8, Outside          , authenticate          , Success          , to<outcome::success>>,
  tx<  9, Outside          , forgot_password       , RecoveryChallenge, to<outcome::recovery_challenge>>,
  tx< 10, Outside          , forgot_password       , Recovery         , to<outcome::recovery>>,
  tx< 11, Outside          , unlock_account        , RecoveryChallenge, to<outcome::recovery_challenge>>,
  tx< 12, Outside          , unlock_account        , Recovery         , to<outcome::recovery>>,
  tx< 13, Outside          , verify_recovery_token , Recovery         , to<outcome::recovery>>,
  tx< 14, Outside          , verify_recovery_token , PasswordReset    , to<outcome::password_reset>>,
  tx< 15, Outside          , verify_recovery_token , Success          , to<outcome::success>>,

  tx< 16, LockedOut        , unlock_account        , RecoveryChallenge, to<outcome::recovery_challenge>>,
  tx< 17, LockedOut        , unlock_account        , Recovery         , to<outcome::recovery>>,

  tx< 18, Unauthenticated  , step_up               , MfaRequired      , both<waiting<waiting_for::password>, to<outcome::mfa_required>>>,
  tx< 19, Unauthenticated  , step_up               , MfaEnroll        , both<waiting<waiting_for::password>, to<outcome::mfa_enroll>>>,
  tx< 20, Unauthenticated  , step_up               , PasswordExpired  , both<waiting<waiting_for::password>, to<outcome::password_expired>>>,
  tx< 21, Unauthenticated  , step_up               , PasswordWarn     , both<waiting<waiting_for::password>, to<outcome::password_warn>>>,
  tx< 22, Unauthenticated  , step_up               , LockedOut        , both<waiting<waiting_for::password>, to<outcome::locked_out>>>,
  tx< 23, Unauthenticated  , step_up               , Success          , both<waiting<waiting_for::password>, to<outcome::success>>>,
  tx< 24, Unauthenticated  , verify_factor         , MfaChallenge     , both<waiting<waiting_for::first_factor>, to<outcome::mfa_challenge>>>,
  tx< 25, Unauthenticated  , verify_factor         , Unauthenticated  , both<waiting<waiting_for::first_factor>, to<outcome::unauthenticated>>>,
  tx< 26, Unauthenticated  , verify_factor         , MfaRequired      , both<waiting<waiting_for::first_factor>, to<outcome::mfa_required>>>,
  tx< 27, Unauthenticated  , verify_factor         , MfaEnroll        , both<waiting<waiting_for::first_factor>, to<outcome::mfa_enroll>>>,
  tx< 28, Unauthenticated  , verify_factor         , PasswordExpired  , both<waiting<waiting_for::first_factor>, to<outcome::password_expired>>>,
  tx< 29, Unauthenticated  , verify_factor         , PasswordWarn     , both<waiting<waiting_for::first_factor>, to<outcome::password_warn>>>,
  tx< 30, Unauthenticated  , verify_factor         , Success          , both<waiting<waiting_for::first_factor>, to<outcome::success>>>,
  tx< 31, Unauthenticated  , get_state             , none             , none>,
  tx< 32, Unauthenticated  , cancel                , Ended            , none>,

  tx< 33, PasswordWarn     , change_password       , MfaRequired      , to<outcome::mfa_required>>,
  tx< 34, PasswordWarn     , change_password       , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 35, PasswordWarn     , change_password       , Success          , to<outcome::success>>,
  tx< 36, PasswordWarn     , skip                  , MfaRequired      , to<outcome::mfa_required>>,
  tx< 37, PasswordWarn     , skip                  , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 38, PasswordWarn     , skip                  , PasswordExpired  , to<outcome::password_expired>>,
  tx< 39, PasswordWarn     , skip                  , Success          , to<outcome::success>>,
  tx< 40, PasswordWarn     , get_state             , none             , none>,
  tx< 41, PasswordWarn     , cancel                , Ended            , none>,

  tx< 42, PasswordExpired  , change_password       , MfaRequired      , to<outcome::mfa_required>>,
  tx< 43, PasswordExpired  , change_password       , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 44, PasswordExpired  , change_password       , Success          , to<outcome::success>>,
  tx< 45, PasswordExpired  , get_state             , none             , none>,
  tx< 46, PasswordExpired  , cancel                , Ended            , none>,

  tx< 47, PasswordReset    , reset_password        , MfaRequired      , to<outcome::mfa_required>>,
  tx< 48, PasswordReset    , reset_password        , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 49, PasswordReset    , reset_password        , Success          , to<outcome::success>>,
  tx< 50, PasswordReset    , get_state             , none             , none>,
  tx< 51, PasswordReset    , cancel                , Ended            , none>,

  tx< 52, Recovery         , verify_recovery_token , Recovery         , both<waiting<waiting_for::recovery_token>, to<outcome::recovery>>>,
  tx< 53, Recovery         , verify_recovery_token , PasswordReset    , both<waiting<waiting_for::recovery_token>, to<outcome::password_reset>>>,
  tx< 54, Recovery         , verify_recovery_token , Success          , both<waiting<waiting_for::recovery_token>, to<outcome::success>>>,
  tx< 55, Recovery         , answer_question       , PasswordReset    , both<waiting<waiting_for::answer>, to<outcome::password_reset>>>,
  tx< 56, Recovery         , answer_question       , Success          , both<waiting<waiting_for::answer>, to<outcome::success>>>,
  tx< 57, Recovery         , get_state             , none             , waiting<waiting_for::answer>>,
  tx< 58, Recovery         , cancel                , Ended            , waiting<waiting_for::answer>>,

  tx< 59, RecoveryChallenge, verify_recovery_factor, Recovery         , both<waiting<waiting_for::sent_code>, to<outcome::recovery>>>,
  tx< 60, RecoveryChallenge, verify_recovery_factor, PasswordReset    , both<waiting<waiting_for::sent_code>, to<outcome::password_reset>>>,
  tx< 61, RecoveryChallenge, verify_recovery_factor, Success          , both<waiting<waiting_for::sent_code>, to<outcome::success>>>,
  tx< 62, RecoveryChallenge, resend_recovery       , none             , waiting<waiting_for::sent_code>>,
  tx< 63, RecoveryChallenge, get_state             , none             , waiting<waiting_for::sent_code>>,
  tx< 64, RecoveryChallenge, cancel                , Ended            , waiting<waiting_for::sent_code>>,

  tx< 65, MfaEnroll        , enroll_factor         , MfaEnrollActivate, to<outcome::mfa_enroll_activate>>,
  tx< 66, MfaEnroll        , enroll_factor         , MfaRequired      , to<outcome::mfa_required>>,
  tx< 67, MfaEnroll        , enroll_factor         , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 68, MfaEnroll        , enroll_factor         , PasswordExpired  , to<outcome::password_expired>>,
  tx< 69, MfaEnroll        , enroll_factor         , PasswordWarn     , to<outcome::password_warn>>,
  tx< 70, MfaEnroll        , enroll_factor         , Success          , to<outcome::success>>,
  tx< 71, MfaEnroll        , skip                  , MfaRequired      , both<waiting<waiting_for::optional_factor>, to<outcome::mfa_required>>>,
  tx< 72, MfaEnroll        , skip                  , PasswordExpired  , both<waiting<waiting_for::optional_factor>, to<outcome::password_expired>>>,
  tx< 73, MfaEnroll        , skip                  , PasswordWarn     , both<waiting<waiting_for::optional_factor>, to<outcome::password_warn>>>,
  tx< 74, MfaEnroll        , skip                  , Success          , both<waiting<waiting_for::optional_factor>, to<outcome::success>>>,
  tx<120, MfaEnroll        , skip                  , MfaEnroll        , both<waiting<waiting_for::optional_factor>, to<outcome::mfa_enroll>>>,
  tx< 75, MfaEnroll        , get_state             , none             , none>,
  tx< 76, MfaEnroll        , cancel                , Ended            , none>,

  tx< 77, MfaEnrollActivate, activate_factor       , MfaEnrollActivate, both<own_answer, to<outcome::mfa_enroll_activate>>>,
  tx< 78, MfaEnrollActivate, activate_factor       , MfaRequired      , both<own_answer, to<outcome::mfa_required>>>,
  tx< 79, MfaEnrollActivate, activate_factor       , MfaEnroll        , both<own_answer, to<outcome::mfa_enroll>>>,
  tx< 80, MfaEnrollActivate, activate_factor       , PasswordExpired  , both<own_answer, to<outcome::password_expired>>>,
  tx< 81, MfaEnrollActivate, activate_factor       , PasswordWarn     , both<own_answer, to<outcome::password_warn>>>,
  tx< 82, MfaEnrollActivate, activate_factor       , Success          , both<own_answer, to<outcome::success>>>,
  tx< 83, MfaEnrollActivate, poll_activation       , MfaEnrollActivate, both<other_device, to<outcome::mfa_enroll_activate>>>,
  tx< 84, MfaEnrollActivate, poll_activation       , MfaRequired      , both<other_device, to<outcome::mfa_required>>>,
  tx< 85, MfaEnrollActivate, poll_activation       , MfaEnroll        , both<other_device, to<outcome::mfa_enroll>>>,
  tx< 86, MfaEnrollActivate, poll_activation       , PasswordExpired  , both<other_device, to<outcome::password_expired>>>,
  tx< 87, MfaEnrollActivate, poll_activation       , PasswordWarn     , both<other_device, to<outcome::password_warn>>>,
  tx< 88, MfaEnrollActivate, poll_activation       , Success          , both<other_device, to<outcome::success>>>,
  tx< 89, MfaEnrollActivate, send_activation_link  , none             , waiting<waiting_for::push>>,
  tx< 90, MfaEnrollActivate, resend_activation     , none             , waiting<waiting_for::sent_code>>,
  tx< 91, MfaEnrollActivate, previous              , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 92, MfaEnrollActivate, get_state             , none             , none>,
  tx< 93, MfaEnrollActivate, cancel                , Ended            , none>,

  tx< 94, MfaRequired      , verify_factor         , MfaChallenge     , to<outcome::mfa_challenge>>,
  tx< 95, MfaRequired      , verify_factor         , MfaRequired      , to<outcome::mfa_required>>,
  tx< 96, MfaRequired      , verify_factor         , MfaEnroll        , to<outcome::mfa_enroll>>,
  tx< 97, MfaRequired      , verify_factor         , PasswordExpired  , to<outcome::password_expired>>,
  tx< 98, MfaRequired      , verify_factor         , PasswordWarn     , to<outcome::password_warn>>,
  tx< 99, MfaRequired      , verify_factor         , Success          , to<outcome::success>>,
  tx<100, MfaRequired      , get_state             , none             , none>,
  tx<101, MfaRequired      , cancel                , Ended            , none>,

  tx<102, MfaChallenge     , verify_factor         , MfaChallenge     , both<own_answer, to<outcome::mfa_challenge>>>,
  tx<103, MfaChallenge     , verify_factor         , MfaRequired      , both<own_answer, to<outcome::mfa_required>>>,
  tx<104, MfaChallenge     , verify_factor         , MfaEnroll        , both<own_answer, to<outcome::mfa_enroll>>>,
  tx<105, MfaChallenge     , verify_factor         , PasswordExpired  , both<own_answer, to<outcome::password_expired>>>,
  tx<106, MfaChallenge     , verify_factor         , PasswordWarn     , both<own_answer, to<outcome::password_warn>>>,
  tx<107, MfaChallenge     , verify_factor         , Success          , both<own_answer, to<outcome::success>>>,
  tx<108, MfaChallenge     , poll_verification     , MfaChallenge     , both<other_device, to<outcome::mfa_challenge>>>,
  tx<109, MfaChallenge     , poll_verification     , MfaRequired      , both<other_device, to<outcome::mfa_required>>>,
  tx<110, MfaChallenge     , poll_verification     , MfaEnroll        , both<other_device, to<outcome::mfa_enroll>>>,
  tx<111, MfaChallenge     , poll_verification     , PasswordExpired  , both<other_device, to<outcome::password_expired>>>,
  tx<112, MfaChallenge     , poll_verification     , PasswordWarn     , both<other_device, to<outcome::password_warn>>>,
  tx<113, MfaChallenge     , poll_verification     , Success          , both<other_device, to<outcome::success>>>,
  tx<114, MfaChallenge     , resend_challenge      , none             , repeatable>,
  tx<115, MfaChallenge     , previous              , MfaRequired      , to<outcome::mfa_required>>,
  tx<116, MfaChallenge     , previous              , Unauthenticated  , to<outcome::unauthenticated>>,
  tx<117, MfaChallenge     , get_state             , none             , none>,
  tx<118, MfaChallenge     , cancel                , Ended            , none>,

  tx<119, Success          , get_state             , none             , waiting<waiting_for::application>>,

  tx<121, Outside          , get_lockout_settings  , Ended            , to<outcome::ok>>,
  tx<122, Outside          , replace_lockout_settings, Ended          , to<outcome::ok>>,
  tx<123, Outside          , get_authenticator_settings, Ended        , to<outcome::ok>>,
  tx<124, Outside          , replace_authenticator_settings, Ended    , to<outcome::ok>>,
  tx<125, Outside          , get_threat_configuration, Ended          , to<outcome::ok>>,
  tx<126, Outside          , replace_threat_configuration, Ended      , to<outcome::ok>>,
  tx<127, Outside          , list_blocks           , Ended            , to<outcome::ok>>
>;  // clang-format on
static_assert(transition_rows::count == 127, "docs/spec/transaction.md lists these rows");

}  // namespace interlock::authn::machine
