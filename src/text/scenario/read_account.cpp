#include "text/scenario/read_account.hpp"

#include <array>
#include <string>

#include "text/api/factor_names.hpp"
#include "text/scenario/scenario_document.hpp"

namespace interlock::text {
namespace {

using authn::attempts;
using authn::factor;
using document = scenario::document;

constexpr std::array attempts_members{
    member<attempts>{"failedAttempts", into<&attempts::failed>},
    member<attempts>{"failedAttemptsFromUnknownDevices", into<&attempts::failed_from_unknown_devices>},
    member<attempts>{"unknownDevicesBlocked", into<&attempts::unknown_devices_blocked>},
    member<attempts>{"lockedAt", into<&attempts::locked_at>},
    member<attempts>{"autoUnlockAt", into<&attempts::auto_unlock_at>},
    member<attempts>{"consecutiveLockouts", into<&attempts::consecutive_lockouts>},
    member<attempts>{"failedFactorAttempts", into<&attempts::failed_factor>},
    member<attempts>{"failedRecoveryAttempts", into<&attempts::failed_recovery>},
};

struct credentials {
  bool password = false;
  std::string_view provider = "OKTA";
};

constexpr std::array user_provider_members{
    member<credentials>{"type", into<&credentials::provider>},
};

constexpr std::array credentials_members{
    member<credentials>{"password",
                        [](const place& from, credentials& to) { to.password = object_at(from) != nullptr; }},
    member<credentials>{"provider",
                        [](const place& from, credentials& to) { read_okta(from, to, user_provider_members); }},
};

void read_credentials(const place& from, authn::user& to) {
  credentials given;
  read_okta(from, given, credentials_members);
  to.has_password = given.password;
  to.provider = given.provider;
}

// The profile is only shown, so its members may be of any type.
constexpr std::array user_members{
    member<document>{"id", [](const place& from, document& to) { read(from, to.facts.user.id); }},
    member<document>{"status", [](const place& from, document& to) { read(from, to.facts.account.status); }},
    member<document>{"passwordChanged",
                     [](const place& from, document& to) { read(from, to.facts.account.password_changed); }},
    member<document>{"credentials", [](const place& from, document& to) { read_credentials(from, to.facts.user); }},
    member<document>{"profile", [](const place& from, document& /*to*/) { static_cast<void>(object_at(from)); }},
};

void read_user(const place& from, document& to) {
  authn::user& user = to.facts.user;
  authn::account& stored = to.facts.account;
  user.has_password = false;
  stored.status = authn::user_status::active;
  read_okta(from, to, user_members);
  to.user = from.value.if_object();
  user.has_password = user.has_password || stored.password_changed.has_value();
}

constexpr std::array account_members{
    member<document>{"user", read_user},
    member<document>{"groups", [](const place& from, document& to) { read(from, to.facts.groups); }},
    member<document>{"attempts", [](const place& from,
                                    document& to) { read_own(from, to.facts.account.attempts, attempts_members); }},
    member<document>{"version", [](const place& from, document& to) { read(from, to.facts.account.version); }},
};

constexpr std::array<std::string_view, 7> factor_statuses{"ACTIVE",   "PENDING_ACTIVATION", "NOT_SETUP", "INACTIVE",
                                                          "ENROLLED", "DISABLED",           "EXPIRED"};

struct factor_source {
  factor held;
  std::string_view type, provider;
};

void read_factor_status(const place& from, factor_source& to) {
  to.held.active = read_word(from, factor_statuses) == "ACTIVE";
}

constexpr std::array enrolled_factor_members{
    member<factor_source>{"id", [](const place& from, factor_source& to) { read(from, to.held.id); }},
    member<factor_source>{"factorType", into<&factor_source::type>},
    member<factor_source>{"provider", into<&factor_source::provider>},
    member<factor_source>{"status", read_factor_status},
    member<factor_source>{"profile",
                          [](const place& from, factor_source& /*to*/) { static_cast<void>(object_at(from)); }},
};

void read_factors(const place& from, document& to) {
  to.factors = from.value.if_array();
  for_each_element(from, [&](const place& element) {
    factor_source source;
    read_okta(element, source, enrolled_factor_members);
    source.held.kind = factor_kind_of(source.type, source.provider);
    source.held.source = static_cast<std::uint32_t>(to.facts.factors.size());
    to.facts.factors.push_back(source.held);
  });
}

void read_recovery(const place& from, document& to) {
  for_each_element(from, [&](const place& element) {
    std::optional<authn::recovery_method> method;
    read(element, method);
    if (method) to.facts.recovery_enrolled.insert(*method);
  });
}

constexpr std::array enrollment_members{
    member<document>{"recovery", read_recovery},
    member<document>{"factors", read_factors},
};

}  // namespace

void read_account(const place& from, document& to) { read_own(from, to, account_members); }
void read_enrollment(const place& from, document& to) { read_own(from, to, enrollment_members); }

}  // namespace interlock::text
