#include <algorithm>
#include <array>

#include "text/api/factor_names.hpp"
#include "text/scenario/read_password_policy.hpp"

namespace interlock::text {
namespace {

using authn::enrollment_actions;
using authn::enrollment_settings;
using authn::factor_kind;

/// One factor or authenticator of the policy.
struct entry {
  std::string_view key;
  authn::enrollment_requirement self = authn::enrollment_requirement::not_allowed;
};

constexpr std::array enroll_members{member<entry>{"self", into<&entry::self>}};
constexpr std::array entry_members{
    member<entry>{"key", into<&entry::key>},
    member<entry>{"enroll", okta_object<enroll_members>},
};

/// The first entry of a factor counts; unknown keys are ignored; docs/spec/observations.md#which-policy-applies.
void add(const entry& stated, std::string_view factor_words::*key, enrollment_settings& to) {
  const auto listed = [&](factor_kind kind) {
    return std::ranges::find(to.factors, kind, &authn::factor_offer::kind) != to.factors.end();
  };
  for (const factor_kind kind : authn::offered_kinds)
    if (!stated.key.empty() && words_for(kind).*key == stated.key && !listed(kind))
      to.factors.push_back({kind, stated.self});
}

void read_factors(const place& from, enrollment_settings& to) {
  const json::object* factors = object_at(from);
  if (factors == nullptr) return;
  for (const auto& factor : *factors) {
    const std::string_view key = view(factor.key());
    const bool known = std::ranges::find(factor_words_of, key, &factor_words::key) != factor_words_of.end();
    if (key.empty() || !known || factor.value().is_null()) continue;
    entry stated;
    read_okta(place{from.problems, factor.value(), path{from.at, key}}, stated, entry_members);
    stated.key = key;
    add(stated, &factor_words::key, to);
  }
}

void read_authenticators(const place& from, enrollment_settings& to) {
  for_each_element(from, [&](const place& element) {
    entry stated;
    read_okta(element, stated, entry_members);
    add(stated, &factor_words::authenticator, to);
  });
}

constexpr std::array settings_members{
    member<enrollment_settings>{"factors", read_factors},
    member<enrollment_settings>{"authenticators", read_authenticators},
};

constexpr std::array prompt_members{member<enrollment_actions>{"self", into<&enrollment_actions::prompt>}};
constexpr std::array action_members{member<enrollment_actions>{"enroll", okta_object<prompt_members>}};

}  // namespace

void read_settings(const place& from, enrollment_settings& to) { read_okta(from, to, settings_members); }
void read_actions(const place& from, enrollment_actions& to) { read_okta(from, to, action_members); }

}  // namespace interlock::text
