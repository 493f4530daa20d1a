#pragma once

#include <string_view>

#include <interlock/authn/facts.hpp>
#include <interlock/text/diagnostic.hpp>

namespace interlock::text {

/// A scenario document together with the facts read from it. Movable; the facts borrow from the document.
/// @par Specification docs/reference.md#the-scenario
class scenario {
 public:
  struct document;
  explicit scenario(const document* owned) noexcept;  ///< takes it over
  scenario(scenario&&) noexcept;
  scenario& operator=(scenario&&) noexcept;
  ~scenario();

  [[nodiscard]] const authn::facts& facts() const noexcept;
  /// The parsed text; opaque outside the shell.
  [[nodiscard]] const document& source() const noexcept { return *document_; }

 private:
  const document* document_;  // owned; none once moved from
};

/// Reads one scenario. Pure.
/// @param name  how diagnostics call the text
/// @return the scenario, or every problem in it: bad JSON, unknown keys and words of our own objects, wrong types,
///   duplicate keys, operations that are not decided. Members of Okta's objects that the engine does not use are
///   ignored.
[[nodiscard]] result<scenario> read_scenario(std::string_view text, std::string_view name = {});

}  // namespace interlock::text
