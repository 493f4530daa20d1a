#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "text/play/repeat_step.hpp"

/// A story that is played, and what is written of it.
namespace interlock::text {

/// What this library wrote, or a part of it. It may be nested somewhat deeper than a text that it reads.
[[nodiscard]] boost::json::value parsed(std::string_view own_text);

/// A step that was taken, or several alike times of a step that is repeated.
struct played_step {
  alike_run times;
  bool repeated = false;  ///< the step says how often it is taken
  std::string what;       ///< the operation or the event
  std::string decision;   ///< the last one as `decide` writes it, indented
  json::value members;    ///< the same as a value
};

/// The document with every decision. They stand there to the byte as `decide` writes them, only further to the right.
class play_document {
 public:
  void add(const played_step& step);
  /// @param account  as a decision writes it
  [[nodiscard]] std::string finish(std::string_view account) &&;

 private:
  std::string text_ = "{\n  \"steps\": [";
  bool empty_ = true;
};

/// A table with a line for each step, and the account in the end.
class play_report {
 public:
  play_report();
  void add(const played_step& step);
  [[nodiscard]] std::string finish(std::string_view account) &&;

 private:
  enum column : std::size_t { times = 5, columns };
  using row = std::array<std::string, columns>;
  void add(row cells);

  std::array<std::size_t, columns> widths_{};
  std::vector<row> rows_;
  std::string day_;  // of the last line
};

}  // namespace interlock::text
