#pragma once

#include <string>

#include "text/json/json_writer.hpp"
#include "text/play/repeat_step.hpp"

namespace interlock::text {

/// The document with every decision as `decide` writes it.
class play_json {
 public:
  play_json();
  void add(const step_result& of);
  [[nodiscard]] std::string finish(const story_state& end) &&;

 private:
  std::string text_;
  json_writer out_{text_, layout::indented};
};

}  // namespace interlock::text
