#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <interlock/rules/compile.hpp>
#include <interlock/rules/definition.hpp>
#include <interlock/rules/regions.hpp>

/// The shipped tables as their authors wrote them, to be changed and compiled again.
namespace spec::defects {

namespace rules = interlock::rules;

class rule_texts {
 public:
  /// The tables of rules/.
  rule_texts();

  /// Rewrites what a row asks of a column.
  rule_texts& put(std::string_view row, std::string_view column, const rules::condition& wanted);

  /// Without the analysis, which may refuse the change.
  [[nodiscard]] rules::compiled_book compiled() const;
  /// What the analysis has against the tables, one word a finding.
  [[nodiscard]] std::vector<std::string> findings() const;

 private:
  std::vector<rules::table_definition> tables_;
  std::vector<rules::input_definition> inputs_;
};

/// The value that an input is known to have.
struct known {
  std::string_view input;
  std::string_view value;
};

/// The box in which those inputs have those values, and all others any.
[[nodiscard]] rules::box where(const rules::book& of, std::initializer_list<known> inputs);

/// How the table comes to one of the outcomes somewhere in the box: the rows that answer, one table after another, the
/// asked one last. Empty: it never does.
[[nodiscard]] std::string way_to(const rules::book& of, std::string_view table, const rules::box& within,
                                 std::initializer_list<std::string_view> outcomes);

/// The row that answers somewhere in the box only because the table has looked at the input. Empty: there is none.
[[nodiscard]] std::string reader_of(const rules::book& of, std::string_view table, const rules::box& within,
                                    std::string_view input);

}  // namespace spec::defects
