#pragma once

#include <array>
#include <vector>

#include <interlock/rules/regions.hpp>

#include "vocabulary.hpp"

/// Walks the whole space of observations by running a question again and again, each time with the next combination
/// of the values that it reads. What it does not read stays free, so each run stands for a box; the boxes are
/// disjoint and fill the space.
namespace spec {

class box_walk final : public observations {
 public:
  value_index value(input_id which) override;

  /// The box of the run that just ended.
  [[nodiscard]] interlock::rules::box box() const;
  /// The values read in it, `no_value` where nobody asked.
  [[nodiscard]] const std::array<value_index, inputs_count>& read() const { return read_; }

  /// Prepares the next run. @return false after the last one
  bool next();

 private:
  struct choice {
    input_id which;
    value_index taken;
    std::size_t values;
  };
  std::vector<choice> path_;
  std::size_t asked_ = 0;
  std::array<value_index, inputs_count> read_ = nothing_read();

  static constexpr std::array<value_index, inputs_count> nothing_read() {
    std::array<value_index, inputs_count> none{};
    none.fill(interlock::rules::no_value);
    return none;
  }
};

/// `run(walk)` asks the question once and looks at the box. @return the number of boxes
template <class Run>
std::size_t for_each_box(Run run) {
  box_walk walk;
  std::size_t boxes = 0;
  do {
    run(walk);
    ++boxes;
  } while (walk.next());
  return boxes;
}

}  // namespace spec
