#pragma once

#include <span>
#include <stdexcept>
#include <string>

#include <interlock/rules/table.hpp>

#include "vocabulary.hpp"

/// One question each, answered from the values of one table's columns; typed from the reference as conditionals.
namespace spec {

/// Answers for the columns of one table, one at a time.
class point {
 public:
  explicit point(const interlock::rules::table& of) : of_{of} {}
  point(const point&) = delete;
  point& operator=(const point&) = delete;

  template <class Value>
  [[nodiscard]] bool is(Value wanted) const {
    for (std::size_t column = 0; column < of_.columns.size(); ++column)
      if (of_.columns[column].name == name_of<Value>) return value(column) == static_cast<value_index>(wanted);
    throw std::logic_error("the table has no column " + std::string{name_of<Value>});
  }

 protected:
  ~point() = default;
  [[nodiscard]] const interlock::rules::table& table() const { return of_; }

 private:
  [[nodiscard]] virtual value_index value(std::size_t column) const = 0;

  const interlock::rules::table& of_;
};

/// A combination of values that is there from the start.
class given_point final : public point {
 public:
  given_point(const interlock::rules::table& of, std::span<const value_index> values) : point{of}, values_{values} {}

 private:
  [[nodiscard]] value_index value(std::size_t column) const override { return values_[column]; }

  std::span<const value_index> values_;
};

using table_oracle = value_index (*)(const point&);
[[nodiscard]] table_oracle oracle_for(table_id which);

namespace oracles {
#define SPEC_ORACLE(name) out::name name(const point& p);
SPEC_TABLES(SPEC_ORACLE)
#undef SPEC_ORACLE
}  // namespace oracles

}  // namespace spec
