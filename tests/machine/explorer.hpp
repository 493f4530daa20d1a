#pragma once

#include <set>
#include <string>
#include <vector>

#include "host.hpp"
#include "proof_log.hpp"

/// Every transaction that can be had in a world, by trying everything everywhere.
namespace machine {

/// What is stored after some requests, up to what no decision depends on.
struct node {
  stored held;
  proof_log log;
  bool in_transaction = false;
  bool has_state_token = false;
  state at = state::success;  ///< of the transaction, and what it waits for
  authn::substate substate = authn::substate::next_step;
  std::string status, factor;     ///< as the last body says
  bool waiting = false;           ///< `factorResult`
  bool locked = false;            ///< the account
  operations links;               ///< published by the last body
  std::set<std::string> offered;  ///< factors with a link to verify them
  factor_name challenged;         ///< the factor of the transaction; empty id: none
};

/// What an accepted request was answered with.
struct arrival {
  std::string status;
  proof_log log;
  operations links;
  bool session_token = false;
  bool unlocks = false;  ///< `recoveryType`
};

/// One request in one node.
struct step {
  std::size_t from = 0;
  std::size_t to = 0;                      ///< the node afterwards
  operation by = operation::authenticate;  ///< polling is an operation of its own
  unsigned status = 200;
  std::string error = {};   ///< code; empty: none
  bool proves = false;      ///< the log has a new proof
  bool by_clock = false;    ///< no request: time went on
  std::string factor = {};  ///< id in the path
  arrival arrived = {};
};

struct exploration {
  std::vector<node> nodes;  ///< the first is outside
  std::vector<step> steps;
  std::vector<place> reached;  ///< of all answers, each once
};

[[nodiscard]] exploration explore(const world& in);

/// Every request that makes sense in a node, and some that do not.
[[nodiscard]] std::vector<move> moves_at(const world& in, const node& from);

}  // namespace machine
