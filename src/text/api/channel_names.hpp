#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include <interlock/authn/words.hpp>

/// The ways in which a code or a link is sent, in upper case as bodies write them. `to_string` gives the lower-case
/// names of links.
namespace interlock::text {

/// In the order of `authn::recovery_method`.
inline constexpr std::array<std::string_view, authn::words_of<authn::recovery_method>::value.size()> channel_words{
    "EMAIL", "SMS", "CALL", "QUESTION", "PUSH", "OTP"};
/// Those that send a recovery code or link.
inline constexpr auto recovery_channels = std::span{channel_words}.first<3>();

constexpr std::string_view channel_word(authn::recovery_method of) noexcept {
  return channel_words[static_cast<std::size_t>(of)];
}

constexpr std::optional<authn::recovery_method> channel_of(std::string_view word) noexcept {
  const auto known = std::ranges::find(channel_words, word);
  if (known == channel_words.end()) return std::nullopt;
  return static_cast<authn::recovery_method>(known - channel_words.begin());
}

constexpr char upper_case(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// The API takes the recovery channels in any letter case.
constexpr std::optional<authn::recovery_method> recovery_channel_of(std::string_view text) noexcept {
  for (const std::string_view word : recovery_channels)
    if (std::ranges::equal(word, text, {}, {}, upper_case)) return channel_of(word);
  return std::nullopt;
}

}  // namespace interlock::text
