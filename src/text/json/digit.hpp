#pragma once

namespace interlock::text {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace interlock::text
