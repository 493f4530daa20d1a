#pragma once

#include <array>
#include <string_view>

#include "text/json/json_reader.hpp"

/// The settings of policies and the actions of their rules, one pair a kind of policy. Reads Okta's objects.
namespace interlock::text {

/// The words of `status` in policies, rules and recovery factors.
inline constexpr std::array<std::string_view, 2> life_cycles{"ACTIVE", "INACTIVE"};

void read_settings(const place& from, authn::password_settings& to);
void read_actions(const place& from, authn::password_actions& to);

void read_settings(const place& from, authn::sign_on_settings& to);
void read_actions(const place& from, authn::sign_on_actions& to);

void read_settings(const place& from, authn::enrollment_settings& to);
void read_actions(const place& from, authn::enrollment_actions& to);

}  // namespace interlock::text
