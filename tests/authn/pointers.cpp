#include "brute_force.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::tests {

std::string pointer_to(const authn::fact& of, const authn::facts& in) {
  text::scenario::document stated{0};
  stated.facts = in;
  return text::pointer_to(of, stated);
}

}  // namespace interlock::tests
