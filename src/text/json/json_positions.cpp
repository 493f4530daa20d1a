#include "text/json/json_positions.hpp"

#include <algorithm>
#include <charconv>

#include <boost/json/parse.hpp>

#include "text/json/json_document.hpp"

namespace interlock::text {

text_index::text_index(std::string_view text) : text_{text} {
  skip_blank();
  root_ = read_value();
}

void text_index::skip_blank() {
  while (at_ < text_.size()) {
    const char next = text_[at_];
    if (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
      ++at_;
    } else if (text_.substr(at_, 2) == "//") {
      at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
    } else if (text_.substr(at_, 2) == "/*") {
      at_ = static_cast<std::uint32_t>(std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2);
    } else {
      return;
    }
  }
}

void text_index::skip_string() {
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
    if (text_[at_] == '\\') ++at_;
  ++at_;
}

text_index::node text_index::read_value() {
  node value;
  value.begin = at_;
  if (text_.substr(at_, 1) == "\"") {
    skip_string();
  } else if (text_.substr(at_, 1) == "{" || text_.substr(at_, 1) == "[") {
    value.object = text_[at_] == '{';
    read_members(value);
  } else {
    at_ = static_cast<std::uint32_t>(std::min(text_.find_first_of(" \t\r\n,]}/", at_), text_.size()));
  }
  value.end = at_;
  return value;
}

void text_index::read_members(node& parent) {
  const std::size_t pending_before = pending_.size();
  for (++at_, skip_blank(); at_ < text_.size() && text_[at_] != '}' && text_[at_] != ']'; skip_blank()) {
    if (text_[at_] == ',') {
      ++at_;
      continue;
    }
    const std::uint32_t key_begin = at_;
    std::uint32_t key_end = at_;
    if (parent.object) {
      skip_string();
      key_end = at_;
      skip_blank();
      ++at_;  // the colon
      skip_blank();
    }
    node member = read_value();
    member.key_begin = key_begin;
    member.key_end = key_end;
    pending_.push_back(member);
  }
  ++at_;
  parent.first_child = static_cast<std::uint32_t>(nodes_.size());
  parent.children = static_cast<std::uint32_t>(pending_.size() - pending_before);
  const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(pending_before);
  nodes_.insert(nodes_.end(), first, pending_.end());
  pending_.erase(first, pending_.end());
}

std::string text_index::key_of(const node& member) const {
  const std::string_view quoted = text_.substr(member.key_begin, member.key_end - member.key_begin);
  if (quoted.find('\\') == std::string_view::npos) return std::string{quoted.substr(1, quoted.size() - 2)};
  const json::value parsed = json::parse(json::string_view{quoted.data(), quoted.size()});
  return std::string{parsed.get_string().data(), parsed.get_string().size()};
}

const text_index::node* text_index::child(const node& parent, std::string_view token) const {
  if (parent.object) {
    const std::string key = unescaped(token);
    for (std::uint32_t left = parent.children; left-- > 0;)  // the last one of equal keys counts
      if (const node& member = nodes_[parent.first_child + left]; key_of(member) == key) return &member;
    return nullptr;
  }
  std::uint32_t number = 0;
  const auto [rest, error] = std::from_chars(token.data(), token.data() + token.size(), number);
  const bool exists = error == std::errc{} && rest == token.data() + token.size() && number < parent.children;
  return exists ? &nodes_[parent.first_child + number] : nullptr;
}

const text_index::node& text_index::nearest(std::string_view pointer) const {
  const node* here = &root_;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const node* next = child(*here, pointer.substr(1, end - 1));
    if (next == nullptr) break;
    here = next;
    pointer.remove_prefix(end);
  }
  return *here;
}

std::vector<std::pair<std::string, const text_index::node*>> text_index::duplicate_keys() const {
  std::vector<std::pair<std::string, const node*>> found;
  collect_duplicates(root_, "", found);
  return found;
}

void text_index::collect_duplicates(const node& parent, const std::string& pointer,
                                    std::vector<std::pair<std::string, const node*>>& found) const {
  std::vector<std::pair<std::string, const node*>> keys;
  for (std::uint32_t index = 0; index < parent.children; ++index) {
    const node& member = nodes_[parent.first_child + index];
    std::string token = parent.object ? escaped(key_of(member)) : std::to_string(index);
    collect_duplicates(member, pointer + "/" + token, found);
    if (parent.object) keys.emplace_back(std::move(token), &member);
  }
  std::ranges::stable_sort(keys, {}, &std::pair<std::string, const node*>::first);
  for (std::size_t index = 1; index < keys.size(); ++index)
    if (keys[index].first == keys[index - 1].first)
      found.emplace_back(pointer + "/" + keys[index].first, keys[index].second);
}

}  // namespace interlock::text
