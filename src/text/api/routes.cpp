#include "text/api/routes.hpp"

#include <array>

#include "text/api/channel_names.hpp"

namespace interlock::text {
namespace {

using authn::operation;
using authn::recovery_method;

struct route {
  std::string_view method;
  /// `{factor}` and `{user}` stand for any one segment, `{phone}` for `sms` or `call` in any letter case, `{link}` for
  /// `email` or `sms`.
  std::string_view path;
  authn::operation operation;
};

constexpr std::array routes{
    route{"POST", "/api/v1/authn", operation::authenticate},
    route{"POST", "/api/v1/authn/credentials/change_password", operation::change_password},
    route{"POST", "/api/v1/authn/credentials/reset_password", operation::reset_password},
    route{"POST", "/api/v1/authn/factors", operation::enroll_factor},
    route{"POST", "/api/v1/authn/factors/{factor}/lifecycle/activate", operation::activate_factor},
    route{"POST", "/api/v1/authn/factors/{factor}/lifecycle/activate/poll", operation::poll_activation},
    route{"POST", "/api/v1/authn/factors/{factor}/lifecycle/activate/{link}", operation::send_activation_link},
    route{"POST", "/api/v1/authn/factors/{factor}/lifecycle/resend", operation::resend_activation},
    route{"POST", "/api/v1/authn/factors/{factor}/verify", operation::verify_factor},
    route{"POST", "/api/v1/authn/factors/{factor}/verify/resend", operation::resend_challenge},
    route{"POST", "/api/v1/authn/recovery/password", operation::forgot_password},
    route{"POST", "/api/v1/authn/recovery/unlock", operation::unlock_account},
    route{"POST", "/api/v1/authn/recovery/factors/{phone}/verify", operation::verify_recovery_factor},
    route{"POST", "/api/v1/authn/recovery/factors/{phone}/resend", operation::resend_recovery},
    route{"POST", "/api/v1/authn/recovery/token", operation::verify_recovery_token},
    route{"POST", "/api/v1/authn/recovery/answer", operation::answer_question},
    route{"POST", "/api/v1/authn/previous", operation::previous},
    route{"POST", "/api/v1/authn/skip", operation::skip},
    route{"POST", "/api/v1/authn/cancel", operation::cancel},
    route{"GET", "/api/v1/threats/configuration", operation::get_threat_configuration},
    route{"POST", "/api/v1/threats/configuration", operation::replace_threat_configuration},
    route{"GET", "/attack-protection/api/v1/authenticator-settings", operation::get_authenticator_settings},
    route{"PUT", "/attack-protection/api/v1/authenticator-settings", operation::replace_authenticator_settings},
    route{"GET", "/attack-protection/api/v1/user-lockout-settings", operation::get_lockout_settings},
    route{"PUT", "/attack-protection/api/v1/user-lockout-settings", operation::replace_lockout_settings},
    route{"GET", "/api/v1/users/{user}/blocks", operation::list_blocks},
};

std::string_view take_segment(std::string_view& path) noexcept {
  path.remove_prefix(1);  // the slash
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool fits(std::string_view pattern, std::string_view segment, found_route& found) noexcept {
  if (pattern == "{factor}") {
    found.factor = segment;
    return !segment.empty();
  }
  if (pattern == "{user}") return !segment.empty();
  if (pattern == "{phone}") {
    found.recovery_by = recovery_channel_of(segment);
    return found.recovery_by && found.recovery_by != recovery_method::email;
  }
  if (pattern == "{link}") {
    found.link_by = authn::from_string<recovery_method>(segment);
    return found.link_by == recovery_method::email || found.link_by == recovery_method::sms;
  }
  return pattern == segment;
}

std::optional<found_route> matched(const route& known, std::string_view path) noexcept {
  found_route found;
  std::string_view pattern = known.path;
  while (!pattern.empty() && path.starts_with('/'))
    if (!fits(take_segment(pattern), take_segment(path), found)) return std::nullopt;
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  found.how = served::decided;
  found.operation = known.operation;
  return found;
}

}  // namespace

found_route find_route(std::string_view method, std::string_view path) noexcept {
  found_route other;
  for (const route& known : routes) {
    const auto found = matched(known, path);
    if (!found) continue;
    if (known.method == method) return *found;
    other.how = served::wrong_method;
  }
  return other;
}

}  // namespace interlock::text
