#pragma once

#include "random_facts.hpp"

namespace spec {

/// Any request at all, of any operation, in any transaction, dense where the state accepts the operation.
[[nodiscard]] interlock::authn::facts random_step(xorshift& random);

}  // namespace spec
