#include "route.hpp"

#include <algorithm>
#include <array>

namespace interlock::text {
namespace {

struct operation {
  std::string_view method;
  std::string_view path;  // `{}` stands for any one segment, `{phone}` for `sms` or `call` in any letter case
};

constexpr std::array operations{
    operation{"POST", "/api/v1/authn"},
    operation{"POST", "/api/v1/authn/credentials/change_password"},
    operation{"POST", "/api/v1/authn/credentials/reset_password"},
    operation{"POST", "/api/v1/authn/factors"},
    operation{"POST", "/api/v1/authn/factors/{}/lifecycle/activate"},
    operation{"POST", "/api/v1/authn/factors/{}/lifecycle/activate/poll"},
    operation{"POST", "/api/v1/authn/factors/{}/lifecycle/activate/email"},
    operation{"POST", "/api/v1/authn/factors/{}/lifecycle/activate/sms"},
    operation{"POST", "/api/v1/authn/factors/{}/lifecycle/resend"},
    operation{"POST", "/api/v1/authn/factors/{}/verify"},
    operation{"POST", "/api/v1/authn/factors/{}/verify/resend"},
    operation{"POST", "/api/v1/authn/recovery/password"},
    operation{"POST", "/api/v1/authn/recovery/unlock"},
    operation{"POST", "/api/v1/authn/recovery/factors/{phone}/verify"},
    operation{"POST", "/api/v1/authn/recovery/factors/{phone}/resend"},
    operation{"POST", "/api/v1/authn/recovery/token"},
    operation{"POST", "/api/v1/authn/recovery/answer"},
    operation{"POST", "/api/v1/authn/previous"},
    operation{"POST", "/api/v1/authn/skip"},
    operation{"POST", "/api/v1/authn/cancel"},
    operation{"GET", "/api/v1/threats/configuration"},
    operation{"POST", "/api/v1/threats/configuration"},
    operation{"GET", "/attack-protection/api/v1/authenticator-settings"},
    operation{"PUT", "/attack-protection/api/v1/authenticator-settings"},
    operation{"GET", "/attack-protection/api/v1/user-lockout-settings"},
    operation{"PUT", "/attack-protection/api/v1/user-lockout-settings"},
};

std::string_view take_segment(std::string_view& path) noexcept {
  path.remove_prefix(1);  // the slash
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool equal_in_any_case(std::string_view text, std::string_view lower) noexcept {
  return std::ranges::equal(text, lower, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

bool fits(std::string_view pattern, std::string_view segment) noexcept {
  if (pattern == "{}") return !segment.empty();
  if (pattern == "{phone}") return equal_in_any_case(segment, "sms") || equal_in_any_case(segment, "call");
  return pattern == segment;
}

bool has_path(std::string_view pattern, std::string_view path) noexcept {
  while (!pattern.empty() && path.starts_with('/'))
    if (!fits(take_segment(pattern), take_segment(path))) return false;
  return pattern.empty() && path.empty();
}

}  // namespace

served find_route(std::string_view method, std::string_view path) noexcept {
  served found = served::unknown_path;
  for (const operation& known : operations) {
    if (!has_path(known.path, path)) continue;
    if (known.method == method) return &known == operations.data() ? served::decided : served::not_decided;
    found = served::wrong_method;
  }
  return found;
}

}  // namespace interlock::text
