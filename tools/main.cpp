#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "command.hpp"
#include "streams.hpp"

namespace interlock::tools {
namespace {

constexpr std::array commands{
    &decide_command, &explain_command, &play_command, &check_command, &export_command,
};

std::string overview() {
  std::string text = "usage: interlock COMMAND [OPTION ...] [OPERAND ...]\n\n";
  std::size_t width = 0;
  for (const command* one : commands) width = std::max(width, one->name.size());
  for (const command* one : commands)
    text.append("  ").append(one->name).append(width + 2 - one->name.size(), ' ').append(one->purpose).append("\n");
  return text.append("\n`interlock COMMAND --help` describes one command, `interlock --version` prints the version.\n");
}

status usage_error(const std::string& why) {
  complain("interlock: " + why);
  std::string text = overview();
  text.pop_back();  // complain ends the line
  complain(text);
  return status::unusable;
}

status unknown_command(std::string_view word) {
  std::vector<std::string_view> known{"--help", "--version"};
  for (const command* one : commands) known.push_back(one->name);
  const std::string_view kind = word.starts_with('-') ? "option " : "command ";
  return usage_error(std::string{"unknown "}.append(kind) + with_suggestion(word, known));
}

status run(std::span<const std::string_view> words) {
  if (words.empty()) return usage_error("no command is given");
  if (words.front() == "--version") {
    print("interlock " INTERLOCK_VERSION "\n");
    return status::done;
  }
  if (words.front() == "--help" || words.front() == "help") {
    print(overview());
    return status::done;
  }
  const auto found = std::ranges::find(commands, words.front(), &command::name);
  if (found == commands.end()) return unknown_command(words.front());
  const auto given = arguments::parse(**found, words.subspan(1));
  if (!given) return status::unusable;
  if (given->has("--help")) {
    print_help(**found);
    return status::done;
  }
  return (*found)->run(*given);
}

}  // namespace
}  // namespace interlock::tools

int main(int argc, char** argv) {
  using namespace interlock::tools;
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
#ifdef SIGPIPE
  std::signal(SIGPIPE, SIG_IGN);  // a reader who has left shows when writing
#endif
  const std::vector<std::string_view> words(argv + std::min(argc, 1), argv + argc);
  const status result = run(words);
  return static_cast<int>(all_printed() ? result : status::unusable);
}
