#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <interlock/authn/account.hpp>

#include "text/json/json_writer.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// `account`, the user object as it was given but for what the decision changed.
/// @param groups  a scenario says them of an account, a decision does not; null: none
void write_account(json_writer& out, const scenario::document& from, const authn::account& after,
                   const json::value* groups = nullptr);

/// The user object after a decision. A member that changed stands where it stood, or at the end if it is new.
[[nodiscard]] json::object user_after(const json::object& user, const authn::account& before,
                                      const authn::account& after);

}  // namespace interlock::text
