#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <interlock/rules/analysis.hpp>
#include <interlock/rules/table.hpp>

/// The engine of the analysis: what is left of a box when rows are taken away. Casual readers want analysis.hpp.
namespace interlock::rules {

using point = std::vector<value_index>;  ///< one value a column

/// Takes rows away from boxes of one table, with a limit to the work. Not for use by two threads at once.
class subtraction {
 public:
  subtraction(const table& of, std::uint64_t steps) noexcept : of_{of}, steps_{steps} {}

  enum class end : std::uint8_t { done, stopped, out_of_steps };
  using visitor = std::function<bool(std::span<const value_set>)>;

  /// Visits disjoint boxes that together are `from` without the `rows`; the visitor returns false to stop.
  /// @param ignored  columns in which the rows are taken to admit everything
  end run(const cells& from, std::span<const row_index> rows, column_set ignored, const visitor& visit);

  /// Is anything left? Then `left_over` is a combination of it.
  verdict leaves(const cells& from, std::span<const row_index> rows, column_set ignored = 0,
                 point* left_over = nullptr);

  /// At least the rows below `before` that share a combination with the box, in order.
  [[nodiscard]] std::vector<row_index> rows_near(std::span<const value_set> box, row_index before);
  [[nodiscard]] bool exhausted() const noexcept { return steps_ == 0; }

 private:
  struct candidate {
    column_set open = 0;  // columns in which the row does not yet admit the whole box
    std::uint32_t open_count = 0;
    row_index row = 0;
  };

  end split(std::size_t first, const visitor& visit);
  [[nodiscard]] bool narrow(std::size_t column, value_set to, std::size_t first, std::size_t into);
  bool spend(std::uint64_t steps) noexcept;
  [[nodiscard]] const value_set& admitted(const candidate& by, std::size_t column) const noexcept {
    return of_.rows[by.row].when[column];
  }

  const table& of_;
  std::uint64_t steps_;
  cells box_;
  std::vector<candidate> candidates_;  // one range a box that is being split
};

/// The whole space of a table.
[[nodiscard]] cells all_cells(const table& of);
/// Both rows match some combination.
[[nodiscard]] bool meet(const row& one, const row& other) noexcept;
/// The box in which both rows match. They must meet.
[[nodiscard]] cells intersection(const row& one, const row& other);
/// Some combination in a box.
[[nodiscard]] point first_point(std::span<const value_set> box);

}  // namespace interlock::rules
