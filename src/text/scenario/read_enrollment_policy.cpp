#include <algorithm>
#include <array>

#include "text/scenario/read_password_policy.hpp"

namespace interlock::text {
namespace {

using authn::enrollment_actions;
using authn::enrollment_settings;
using authn::factor_kind;

/// What one key of the policy means; domain.md 5.5. Identity Engine names authenticators, of which some are two
/// factors.
struct meaning {
  std::string_view key;
  factor_kind kind;
};

constexpr std::array factor_keys{
    meaning{"okta_question", factor_kind::question},
    meaning{"okta_sms", factor_kind::sms},
    meaning{"okta_call", factor_kind::call},
    meaning{"okta_email", factor_kind::email},
    meaning{"okta_otp", factor_kind::okta_totp},
    meaning{"okta_push", factor_kind::push},
    meaning{"google_otp", factor_kind::google_totp},
    meaning{"rsa_token", factor_kind::rsa_token},
    meaning{"symantec_vip", factor_kind::symantec_token},
    meaning{"yubikey_token", factor_kind::yubikey},
    meaning{"duo", factor_kind::duo},
    meaning{"fido_u2f", factor_kind::u2f},
    meaning{"fido_webauthn", factor_kind::webauthn},
};

constexpr std::array authenticator_keys{
    meaning{"security_question", factor_kind::question},
    meaning{"phone_number", factor_kind::sms},
    meaning{"phone_number", factor_kind::call},
    meaning{"okta_email", factor_kind::email},
    meaning{"okta_verify", factor_kind::push},
    meaning{"okta_verify", factor_kind::okta_totp},
    meaning{"google_otp", factor_kind::google_totp},
    meaning{"rsa_token", factor_kind::rsa_token},
    meaning{"symantec_vip", factor_kind::symantec_token},
    meaning{"yubikey_token", factor_kind::yubikey},
    meaning{"duo", factor_kind::duo},
    meaning{"webauthn", factor_kind::webauthn},
};

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

/// What is said first of a factor counts; keys that are not known say nothing.
template <std::size_t Count>
void add(const entry& stated, const std::array<meaning, Count>& keys, enrollment_settings& to) {
  const auto listed = [&](factor_kind kind) {
    return std::ranges::find(to.factors, kind, &authn::factor_offer::kind) != to.factors.end();
  };
  for (const meaning& known : keys)
    if (known.key == stated.key && !listed(known.kind)) to.factors.push_back({known.kind, stated.self});
}

void read_factors(const place& from, enrollment_settings& to) {
  const json::object* factors = object_at(from);
  if (factors == nullptr) return;
  for (const auto& factor : *factors) {
    const std::string_view key = view(factor.key());
    const bool known = std::ranges::find(factor_keys, key, &meaning::key) != factor_keys.end();
    if (!known || factor.value().is_null()) continue;
    entry stated;
    read_okta(place{from.problems, factor.value(), path{from.at, key}}, stated, entry_members);
    stated.key = key;
    add(stated, factor_keys, to);
  }
}

void read_authenticators(const place& from, enrollment_settings& to) {
  for_each_element(from, [&](const place& element) {
    entry stated;
    read_okta(element, stated, entry_members);
    add(stated, authenticator_keys, to);
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
