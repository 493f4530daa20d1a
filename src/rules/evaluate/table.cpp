#include <interlock/rules/table.hpp>

#include <algorithm>

namespace interlock::rules {
namespace {

template <class Named>
int index_of(std::span<const Named> all, std::string_view name) noexcept {
  const auto found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

}  // namespace

int book::table_named(std::string_view name) const noexcept { return index_of(tables, name); }
int book::input_named(std::string_view name) const noexcept { return index_of(inputs, name); }

}  // namespace interlock::rules
