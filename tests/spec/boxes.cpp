#include "boxes.hpp"

#include <stdexcept>

#include <interlock/authn/decide.hpp>

namespace spec {

namespace rules = interlock::rules;

std::size_t values_of(input_id which) {
  return interlock::authn::shipped_book().inputs[static_cast<std::size_t>(which)].values.size();
}

value_index box_walk::value(input_id which) {
  value_index& known = read_[static_cast<std::size_t>(which)];
  if (known != rules::no_value) return known;
  if (asked_ == path_.size()) path_.push_back({which, 0, values_of(which)});
  const choice& here = path_[asked_++];
  if (here.which != which) throw std::logic_error("the question reads something else with the same answers");
  return known = here.taken;
}

rules::box box_walk::box() const {
  rules::box found = rules::whole_space(interlock::authn::shipped_book());
  for (std::size_t input = 0; input < read_.size(); ++input)
    if (read_[input] != rules::no_value) found[input] = rules::only(read_[input]);
  return found;
}

bool box_walk::next() {
  path_.resize(asked_);
  asked_ = 0;
  read_.fill(rules::no_value);
  while (!path_.empty() && path_.back().taken + 1u == path_.back().values) path_.pop_back();
  if (path_.empty()) return false;
  ++path_.back().taken;
  return true;
}

}  // namespace spec
