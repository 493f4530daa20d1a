#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <interlock/authn/words.hpp>

/// The operations of the API by method and path; docs/reference.md#the-operations.
namespace interlock::text {

enum class served : std::uint8_t {
  decided,
  unknown_path,
  wrong_method,  ///< the path exists, with another method
};

/// The operation of a method and path. Text is borrowed from the path.
struct found_route {
  served how = served::unknown_path;
  authn::operation operation = authn::operation::authenticate;  ///< of those that share a path, the first
  std::string_view factor;                                      ///< id or type, as it stands in the path
  std::optional<authn::recovery_method> recovery_by;            ///< sms or call
  std::optional<authn::recovery_method> link_by;                ///< email or sms
};

/// Pure. @param path  without query
[[nodiscard]] found_route find_route(std::string_view method, std::string_view path) noexcept;

}  // namespace interlock::text
