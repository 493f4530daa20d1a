#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/result.hpp>
/// Problems of a text, each with its place. Values, never exceptions.
namespace interlock::text {

/// A place in a text. 0 and 0: the text has no such place.
struct position {
  std::uint32_t line = 0;    ///< from 1
  std::uint32_t column = 0;  ///< from 1, in bytes
  bool operator==(const position&) const = default;
  auto operator<=>(const position&) const = default;
};

/// One problem of a text. It owns its text; docs/reference.md#diagnostics lists the codes.
struct diagnostic {
  std::string file;  ///< as the caller named the text, may be empty
  position at;
  std::string pointer;     ///< JSON pointer of the value, empty for the whole document
  std::string code;        ///< a permanent word, e.g. `syntax`, `unknown-key`, `dead-row`
  std::string message;     ///< one sentence, lower case, no full stop, includes witness and suggestion
  std::string found;       ///< offending text, shortened to 80 bytes
  std::string suggestion;  ///< nearest word that would be right, may be empty

  bool operator==(const diagnostic&) const = default;
};

using diagnostics = std::vector<diagnostic>;  ///< in the order of the text, never empty on failure

template <class T>
using result = interlock::result<T, diagnostics>;

/// `FILE:LINE:COLUMN: message`, without a line end.
[[nodiscard]] std::string to_string(const diagnostic& of);

}  // namespace interlock::text
