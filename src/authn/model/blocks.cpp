#include <interlock/authn/blocks.hpp>

namespace interlock::authn {

blocks blocks_on(const account& of, bool setting) noexcept {
  blocks found;
  if (of.status == user_status::locked_out) found.push_back(blocked_devices::any_devices);
  if (setting && of.status && of.attempts.unknown_devices_blocked) found.push_back(blocked_devices::unknown_devices);
  return found;
}

}  // namespace interlock::authn
