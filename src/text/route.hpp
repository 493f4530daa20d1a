#pragma once

#include <cstdint>
#include <string_view>

/// The operations of the API by method and path; domain.md sections 3, 10.1 and 12.
namespace interlock::text {

enum class served : std::uint8_t {
  decided,      ///< `POST /api/v1/authn`
  not_decided,  ///< the API has it, this version does not decide it
  unknown_path,
  wrong_method,  ///< the path exists, with another method
};

/// Pure. @param path  without query
[[nodiscard]] served find_route(std::string_view method, std::string_view path) noexcept;

}  // namespace interlock::text
