#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <interlock/authn/decision.hpp>

#include "support.hpp"

/// Decisions that are made by hand and how they are written: whatever the engine decides, this is what becomes of it.
namespace interlock::tests {

/// 2015-11-03T10:10:00Z
inline constexpr authn::time_point ten_past{std::chrono::sys_days{std::chrono::year{2015} / 11 / 3} +
                                            std::chrono::minutes{610}};
inline constexpr std::string_view user_shown = R"("user":{"id":"00u1","profile":{"login":"dade@example.com"}})";

/// The scenario of a decision: a user and a host that mints something of everything.
struct setting {
  std::string_view operation = "/api/v1/authn";
  std::string_view body = "{}";
  std::string_view more = {};  ///< further top-level members, each with a comma in front
};

using made_by = std::function<void(authn::decision&)>;
[[nodiscard]] std::string written_body(const setting& given, const made_by& fill);
[[nodiscard]] std::string written_snapshot(const setting& given, const made_by& fill);
[[nodiscard]] std::string written_effect(const setting& given, const authn::effect& what);

/// A transaction that waits, and its answer.
void wait_in(authn::decision& made, authn::state in, authn::substate what, const authn::operations& links);
void ask_for(authn::decision& made, const authn::factor_in_question& factor,
             std::optional<authn::factor_result> result = {});

inline constexpr authn::operations activation_links{authn::operation::get_state, authn::operation::activate_factor,
                                                    authn::operation::previous, authn::operation::cancel};
inline constexpr authn::operations challenge_links{authn::operation::get_state, authn::operation::verify_factor,
                                                   authn::operation::previous, authn::operation::cancel};
[[nodiscard]] authn::operations with(authn::operations some, std::initializer_list<authn::operation> more);
[[nodiscard]] authn::operations without(authn::operations some, authn::operation one);

// What is expected.

/// `"RELATION":{["name":...,]"href":...,"hints":...}`; without a relation an element of a list.
[[nodiscard]] std::string link(std::string_view relation, std::string_view name, std::string_view path,
                               std::string_view method = "POST");
inline const std::string cancel_link = link("cancel", "", "/api/v1/authn/cancel");
inline const std::string prev_link = link("prev", "", "/api/v1/authn/previous");

/// The body of a transaction that waits. @param more  members after `status`
[[nodiscard]] std::string waiting_body(std::string_view status, std::string_view more, std::string_view embedded,
                                       std::string_view links);

}  // namespace interlock::tests
