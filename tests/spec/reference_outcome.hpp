#pragma once

#include <interlock/authn/decide.hpp>

#include "reference.hpp"
#include "table_oracles.hpp"

/// What the oracles of the tables come to, one table through the others.
namespace spec {

/// The columns of a table from observations, those that are fed from the oracles of their tables.
class reference_point final : public point {
 public:
  reference_point(std::size_t table_index, const observed_values& observed)
      : point{authn::shipped_book().tables[table_index]}, observed_{observed} {}

 private:
  [[nodiscard]] value_index value(std::size_t column) const override {
    const interlock::rules::column& asked = table().columns[column];
    if (asked.fed) return oracle_for(static_cast<table_id>(asked.source))(reference_point{asked.source, observed_});
    const value_index known = observed_[asked.source];
    if (known == interlock::rules::no_value) throw missing_observation{static_cast<input_id>(asked.source)};
    return known;
  }

  const observed_values& observed_;
};

[[nodiscard]] inline value_index reference_outcome(table_id root, const observed_values& observed) {
  return oracle_for(root)(reference_point{static_cast<std::size_t>(root), observed});
}

template <class Outcome>
[[nodiscard]] Outcome reference_outcome(const observed_values& observed) {
  return static_cast<Outcome>(reference_outcome(id_of<Outcome>, observed));
}

}  // namespace spec
