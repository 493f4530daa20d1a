#pragma once

// The rows of the transaction machine, as data: machine, links and pictures are made from them.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include <interlock/authn/transaction_machine.hpp>

namespace interlock::authn::machine {

/// One way on from a row, by the id that docs/spec/transaction.md lists it under.
struct branch {
  int id = 0;
  std::optional<state> to;  ///< none: the transaction is over, or stays as it is
};

/// What becomes of the state: it is not left, the transaction ends, or a choice behind the row leads to the state that
/// the tables came to.
enum class effect_on_state : std::uint8_t { stays, ends, chosen };

/// What one operation does in one state, for which the machine has one transition.
struct row {
  std::optional<state> from;  ///< none: no transaction yet
  operation by = operation::authenticate;
  set_of<substate> in;  ///< the state is in one of them, or the row does not hold
  effect_on_state effect = effect_on_state::stays;
  std::array<branch, 8> branches = {};
  std::size_t branch_count = 1;
  set_of<outcome> outcomes = {};  ///< those of the branches
};

/// The states come first among the outcomes, in their order.
constexpr outcome outcome_for(state to) noexcept { return static_cast<outcome>(to); }
static_assert(std::equal(words_of<state>::value.begin(), words_of<state>::value.end(),
                         words_of<outcome>::value.begin()));

constexpr row choose(std::optional<state> from, operation by, set_of<substate> within,
                     std::initializer_list<branch> among) {
  row made{from, by, within, effect_on_state::chosen, {}, 0, {}};
  for (const branch& each : among) {
    made.branches[made.branch_count++] = each;
    made.outcomes.insert(outcome_for(*each.to));
  }
  return made;
}
constexpr row stay(state in, operation by, set_of<substate> within, int id) {
  return {in, by, within, effect_on_state::stays, {{{id, {}}}}};
}
constexpr row end(state from, operation by, set_of<substate> within, int id) {
  return {from, by, within, effect_on_state::ends, {{{id, {}}}}};
}

inline constexpr std::optional<state> outside;
inline constexpr set_of<substate> anything = [] {
  set_of<substate> found;
  for (std::size_t each = 0; each < words_of<substate>::value.size(); ++each) found.insert(static_cast<substate>(each));
  return found;
}();

inline constexpr auto table = [] {
  using enum state;
  using enum operation;
  using enum substate;
  constexpr set_of<substate> own_answer{sent_code, response, push_again, callback_again, provider};
  constexpr set_of<substate> other_device{push, callback};
  constexpr set_of<substate> repeatable{sent_code, push, push_again};
  // clang-format off
  return std::array{
  //     from                 operation               substates         to
  choose(outside,             authenticate,           anything,         {
      {1, mfa_required}, {2, mfa_enroll}, {3, password_expired}, {4, password_warn}, {5, password_reset},
      {6, locked_out}, {7, unauthenticated}, {8, success}}),
  choose(outside,             forgot_password,        anything,         {{9, recovery_challenge}, {10, recovery}}),
  choose(outside,             unlock_account,         anything,         {{11, recovery_challenge}, {12, recovery}}),
  choose(outside,             verify_recovery_token,  anything,         {
      {13, recovery}, {14, password_reset}, {15, success}}),

  choose(locked_out,          unlock_account,         anything,         {{16, recovery_challenge}, {17, recovery}}),

  choose(unauthenticated,     step_up,                {password},       {
      {18, mfa_required}, {19, mfa_enroll}, {20, password_expired}, {21, password_warn}, {22, locked_out},
      {23, success}}),
  choose(unauthenticated,     verify_factor,          {first_factor},   {
      {24, mfa_challenge}, {25, unauthenticated}, {26, mfa_required}, {27, mfa_enroll}, {28, password_expired},
      {29, password_warn}, {30, success}}),
  stay  (unauthenticated,     get_state,              anything,         31),
  end   (unauthenticated,     cancel,                 anything,         32),

  choose(password_warn,       change_password,        anything,         {
      {33, mfa_required}, {34, mfa_enroll}, {35, success}}),
  choose(password_warn,       skip,                   anything,         {
      {36, mfa_required}, {37, mfa_enroll}, {38, password_expired}, {39, success}}),
  stay  (password_warn,       get_state,              anything,         40),
  end   (password_warn,       cancel,                 anything,         41),

  choose(password_expired,    change_password,        anything,         {
      {42, mfa_required}, {43, mfa_enroll}, {44, success}}),
  stay  (password_expired,    get_state,              anything,         45),
  end   (password_expired,    cancel,                 anything,         46),

  choose(password_reset,      reset_password,         anything,         {
      {47, mfa_required}, {48, mfa_enroll}, {49, success}}),
  stay  (password_reset,      get_state,              anything,         50),
  end   (password_reset,      cancel,                 anything,         51),

  choose(recovery,            verify_recovery_token,  {recovery_token}, {
      {52, recovery}, {53, password_reset}, {54, success}}),
  choose(recovery,            answer_question,        {answer},         {{55, password_reset}, {56, success}}),
  stay  (recovery,            get_state,              {answer},         57),
  end   (recovery,            cancel,                 {answer},         58),

  choose(recovery_challenge,  verify_recovery_factor, {sent_code},      {
      {59, recovery}, {60, password_reset}, {61, success}}),
  stay  (recovery_challenge,  resend_recovery,        {sent_code},      62),
  stay  (recovery_challenge,  get_state,              {sent_code},      63),
  end   (recovery_challenge,  cancel,                 {sent_code},      64),

  choose(mfa_enroll,          enroll_factor,          anything,         {
      {65, mfa_enroll_activate}, {66, mfa_required}, {67, mfa_enroll}, {68, password_expired}, {69, password_warn},
      {70, success}}),
  choose(mfa_enroll,          skip,                   {optional_factor}, {
      {71, mfa_required}, {72, password_expired}, {73, password_warn}, {74, success}, {120, mfa_enroll}}),
  stay  (mfa_enroll,          get_state,              anything,         75),
  end   (mfa_enroll,          cancel,                 anything,         76),

  choose(mfa_enroll_activate, activate_factor,        own_answer,       {
      {77, mfa_enroll_activate}, {78, mfa_required}, {79, mfa_enroll}, {80, password_expired}, {81, password_warn},
      {82, success}}),
  choose(mfa_enroll_activate, poll_activation,        other_device,     {
      {83, mfa_enroll_activate}, {84, mfa_required}, {85, mfa_enroll}, {86, password_expired}, {87, password_warn},
      {88, success}}),
  stay  (mfa_enroll_activate, send_activation_link,   {push},           89),
  stay  (mfa_enroll_activate, resend_activation,      {sent_code},      90),
  choose(mfa_enroll_activate, previous,               anything,         {{91, mfa_enroll}}),
  stay  (mfa_enroll_activate, get_state,              anything,         92),
  end   (mfa_enroll_activate, cancel,                 anything,         93),

  choose(mfa_required,        verify_factor,          anything,         {
      {94, mfa_challenge}, {95, mfa_required}, {96, mfa_enroll}, {97, password_expired}, {98, password_warn},
      {99, success}}),
  stay  (mfa_required,        get_state,              anything,         100),
  end   (mfa_required,        cancel,                 anything,         101),

  choose(mfa_challenge,       verify_factor,          own_answer,       {
      {102, mfa_challenge}, {103, mfa_required}, {104, mfa_enroll}, {105, password_expired}, {106, password_warn},
      {107, success}}),
  choose(mfa_challenge,       poll_verification,      other_device,     {
      {108, mfa_challenge}, {109, mfa_required}, {110, mfa_enroll}, {111, password_expired}, {112, password_warn},
      {113, success}}),
  stay  (mfa_challenge,       resend_challenge,       repeatable,       114),
  choose(mfa_challenge,       previous,               anything,         {{115, mfa_required}, {116, unauthenticated}}),
  stay  (mfa_challenge,       get_state,              anything,         117),
  end   (mfa_challenge,       cancel,                 anything,         118),

  stay  (success,             get_state,              {application},    119)

  };  // clang-format on
}();

}  // namespace interlock::authn::machine
