#pragma once

#include <vector>

#include <interlock/authn/explain.hpp>

/// What can be changed about a request for settings.
namespace interlock::authn {

[[nodiscard]] body_choice present_settings_body(const request& asked) noexcept;
[[nodiscard]] std::vector<fact_value> settings_bodies(const facts& in);
[[nodiscard]] request_body settings_body_for(body_choice chosen, const facts& in);

/// The scopes of the access token with the one that matters, without it, and no token.
[[nodiscard]] std::vector<fact_value> scope_choices(const facts& in);

}  // namespace interlock::authn
