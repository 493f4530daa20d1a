#pragma once

#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/authn/transaction_machine.hpp>

/// The transaction machine as it is drawn. A hundred arrows are more than an eye can follow; where they are the same
/// but for their ends they are drawn once.
namespace interlock::text {

using place = std::optional<authn::state>;  ///< none: before or after the transaction
using places = std::set<place>;

enum class phase : std::uint8_t { sign_in, recovery, password, verification, enrollment, end };
struct phase_drawing {
  phase value;
  std::string_view name;
  std::string_view colour;
};
inline constexpr std::array phase_drawings{
    phase_drawing{phase::sign_in, "sign-in", "#e3ecf7"},
    phase_drawing{phase::recovery, "recovery", "#fbe9dc"},
    phase_drawing{phase::password, "password", "#efe6f5"},
    phase_drawing{phase::verification, "verification", "#e2f1e4"},
    phase_drawing{phase::enrollment, "enrollment", "#e0f1f1"},
    phase_drawing{phase::end, "end", "#eeeeee"},
};
[[nodiscard]] phase phase_of(place from) noexcept;

inline constexpr std::string_view before_name = "NO_TRANSACTION";
inline constexpr std::string_view after_name = "ENDED";
[[nodiscard]] std::string_view from_name(place of) noexcept;
[[nodiscard]] std::string_view to_name(place of) noexcept;

/// Where a transaction can be, from the first place to the last.
[[nodiscard]] std::vector<place> sources();

/// An operation with the substates in which the row holds: `verify_factor [push, callback]`.
/// @param line_end  after every second substate, and before the first
[[nodiscard]] std::string trigger(const authn::transition& of, std::string_view line_end);

/// The rows of a place that fire whatever the tables come to.
[[nodiscard]] std::vector<const authn::transition*> unconditional(place from);

/// The rows of one operation in one place: the branches of a choice, or one that asks no table.
using branches = std::span<const authn::transition>;
[[nodiscard]] std::vector<branches> operations_in_order();

/// A choice that the tables make, behind every operation that the same tables lead to the same places.
struct choice {
  struct way_in {
    place from;
    std::vector<const authn::transition*> by;  ///< one row for each operation and its substates
  };
  std::span<const std::uint16_t> tables;
  std::vector<way_in> in;
  places to;

  /// That of everything that leads here, or none.
  [[nodiscard]] std::optional<phase> within() const noexcept;
};

struct machine_drawing {
  std::vector<choice> choices;
  places shared;  ///< what many choices lead to, drawn once
};
[[nodiscard]] machine_drawing draw_machine();

/// `authentication` or `identification`
[[nodiscard]] std::string table_names(std::span<const std::uint16_t> tables, std::string_view between);

}  // namespace interlock::text
