#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// What the commands of `interlock` have in common.
namespace interlock::tools {

/// Exit statuses; docs/reference.md#the-command-line.
enum class status : int {
  done = 0,
  negative = 1,  ///< a problem found, a wanted outcome that cannot be reached
  unusable = 2,  ///< input or usage
};

struct option {
  std::string_view name;   ///< with its dashes
  std::string_view value;  ///< what stands for its value in the usage; empty: it takes none
  std::string_view meaning;
};

class arguments;

struct command {
  std::string_view name;
  std::string_view purpose;   ///< one sentence
  std::string_view operands;  ///< as the usage shows them
  std::size_t operands_max = 1;
  std::string_view remark;  ///< more lines for `--help`, may be empty
  std::span<const option> options;
  status (*run)(const arguments& given);
};

/// The words behind the name of a command, sorted out.
class arguments {
 public:
  /// @return nothing after a message on standard error
  [[nodiscard]] static std::optional<arguments> parse(const command& of, std::span<const std::string_view> words);

  [[nodiscard]] bool has(std::string_view option) const;
  /// The last value given for the option.
  [[nodiscard]] std::optional<std::string_view> value(std::string_view option) const;
  [[nodiscard]] std::span<const std::string_view> operands() const { return operands_; }
  /// The one file of a command that takes at most one; `-` if none is given.
  [[nodiscard]] std::string_view file() const { return operands_.empty() ? "-" : operands_.front(); }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> options_;
  std::vector<std::string_view> operands_;
};

/// The usage and the meaning of every option, as `--help` prints it.
void print_help(const command& of);

extern const command decide_command;
extern const command explain_command;
extern const command play_command;
extern const command check_command;
extern const command export_command;

}  // namespace interlock::tools
