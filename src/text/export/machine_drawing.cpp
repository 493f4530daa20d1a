#include "text/export/machine_drawing.hpp"

#include <algorithm>
#include <iterator>

#include <interlock/authn/decide.hpp>

namespace interlock::text {
namespace {

using authn::transition;

/// The choices of the machine, those drawn as one that the same tables lead to the same places.
std::vector<choice> choices() {
  std::vector<choice> found;
  for (const branches each : operations_in_order()) {
    const transition& row = each.front();
    if (!row.by_outcome) continue;
    places to;
    for (const transition& branch : each) to.insert(branch.to);
    const auto tables = authn::tables_behind(row.by);
    auto known = std::ranges::find_if(
        found, [&](const choice& other) { return other.to == to && std::ranges::equal(other.tables, tables); });
    if (known == found.end()) known = found.insert(found.end(), {tables, {}, to});
    auto way = std::ranges::find(known->in, row.from, &choice::way_in::from);
    if (way == known->in.end()) way = known->in.insert(way, {row.from, {}});
    way->by.push_back(&row);
  }
  return found;
}

/// The places whose arrows are saved most of all when they are drawn once.
places shared_by(const std::vector<choice>& all) {
  places best;
  std::size_t saved_most = 0;
  for (const choice& one : all)
    for (const choice& other : all) {
      places both;
      std::ranges::set_intersection(one.to, other.to, std::inserter(both, both.end()));
      const auto users = std::ranges::count_if(all, [&](const choice& f) { return std::ranges::includes(f.to, both); });
      const std::size_t saved = both.empty() ? 0 : static_cast<std::size_t>(users - 1) * (both.size() - 1);
      if (saved > saved_most) best = both, saved_most = saved;
    }
  return best;
}

}  // namespace

phase phase_of(place from) noexcept {
  if (!from) return phase::sign_in;
  switch (*from) {
    case authn::state::unauthenticated:
    case authn::state::locked_out: return phase::sign_in;
    case authn::state::recovery:
    case authn::state::recovery_challenge: return phase::recovery;
    case authn::state::password_warn:
    case authn::state::password_expired:
    case authn::state::password_reset: return phase::password;
    case authn::state::mfa_required:
    case authn::state::mfa_challenge: return phase::verification;
    case authn::state::mfa_enroll:
    case authn::state::mfa_enroll_activate: return phase::enrollment;
    case authn::state::success: break;
  }
  return phase::end;
}

std::string_view from_name(place of) noexcept { return of ? to_string(*of) : before_name; }
std::string_view to_name(place of) noexcept { return of ? to_string(*of) : after_name; }

std::vector<place> sources() {
  std::vector<place> found{std::nullopt};
  for (std::size_t each = 0; each < authn::words_of<authn::state>::value.size(); ++each)
    found.emplace_back(static_cast<authn::state>(each));
  return found;
}

std::string trigger(const transition& of, std::string_view line_end) {
  std::string text{to_string(of.by)};
  if (of.any_substate) return text;
  std::size_t count = 0;
  for (std::size_t each = 0; each < authn::words_of<authn::substate>::value.size(); ++each) {
    const auto substate = static_cast<authn::substate>(each);
    if (!of.substates.contains(substate)) continue;
    if (count > 0) text += ',';
    text += count % 2 == 0 ? line_end : " ";
    if (count++ == 0) text += '[';
    text += to_string(substate);
  }
  return text + ']';
}

std::vector<branches> operations_in_order() {
  std::vector<branches> found;
  const auto rows = authn::transitions();
  const auto belongs = [](const transition& one, const transition& other) {
    return one.from == other.from && one.by == other.by && one.substates == other.substates;
  };
  for (auto first = rows.begin(); first != rows.end();) {
    const auto last =
        std::find_if_not(first, rows.end(), [&](const transition& each) { return belongs(*first, each); });
    found.emplace_back(first, last);
    first = last;
  }
  return found;
}

std::vector<const transition*> unconditional(place from) {
  std::vector<const transition*> found;
  for (const transition& row : authn::transitions())
    if (row.from == from && !row.by_outcome) found.push_back(&row);
  return found;
}

std::optional<phase> choice::within() const noexcept {
  const phase first = phase_of(in.front().from);
  const bool all = std::ranges::all_of(in, [&](const way_in& each) { return phase_of(each.from) == first; });
  return all ? std::optional{first} : std::nullopt;
}

machine_drawing draw_machine() {
  machine_drawing made{choices(), {}};
  made.shared = shared_by(made.choices);
  return made;
}

std::string table_names(std::span<const std::uint16_t> tables, std::string_view between) {
  std::string text;
  for (const std::uint16_t each : tables) {
    if (!text.empty()) text += between;
    text += authn::shipped_book().tables[each].name;
  }
  return text;
}

}  // namespace interlock::text
