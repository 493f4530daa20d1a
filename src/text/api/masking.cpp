#include "text/api/masking.hpp"

#include <algorithm>
#include <iterator>

#include "text/json/digit.hpp"

namespace interlock::text {
namespace {

constexpr std::size_t digits_shown = 4;

bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string_view first_character(std::string_view text) noexcept {
  std::size_t length = std::min<std::size_t>(text.size(), 1);
  while (length < text.size() && continues_character(text[length])) ++length;
  return text.substr(0, length);
}

std::string_view last_character(std::string_view text) noexcept {
  std::size_t at = text.size() - std::min<std::size_t>(text.size(), 1);
  while (at > 0 && continues_character(text[at])) --at;
  return text.substr(at);
}

}  // namespace

std::string masked_phone(std::string_view number) {
  if (number.find("XX") != std::string_view::npos || number.find("**") != std::string_view::npos)
    return std::string{number};
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits), is_digit);
  const std::string last = digits.substr(digits.size() - std::min(digits.size(), digits_shown));
  if (number.starts_with("+1") && digits.size() == 11) return std::string{"+1 XXX-XXX-"}.append(last);
  if (digits.size() <= digits_shown) return std::string(digits.size(), 'X');
  std::string out{number.starts_with('+') ? "+" : ""};
  return out.append(digits.size() - digits_shown, 'X').append(last);
}

std::string masked_email(std::string_view address) {
  constexpr std::string_view mask = "...";
  const std::size_t at = std::min(address.rfind('@'), address.size());
  const std::string_view local = address.substr(0, at);
  const std::string_view first = first_character(local);
  const std::string_view last = last_character(local);
  const bool masked = local.substr(first.size()).starts_with(mask) && local.size() <= first.size() + 3 + last.size();
  if (masked) return std::string{address};
  std::string out{first};
  out += mask;
  if (local.size() > first.size() + last.size()) out += last;
  return out.append(address.substr(at));
}

}  // namespace interlock::text
