#include <interlock/text/play.hpp>

#include <interlock/text/attack.hpp>

#include "command.hpp"
#include "streams.hpp"

namespace interlock::tools {
namespace {

constexpr option play_options[] = {
    {"--json", "", "a JSON document with every decision and the final account, instead of a table"},
    {"--attack", "", "worst case of password guessing, from the state after the last step"},
    {"--within", "DURATION", "with --attack: length of the attack, an ISO 8601 duration; default P30D"},
    {"--story", "NAME", "with --attack: only this story of a worst case, which can be played"},
};

/// @return nothing after a message on standard error
std::optional<text::result<std::string>> answer(const arguments& given) {
  const bool attacks = given.has("--attack");
  for (const std::string_view only : {"--within", "--story"})
    if (!attacks && given.has(only)) {
      complain("interlock play: `" + std::string{only} + "` needs `--attack`");
      return std::nullopt;
    }
  const auto story = read_file(given.file());
  if (!story) return std::nullopt;
  const std::string_view name = shown_name(given.file());
  const bool as_json = given.has("--json");
  if (!attacks) return text::play(*story, {.as_json = as_json}, name);
  text::attack_options asked;
  asked.story = given.value("--story");
  asked.as_json = as_json;
  if (const auto within = given.value("--within")) asked.within = *within;
  return text::attack(*story, asked, name);
}

status play(const arguments& given) {
  const auto played = answer(given);
  if (!played) return status::unusable;
  if (!*played) {
    complain(played->error());
    return status::unusable;
  }
  print(**played);
  print("\n");
  return status::done;
}

}  // namespace

constinit const command play_command{
    .name = "play",
    .purpose = "Decides a story: each step starts from the state that the decision before left.",
    .operands = "[FILE]",
    .remark =
        "FILE absent or `-` is standard input. With --attack it may also hold a scenario, whose request is\n"
        "ignored. The stories of an attack are named by its goal and the devices it comes from:\n"
        "guess-from-PLACE, keep-out-known-from-PLACE and keep-out-unknown-from-PLACE, where PLACE is unknown,\n"
        "known or any.",
    .options = play_options,
    .run = play,
};

}  // namespace interlock::tools
