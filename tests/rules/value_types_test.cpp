#include <algorithm>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/function_ref.hpp>
#include <interlock/result.hpp>
#include <interlock/static_vector.hpp>

using interlock::function_ref;
using interlock::result;
using interlock::static_vector;

namespace {

struct refusal {
  int code = 0;
  bool operator==(const refusal&) const = default;
};

constexpr result<int, refusal> half(int of) {
  if (of % 2 != 0) return refusal{of};
  return of / 2;
}
constexpr auto of_eight = half(8);
constexpr auto of_three = half(3);
static_assert(of_eight && *of_eight == 4 && of_eight.value() == 4);
static_assert(!of_three.has_value() && of_three.error() == refusal{3});
static_assert(std::is_trivially_copyable_v<result<int, refusal>>);

result<std::unique_ptr<int>, refusal> owned(int value) { return std::make_unique<int>(value); }

int sum_up(function_ref<bool(int&)> next) {
  int sum = 0;
  for (int value = 0; next(value);) sum += value;
  return sum;
}

}  // namespace

TEST_CASE("result: the value or the error, moved where nobody else looks at it") {
  auto made = owned(7);
  REQUIRE(made);
  CHECK(**made == 7);
  const std::unique_ptr<int> taken = *std::move(made);
  CHECK(*taken == 7);
  CHECK(*owned(9).value() == 9);

  result<std::string, refusal> text{std::in_place, 3U, 'x'};
  CHECK(text->size() == 3);
  CHECK(text == result<std::string, refusal>{std::string{"xxx"}});
  text = refusal{5};
  CHECK(!text);
  CHECK(text.error().code == 5);
  text.error().code = 6;
  CHECK(text == result<std::string, refusal>{refusal{6}});
}

TEST_CASE("static_vector: a list that stands where it is") {
  struct point {
    int x = 0;
    int y = 0;
    bool operator==(const point&) const = default;
  };
  using points = static_vector<point, 3>;
  static_assert(std::is_trivially_destructible_v<points> && points::capacity() == 3);
  points list;
  CHECK(list.empty());
  list.push_back({1, 2});
  CHECK(list.emplace_back(3, 4) == point{3, 4});
  list.emplace_back();
  CHECK(list.size() == 3);
  CHECK(list.front() == point{1, 2});
  CHECK(list.back() == point{});
  CHECK(std::ranges::find(list, point{3, 4}) == list.begin() + 1);

  points copy{list};
  CHECK(copy == list);
  copy[1].x = 9;
  CHECK(!(copy == list));
  copy.clear();
  CHECK(!(copy == list));
  copy = list;
  copy = *&copy;
  CHECK(copy == points{{1, 2}, {3, 4}, {}});
}

TEST_CASE("function_ref: calls what somebody else owns") {
  std::vector<int> left{1, 2, 3};
  const auto take = [&](int& to) {
    if (left.empty()) return false;
    to = left.back();
    left.pop_back();
    return true;
  };
  CHECK(sum_up(take) == 6);
  CHECK(sum_up([](int&) { return false; }) == 0);

  int calls = 0;
  const auto counting = [&calls](int by) { return calls += by; };
  const function_ref<void(int)> count{counting};
  const function_ref<void(int)> same{count};
  count(2);
  same(3);
  CHECK(calls == 5);
}
