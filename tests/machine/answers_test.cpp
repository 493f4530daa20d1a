#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "documented.hpp"

/// The machine against the file of its answers, which was recorded and is not derived from anything: every state and
/// none, every substate, every operation, every outcome.
namespace machine {
namespace {

using authn::outcome;

template <class Enum>
constexpr std::size_t count_of = authn::words_of<Enum>::value.size();

constexpr std::size_t states_and_none = count_of<state> + 1;  // none comes first

/// Where each outcome leads, in the words of the file; empty: the operation is refused.
using by_outcome = std::array<std::string, count_of<outcome>>;

struct answers {
  std::array<std::array<std::array<by_outcome, operations_count>, count_of<substate>>, states_and_none> reached;
  std::array<std::array<operations, count_of<substate>>, states_and_none> accepted;
};

/// The members of a list; `*` is every one.
template <class Enum>
std::vector<Enum> members(const std::string& list) {
  std::vector<Enum> found;
  std::istringstream words{list};
  for (std::string word; std::getline(words, word, ',');)
    for (std::size_t each = 0; each < count_of<Enum>; ++each)
      if (word == "*" || word == authn::words_of<Enum>::value[each]) found.push_back(static_cast<Enum>(each));
  REQUIRE_MESSAGE(!found.empty(), list);
  return found;
}

std::size_t place_in_file(const std::string& from) {
  return from == "none" ? 0 : static_cast<std::size_t>(members<state>(from).front()) + 1;
}

/// `state operation substate outcome>reached ...`
void read_operation(std::istringstream& line, const std::string& from, answers& to) {
  std::string by, what, entry;
  line >> by >> what;
  while (line >> entry) {
    const std::size_t arrow = entry.find('>');
    REQUIRE_MESSAGE(arrow != std::string::npos, entry);
    for (const substate each : members<substate>(what))
      for (const outcome verdict : members<outcome>(entry.substr(0, arrow)))
        to.reached[place_in_file(from)][static_cast<std::size_t>(each)]
                  [static_cast<std::size_t>(members<operation>(by).front())][static_cast<std::size_t>(verdict)] =
            entry.substr(arrow + 1);
  }
}

/// `accepted state substate operation ...`
void read_accepted(std::istringstream& line, answers& to) {
  std::string from, what, by;
  line >> from >> what;
  while (line >> by)
    for (const substate each : members<substate>(what))
      to.accepted[place_in_file(from)][static_cast<std::size_t>(each)].insert(members<operation>(by).front());
}

std::unique_ptr<answers> read_answers() {
  std::ifstream file{INTERLOCK_SOURCE_DIR "/tests/machine/answers.txt"};
  REQUIRE(file.good());
  auto found = std::make_unique<answers>();
  for (std::string text; std::getline(file, text);) {
    if (text.empty() || text.front() == '#') continue;
    std::istringstream line{text};
    std::string first;
    line >> first;
    first == "accepted" ? read_accepted(line, *found) : read_operation(line, first, *found);
  }
  return found;
}

std::string words_for(const authn::transition_result& reached) {
  if (!reached.accepted) return "";
  return reached.to ? std::string{to_string(*reached.to)} : "ended";
}

}  // namespace

TEST_CASE("every state, none among them, answers every operation with every outcome as recorded") {
  const auto recorded = read_answers();
  std::size_t asked = 0, different = 0;
  for (std::size_t from = 0; from < states_and_none; ++from)
    for (std::size_t what = 0; what < count_of<substate>; ++what) {
      const auto at = from == 0 ? std::nullopt : std::optional{static_cast<state>(from - 1)};
      const auto waits = static_cast<substate>(what);
      if (at && authn::accepted(*at, waits) != recorded->accepted[from][what]) ++different;
      for (std::size_t by = 0; by < operations_count; ++by)
        for (std::size_t verdict = 0; verdict < count_of<outcome>; ++verdict, ++asked) {
          const auto reached = authn::fire(at, waits, operation_at(by), static_cast<outcome>(verdict));
          const std::string& wanted = recorded->reached[from][what][by][verdict];
          if (words_for(reached) == wanted && (reached.accepted || !reached.to)) continue;
          ++different;
          INFO((at ? to_string(*at) : "none"), ' ', to_string(waits), ' ', to_string(operation_at(by)), ' ',
               to_string(static_cast<outcome>(verdict)));
          CHECK(words_for(reached) == wanted);
        }
    }
  CHECK(different == 0);
  CHECK(asked == states_and_none * count_of<substate> * operations_count * count_of<outcome>);
}

}  // namespace machine
