#pragma once

#include <span>
#include <stdexcept>
#include <string>

#include <interlock/rules/table.hpp>

#include "vocabulary.hpp"

/// One question each, answered from the values of one table's columns; typed from the reference as conditionals.
namespace spec {

/// A combination of values of one table.
class point {
 public:
  point(const interlock::rules::table& of, std::span<const value_index> values) : of_{of}, values_{values} {}

  template <class Value>
  [[nodiscard]] bool is(Value wanted) const {
    for (std::size_t column = 0; column < values_.size(); ++column)
      if (of_.columns[column].name == name_of<Value>) return values_[column] == static_cast<value_index>(wanted);
    throw std::logic_error("the table has no column " + std::string{name_of<Value>});
  }

 private:
  const interlock::rules::table& of_;
  std::span<const value_index> values_;
};

using table_oracle = value_index (*)(const point&);
[[nodiscard]] table_oracle oracle_for(table_id which);

}  // namespace spec
