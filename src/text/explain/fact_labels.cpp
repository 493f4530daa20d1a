#include "text/explain/fact_labels.hpp"

#include <algorithm>
#include <array>

#include "text/api/factor_names.hpp"
#include "text/json/rfc3339.hpp"
#include "text/scenario/fact_text.hpp"

namespace interlock::text {
namespace {

std::string_view method_name(authn::recovery_method method) {
  static constexpr std::array<std::string_view, authn::words_of<authn::recovery_method>::value.size()> names{
      "e-mail", "SMS", "voice call", "security question", "push notification", "one-time password"};
  return names[static_cast<std::size_t>(method)];
}

std::string list_of(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text.empty() ? "none" : text;
}

struct as_phrase {
  const value_labels& labels;

  std::string operator()(std::monostate) const { return std::string{labels.nothing}; }
  std::string operator()(bool value) const { return std::string{value ? labels.yes : labels.no}; }
  std::string operator()(std::uint64_t value) const { return std::to_string(value); }
  std::string operator()(authn::time_point value) const {
    const timestamp text = format_time(value);
    return {text.data(), text.size()};
  }
  std::string operator()(std::string_view value) const {
    const auto labelled = std::ranges::find(labels.words, value, &word_label::word);
    return std::string{labelled != labels.words.end() ? labelled->label : value};
  }
  std::string operator()(const authn::recovery_methods& value) const {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < authn::words_of<authn::recovery_method>::value.size(); ++i)
      if (value.contains(static_cast<authn::recovery_method>(i)))
        words.push_back(method_name(static_cast<authn::recovery_method>(i)));
    return list_of(words);
  }
  std::string operator()(const authn::set_of<authn::scope>& value) const {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < authn::words_of<authn::scope>::value.size(); ++i)
      if (value.contains(static_cast<authn::scope>(i))) words.push_back(to_string(static_cast<authn::scope>(i)));
    return list_of(words);
  }
  std::string operator()(authn::body_choice value) const {
    static constexpr std::array<std::string_view, 9> words{"nothing",
                                                           "something that is no JSON object",
                                                           "neither a password nor a token",
                                                           "a user name and a password",
                                                           "a user name, a password and the wish to be warned",
                                                           "an activation token",
                                                           "what the operation needs",
                                                           "what the operation needs, with an answer",
                                                           "settings that cannot be used"};
    return std::string{words[static_cast<std::size_t>(value)]};
  }
  std::string operator()(const authn::enrollment_choice& value) const {
    return std::string{"a factor to enroll: "}.append(words_for(value.kind).label);
  }
  std::string operator()(const authn::factors_choice& value) const {
    if (value.in_path_active)
      return *value.in_path_active ? "the one asked for active" : "the one asked for not active";
    std::vector<std::string_view> words;
    for (const authn::factor_kind kind : value.added) words.push_back(words_for(kind).label);
    return list_of(words);
  }
  std::string operator()(authn::rule_choice value) const {
    static constexpr std::array<std::string_view, 4> words{
        "a rule that permits self-service unlock", "a rule that prompts for a factor", "a rule that denies access",
        "a rule that enrolls factors at sign-in"};
    return std::string{words[static_cast<std::size_t>(value)]};
  }
};

}  // namespace

std::string label_of(const authn::fact& of) {
  std::string text{text_of(of.id).label};
  if (of.id == authn::fact_id::factor_offer) text.append(" > ").append(words_for(of.kind).label);
  return text;
}

std::string phrase(const authn::fact& of, const authn::fact_value& value) {
  return std::visit(as_phrase{text_of(of.id).values}, value);
}

}  // namespace interlock::text
