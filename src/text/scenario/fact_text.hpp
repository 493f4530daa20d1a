#pragma once

#include <span>
#include <string>
#include <string_view>

#include <interlock/authn/explain.hpp>

#include "text/scenario/scenario_document.hpp"

/// What a fact is called: its place in a scenario, its name for people, and the names of its values.
namespace interlock::text {

/// Where in a scenario a fact stands.
enum class part : std::uint8_t {
  scenario,
  password_policy,
  password_rule,
  password_rules,
  sign_on_rule,
  sign_on_rules,
  enrollment_policy,
  enrollment_rule,
  enrollment_rules
};

struct word_label {
  std::string_view word;
  std::string_view label;
};

/// How the values of a fact are named. A word without a label is named by itself.
struct value_labels {
  std::string_view nothing = "not stated";
  std::string_view yes = "on";
  std::string_view no = "off";
  std::span<const word_label> words = {};
};

/// One row a fact, in the order of `authn::fact_id`.
struct fact_text {
  authn::fact_id id;
  text::part part;
  std::string_view pointer;  ///< below the part; of a factor's offer, that of all offers
  std::string_view label;    ///< as the admin console says, or plain English
  value_labels values;
};
[[nodiscard]] const fact_text& text_of(authn::fact_id id) noexcept;

/// JSON pointer of a fact in a scenario. Where several policies are given it points into the one that applies.
[[nodiscard]] std::string pointer_to(const authn::fact& of, const scenario::document& in);

}  // namespace interlock::text
