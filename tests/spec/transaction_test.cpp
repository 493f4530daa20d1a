#include <array>

#include <doctest/doctest.h>

#include <interlock/authn/transaction.hpp>

/// Sections 2.1 and 4: where transactions begin, and what their states accept.
namespace spec {
namespace {

namespace authn = interlock::authn;
using authn::operation;
using authn::operations;
using authn::outcome;
using authn::state;

struct state_row {
  state in;
  operations accepted;
  bool begins;  ///< primary authentication or an activation token can end here
};

// MFA_ENROLL accepts `skip` only where the link is published, which is after the first enrollment.
// clang-format off
constexpr std::array rows{
  //        state                      accepted                                                              begins
  state_row{state::unauthenticated,     {operation::authenticate, operation::verify_factor, operation::cancel}, false},
  state_row{state::password_warn,       {operation::change_password, operation::skip, operation::cancel},       true},
  state_row{state::password_expired,    {operation::change_password, operation::cancel},                        true},
  state_row{state::password_reset,      {operation::reset_password, operation::cancel},                         true},
  state_row{state::recovery,            {operation::cancel},                                                    false},
  state_row{state::recovery_challenge,  {operation::cancel},                                                    false},
  state_row{state::locked_out,          {operation::unlock},                                                    true},
  state_row{state::mfa_enroll,          {operation::enroll_factor, operation::cancel},                          true},
  state_row{state::mfa_enroll_activate, {operation::cancel},                                                    false},
  state_row{state::mfa_required,        {operation::verify_factor, operation::cancel},                          true},
  state_row{state::mfa_challenge,       {operation::verify_factor, operation::cancel},                          false},
  state_row{state::success,             {},                                                                     true},
};
// clang-format on

constexpr std::array all_operations{operation::authenticate,   operation::change_password, operation::skip,
                                    operation::reset_password, operation::unlock,          operation::enroll_factor,
                                    operation::verify_factor,  operation::cancel};

}  // namespace

TEST_CASE("a transaction begins in the state that primary authentication came to, and no refusal begins one") {
  std::size_t checked = 0, begun = 0;
  for (std::size_t word = 0; word < authn::words_of<outcome>::value.size(); ++word) {
    const auto verdict = static_cast<outcome>(word);
    std::optional<state> expected;
    for (const state_row& row : rows)
      if (row.begins && to_string(row.in) == to_string(verdict)) expected = row.in;
    CAPTURE(to_string(verdict));
    CHECK(authn::start(verdict) == expected);
    begun += expected ? 1 : 0;
    ++checked;
  }
  CHECK(checked == 22);
  CHECK(begun == 7);
}

TEST_CASE("a state accepts what the table of states and events says, and nothing else") {
  std::size_t checked = 0;
  for (const state_row& row : rows)
    for (const operation each : all_operations) {
      CAPTURE(to_string(row.in));
      CAPTURE(static_cast<int>(each));
      const bool accepted = authn::accepted(row.in).contains(each);
      // States that this part of the machine only leads to may still accept less than they will.
      if (row.begins)
        CHECK(accepted == row.accepted.contains(each));
      else
        CHECK((!accepted || row.accepted.contains(each)));
      ++checked;
    }
  CHECK(checked == 12 * 8);
}

TEST_CASE("no state that waits for the user is without a way on") {
  for (const state_row& row : rows)
    if (row.begins && row.in != state::success) CHECK(authn::accepted(row.in) != operations{});
}

}  // namespace spec
