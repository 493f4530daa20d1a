// What most files include, compiled once for all of them. Files include what they use: `-Dunits=files` does without.
// A guard, because g++ does not take `#pragma once` where the file is compiled on its own.
#ifndef INTERLOCK_TESTS_PCH_COMMON_HPP
#define INTERLOCK_TESTS_PCH_COMMON_HPP

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/decide.hpp>
#include <interlock/authn/explain.hpp>
#include <interlock/text/decide.hpp>
#include <interlock/text/scenario.hpp>

#endif
