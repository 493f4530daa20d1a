#include <algorithm>
#include <string>

#include "command.hpp"
#include "streams.hpp"

namespace interlock::tools {
namespace {

constexpr option help{"--help", "", "print this"};

std::string usage(const command& of) {
  std::string text = "usage: interlock " + std::string{of.name};
  for (const option& one : of.options) {
    text.append(" [").append(one.name);
    if (!one.value.empty()) text.append(" ").append(one.value);
    text += ']';
  }
  return text.append(" ").append(of.operands);
}

std::nullopt_t refuse(const command& of, const std::string& why) {
  complain("interlock " + std::string{of.name} + ": " + why);
  complain(usage(of));
  return std::nullopt;
}

std::string unknown_option(const command& of, std::string_view word) {
  std::vector<std::string_view> known{help.name};
  for (const option& one : of.options) known.push_back(one.name);
  return "unknown option " + with_suggestion(word, known);
}

}  // namespace

std::optional<arguments> arguments::parse(const command& of, std::span<const std::string_view> words) {
  arguments given;
  bool options_end = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (options_end || !word.starts_with('-') || word == "-") {
      given.operands_.push_back(word);
    } else if (word == "--") {
      options_end = true;
    } else {
      const std::size_t equals = word.find('=');
      const std::string_view name = word.substr(0, equals);
      const auto known = std::ranges::find(of.options, name, &option::name);
      const bool is_help = name == help.name;
      if (!is_help && known == of.options.end()) return refuse(of, unknown_option(of, name));
      const bool wants_value = !is_help && !known->value.empty();
      if (!wants_value && equals != std::string_view::npos)
        return refuse(of, "`" + std::string{name} + "` takes no value");
      if (wants_value && equals == std::string_view::npos && i + 1 == words.size())
        return refuse(of, "`" + std::string{name} + "` needs a value");
      std::string_view value;
      if (wants_value) value = equals == std::string_view::npos ? words[++i] : word.substr(equals + 1);
      given.options_.emplace_back(is_help ? help.name : known->name, value);
    }
  }
  if (given.operands_.size() > of.operands_max && !given.has(help.name))
    return refuse(of, "`" + std::string{given.operands_[of.operands_max]} + "` is one operand too many");
  return given;
}

bool arguments::has(std::string_view option) const { return value(option).has_value(); }

std::optional<std::string_view> arguments::value(std::string_view option) const {
  std::optional<std::string_view> found;
  for (const auto& [name, value] : options_)
    if (name == option) found = value;
  return found;
}

void print_help(const command& of) {
  std::string text = usage(of);
  text.append("\n\n").append(of.purpose).append("\n\n");
  std::vector<std::pair<std::string, std::string_view>> lines;
  for (const option& one : of.options)
    lines.emplace_back(std::string{one.name}.append(one.value.empty() ? "" : " ").append(one.value), one.meaning);
  lines.emplace_back(help.name, help.meaning);
  std::size_t width = 0;
  for (const auto& [left, right] : lines) width = std::max(width, left.size());
  for (const auto& [left, right] : lines)
    text.append("  ").append(left).append(width + 2 - left.size(), ' ').append(right).append("\n");
  if (!of.remark.empty()) text.append("\n").append(of.remark).append("\n");
  print(text);
}

}  // namespace interlock::tools
