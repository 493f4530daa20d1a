#include <interlock/text/play.hpp>

#include "text/play/play_json.hpp"
#include "text/play/play_report.hpp"

namespace interlock::text {
namespace {

/// @return nothing that counts after a problem
template <class Output>
std::string play_story(problem_list& problems, const story& of) {
  story_state state{of};
  Output out;
  const bool played = take_steps(problems, of, state, [&](const step_result& one) { out.add(one); });
  return played ? std::move(out).finish(state) : std::string{};
}

}  // namespace

result<std::string> play(std::string_view story_text, const play_options& options, std::string_view name) {
  problem_list problems{name, story_text};
  const std::optional<json::value> root = parse_json(problems, strict_json());
  if (!root) return std::move(problems).take();
  const path top;
  const story read = read_story({problems, *root, top}, options.steps_max);
  std::string played =
      options.as_json ? play_story<play_json>(problems, read) : play_story<play_report>(problems, read);
  if (!problems.empty()) return std::move(problems).take();
  return played;
}

}  // namespace interlock::text
