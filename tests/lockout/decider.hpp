#pragma once

#include <concepts>
#include <string>

#include <doctest/doctest.h>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>

#include "scenes.hpp"

/// The public lockout defects of another product as properties: docs/spec/lockout_defects.md.
namespace spec::defects {

namespace authn = interlock::authn;
using authn::facts;

/// Something that decides and evolves: the engine, or the engine with a fault. It may remember what it was asked.
template <class T>
concept decider = std::copyable<T> && requires(T& of, const facts& from, authn::account_event what) {
  { of.decide(from) } -> std::same_as<authn::decision>;
  { of.happen(from, what) } -> std::same_as<authn::decision>;
};

struct engine {
  [[nodiscard]] authn::decision decide(const facts& from) const {
    const auto made = authn::decide(from);
    REQUIRE(made.has_value());
    return *made;
  }
  [[nodiscard]] authn::decision happen(const facts& from, authn::account_event what) const {
    return authn::decide_event(from, what);
  }
};

/// Where a property does not hold, in words; empty: it holds.
using witness = std::string;

inline witness words(std::string_view text) { return std::string{text}; }
inline witness words(std::uint64_t number) { return std::to_string(number); }

template <class... Parts>
witness because(const Parts&... parts) {
  return (words(parts) + ...);
}

}  // namespace spec::defects
