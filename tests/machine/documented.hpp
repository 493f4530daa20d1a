#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <interlock/authn/transaction_machine.hpp>

/// What the reference says of states and operations (docs/spec/transaction.md, docs/reference.md), typed from it.
namespace machine {

namespace authn = interlock::authn;
using authn::operation;
using authn::operations;
using authn::state;
using authn::substate;

using states = authn::set_of<state>;

/// A state in one of its substates.
struct place {
  state in;
  authn::substate substate;
  bool has_state_token;
  bool operator==(const place&) const = default;
};

/// Every state in every substate that it has.
[[nodiscard]] std::span<const place> places() noexcept;
[[nodiscard]] const place* find_place(state in, substate what) noexcept;

/// One cell of section 4.
struct cell {
  bool accepted = false;
  bool stays = false;  ///< `self` whatever the tables come to
  bool ends = false;
  states targets = {};  ///< where the tables choose
};

/// @param from  null: no transaction yet
[[nodiscard]] cell documented(const place* from, operation by) noexcept;

/// The operations of a place that are no E79.
[[nodiscard]] operations accepted_at(const place& from) noexcept;

/// Sections 8.5, 10.1 and 12: what administrators ask for, outside of any transaction.
[[nodiscard]] bool is_administrative(operation by) noexcept;

/// Whether section 6.2 lists the error with that HTTP status.
[[nodiscard]] bool is_documented_error(unsigned status, std::string_view code) noexcept;

inline constexpr std::size_t operations_count = authn::words_of<operation>::value.size();
/// O1 to O23 of section 3 come first, and behind them what administrators ask for.
inline constexpr auto transaction_operations_count = static_cast<std::size_t>(operation::get_lockout_settings);
[[nodiscard]] constexpr operation operation_at(std::size_t i) noexcept { return static_cast<operation>(i); }

}  // namespace machine
