#pragma once

#include <cstdint>

#include <interlock/authn/transaction.hpp>

#include "text/json/json_reader.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {

/// Grows when an older program could no longer read what this one writes.
inline constexpr std::uint64_t snapshot_version = 2;

void read_transaction(const place& from, scenario::document& to);
/// Checks the transaction against the account.
void check_owner(const place& root, const scenario::document& to);
/// A transaction that a decision made: its snapshot cannot be read where the host's fresh strings or the user's id are
/// empty.
void check_snapshot(const place& at, const authn::transaction& of);

}  // namespace interlock::text
