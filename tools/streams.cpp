#include "streams.hpp"

#include <cerrno>
#include <cstring>
#include <iostream>
#include <iterator>

#include <interlock/rules/finding.hpp>

namespace interlock::tools {
namespace {

std::string why(int error) { return std::strerror(error != 0 ? error : EIO); }

/// Of the first thing that could not be written.
int& print_error() {
  static int error = 0;
  return error;
}

void note_print_error() {
  if (!std::cout.good() && print_error() == 0) print_error() = errno != 0 ? errno : EIO;
}

}  // namespace

std::string_view shown_name(std::string_view file) { return file == "-" ? "<stdin>" : file; }

input::input(std::string_view file) : name_{shown_name(file)}, from_{file == "-" ? std::cin : opened_} {
  errno = 0;
  if (file == "-") return;
  opened_.open(std::string{file}, std::ios::binary);
  if (!opened_.is_open()) opened_.setstate(std::ios::badbit);
}

std::string input::all() {
  std::string text;
  std::string block(std::size_t{1} << 16, '\0');
  while (from_.good()) {
    from_.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block, 0, static_cast<std::size_t>(from_.gcount()));
  }
  return text;
}

bool input::line(std::string& to) { return static_cast<bool>(std::getline(from_, to)); }

bool input::would_wait() { return from_.rdbuf()->in_avail() <= 0; }

bool input::broken() {
  if (!from_.bad()) return false;
  complain(name_ + ": cannot be read: " + why(errno));
  return true;
}

std::optional<std::string> read_file(std::string_view file) {
  input from{file};
  std::string text = from.all();
  if (from.broken()) return std::nullopt;
  return text;
}

void print(std::string_view text) {
  errno = 0;
  std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
  note_print_error();
}

void flush() {
  errno = 0;
  std::cout.flush();
  note_print_error();
}

bool can_print() { return std::cout.good(); }

bool all_printed() {
  flush();
  if (print_error() == 0 || print_error() == EPIPE) return true;
  complain("interlock: standard output cannot be written: " + why(print_error()));
  return false;
}

void complain(std::string_view line) { std::cerr << line << '\n'; }

void complain(const text::diagnostics& problems) {
  for (const text::diagnostic& problem : problems) complain(text::to_string(problem));
}

std::string with_suggestion(std::string_view word, std::span<const std::string_view> known) {
  std::string text = "`" + std::string{word} + "`";
  const std::string_view nearest = rules::nearest_word(word, known);
  if (!nearest.empty()) text.append("; did you mean `").append(nearest).append("`?");
  return text;
}

}  // namespace interlock::tools
