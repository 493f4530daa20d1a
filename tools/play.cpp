#include <interlock/text/play.hpp>

#include "command.hpp"
#include "streams.hpp"

namespace interlock::tools {
namespace {

constexpr option options[] = {{"--json", "", "every decision and the account in the end, instead of a table"}};

status play(const arguments& given) {
  const auto story = read_file(given.file());
  if (!story) return status::unusable;
  const auto played = text::play(*story, {.as_json = given.has("--json")}, shown_name(given.file()));
  if (!played) {
    complain(played.error());
    return status::unusable;
  }
  print(*played);
  print("\n");
  return status::done;
}

}  // namespace

constinit const command play_command{
    .name = "play",
    .purpose = "Decides a story step by step: each step goes on from the decision before.",
    .operands = "[FILE]",
    .remark = "FILE absent or `-` is standard input.",
    .options = options,
    .run = play,
};

}  // namespace interlock::tools
