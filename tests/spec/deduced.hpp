#pragma once

#include <interlock/authn/decide.hpp>

#include "plain.hpp"
#include "table_oracles.hpp"

/// What the oracles of the tables come to, one table through the others.
namespace spec {

/// The columns of a table from observations, those that are fed from the oracles of their tables.
class deduced_point final : public point {
 public:
  deduced_point(std::size_t table_index, const observed_values& seen)
      : point{authn::shipped_book().tables[table_index]}, seen_{seen} {}

 private:
  [[nodiscard]] value_index value(std::size_t column) const override {
    const interlock::rules::column& asked = table().columns[column];
    if (asked.fed) return oracle_for(static_cast<table_id>(asked.source))(deduced_point{asked.source, seen_});
    const value_index known = seen_[asked.source];
    if (known == interlock::rules::no_value) throw missing_observation{static_cast<input_id>(asked.source)};
    return known;
  }

  const observed_values& seen_;
};

[[nodiscard]] inline value_index deduced(table_id root, const observed_values& seen) {
  return oracle_for(root)(deduced_point{static_cast<std::size_t>(root), seen});
}

template <class Outcome>
[[nodiscard]] Outcome deduced(const observed_values& seen) {
  return static_cast<Outcome>(deduced(id_of<Outcome>, seen));
}

}  // namespace spec
