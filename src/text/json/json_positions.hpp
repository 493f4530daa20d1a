#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The position of each value of a valid JSON text. Built in one pass, and only when a problem has to be placed.
namespace interlock::text {

class text_index {
 public:
  struct node {
    std::uint32_t begin = 0;  ///< the value's text is [begin, end)
    std::uint32_t end = 0;
    std::uint32_t key_begin = 0;  ///< the quoted key; empty for elements and for the root
    std::uint32_t key_end = 0;
    std::uint32_t first_child = 0;
    std::uint32_t children = 0;
    bool object = false;
  };

  /// @param text  valid JSON, comments and trailing commas allowed, nested at most as deep as the stack bears
  explicit text_index(std::string_view text);

  /// The value that the JSON pointer names, or the innermost one on the way that exists.
  [[nodiscard]] const node& nearest(std::string_view pointer) const;
  /// Every key that stands in its object before: its pointer and its node.
  [[nodiscard]] std::vector<std::pair<std::string, const node*>> duplicate_keys() const;

 private:
  [[nodiscard]] node read_value();
  void read_members(node& parent);
  void skip_blank();
  void skip_string();
  [[nodiscard]] std::string key_of(const node& member) const;
  [[nodiscard]] const node* child(const node& parent, std::string_view token) const;
  void collect_duplicates(const node& parent, const std::string& pointer,
                          std::vector<std::pair<std::string, const node*>>& found) const;

  std::string_view text_;
  std::uint32_t at_ = 0;
  std::vector<node> pending_;  // children of containers that are still open
  std::vector<node> nodes_;    // children of one container stand side by side
  node root_;
};

}  // namespace interlock::text
