#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::text {

/// Plain text in lines of at most 80 columns.
class page {
 public:
  static constexpr std::size_t columns = 80;

  void line(std::string_view text = {}) { text_.append(text).append("\n"); }

  /// Words broken into lines; the first one starts with `lead`, the others with as many spaces.
  void paragraph(std::string_view lead, std::string_view words) {
    std::string current{lead};
    bool empty = true;
    while (!words.empty()) {
      const std::string_view word = words.substr(0, words.find(' '));
      if (!empty && width(current) + 1 + width(word) > columns) {
        line(current);
        current.assign(lead.size(), ' ');
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
      words.remove_prefix(std::min(words.size(), word.size() + 1));
    }
    line(current);
  }

  [[nodiscard]] std::string take() && {
    while (text_.ends_with('\n')) text_.pop_back();
    return std::move(text_);
  }

 private:
  static std::size_t width(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char byte) { return (byte & 0xC0) != 0x80; }));
  }
  std::string text_;
};

}  // namespace interlock::text
