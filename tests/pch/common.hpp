// What most tests include, for compilers that read it once and keep it. Files include what they use.
#pragma once

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

#include <interlock/authn/decide.hpp>
#include <interlock/authn/account_event.hpp>
#include <interlock/authn/explain.hpp>
#include <interlock/text/decide.hpp>
#include <interlock/text/scenario.hpp>
