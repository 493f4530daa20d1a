#pragma once

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "authn/observe/observe.hpp"
#include "reference.hpp"

/// What the library observes, beside the reference definitions.
namespace spec {

/// Compares every observation of some facts with its reference definition. @return how many agree
inline std::size_t compare_all(const authn::facts& from, authn::account_event what = authn::account_event::timer) {
  const observed_values expected = reference_observations(from, what);
  authn::decision_context after{from, what};
  after.settle(reference_after_job(from));
  std::size_t same = 0;
  for (std::size_t input = 0; input < inputs_count; ++input) {
    const auto which = static_cast<input_id>(input);
    const value_index found = authn::observe(after, which);
    if (found == expected[input]) {
      ++same;
      continue;
    }
    CAPTURE(authn::shipped_book().inputs[input].name);
    FAIL_CHECK("an observation differs: ", int{found}, " instead of ", int{expected[input]});
  }
  return same;
}

template <class Value>
Value observed(const authn::facts& from) {
  CHECK(compare_all(from) == inputs_count);
  return static_cast<Value>(reference_observations(from)[static_cast<std::size_t>(id_of<Value>)]);
}

}  // namespace spec
