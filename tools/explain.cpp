#include <interlock/text/explain.hpp>

#include "command.hpp"
#include "streams.hpp"

namespace interlock::tools {
namespace {

constexpr option explain_options[] = {
    {"--want", "OUTCOME", "also every smallest set of changes that leads to this outcome"},
    {"--json", "", "a JSON document instead of a report"},
    {"--all", "", "with --want: also changes that only time or nobody can make"},
};

status explain(const arguments& given) {
  text::explain_options asked;
  asked.all = given.has("--all");
  asked.as_json = given.has("--json");
  if (const auto word = given.value("--want")) {
    asked.want = authn::from_string<authn::outcome>(*word);
    if (!asked.want) {
      std::string known;
      for (const std::string_view outcome : authn::words_of<authn::outcome>::value) known.append(" ").append(outcome);
      complain("interlock explain: unknown outcome " + with_suggestion(*word, authn::words_of<authn::outcome>::value));
      complain("the outcomes are" + known);
      return status::unusable;
    }
  }
  const auto scenario = read_file(given.file());
  if (!scenario) return status::unusable;
  const auto explained = text::explain(*scenario, asked, shown_name(given.file()));
  if (!explained) {
    complain(explained.error());
    return status::unusable;
  }
  print(explained->text);
  print("\n");
  return explained->reachable ? status::done : status::negative;
}

}  // namespace

constinit const command explain_command{
    .name = "explain",
    .purpose = "Explains why a request gets its answer, and which changes lead to another one.",
    .operands = "[FILE]",
    .remark = "FILE absent or `-` is standard input. Exit status 1: the wanted outcome cannot be reached.",
    .options = explain_options,
    .run = explain,
};

}  // namespace interlock::tools
