#pragma once

#include <fstream>
#include <istream>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <interlock/text/diagnostic.hpp>

/// The only place where the command reads and writes.
namespace interlock::tools {

/// The name that diagnostics give to a file operand; `-` is standard input.
[[nodiscard]] std::string_view shown_name(std::string_view file);

class input {
 public:
  explicit input(std::string_view file);

  [[nodiscard]] std::string all();
  /// The next line without its end. @return false at the end
  [[nodiscard]] bool line(std::string& to);
  /// Nothing more is there without waiting: whoever feeds the other end may want an answer first.
  [[nodiscard]] bool would_wait();
  /// Whether reading failed; says so on standard error.
  [[nodiscard]] bool broken();

 private:
  std::string name_;
  std::ifstream opened_;
  std::istream& from_;
};

/// The whole file. @return nothing after a message on standard error
[[nodiscard]] std::optional<std::string> read_file(std::string_view file);

/// Writes to standard output.
void print(std::string_view text);
void flush();
/// Whether standard output still takes something.
[[nodiscard]] bool can_print();
/// Flushes. @return false, after a message, if something could not be written. A reader who has left is no error.
[[nodiscard]] bool all_printed();

/// Writes one line to standard error.
void complain(std::string_view line);
void complain(const text::diagnostics& problems);

/// The word in back quotes, and the known one that was probably meant.
[[nodiscard]] std::string with_suggestion(std::string_view word, std::span<const std::string_view> known);

}  // namespace interlock::tools
