#pragma once

#include <optional>

#include <interlock/authn/facts.hpp>

/// What administrators ask for: settings, and the blocks of a user.
namespace interlock::authn {

struct administrative {
  managed_object of;
  scope needed;
  bool replaces = false;
};

/// What an operation is about; none: it belongs to a transaction.
[[nodiscard]] std::optional<administrative> administrative_part(operation of) noexcept;

/// The settings object that an operation shows or replaces, as it stands.
[[nodiscard]] settings_value settings_now(const policy_facts& from, managed_object which) noexcept;

/// The same as the body of the request would have it: what it leaves out takes its default.
[[nodiscard]] settings_value settings_wanted(const request_body& from, managed_object which) noexcept;

[[nodiscard]] bool same_settings(const settings_value& one, const settings_value& other) noexcept;

}  // namespace interlock::authn
