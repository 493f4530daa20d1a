#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/value.hpp>

#include <interlock/text/diagnostic.hpp>

#include "text/json/json_positions.hpp"

/// JSON text with positions: parsing costs what Boost.JSON costs, places are looked up only for a problem.
namespace interlock::text {

namespace json = boost::json;

inline std::string_view view(json::string_view text) noexcept { return {text.data(), text.size()}; }

inline constexpr std::size_t text_bytes_max = std::size_t{1} << 30;  // offsets are kept in 32 bits
inline constexpr std::size_t nesting_max = 64;

/// Where a reader stands. Lives on the reader's stack, each step pointing to the one above, so that a way through
/// the document costs nothing until it has to be written down.
class path {
 public:
  path() = default;
  path(const path& up, std::string_view key) noexcept : up_{&up}, key_{key} {}
  path(const path& up, std::size_t index) noexcept : up_{&up}, index_{index}, is_index_{true} {}

  /// The JSON pointer (RFC 6901), keys escaped.
  [[nodiscard]] std::string pointer() const;

 private:
  const path* up_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
  bool is_index_ = false;
};

/// A key as it stands in a JSON pointer, and back.
[[nodiscard]] std::string escaped(std::string_view key);
[[nodiscard]] std::string unescaped(std::string_view token);

/// At most 80 bytes of the first line of a text, cut between characters.
[[nodiscard]] std::string shortened(std::string_view text);

/// Collects the problems of one text. A pointer may name what is missing: the position is then that of the
/// innermost value around it. The text must be valid JSON, except for `at_offset`.
class problem_list {
 public:
  /// Both views must outlive the list.
  problem_list(std::string_view name, std::string_view text) noexcept : name_{name}, text_{text} {}

  struct problem {
    std::string_view code;
    std::string message;
    std::string suggestion = {};  ///< also goes into the message
    std::string found = {};       ///< if it is not the text of the place
  };
  void at_value(std::string pointer, problem what);
  void at_key(std::string pointer, problem what);
  /// @param from  offset into the string in bytes; `length` of them are the offending text
  void in_string(std::string pointer, std::size_t from, std::size_t length, problem what);
  void at_offset(std::size_t offset, std::size_t length, problem what);
  /// One problem for each key that stands twice in an object, at its later place.
  void add_duplicate_keys();
  /// The text of the value there, a string with its quotes.
  [[nodiscard]] std::string_view text_at(std::string_view pointer);

  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] const diagnostics& found() const noexcept { return found_; }
  /// All problems in the order of the text.
  [[nodiscard]] diagnostics take() &&;

 private:
  const text_index& index();
  void add(std::string pointer, std::size_t begin, std::size_t end, problem what);
  [[nodiscard]] position position_of(std::size_t offset);

  std::string_view name_;
  std::string_view text_;
  std::optional<text_index> index_;
  std::vector<std::size_t> line_starts_;
  diagnostics found_;
};

/// The parse options of this project: `nesting_max`, and what the caller allows.
[[nodiscard]] json::parse_options strict_json() noexcept;
[[nodiscard]] json::parse_options commented_json() noexcept;

/// Parses the text of `problems`.
/// @param memory  where the value lives; by default it owns a block of its own
/// @return nothing after a syntax error. Duplicate keys are reported too, but a value is returned (the last one of
///   them counts), so that a reader can go on and report all problems at once.
[[nodiscard]] std::optional<json::value> parse_json(
    problem_list& problems, const json::parse_options& options,
    json::storage_ptr memory = json::make_shared_resource<json::monotonic_resource>());

}  // namespace interlock::text
